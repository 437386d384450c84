"""What of a page's article was left out: sentences that stood within the article's element and are not in what was read.

A page is looked at as it came (`held_by`), and again when its text is known; what calls upon the reader is no loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.intake.appeals import LEGAL, appeals
from reportedly.intake.clearing import is_named, is_player
from reportedly.intake.prose import main_kind, runs

FEW = 160  # letters, a line or two, of which nothing is said
KNOWN_BY = 60  # letters by which a sentence is found again
OTHERS = frozenset({"figure", "h1", "dialog", "alertdialog"})  # tags and roles of what holds none of the article's own


@dataclass(frozen=True, slots=True)
class HeldSentences:
    """The sentences of a page by the places of the elements they stand in, and where each element begins and ends."""

    sentences: tuple[tuple[int, str], ...]
    begins: dict[Any, int]
    ends: dict[Any, int]


def held_by(tree: Any) -> HeldSentences:
    """What a page holds before anything is taken out of it, outside what it names as no article."""
    begins: dict[Any, int] = {}
    others: set[Any] = set(_calling(tree))
    for place, tag in enumerate(tree.iter()):
        begins[tag] = place
        if tag.getparent() in others or not OTHERS.isdisjoint((tag.tag, tag.get("role"))) or _is_named(tag):
            others.add(tag)
    ends = dict(begins)
    for tag in reversed(begins):
        if (parent := tag.getparent()) is not None:
            ends[parent] = max(ends[parent], ends[tag])
    said = (run for run in runs(tree) if run.tag not in others and run.is_prose and not run.words.startswith(LEGAL))
    return HeldSentences(tuple((begins[run.tag], run.words) for run in said if not appeals(run.words)), begins, ends)


def _is_named(tag: Any) -> bool:
    return is_named(tag, "aside") or is_player(tag)


def _calling(tree: Any) -> Iterator[Any]:
    """The blocks beside the article's paragraphs that open by calling upon the reader."""
    around = {up for paragraph in main_kind(tree) for up in (paragraph, *paragraph.iterancestors())}
    for block in [tag for up in around for tag in up if tag not in around and isinstance(tag.tag, str)]:
        opening = next(runs(block), None)
        if opening is not None and appeals(opening.words):
            yield block


def left_out(held: HeldSentences, within: tuple[int, int], text: str) -> tuple[str, ...]:
    """A note on the sentences of the article's element that are not in its text."""
    read = "".join(text.split())
    first, last = within
    missing = [words for place, words in held.sentences if first <= place <= last and not _stands(words, read)]
    if sum(map(len, missing)) <= FEW:
        return ()
    return (f"sentences beside the article's own were left out: {len(missing)}, beginning “{missing[0][:KNOWN_BY]}”",)


def _stands(words: str, read: str) -> bool:
    return "".join(words.split())[:KNOWN_BY] in read


def bounds(held: HeldSentences, tree: Any) -> tuple[int, int]:
    """Where, in a page that is cleared, the article's element begins and ends; of an article that has none of its own, its
    first and last paragraph.
    """
    article = main_kind(tree)
    if not article:
        return 0, -1
    around = [list(tag.iterancestors()) for tag in (article[0], article[-1])]
    shared = [up for up in around[0] if up in around[1] and up.tag not in ("body", "html")]
    element = next((up for up in shared if up.tag in ("article", "main")), next(iter(shared), None))
    if element is not None and element in held.begins:
        return held.begins[element], held.ends[element]
    known = [next(up for up in (tag, *tag.iterancestors()) if up in held.begins) for tag in (article[0], article[-1])]
    return held.begins[known[0]], held.ends[known[1]]
