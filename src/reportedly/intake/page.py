"""A page's markup to its article: the paragraphs in order, and what the page says of itself.

This runs inside the worker that can be killed (extractor.py): it may take any time and memory on hostile markup, and
is never called on a page in the process that reads. Text comes from trafilatura; where that finds nothing, from the
article body that the page declares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reportedly.intake.facts import Facts, facts_of

DEEPEST = 220  # open tags; libxml2 gives up at 256 and trafilatura then answers nothing without an error
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
NOT_NESTING = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
     "p", "li", "td", "tr", "th", "dd", "dt", "option", "tbody", "thead", "tfoot", "html", "body", "head", "path"}
)  # fmt: skip
SHORTEST = 80  # characters of an article


class NoArticleError(ValueError):
    """The page holds no article, or one that cannot be got at; says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article's text, paragraphs apart by one line end, and the facts of the page."""

    text: str
    facts: Facts


def read_page(markup: str, url: str | None = None) -> Page:
    """The article of a page. Raises NoArticleError."""
    from lxml import etree, html
    from trafilatura import extract

    depth = deepest(markup)
    if depth > DEEPEST:
        raise NoArticleError(f"its tags are nested {depth} deep, more than {DEEPEST}")
    plain = markup.replace("\0", " ")
    try:
        tree: Any = html.document_fromstring(plain.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoArticleError(f"its markup cannot be read ({str(error)[:80]})") from error
    facts = facts_of(tree, url)
    if lay_flat(tree):
        plain = etree.tostring(tree, encoding="unicode", method="html")
    text = extract(plain, include_comments=False, include_tables=True, with_metadata=False) or ""
    if facts.body and len(facts.body) > 1.5 * len(text) and "<" not in facts.body:
        text = facts.body
    if len(text.strip()) < SHORTEST:
        raise NoArticleError("no article was found in it")
    return Page(text, facts)


def lay_flat(tree: Any) -> bool:
    """Makes plain blocks of tables that hold the page's layout and no figures; whether there were any."""
    tables = tree.xpath("//table[.//td[count(p) > 1]]")
    for table in tables:
        for tag in table.xpath("descendant-or-self::*[self::table or self::tbody or self::tr or self::td]"):
            tag.tag = "div"
    return bool(tables)


def deepest(markup: str) -> int:
    """How many tags are open at most at once; those that close by themselves are not counted."""
    depth = most = 0
    for closing, name in TAG.findall(markup):
        if name.lower() in NOT_NESTING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        most = max(most, depth)
    return most
