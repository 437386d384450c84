"""When a page says that it was published, and where it says so: machine data, a time tag, the address, or a stamp beside the
heading. A time of a change is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Any
from urllib.parse import urlsplit

from reportedly.intake.clearing import is_named
from reportedly.intake.dates import read_date
from reportedly.intake.jsonld import text_of
from reportedly.intake.prose import words_of
from reportedly.intake.stamp import changed, stamp_at

META_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate",
)  # fmt: skip
URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/\-.]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/\-.]|$)"
)
DATE_NAMES = ("date", "Date", "publish", "meta", "Meta", "byline", "time", "Time", "info")
DAY_NAMES = ("publish", "date", "Date")
HEADINGS = "//body//*[self::h1 or self::h2 or self::h3 or self::b or self::strong or self::font]"
AROUND = "ancestor::*[position() <= 2][not(self::body or self::html)]"
MOST_AFTER = 600  # elements below a heading, or around it, among which its day is looked for
FEW = 5  # of these that are looked at
SHORTEST_LINE = 8  # characters of a stamp that nothing names
LONGEST_DAY = 60  # characters of a line that is named as a date and holds one
TIMES = "//article//time | //header//time | //main//time"
STAMP_PARTS = re.compile(r"\s[|•·–—-]\s|\sby\s(?=[A-Z])")
OTHER_WEEKDAY = re.compile(r"[^\W\d]+,?\s(?=\d)")
LONGEST_STAMP = 120  # characters of a line that names authors and ends in the day


def published_of(
    tree: Any, meta: dict[str, str], node: dict[str, Any], url: str | None, title: str | None
) -> tuple[str | None, str | None]:
    """The day, ISO, and where it stood; nulls where the page does not say."""
    found = next(_declared(tree, meta, node, url), None)
    if found is None and (day := _beside_heading(tree, title)):
        return day, "text"
    return found or (None, None)


def _declared(tree: Any, meta: dict[str, str], node: dict[str, Any], url: str | None) -> Iterator[tuple[str, str]]:
    """What machine data, time tags and the address say, in this order."""
    values = [(text_of(node, "datePublished", "dateCreated"), "json-ld")]
    values += [(meta.get(key), "meta") for key in META_DATE]
    marked = tree.xpath("//*[@itemprop='datePublished']") + tree.xpath(TIMES)
    for tag in [*marked[:5], *tree.xpath("//time[@pubdate]")[:2]]:
        if not _of_change(tag):
            values.append((tag.get("datetime") or tag.get("content") or tag.get("title") or words_of(tag), "time tag"))
    if url and (part := URL_DATE.search(urlsplit(url).path)):
        year, month, day = (part.group(i) or part.group(i + 3) for i in (1, 2, 3))
        values.append((f"{year}-{month:0>2}-{day:0>2}", "url"))
    for value, where in values:
        if found := read_date(value or ""):
            yield found, where


def _of_change(tag: Any) -> bool:
    """Whether a time says when the page was changed: by its name, or by the words in or before it."""
    label = tag.getprevious()
    before = (label.tail if label is not None else tag.getparent().text) or ""
    if label is not None and not before.strip() and not label.xpath("descendant-or-self::time"):
        before = words_of(label)
    named = tag.get("itemprop") == "dateModified" or is_named(tag, "changed")
    return named or changed(before.strip()) or changed(words_of(tag))


def _beside_heading(tree: Any, title: str | None) -> str | None:
    """A stamp set by itself below the heading, or in the box around it; one in the head of the page may be today's."""
    heading = next((tag for tag in tree.xpath(HEADINGS)[:60] if title and words_of(tag) == title), None)
    if heading is None:
        return None
    after = list(islice(dropwhile(lambda tag: tag is not heading, tree.iter("*")), MOST_AFTER))
    box = [tag for up in heading.xpath(AROUND) for tag in islice(up.iter("*"), MOST_AFTER)]
    bare = [tag for tag in after if len(tag) == 0 and len(words_of(tag)) >= SHORTEST_LINE]
    stamped = [*_named(after, DATE_NAMES), *_named(box, DATE_NAMES), *bare[: FEW + 1]]
    days = (_stamped(words_of(tag)) for tag in stamped if not _of_change(tag))
    dated = (words_of(tag) for tag in _named(after, DAY_NAMES) if not _of_change(tag))
    return next(filter(None, days), None) or next(filter(None, map(_within, dated)), None)


def _named(tags: list[Any], names: tuple[str, ...]) -> list[Any]:
    """The first few elements whose class holds one of these names."""
    return list(islice((tag for tag in tags if any(name in (tag.get("class") or "") for name in names)), FEW))


def _stamped(words: str) -> str | None:
    """The day of words of which one part is nothing but a stamp."""
    for part in STAMP_PARTS.split(words) if len(words) <= LONGEST_STAMP else []:
        plain = OTHER_WEEKDAY.sub("", part.strip(), count=1) if OTHER_WEEKDAY.match(part.strip()) else part.strip()
        stamp = stamp_at(plain, 0)
        if stamp and stamp.end == len(plain) and not stamp.updated:
            return stamp.date
    return None


def _within(words: str) -> str | None:
    """The day in a short line that is named as one."""
    return read_date(words) if len(words) <= LONGEST_DAY and not changed(words) else None
