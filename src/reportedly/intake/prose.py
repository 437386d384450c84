"""The paragraphs of a page: what is long enough and ends a sentence; those of one kind of block are the article's.

Pages that set their text in plain blocks, or with line breaks alone, are first given paragraphs (`name_paragraphs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.intake.lines import ends_sentence

PARAGRAPH = 40  # characters of a paragraph
LONG_ENOUGH = f".//p[string-length() >= {PARAGRAPH}]"
BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "table", "section", "article", "blockquote", "h1", "h2", "h3", "h4",
                    "figure", "aside", "form", "header", "footer", "nav", "pre", "dl"})  # fmt: skip
BARE_BLOCKS = f"//body//div[string-length() >= {PARAGRAPH}]"
BROKEN = "//body//*[self::div or self::td or self::font or self::span or self::section or self::article][count(br) > 1]"
OF_PICTURES = frozenset({"li", "a", "figure", "figcaption"})
BREAKS = BLOCKS | {"br", "hr", "tr", "td", "th", "dt", "dd", "h5", "h6", "main", "figcaption", "label", "button"}
UNREAD = frozenset({"script", "style", "template", "noscript"})
FIELDS = ".//input | .//select | .//textarea"
ASKING = f"{FIELDS} | self::*[not(.//h2 or .//h3 or .//h4)]//button"  # where nothing is said
LINKED = 0.8  # of the letters of a run that is a link to elsewhere


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words between the ends of blocks, the element it begins in, and how many of its letters are a link that
    leads elsewhere.
    """

    words: str
    linked: int
    tag: Any

    @property
    def is_link(self) -> bool:
        return self.linked >= LINKED * len(self.words)

    @property
    def is_prose(self) -> bool:
        """Whether the words are long, end a sentence and are no link."""
        return len(self.words) >= PARAGRAPH and ends_sentence(self.words) and not self.is_link


def words_of(tag: Any) -> str:
    """The words of an element, those of its parts apart."""
    return " ".join(" ".join(tag.itertext() if len(tag) else (tag.text or "",)).split())


def runs(block: Any) -> Iterator[WordRun]:
    """The runs of words in a block, in order."""
    from lxml import etree

    found: list[tuple[str, bool, Any]] = []
    links = unread = 0
    for event, tag in etree.iterwalk(block, events=("start", "end", "comment", "pi")):
        starts = event == "start"
        if starts or event == "end":
            step = 1 if starts else -1
            links += step * _leads_elsewhere(tag)
            unread += step * (tag.tag in UNREAD)
            if tag.tag in BREAKS:
                yield from _run(found)
                found = []
        text = tag.text if starts else tag.tail if tag is not block else None
        if text and not unread:
            found.append((text, links > 0, tag if starts else tag.getparent()))
    yield from _run(found)


def _leads_elsewhere(tag: Any) -> bool:
    return tag.tag == "a" and not (tag.get("href") or "").startswith("#")


def _run(found: list[tuple[str, bool, Any]]) -> Iterator[WordRun]:
    words = " ".join("".join(text for text, *_ in found).split())
    if words:
        linked = " ".join("".join(text for text, within, _ in found if within).split())
        yield WordRun(words, len(linked), found[0][2])


def counted(block: Any) -> tuple[int, int]:
    """How often a block says something, and how often it leads elsewhere, or whether it asks for something."""
    found = list(runs(block))
    links = sum(run.is_link for run in found)
    said = sum(run.is_prose for run in found)
    return said, links or len(block.xpath(FIELDS if said else ASKING)[:1])


def paragraphs(tag: Any) -> list[Any]:
    """The paragraphs of an element that are long enough to be some."""
    return list(tag.xpath(LONG_ENOUGH))


def paragraph_letters(tag: Any) -> int:
    """The length of a paragraph that ends a sentence; 0 for any other."""
    words = words_of(tag)
    return len(words) if len(words) >= PARAGRAPH and ends_sentence(words) else 0


def name_paragraphs(tree: Any) -> None:
    """Makes paragraphs of plain blocks, or of text between line breaks, where these hold more prose than paragraphs do."""
    named = sum(map(paragraph_letters, paragraphs(tree)))
    plain = [tag for tag in tree.xpath(BARE_BLOCKS) if not _has_blocks(tag) and tag.find("br") is None]
    if sum(map(paragraph_letters, plain)) > named:
        for tag in plain:
            tag.tag = "p"
    broken = [tag for tag in tree.xpath(BROKEN) if tag.getparent() is not None]
    if sum(map(_broken_letters, broken)) > named:
        for tag in broken:
            _break(tag)


def _has_blocks(tag: Any) -> bool:
    return any(part.tag in BLOCKS for part in tag.iter() if part is not tag)


def _broken_letters(tag: Any) -> int:
    """The letters that stand in an element itself, between its line breaks."""
    return len("".join(tag.xpath("text() | *[not(self::div or self::table or self::ul)]//text()")).strip())


def _break(block: Any) -> None:
    """Makes paragraphs of what stands between line breaks and blocks."""
    from lxml import html

    parts = list(block)
    line = html.Element("p")
    line.text, block.text = block.text, None
    lines = [line]
    for part in parts:
        tail, part.tail = part.tail, None
        block.remove(part)
        if part.tag == "br" or part.tag in BLOCKS:
            lines += [part] if part.tag in BLOCKS else []
            lines.append(html.Element("p"))
            lines[-1].text = tail
        else:
            part.tail = tail
            lines[-1].append(part)
    for line in lines:
        if line.tag in BLOCKS - {"p"} or words_of(line):
            block.append(line)
    if block.tag in ("font", "span"):
        block.tag = "div"


def main_kind(tree: Any) -> list[Any]:
    """The paragraphs of the kind of block that holds most of them; captions beside pictures are none, nor what stands in
    other articles than the one with the main heading, where that has several.
    """
    kinds: dict[tuple[Any, ...], list[Any]] = {}
    for tag in paragraphs(tree):
        if paragraph_letters(tag) and tag.getparent().tag not in OF_PICTURES:
            kinds.setdefault(_kind(tag), []).append(tag)
    headed = {next(heading.iterancestors("article"), None) for heading in tree.iter("h1")} - {None}
    inside = [tags for tags in kinds.values() if sum(not headed.isdisjoint(tag.iterancestors()) for tag in tags) > 1]
    return max(inside or kinds.values(), key=lambda tags: sum(map(paragraph_letters, tags)), default=[])


def _kind(paragraph: Any) -> tuple[Any, ...]:
    """What kind of block a paragraph stands in: its first name and that of the block around it."""
    block = paragraph.getparent()
    outer = block.getparent()
    return block.tag, _first_name(block), outer is not None and outer.tag, outer is not None and _first_name(outer)


def _first_name(tag: Any) -> str:
    """How a page names an element's kind: by its first class, else by its identity without a count."""
    return next(iter((tag.get("class") or "").split()), "") or (tag.get("id") or "").strip("0123456789-_")


def within_article(found: list[Any]) -> bool:
    """Whether paragraphs stand in one article and not each in a list of teasers."""
    blocks = {tag.getparent() for tag in found}
    around = [{id(up) for up in block.iterancestors("article", "main")} | _own(block) for block in blocks]
    shared = set.intersection(*around) if around else set()
    return bool(shared) and not any(block.tag in ("li", "a") for block in blocks)


def _own(block: Any) -> set[int]:
    return {id(block)} if block.tag in ("article", "main") else set()
