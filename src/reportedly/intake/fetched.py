"""What an address gave, which kinds of it can be read, and whatever can fetch one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain", "text/markdown")
LISTS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/x-opml",
         "application/gzip", "application/x-gzip")  # fmt: skip
CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of an address after decompression; `url` is where they came from in the end, `charset` what its
    server claims.
    """

    url: str
    data: bytes
    charset: str | None
    html: bool


class Fetcher(Protocol):
    """Fetches one address; raises IntakeError with the reason where that cannot be."""

    def __call__(self, url: str) -> Fetched: ...


def media_type(header: str | None) -> str:
    """The kind of what is sent, by its content type; a page where nothing is said."""
    return (header or PAGES[0]).split(";")[0].strip().lower()


def charset_of(header: str | None) -> str | None:
    """The encoding that a content type claims, or null."""
    declared = CHARSET.search(header or "")
    return declared.group(1) if declared else None
