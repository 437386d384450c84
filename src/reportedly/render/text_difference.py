"""Two texts as one: what stands in both, what only the earlier one has, what only the later one has.

Lines are compared first, then the words of those that were put in the place of others, as far as they are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LINES, WORDS = 4_000, 600  # of one text, and of one stretch, that are compared piece by piece
WORD = re.compile(r"\s*\S+|\s+\Z")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text: `where` is both, before or after."""

    text: str
    where: str


def text_difference(before: str, after: str) -> list[Stretch]:
    """The stretches in order; those of `before` and both make up the earlier text, those of `after` and both the later one."""
    one, two = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(one), len(two)) > LINES:
        return list(_apart(before, after))
    return list(_joined(_compared(one, two, by_words=True)))


def _compared(one: Sequence[str], two: Sequence[str], by_words: bool) -> Iterator[Stretch]:
    for what, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        gone, come = "".join(one[a:b]), "".join(two[c:d])
        if what == "equal":
            yield Stretch(gone, "both")
        elif by_words and what == "replace":
            yield from _replaced(gone, come)
        else:
            yield from _apart(gone, come)


def _replaced(gone: str, come: str) -> Iterator[Stretch]:
    one, two = WORD.findall(gone), WORD.findall(come)
    few = max(len(one), len(two)) <= WORDS
    yield from _compared(one, two, by_words=False) if few else _apart(gone, come)


def _apart(gone: str, come: str) -> Iterator[Stretch]:
    yield from (Stretch(text, where) for text, where in ((gone, "before"), (come, "after")) if text)


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind as one."""
    held: Stretch | None = None
    for one in stretches:
        if held and held.where == one.where:
            held = Stretch(held.text + one.text, held.where)
        else:
            if held:
                yield held
            held = one
    if held:
        yield held
