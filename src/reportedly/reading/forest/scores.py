"""What a network says of one window of a text, and sums over it.

Log-probabilities by word: classes (words, kinds) and pointers (words, 1 + words), whose column 0 means "to none".  Nothing here knows what
the words are: offsets go in and come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

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

    def shares(self, name: str, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        """Where these words point to, as probabilities: (rows, columns); a pointer is large, and few of its words are ever asked about."""
        found: Floats = np.exp(self.pointers[name][np.ix_(rows, columns)])
        return found

    def share(self, name: str, words: Words) -> Floats:
        """Where a span points to, as probabilities: the mean over its words."""
        return _mean(np.exp(self.pointers[name][words.start : words.stop]))

    def span(self, words: Words) -> Span:
        """Where words stand in the text."""
        return self.words[words[0]][0], self.words[words[-1]][1]

    def onto(self, name: str, spans: Sequence[Words]) -> Floats:
        """How firmly each word points into each span: (words, spans)."""
        return self._into(name, range(self.size), spans)

    def between(self, name: str, these: Sequence[Words], those: Sequence[Words]) -> Floats:
        """How firmly each span points to each other: (these, those), the mean over the words of each of these."""
        rows, places = _in_a_row(these)
        return _means(self._into(name, rows, those), places)

    def none(self, name: str, these: Sequence[Words]) -> Floats:
        """How firmly each span points to none."""
        return _means(self.pointers[name][:, :1], these)[:, 0]

    def kinds(self, name: str, words: Sequence[int]) -> Floats:
        """The mean log-probabilities of a class over words."""
        return _mean(self.classes[name][list(words)])

    def _into(self, name: str, rows: Sequence[int], spans: Sequence[Words]) -> Floats:
        """How firmly these words point into each span: (rows, spans)."""
        columns, places = _in_a_row(spans)
        shares = self.shares(name, rows, [1 + word for word in columns])
        sums = shares[:, [words.start for words in places]]
        for k, words in enumerate(places):
            if len(words) > 1:
                sums[:, k] = shares[:, words.start : words.stop].sum(axis=1)
        mass: Floats = np.log(np.maximum(sums, LEAST))
        return mass


def _in_a_row(spans: Sequence[Words]) -> tuple[list[int], list[Words]]:
    """The words of spans one behind the other, and where each span stands among them."""
    words = [word for span in spans for word in span]
    ends = list(accumulate(map(len, spans)))
    return words, [range(end - len(span), end) for span, end in zip(spans, ends, strict=True)]


def _means(rows: Floats, these: Sequence[Words]) -> Floats:
    if not these:
        return np.zeros((0, rows.shape[1]), dtype=np.float32)
    return np.stack([_mean(rows[s[0] : s[-1] + 1]) for s in these])


def _mean(rows: Floats) -> Floats:
    """The mean of rows; most spans are one word, which is its own."""
    mean: Floats = rows.mean(axis=0) if len(rows) > 1 else rows[0]
    return mean
