"""The text of a page's article: what stands together under its heading, the blocks it is set in made one article first.

What is read is compared with what the page holds: paragraphs like those that were read, and the text that its machine
data gives. What is missing is said.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from reportedly.intake.appeals import LEGAL, appeals
from reportedly.intake.clearing import named
from reportedly.intake.lines import ends_sentence
from reportedly.intake.prose import (
    BLOCKS,
    counted,
    main_kind,
    paragraph_letters,
    paragraphs,
    runs,
    within_article,
    words_of,
)

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
    _one_article(main_kind(tree))
    text = _extracted(_markup(tree))
    if len(held) > 1 and "\n" not in text and sum(map(paragraph_letters, held)) > UNBROKEN * len(text):
        text = "\n".join(map(words_of, held))
    text = "\n".join([*_lead(tree, text), text])
    plain = _plain(declared) if declared else ""
    if len(plain) > MACHINE_TEXT * len(text):
        return Article(plain)
    return Article(text, _missing(_share(held, text), _covered(plain, text)))


def _lead(tree: Any, text: str) -> list[str]:
    """The prose between the main heading and the article's first paragraph that was not read: a summary, or a first
    paragraph in a block of its own.
    """
    first = next(iter(main_kind(tree)), None)
    if first is None:
        return []
    order = {tag: place for place, tag in enumerate(tree.iter())}
    top = max((order[tag] for tag in tree.iter("h1", "h2") if order[tag] < order[first]), default=-1)
    beside = paragraphs(first.getparent().getparent()) if first.getparent().getparent() is not None else []
    between = [tag for tag in (*named(tree, "lead"), *beside) if top < order[tag] < order[first]]
    read = "".join(text.split())
    return [words_of(tag) for tag in between if paragraph_letters(tag) and _letters(tag)[:60] not in read][:1]


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
    """The paragraphs of the article's kind, inside the one element that holds the article."""
    most = main_kind(tree)
    return most if within_article(most) else []


def _one_article(held: list[Any]) -> None:
    """Makes one article of what holds paragraphs in several blocks, as chapters and the entries of live reports are; names
    inside it say nothing more.
    """
    blocks = list(dict.fromkeys(tag.getparent() for tag in held))
    within = blocks if len(blocks) == 1 else _shared(blocks)
    for tag in within[0].xpath(".//*") if within else ():
        _name(tag)
        for key in ("class", "id", "role"):
            tag.attrib.pop(key, None)
    if len(blocks) == 1:
        _go_on(blocks[0])
    if len(blocks) < 2 or not within:
        return
    around = next((up for up in within if up.find(".//h1") is not None), within[0])
    listed = {up for block in blocks for up in block.iterancestors("ul", "ol", "li") if around in up.iterancestors()}
    for tag in [*around.iter("article"), *listed]:
        tag.tag = "div"
    around.tag = "article"


def _name(tag: Any) -> None:
    """Makes a paragraph of a plain block that says a sentence, a heading of a button that opens what is said below, and a
    plain block of an aside that says several.
    """
    if tag.tag == "aside" and counted(tag)[0] > 1:
        tag.tag = "div"
    if tag.tag == "div" and not any(part.tag in BLOCKS for part in tag) and ends_sentence(words_of(tag)):
        tag.tag = "p"
    elif (
        tag.tag == "button"
        and words_of(tag).endswith("?")
        and (below := tag.getnext()) is not None
        and counted(below)[0]
    ):
        tag.tag = "h4"


def _go_on(block: Any) -> None:
    """Brings into the article's only block those behind it that are nothing but sentences like its own."""
    for behind in list(block.itersiblings()):
        found = list(runs(behind)) if isinstance(behind.tag, str) else []
        if not all(run.is_prose and not run.words.startswith(LEGAL) and not appeals(run.words) for run in found):
            return
        if found and behind.tag in ("div", "section", "p"):
            block.append(behind)


def _shared(blocks: list[Any]) -> list[Any]:
    """The elements around all of some blocks, the innermost first."""
    around = blocks[0].iterancestors() if blocks else ()
    return [
        up for up in around if up.tag not in ("body", "html") and all(up in block.iterancestors() for block in blocks)
    ]


def _share(held: list[Any], text: str) -> float:
    """Of the letters of the paragraphs, the share that stands in the text."""
    read = "".join(text.split())
    letters = {tag: paragraph_letters(tag) for tag in held}
    found = sum(count for tag, count in letters.items() if _letters(tag)[:60] in read)
    return found / sum(letters.values()) if letters else 1.0


def _letters(tag: Any) -> str:
    return "".join(words_of(tag).split())


def _covered(declared: str, text: str) -> float:
    """Of the words of a text, the share that stands in another."""
    wanted = Counter(declared.split())
    return sum((wanted & Counter(text.split())).values()) / max(1, sum(wanted.values())) if wanted else 1.0


def _missing(*shares: float) -> tuple[str, ...]:
    least = min(shares)
    return (f"about {round(100 * (1 - least))} % of the page's article were not read",) if least < ENOUGH else ()
