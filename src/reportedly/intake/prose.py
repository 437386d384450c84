"""The paragraphs of a page: what is long enough and ends a sentence; those of one kind of block are the article's."""

from __future__ import annotations

from typing import Any

from reportedly.intake.lines import ends_sentence

PARAGRAPH = 40  # characters of a paragraph
LONG_ENOUGH = f".//p[string-length() >= {PARAGRAPH}]"


def words_of(tag: Any) -> str:
    """The words of an element, those of its parts apart."""
    return " ".join(" ".join(tag.itertext() if len(tag) else (tag.text or "",)).split())


def paragraphs(tag: Any) -> list[Any]:
    """The paragraphs of an element that are long enough to be some."""
    return list(tag.xpath(LONG_ENOUGH))


def paragraph_letters(tag: Any) -> int:
    """The length of a paragraph that ends a sentence; 0 for any other."""
    words = words_of(tag)
    return len(words) if len(words) >= PARAGRAPH and ends_sentence(words) else 0


def main_kind(tree: Any) -> list[Any]:
    """The paragraphs of the kind of block that holds most of them."""
    kinds: dict[tuple[Any, ...], list[Any]] = {}
    for tag in paragraphs(tree):
        if paragraph_letters(tag):
            kinds.setdefault(_kind(tag), []).append(tag)
    return max(kinds.values(), key=lambda tags: sum(map(paragraph_letters, tags)), default=[])


def _kind(paragraph: Any) -> tuple[Any, ...]:
    """What kind of block a paragraph stands in: its names and those of the block around it."""
    block = paragraph.getparent()
    outer = block.getparent()
    return (block.tag, block.get("class"), outer is not None and outer.tag, outer is not None and outer.get("class"))


def within_article(found: list[Any]) -> bool:
    """Whether paragraphs stand in one article and not each in a list of teasers."""
    blocks = {tag.getparent() for tag in found}
    around = [{id(up) for up in block.iterancestors("article", "main")} | _own(block) for block in blocks]
    shared = set.intersection(*around) if around else set()
    return bool(shared) and not any(block.tag in ("li", "a") for block in blocks)


def _own(block: Any) -> set[int]:
    return {id(block)} if block.tag in ("article", "main") else set()
