"""What an address gave, what its server knows that by, which kinds of it can be read, and whatever can fetch one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain", "text/markdown")
LISTS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/x-opml",
         "application/feed+json", "application/gzip", "application/x-gzip")  # fmt: skip
CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)

ETAG = re.compile(r'(?:W/)?"[!#-~]{0,200}"')
MOMENT = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server calls the state of an address, as it sent it: its `ETag`, and the day of its `Last-Modified`."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of an address after decompression; `url` is where they came from in the end, `charset` what its
    server claims, `marks` what the server will know this state by, null where it gave none.
    """

    url: str
    data: bytes
    charset: str | None
    html: bool
    marks: Marks | None = None


class Fetcher(Protocol):
    """Fetches one address; raises IntakeError with the reason where that cannot be. `before` is what it gave when it was asked
    last, and comes back where nothing changed since.
    """

    def __call__(self, url: str, before: Fetched | None = None) -> Fetched: ...


class Lists(Protocol):
    """Keeps what the addresses of lists and feeds gave."""

    def before(self, address: str) -> Fetched | None:
        """What an address gave when it was asked last; null where that is not known."""
        ...

    def keep(self, address: str, sent: Fetched) -> None:
        """Keeps what it gave now."""
        ...


def media_type(header: str | None) -> str:
    """The kind of what is sent, by its content type; a page where nothing is said."""
    return (header or PAGES[0]).split(";")[0].strip().lower()


def marks_of(etag: str | None, modified: str | None) -> Marks | None:
    """The marks that two headers give, as far as they can be sent back; null where neither can."""
    held = Marks(etag if ETAG.fullmatch(etag or "") else None, modified if MOMENT.fullmatch(modified or "") else None)
    return held if held.etag or held.modified else None


def charset_of(header: str | None) -> str | None:
    """The encoding that a content type claims, or null."""
    declared = CHARSET.search(header or "")
    return declared.group(1) if declared else None
