"""Which reports share running words: an index of 5-word shingles, of which each text keeps some as its marks.

The marks are the smallest shingle of every eight in a row (winnowing, Schleimer and others 2003), so two texts that
share twelve words in a row share a mark, wherever these stand. The result is a function of the texts and days alone,
whatever their order. No language is known: a word is a run of letters or digits, or one ideograph.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.records import Span

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
WIDTH = 5  # words a shingle; Broder's w-shingling, the width common for news
MARKED = 8  # shingles in a row of which one is a mark
NEIGHBOURS = 64  # later reports that one mark leads to, in order of day: bounds the work for a formula in every report
WINDOW = 45  # days between two reports beyond which shared words are not looked for
LONGEST = 20_000  # words of a report that are indexed
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

LITTLE = "<u8"  # how hashes are kept
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shingled:
    """A report as its words' spans and the hash of the shingle that starts at each word but the last four."""

    spans: tuple[Span, ...]
    hashes: Hashes
    distinct: Hashes
    whole: str

    @classmethod
    def of(cls, text: str, known: dict[str, int]) -> Shingled:
        """The shingles of a text; `known` remembers the hash of each word over the calls."""
        found = [m.span() for m, _ in zip(WORD.finditer(text), range(LONGEST), strict=False)]
        words = [text[start:end].casefold() for start, end in found]
        numbers = np.fromiter((_number(word, known) for word in words), np.uint64, len(words))
        size = max(len(words) - WIDTH + 1, 0)
        hashes = np.zeros(size, np.uint64)
        for k in range(WIDTH):
            hashes = hashes * MULTIPLIER + numbers[k : k + size]
        whole = hashlib.blake2b(numbers.tobytes(), digest_size=16).hexdigest()
        return cls(tuple(found), hashes, np.unique(hashes), whole)

    @classmethod
    def again(cls, hashes: bytes, whole: str) -> Shingled:
        """A text whose shingles were kept as bytes; where its words stand is not known any more."""
        held = np.frombuffer(hashes, LITTLE).astype(np.uint64)
        return cls((), held, np.unique(held), whole)

    def kept(self) -> bytes:
        """The hashes of all shingles as bytes, in order, the same on every machine."""
        return self.hashes.astype(LITTLE).tobytes()

    @property
    def marks(self) -> Hashes:
        """The shingles that the text is found by, each once."""
        return _marks(self.hashes)

    def words_in(self, span: Span) -> Span:
        """The numbers of the words that lie inside a span of the text, end excluded."""
        first = bisect_left(self.spans, span[0], key=lambda s: s[0])
        return first, max(bisect_right(self.spans, span[1], key=lambda s: s[1]), first)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share: shingles, as a share of each, and the runs of running words as positions in the first."""

    shared: int
    of_first: float
    of_second: float
    runs: tuple[Span, ...]  # word numbers in the first report, end excluded

    @property
    def containment(self) -> float:
        """The share of the shorter report that is found in the other."""
        return max(self.of_first, self.of_second)


def _marks(hashes: Hashes) -> Hashes:
    if len(hashes) <= MARKED:
        return hashes.min(keepdims=True) if len(hashes) else hashes
    return np.unique(np.lib.stride_tricks.sliding_window_view(hashes, MARKED).min(axis=1))


def _number(word: str, known: dict[str, int]) -> int:
    if word not in known:
        known[word] = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return known[word]


def neighbours(texts: Sequence[Shingled], days: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share a mark, in order; undated reports are near to every day."""
    if not texts:
        return
    order = _by_day(days)
    marks = np.concatenate([texts[i].marks for i in order])
    owners = np.repeat(np.arange(len(order), dtype=np.int64), [len(texts[i].marks) for i in order])
    sort = np.argsort(marks, kind="stable")  # stable: within a mark the reports stay in order of day
    marks, owners = marks[sort], owners[sort]
    when = np.array([0 if days[i] is None else days[i] for i in order], dtype=np.int64)
    dated = np.array([days[i] is not None for i in order])
    for pair in _paired(marks, owners, when, dated):
        first, second = divmod(int(pair), len(order))
        yield min(order[first], order[second]), max(order[first], order[second])


def _by_day(days: Sequence[int | None]) -> list[int]:
    return sorted(range(len(days)), key=lambda i: (days[i] is None, days[i] or 0, i))


def _paired(marks: Hashes, owners: Any, when: Any, dated: Any) -> Any:
    """Codes `first * reports + second` of the pairs that share a mark."""
    codes = []
    at = np.arange(len(marks))
    for lag in range(1, NEIGHBOURS + 1):
        at = at[at + lag < len(marks)]
        at = at[marks[at] == marks[at + lag]]
        if not len(at):
            break
        first, second = owners[at], owners[at + lag]
        near = ~(dated[first] & dated[second]) | (when[second] - when[first] <= WINDOW)
        codes.append(first[near] * len(when) + second[near])
    return np.unique(np.concatenate(codes)) if codes else np.zeros(0, np.int64)


def sharing(text: Shingled, others: Mapping[str, bytes], least: int) -> list[str]:
    """Those of other texts, whose shingles were kept as bytes, that hold so many of a text's at least, repeated ones counted."""
    if not others:
        return []
    hashes = np.frombuffer(b"".join(others.values()), LITTLE)
    owners = np.repeat(np.arange(len(others)), [len(held) // hashes.itemsize for held in others.values()])
    shared = np.bincount(owners[np.isin(hashes, text.distinct)], minlength=len(others))
    return [other for other, many in zip(others, shared, strict=True) if many >= least]


def overlap(first: Shingled, second: Shingled) -> Overlap:
    """What two reports share, with the runs in the first that the second holds word by word."""
    shared = len(np.intersect1d(first.distinct, second.distinct, assume_unique=True))
    held = np.isin(first.hashes, second.distinct)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], held, [False]))))
    runs = tuple((int(a), int(b) + WIDTH - 1) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return Overlap(shared, shared / max(len(first.distinct), 1), shared / max(len(second.distinct), 1), runs)
