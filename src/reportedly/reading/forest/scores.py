"""What a network says of one window of a text, and sums over it.

Log-probabilities by word: classes (words, kinds) and pointers (words, 1 + words), whose column 0 means "to none".  Nothing here knows what
the words are: offsets go in and come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportedly.records import Span

Floats = NDArray[np.float32]
Words = range
"""The words of a span, as positions in the window."""
LEAST = np.float32(1e-9)


@dataclass(frozen=True)
class Scores:
    """The words of a window (code points into the text; (-1, -1) parts paragraphs) and what each head says of them."""

    words: Sequence[Span]
    classes: Mapping[str, Floats]
    pointers: Mapping[str, Floats]

    @property
    def size(self) -> int:
        return len(self.words)

    @cached_property
    def shares(self) -> Mapping[str, Floats]:
        """Pointers as probabilities."""
        return {name: np.exp(rows) for name, rows in self.pointers.items()}

    def span(self, words: Words) -> Span:
        """Where words stand in the text."""
        return self.words[words[0]][0], self.words[words[-1]][1]

    def onto(self, name: str, spans: Sequence[Words]) -> Floats:
        """How firmly each word points into each span: (words, spans)."""
        if not spans:
            return np.zeros((self.size, 0), dtype=np.float32)
        sums = np.stack([self.shares[name][:, 1 + s[0] : 2 + s[-1]].sum(axis=1) for s in spans], axis=1)
        mass: Floats = np.log(np.maximum(sums, LEAST))
        return mass

    def between(self, name: str, these: Sequence[Words], those: Sequence[Words]) -> Floats:
        """How firmly each span points to each other: (these, those), the mean over the words of each of these."""
        return _means(self.onto(name, those), these)

    def none(self, name: str, these: Sequence[Words]) -> Floats:
        """How firmly each span points to none."""
        return _means(self.pointers[name][:, :1], these)[:, 0]

    def kinds(self, name: str, words: Sequence[int]) -> Floats:
        """The mean log-probabilities of a class over words."""
        mean: Floats = self.classes[name][list(words)].mean(axis=0)
        return mean


def _means(rows: Floats, these: Sequence[Words]) -> Floats:
    if not these:
        return np.zeros((0, rows.shape[1]), dtype=np.float32)
    return np.stack([rows[s[0] : s[-1] + 1].mean(axis=0) for s in these])
