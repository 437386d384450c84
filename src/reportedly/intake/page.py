"""A page's markup to its article: the paragraphs in order, and what the page says of itself.

This runs inside the worker that can be killed (extractor.py): it may take any time and memory on hostile markup, and
is never called on a page in the process that reads. Text comes from trafilatura; where that finds nothing, from the
article body that the page declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from reportedly.intake.blocks import article_of, unchecked
from reportedly.intake.clearing import clear
from reportedly.intake.facts import Facts, facts_of
from reportedly.intake.left_out import bounds, held_by, left_out
from reportedly.intake.prose import counted, name_paragraphs, words_of

DEEPEST = 220  # open tags; libxml2 gives up at 256 and trafilatura then answers nothing without an error
MOST_ELEMENTS = 60_000  # of a page that is cleared and looked through; long live reports have 15,000
UNREAD = re.compile(r"<(script|style|textarea|title|!--)", re.IGNORECASE)  # markup inside these is none
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
NOT_NESTING = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
     "p", "li", "td", "tr", "th", "dd", "dt", "option", "tbody", "thead", "tfoot", "html", "body", "head", "path"}
)  # fmt: skip
NARROW = 3  # times the words of a column of links that the article beside it has
SHORTEST = 80  # characters of an article


class NoArticleError(ValueError):
    """The page holds no article, or one that cannot be got at; says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article's text, paragraphs apart by one line end, the facts of the page, and notes on what was left out."""

    text: str
    facts: Facts
    notes: tuple[str, ...] = ()


def read_page(markup: str, url: str | None = None) -> Page:
    """The article of a page. Raises NoArticleError."""
    from lxml import etree, html

    depth = deepest(markup)
    if depth > DEEPEST:
        raise NoArticleError(f"its tags are nested {depth} deep, more than {DEEPEST}")
    plain = markup.replace("\0", " ")
    try:
        tree: Any = html.document_fromstring(plain.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoArticleError(f"its markup cannot be read ({str(error)[:80]})") from error
    facts = facts_of(tree, url)
    notes: tuple[str, ...] = ()
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        found = unchecked(plain)
    else:
        held = held_by(tree)
        lay_flat(tree)
        drop_link_tables(tree)
        name_turns(tree)
        name_paragraphs(tree)
        notes = clear(tree, (*facts.authors, *facts.bylines), facts.site)
        name_heading(tree, facts.title)
        within = bounds(held, tree)
        found = article_of(tree, facts.body)
        notes += found.notes or left_out(held, within, found.text)
    if len(found.text.strip()) < SHORTEST:
        raise NoArticleError("no article was found in it")
    return Page(found.text, facts, notes)


def name_heading(tree: Any, title: str | None) -> None:
    """Leaves in the main heading the title alone, where a label stands before it."""
    for heading in tree.xpath("//h1")[:10]:
        if title and len(heading) and words_of(heading) != title and words_of(heading).endswith(title):
            for part in list(heading):
                heading.remove(part)
            heading.text = title


def lay_flat(tree: Any) -> None:
    """Makes plain blocks of tables that hold the page's layout and no figures; of columns side by side, the one that
    holds most of the words stays.
    """
    for table in tree.xpath("//table[.//table or .//td[count(p) > 1 or count(.//br) > 3]]"):
        for row in table.xpath("tr | tbody/tr"):
            _drop_columns(row.xpath("td"))
        for tag in table.xpath("descendant-or-self::*[self::table or self::tbody or self::tr or self::td]"):
            tag.tag = "div"


def name_turns(tree: Any) -> None:
    """Makes paragraphs of lists of terms that say sentences, as interviews are set in: "NAME: words"."""
    for listed in [tag for tag in tree.iter("dl") if counted(tag)[0] > 1]:
        for term in listed.findall(".//dt"):
            said = term.getnext()
            if said is not None and said.tag == "dd":
                first = said.find("p") if said.find("p") is not None else said
                first.text = f"{words_of(term).rstrip(':')}: {(first.text or '').lstrip()}"
                said.tag = "p" if first is said else "div"
                term.drop_tree()
        listed.tag = "div"


def drop_link_tables(tree: Any) -> None:
    """Takes out tables that hold nothing but links."""
    for table in tree.xpath("//table[.//a]"):
        words = len(words_of(table))
        if words <= sum(len(words_of(link)) + len(" | ") for link in table.iter("a")):
            table.drop_tree()


def _drop_columns(cells: list[Any]) -> None:
    """Takes out the cells of links beside one that holds several times as many words."""
    letters = {cell: len(words_of(cell)) for cell in cells}
    for cell, count in letters.items():
        said, signs = counted(cell)
        if count * NARROW < max(letters.values()) and said <= signs > 0 and cell.find(".//h1") is None:
            cell.drop_tree()


def read_parts(markup: str) -> Iterator[str]:
    """The markup without scripts, styles and comments, where a "<" opens no tag."""
    at = 0
    while opened := UNREAD.search(markup, at):
        yield markup[at : opened.start()]
        name = opened.group(1).lower()
        end = "-->" if name == "!--" else f"</{name}"
        closed = re.compile(re.escape(end), re.IGNORECASE).search(markup, opened.end())
        if closed is None:
            return
        at = closed.end()
    yield markup[at:]


def deepest(markup: str) -> int:
    """How many tags are open at most at once; those that close by themselves are not counted."""
    depth = most = 0
    for closing, name in chain.from_iterable(map(TAG.findall, read_parts(markup))):
        if name.lower() in NOT_NESTING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        most = max(most, depth)
    return most
