"""What stands between and behind an article's paragraphs in blocks of another kind: cards, teasers, forms, biographies.

Such a block goes only by a sign that it is none of the article's: it leads elsewhere at least as often as it says
something, asks for something, is an aside of a sentence or with a link, or tells of an author. All others stay, whatever they look like.
"""

from __future__ import annotations

from typing import Any

from reportedly.intake.appeals import asks_for_support, calls
from reportedly.intake.furniture import only_names
from reportedly.intake.prose import FIELDS, counted, main_kind, runs, words_of

BOXES = ("div", "section", "aside", "article", "footer")
ABOVE = (*BOXES, "nav", "header", "ul")
FEWEST = 2  # paragraphs of an article that is well seen
LONGEST_BIO = 600  # letters of a block about an author
POST = "account"  # the class of a paragraph that was a post (clearing.py)
OF_THE_ARTICLE = f".//blockquote | .//table | .//pre | .//dl | .//p[@class='{POST}']"


def drop_beside(tree: Any, names: tuple[str, ...] = (), site: str | None = None) -> None:
    """Takes out the blocks above, between and behind the article's paragraphs that are no part of it; `names` are those
    who may have written it, `site` is what the page calls itself.
    """
    article = main_kind(tree)
    if len(article) < FEWEST:
        return
    order = {tag: place for place, tag in enumerate(tree.iter())}
    first, last = order[article[0]], order[article[-1]]
    top = max((order[tag] for tag in tree.iter("h1") if order[tag] < first), default=0)
    around, beside = _beside(article)
    boxes = [block for block in beside if block.tag in BOXES and order[block] > first]
    gone = {*filter(_is_head, (block for block in beside if order[block] < top))}
    gone |= {block for block in boxes if _is_foreign(block, around, site)}
    for block in gone | _about_writers([block for block in boxes if order[block] > last], names):
        block.drop_tree()


def _beside(article: list[Any]) -> tuple[set[Any], list[Any]]:
    """The elements that hold paragraphs of the article, these included, and those that stand beside them."""
    around = {up for paragraph in article for up in (paragraph, *paragraph.iterancestors())}
    return around, [tag for up in around for tag in up if tag not in around]


def _is_foreign(block: Any, around: set[Any], site: str | None) -> bool:
    """Whether a block is named like none that holds the article's paragraphs, and has a sign that it is none of it."""
    return not _alike(block, around) and _is_box(block, site)


def _about_writers(blocks: list[Any], names: tuple[str, ...]) -> set[Any]:
    """The blocks about somebody who may have written the article."""
    writers = tuple(name for name in names if len(name.split()) > 1 and only_names(name))
    return {block for block in blocks if _about(block, writers)}


def _is_head(block: Any) -> bool:
    """Whether a block above the main heading says no more than it leads elsewhere."""
    if block.tag not in ABOVE or next(block.iter("h1"), None) is not None:
        return False
    said, signs = counted(block)
    return said <= signs


def _is_box(block: Any, site: str | None) -> bool:
    """Whether a block has the sign of one that is no part of an article, and holds nothing that only articles do."""
    if block.xpath(OF_THE_ARTICLE):
        return False
    said, signs = counted(block)
    opening = next(runs(block), None)
    asks = block.xpath(FIELDS) or any(calls(words_of(link)) for link in block.iter("a"))
    says_first = opening is not None and opening.is_prose and not asks
    return (
        (block.tag == "aside" and (said < FEWEST or signs > 0))
        or 0 < signs >= said + says_first
        or asks_for_support(words_of(block), site)
    )


def _alike(block: Any, around: set[Any]) -> bool:
    """Whether a page names a block as it names one beside it that holds paragraphs of the article."""
    named = _named(block)
    return named != () and any(named == _named(tag) for tag in block.getparent() if tag in around and tag.tag != "p")


def _named(block: Any) -> tuple[str, ...]:
    """How a page names an element's kind; empty where it does not."""
    names = tuple(
        f"{key}={block.get(key)}" for key in ("class", "data-testid", "data-component", "data-type") if block.get(key)
    )
    return (block.tag, *names) if names else ()


def _about(block: Any, writers: tuple[str, ...]) -> bool:
    """Whether a block behind the article is about one of those who wrote it."""
    words = words_of(block)
    return bool(writers) and len(words) <= LONGEST_BIO and any(run.words.startswith(writers) for run in runs(block))
