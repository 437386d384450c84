"""The words of a text that may be HTML, as feeds and tables carry it: paragraphs a blank line apart.

Only what HTML knows as a tag or as the name of a character is taken for markup, so that "<unk>", "R&D" and "5 < 7" stay.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from reportedly.intake.options import IntakeError
from reportedly.intake.page import DEEPEST, deepest
from reportedly.intake.prose import runs

BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "figure", "section", "article"})
UNSEEN = ("script", "style", "iframe", "object", "noscript", "template", "form", "img", "figcaption")
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])[^<>]{0,10000}>|<!--")
CHARACTER = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
LONGEST = 2_000_000  # characters of markup; an entry of a feed has 2,000 to 60,000
LINKED = 0.5  # of the letters of a line that names a story elsewhere, and whose it is
OPENED = "open its page and give that"


def plain(text: str) -> str:
    """The words of a text that may be HTML. Raises IntakeError, which names no input, where that is too much to be read."""
    tags = _tags(text)
    if not tags:
        return CHARACTER.sub(lambda found: unescape(found[0]), text).replace("\xa0", " ").strip()
    tree = _tree(text if tags & BREAKS else text.replace("\n", "<br>"))
    if tree is None:
        return ""
    for unseen in list(tree.iter(*UNSEEN)):
        unseen.drop_tree()
    for element in tree.iter(*BREAKS):
        element.tail = "\n\n" + (element.tail or "")
        element.text = "\n\n" + (element.text or "")
    paragraphs = (" ".join(part.split()) for part in str(tree.text_content()).split("\n\n"))
    return "\n\n".join(filter(None, paragraphs))


def lists_stories(text: str) -> bool:
    """Whether a text that may be HTML is a list of links to several stories, each with no more than a name beside it."""
    tree = _tree(text) if "a" in _tags(text) else None
    lines = list(runs(tree)) if tree is not None else []
    return len(lines) > 1 and all(line.linked >= LINKED * len(line.words) for line in lines)


def _tags(text: str) -> set[str]:
    """The tags of HTML that a text holds."""
    from lxml.html import defs

    names = {(found[1] or "!--").lower() for found in TAG.finditer(text)}
    return names & {*defs.tags, "!--"}


def _tree(text: str) -> Any:
    """A fragment as one element; null where there is nothing in it."""
    from lxml import etree, html

    if len(text) > LONGEST:
        raise IntakeError("", f"is markup of more than {LONGEST // 1_000_000} million characters", OPENED)
    if deepest(text) > DEEPEST:
        raise IntakeError("", "is nested too deep to be read whole", OPENED)
    try:
        return html.document_fromstring(f"<div>{text}</div>")
    except (etree.ParserError, ValueError):
        return None
