"""A page's title among its headings, and the site's name that its machine title carries before or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from reportedly.intake.appeals import appeals
from reportedly.intake.prose import main_kind, words_of

SEPARATOR = re.compile(r"\s(?:[|»·•]|::|[-–—])\s|\s?:\s")
SHORTEST_TITLE = 16  # letters of a title that is known by standing in the page alone
LONGEST_SITE = 60  # characters
MOST_SHOWN = 3_000  # elements that are looked through
SHOWN = f"(//body//*[self::h1 or self::h2 or self::h3 or self::h4 or self::b or self::strong or self::font or self::span \
or self::td or self::div or self::p][not(ancestor::a)][string-length() <= 500])[position() <= {MOST_SHOWN}]"
LEGAL = "(//body//text()[contains(., '©') or contains(., 'opyright')])[position() <= 20]"


def squeezed(words: str) -> str:
    """The letters and digits of words, without case."""
    return "".join(filter(str.isalnum, words.casefold()))


def split_title(tree: Any, page_title: str) -> tuple[str, str] | None:
    """Title and site's name, where one part of a page's title stands in the page by itself and is the longest such."""
    parts = [
        (title.strip(), site.strip())
        for found in SEPARATOR.finditer(page_title)
        for title, site in ((page_title[: found.start()], page_title[found.end() :]), (page_title[found.end() :], page_title[: found.start()]))
        if len(squeezed(title)) >= SHORTEST_TITLE and 1 < len(site.strip()) <= LONGEST_SITE
    ]
    shown = {squeezed(str(tag.text_content())) for tag in tree.xpath(SHOWN)} if parts else set()
    found = max((part for part in parts if squeezed(part[0]) in shown), key=lambda part: len(part[0]), default=None)
    return (found[0], _outermost(found[1], page_title)) if found else None


def _outermost(site: str, page_title: str) -> str:
    """Of a site's name and the section beside it ("Ministry of Defence : News"), the one at the title's outer end."""
    parts = SEPARATOR.split(site)
    return parts[0 if page_title.startswith(site) else -1].strip()


def same_heading(tree: Any, declared: Iterable[str]) -> str | None:
    """The first declared title that is a whole heading of the page, as the heading spells it."""
    headings = [" ".join(str(tag.text_content()).split()) for tag in tree.xpath("//h1 | //h2 | //h3")[:40]]
    for title in declared:
        for heading in headings:
            if squeezed(heading) == squeezed(title) and len(squeezed(heading)) >= SHORTEST_TITLE:
                return heading
    return None


def heading_above(tree: Any) -> str | None:
    """The last heading before the article's first paragraph, on a page without a main one."""
    article = [tag for tag in main_kind(tree) if not appeals(words_of(tag))]
    above = article[0].xpath("preceding::*[self::h2 or self::h3][not(ancestor::a or ancestor::nav)]") if article else []
    words = " ".join(str(above[-1].text_content()).split()) if above else ""
    return words if len(squeezed(words)) >= SHORTEST_TITLE else None


def site_shown(tree: Any, page_title: str, title: str | None) -> str | None:
    """The part of a page's title that its logo or its copyright line names; all of a short one that is no title."""
    legal = " ".join(map(str, tree.xpath(LEGAL)))
    logos = {str(alt).strip() for alt in tree.xpath("(//img/@alt)[position() <= 20]")}
    parts = [part.strip() for part in SEPARATOR.split(page_title)]
    if len(parts) == 1 and 1 < len(squeezed(page_title)) < SHORTEST_TITLE and squeezed(page_title) != squeezed(title or ""):
        return page_title
    return next((part for part in parts if 2 < len(part) <= LONGEST_SITE and (part in logos or part in legal)), None)
