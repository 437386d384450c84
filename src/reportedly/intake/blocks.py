"""The text of a page's article: the paragraphs that stand together, the blocks it is set in brought together first.

What is read is compared with what the page holds: paragraphs that stand beside or like those that were read, and the
text that its machine data gives. What is missing is brought in where it stands in blocks of one kind, else said.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from reportedly.intake.clearing import BLOCKS, paragraph_letters, paragraphs, words_of

ENOUGH = 0.9  # of the article's letters that have to be read, or a note says what is missing
UNBROKEN = 0.7  # of a text without line ends that its paragraphs make up, from which they are taken instead
MACHINE_TEXT = 1.5  # times the length of what was read, from which the machine data's text is taken instead


@dataclass(frozen=True, slots=True)
class Article:
    """The text, paragraphs apart by one line end, and notes on what of it is missing."""

    text: str
    notes: tuple[str, ...] = ()


def article_of(tree: Any, declared: str | None) -> Article:
    """The article of a page that is cleared; `declared` is its text as machine data gives it."""
    held = _paragraphs(tree)
    text = _extracted(_markup(tree))
    if _share(held, text) < ENOUGH:
        _join(held)
        text = max(text, _extracted(_markup(tree)), key=lambda found: _share(held, found))
    if len(held) > 1 and "\n" not in text and sum(map(paragraph_letters, held)) > UNBROKEN * len(text):
        text = "\n".join(map(words_of, held))
    plain = _plain(declared) if declared else ""
    if len(plain) > MACHINE_TEXT * len(text):
        return Article(plain)
    return Article(text, _missing(_share(held, text), _covered(plain, text)))


def unchecked(markup: str) -> Article:
    """The article of a page too large for its blocks to be looked at."""
    return Article(_extracted(markup))


def _markup(tree: Any) -> str:
    from lxml import etree

    return str(etree.tostring(tree, encoding="unicode", method="html"))


def _extracted(markup: str) -> str:
    from trafilatura import extract

    return extract(markup, include_comments=False, include_tables=True, with_metadata=False) or ""


def _plain(declared: str) -> str:
    """A text that may be markup, as paragraphs."""
    from lxml import etree, html

    if "<" not in declared:
        return declared
    try:
        tree = html.fragment_fromstring(declared, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    lines = [words_of(tag) for tag in tree.iter() if tag.tag in BLOCKS and not any(c.tag in BLOCKS for c in tag)]
    return "\n".join(filter(None, lines))


def _paragraphs(tree: Any) -> list[Any]:
    """The paragraphs of the kind of block that holds most of them, inside the one element that holds the article."""
    kinds: dict[tuple[Any, ...], list[Any]] = {}
    for tag in paragraphs(tree):
        if paragraph_letters(tag):
            kinds.setdefault(_kind(tag), []).append(tag)
    most = max(kinds.values(), key=lambda tags: sum(map(paragraph_letters, tags)), default=[])
    return most if _within_article(most) else []


def _kind(paragraph: Any) -> tuple[Any, ...]:
    """What kind of block a paragraph stands in: its names and those of the block around it."""
    block = paragraph.getparent()
    outer = block.getparent()
    return (block.tag, block.get("class"), outer is not None and outer.tag, outer is not None and outer.get("class"))


def _within_article(found: list[Any]) -> bool:
    """Whether paragraphs stand in one article and not each in a list of teasers."""
    blocks = {tag.getparent() for tag in found}
    around = [{id(up) for up in block.iterancestors("article", "main")} | _own(block) for block in blocks]
    shared = set.intersection(*around) if around else set()
    return bool(shared) and not any(block.tag in ("li", "a") for block in blocks)


def _own(block: Any) -> set[int]:
    return {id(block)} if block.tag in ("article", "main") else set()


def _join(found: list[Any]) -> None:
    """Brings the paragraphs of later blocks, with all that stands beside them, into the first block."""
    blocks = list(dict.fromkeys(tag.getparent() for tag in found))
    for block in blocks[1:]:
        if not any(up in blocks for up in block.iterancestors()):
            for part in list(block):
                blocks[0].append(part)


def _share(held: list[Any], text: str) -> float:
    """Of the letters of the paragraphs, the share that stands in the text."""
    read = "".join(text.split())
    letters = {tag: paragraph_letters(tag) for tag in held}
    found = sum(count for tag, count in letters.items() if "".join(words_of(tag).split())[:60] in read)
    return found / sum(letters.values()) if letters else 1.0


def _covered(declared: str, text: str) -> float:
    """Of the words of a text, the share that stands in another."""
    wanted = Counter(declared.split())
    return sum((wanted & Counter(text.split())).values()) / max(1, sum(wanted.values())) if wanted else 1.0


def _missing(*shares: float) -> tuple[str, ...]:
    least = min(shares)
    return (f"about {round(100 * (1 - least))} % of the page's article were not read",) if least < ENOUGH else ()
