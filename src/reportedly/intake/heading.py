"""A page's title among its headings, and the site's name that its machine title carries before or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

from reportedly.intake.appeals import appeals
from reportedly.intake.clearing import bare_heading
from reportedly.intake.headline import bare_title, site_of, squeezed
from reportedly.intake.prose import main_kind, words_of

MAIN = "//article//h1 | //main//h1"
LONGEST_FACT = 500  # characters of what a page says of itself
SEPARATOR = re.compile(r"\s(?:[|»·•]|::|[-–—])\s|\s?:\s")
SHORTEST_TITLE = 16  # letters of a title that is known by standing in the page alone
LONGEST_SITE = 60  # characters
MOST_SHOWN = 3_000  # elements that are looked through
SHOWN = (
    f"(//body//*[self::h1 or self::h2 or self::h3 or self::h4 or self::b or self::strong or self::font or self::span \
or self::td or self::div or self::p][not(ancestor::a)][string-length() <= 500])[position() <= {MOST_SHOWN}]"
)
LEGAL = "(//body//text()[contains(., '©') or contains(., 'opyright')])[position() <= 20]"


def title_of(tree: Any, declared: list[str | None], site: str | None) -> str | None:
    """The heading that is one with what the page declares, else what it declares: by its machine data, then its title."""
    split = split_title(tree, page_title(tree))
    bare = [bare_title(" ".join(title.split()), site) for title in declared if title and title.strip()]
    by_machine = bool(bare or split)
    bare += [split[0] if split else bare_title(page_title(tree), site)] if page_title(tree) else []
    main = [heading for tag in tree.xpath("//h1")[:10] if 8 <= len(heading := bare_heading(tag, bare)) <= LONGEST_FACT]
    found = same_heading(tree, bare) or next((heading for heading in main if _like_any(heading, bare)), None)
    return found or _lone(tree, main, bare, by_machine) or next(iter(bare + main), None)


def _lone(tree: Any, main: list[str], bare: list[str], by_machine: bool) -> str | None:
    """A heading unlike what the page declares that is its title all the same: the only main one, inside the article or
    where only a site's name is declared; without a main one, the last one above the text.
    """
    if len(main) == 1 and (tree.xpath(MAIN) or not bare or (_short(bare[0]) and not by_machine)):
        return main[0]
    return None if main or by_machine else heading_above(tree)


def site_of_page(tree: Any, title: str | None) -> str | None:
    """The site's name as the page's title carries it."""
    split = split_title(tree, page_title(tree))
    behind = site_of(page_title(tree), title) if title else None
    return (split[1] if split else None) or behind or site_shown(tree, page_title(tree), title)


def page_title(tree: Any) -> str:
    """The title that the page has for machines."""
    found = next(iter(tree.xpath("//head/title/text()") or tree.xpath("//title/text()")), "")
    return " ".join(str(found)[: 2 * LONGEST_FACT].split())


def _like_any(heading: str, titles: list[str]) -> bool:
    """Whether a heading is the beginning of one of the titles, or goes on from one."""
    ours = squeezed(heading)
    return bool(ours) and any(
        ours.startswith(squeezed(title)[:60]) or squeezed(title).startswith(ours) for title in titles
    )


def _short(words: str) -> bool:
    """Whether words are too short for a title, as a site's name alone is."""
    return len(squeezed(words)) < SHORTEST_TITLE


def split_title(tree: Any, whole: str) -> tuple[str, str] | None:
    """Title and site's name, where one part of a page's title stands in the page by itself and is the longest such."""
    parts = [
        (title.strip(), site.strip())
        for found in SEPARATOR.finditer(whole)
        for title, site in (
            (whole[: found.start()], whole[found.end() :]),
            (whole[found.end() :], whole[: found.start()]),
        )
        if len(squeezed(title)) >= SHORTEST_TITLE and 1 < len(site.strip()) <= LONGEST_SITE
    ]
    shown = {squeezed(words_of(tag)) for tag in tree.xpath(SHOWN)} if parts else set()
    found = max((part for part in parts if squeezed(part[0]) in shown), key=lambda part: len(part[0]), default=None)
    return (found[0], _outermost(found[1], whole)) if found else None


def _outermost(site: str, whole: str) -> str:
    """Of a site's name and the section beside it ("Ministry of Defence : News"), the one at the title's outer end."""
    parts = SEPARATOR.split(site)
    return parts[0 if whole.startswith(site) else -1].strip()


def same_heading(tree: Any, declared: Iterable[str]) -> str | None:
    """The first declared title that is a whole heading of the page, as the heading spells it."""
    headings = [words_of(tag) for tag in tree.xpath("//h1 | //h2 | //h3")[:40]]
    for title in declared:
        for heading in headings:
            if squeezed(heading) == squeezed(title) and len(squeezed(heading)) >= SHORTEST_TITLE:
                return heading
    return None


def heading_above(tree: Any) -> str | None:
    """The last heading before the article's first paragraph, on a page without a main one."""
    article = [tag for tag in main_kind(tree) if not appeals(words_of(tag))]
    above = list(takewhile(lambda tag: tag is not article[0], tree.iter("h2", "h3", "p"))) if article else []
    headings = (tag for tag in reversed(above) if tag.tag != "p" and next(tag.iterancestors("a", "nav"), None) is None)
    words = next(map(words_of, headings), "")
    return words if len(squeezed(words)) >= SHORTEST_TITLE else None


def site_shown(tree: Any, whole: str, title: str | None) -> str | None:
    """The part of a page's title that its logo or its copyright line names; all of a short one that is no title."""
    legal = " ".join(map(str, tree.xpath(LEGAL)))
    logos = {str(alt).strip() for alt in tree.xpath("(//img/@alt)[position() <= 20]")}
    parts = [part.strip() for part in SEPARATOR.split(whole)]
    if len(parts) == 1 and 1 < len(squeezed(whole)) < SHORTEST_TITLE and squeezed(whole) != squeezed(title or ""):
        return whole
    return next((part for part in parts if 2 < len(part) <= LONGEST_SITE and (part in logos or part in legal)), None)
