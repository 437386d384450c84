"""What stands between and behind an article's paragraphs in blocks of another kind: cards, biographies, teasers, polls.

A block that holds no paragraph of the article is taken out where the article is well seen without it: it stands behind
the first paragraph and is small against the article. Quotations, tables, lists of sentences, subheadings, posts of an
account, paragraphs that only have a block of their own, and closing credits stay.
"""

from __future__ import annotations

import re
from typing import Any

from reportedly.intake.furniture import phrases
from reportedly.intake.lines import ends_sentence
from reportedly.intake.prose import main_kind, paragraph_letters, paragraphs, words_of

BOXES = ("div", "section", "aside", "article", "footer")
FEWEST = 2  # paragraphs of an article that is well seen
SMALL = 0.5  # of the article's letters that a block beside it can have
CREDIT = 200  # letters of a closing credit in a block of its own
SIGN = re.compile(r"\b[A-Z]{2,6}\b|\b[a-z]{2,4}/[a-z]{2,4}\b")
SIGNED = 40  # letters of a desk's sign
CREDITS = ("source", "(reporting", "reporting by", "copyright", "©", "(with", "by ")
POST = "account"  # the class of a paragraph that was a post (clearing.py)


def drop_beside(tree: Any) -> None:
    """Takes out the blocks between and behind the article's paragraphs that are no part of it."""
    article = main_kind(tree)
    if len(article) < FEWEST:
        return
    letters = sum(map(paragraph_letters, article))
    around = {up for paragraph in article for up in (paragraph, *paragraph.iterancestors())}
    order = {tag: place for place, tag in enumerate(tree.iter())}
    first, last = order[article[0]], order[article[-1]]
    _drop_above(tree, around, order, first)
    for block in [tag for up in around for tag in up if tag not in around and order[tag] > first]:
        behind = order[block] > last
        prose = sum(map(paragraph_letters, paragraphs(block)))
        if (prose < SMALL * letters or _of_pictures(block)) and _is_box(block, article, around, behind):
            block.drop_tree()


def _drop_above(tree: Any, around: set[Any], order: dict[Any, int], first: int) -> None:
    """Takes out the blocks above the main heading."""
    top = max((order[tag] for tag in tree.iter("h1") if order[tag] < first), default=0)
    for block in [tag for up in around for tag in up if tag not in around and order[tag] < top]:
        if block.tag in ("div", "nav", "header", "section", "aside", "ul") and next(block.iter("h1"), None) is None:
            block.drop_tree()


def _is_box(block: Any, article: list[Any], around: set[Any], behind: bool) -> bool:
    """Whether a block is of a kind that holds no part of an article."""
    if block.tag not in BOXES:
        return _of_pictures(block)
    words = words_of(block)
    if not words or _kept(block, words):
        return False
    beside = [tag for tag in block.getparent() if tag in around and tag.tag != "p"]
    alike = _named(block) != () and _named(block) in map(_named, beside)
    framed = len(beside) < FEWEST and _alone(block, words, article)
    if behind:
        several = sum(map(bool, map(paragraph_letters, paragraphs(block)))) > 1
        return not (alike or _credit(words) or (framed and several))
    return not (alike or framed or _prose(block, words))


def _named(block: Any) -> tuple[str, ...]:
    """How a page names an element's kind; empty where it does not."""
    names = tuple(
        f"{key}={block.get(key)}" for key in ("class", "data-testid", "data-component", "data-type") if block.get(key)
    )
    return (block.tag, *names) if names else ()


def _of_pictures(block: Any) -> bool:
    """Whether a block is a list of pictures with their captions."""
    return block.tag in ("ul", "ol") and block.find(".//img") is not None


def _kept(block: Any, words: str) -> bool:
    """Whether a block holds what an article is made of besides paragraphs."""
    if block.xpath(f".//blockquote | .//table | .//pre | .//dl | .//p[@class='{POST}']"):
        return True
    items = [item for item in block.iter("li") if item.find(".//a") is None]
    headings = "".join(map(words_of, block.iter("h2", "h3", "h4")))
    return 2 * sum(len(words_of(item)) for item in items) > len(words) or len(headings) >= len(words) - 2


def _alone(block: Any, words: str, article: list[Any]) -> bool:
    """Whether a block is no more than the frame of paragraphs like the article's own."""
    names = {tag.get("class") for tag in article}
    own = [tag for tag in block.iter("p") if tag.get("class") in names]
    return sum(len(words_of(tag)) for tag in own) >= len(words) - len(own)


def _prose(block: Any, words: str) -> bool:
    """Whether a block's only words are paragraphs that end sentences, one of them long.

    Those that are named as no article went before (clearing.py).
    """
    own = [said for tag in block.iter("p") if ends_sentence(said := words_of(tag))]
    long = any(map(paragraph_letters, paragraphs(block)))
    return long and block.tag != "aside" and sum(map(len, own)) >= len(words) - len(own)


def _credit(words: str) -> bool:
    """Whether a short block behind the article can name who supplied it."""
    lower = words.casefold()
    if len(words) > CREDIT:
        return False
    opens = lower.lstrip("( ").startswith((*phrases().contributors, *CREDITS)) or lower.startswith(CREDITS)
    return opens or (len(words) <= SIGNED and SIGN.search(words) is not None)
