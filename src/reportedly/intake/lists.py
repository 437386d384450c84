"""Files that name addresses: one a line, feeds in OPML, pages and further maps in a sitemap.

A list only says where reports are: nothing is fetched here. An entry that is no address costs only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reportedly.intake.decode import decode
from reportedly.intake.elements import elements
from reportedly.intake.files import File, contents
from reportedly.intake.options import Failure

COMMENT = "#"
ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}", re.IGNORECASE)
OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
SITEMAP = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")
LOCATION = re.compile(r"(\{.*\}|)(?:url|sitemap) \1loc")
HINT = "write one address a line, http:// or https://"
Found = Iterator[str | Failure]


def looks_like_addresses(head: bytes) -> bool:
    """Whether a file that begins like this names addresses: its first line is one, and no line has a blank in it."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    named = list(filter(None, map(_without_comment, text.splitlines())))
    return bool(named) and ADDRESS.match(named[0]) is not None and all(len(line.split()) == 1 for line in named)


def looks_like_opml(head: bytes) -> bool:
    """Whether a file that begins like this lists feeds."""
    return OPML.search(head.replace(b"\0", b"")) is not None


def looks_like_sitemap(head: bytes) -> bool:
    """Whether a file that begins like this is the map of a site, or lists such maps."""
    return SITEMAP.search(head.replace(b"\0", b"")) is not None


def addresses(file: File) -> Found:
    """The addresses of a text, one a line; what stands behind a # is passed over."""
    text = decode(contents(file), file.name).text.removeprefix("\ufeff")
    for number, line in enumerate(text.splitlines(), 1):
        if named := _without_comment(line):
            yield named if ADDRESS.fullmatch(named) else Failure(f"{file.name} line {number}", "is no address", HINT)


def opml(file: File) -> Found:
    """The addresses of the feeds that an OPML file lists, in folders or not."""
    for event, element in elements(file):
        if event == "start" and (named := element.get("xmlUrl")):
            yield named.strip()


def sitemap(file: File) -> Found:
    """The addresses of the pages of a site, or of its further maps."""
    for event, element in elements(file):
        if event == "end" and isinstance(element.tag, str) and _is_location(element):
            yield "".join(element.itertext()).strip()
            element.clear()


def _is_location(element: etree._Element) -> bool:
    """Whether an element is a page's address, and not that of a picture or a sound on it."""
    parent = element.getparent()
    return parent is not None and LOCATION.fullmatch(f"{parent.tag} {element.tag}") is not None


def _without_comment(line: str) -> str:
    return "" if line.lstrip().startswith(COMMENT) else line.partition(f" {COMMENT}")[0].strip()
