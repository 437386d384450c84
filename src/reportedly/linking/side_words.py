"""Words for a side of a war as a whole, wherever they stand in a text: "the rebels", "Uplands gangs", "the junta's army".

People of a side ("two rebels", "its soldiers") and things of it ("army base") are no words for the side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from reportedly.knowledge.common_words import shares
from reportedly.knowledge.linking_words import LANGUAGE, linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.identity import of_side, without_s
from reportedly.records import SourceType, Span

WORD = re.compile(r"\w[\w’'-]{0,40}")
LONGEST = 6  # words of an expression in front of its last
MOST = 400  # expressions of a text that are looked at
LATELY, AT_ONCE = 2_000, 64  # texts of which it is kept at hand what their words name, and which words they are


@dataclass(frozen=True, slots=True)
class SideWords:
    """Where words for a side stand, which kind of side they are for, the words among them that can be of a name, and whether they
    speak of it as one ("the army") or as many ("the troops").
    """

    span: Span
    kind: SourceType | None
    names: tuple[str, ...]
    one: bool


def side_words(words: TextWords) -> Iterator[SideWords]:
    """The words for sides in a text, each in its full length."""
    ended = 0
    for last in range(len(words.spans)):
        if words.start(last) >= ended and (kind := words.side(last)) is not None:
            first, end = words.first(last), words.last(last)
            if not words.of_some(first):
                ended = words.spans[end][1]
                yield words.between(first, end, kind)


@lru_cache(maxsize=LATELY)
def sides_in(text: str, knowledge: Knowledge) -> tuple[SideWords, ...]:
    """The words for sides in a text, the first so many."""
    return tuple(islice(side_words(text_words(text, knowledge)), MOST))


@lru_cache(maxsize=AT_ONCE)
def text_words(text: str, knowledge: Knowledge) -> TextWords:
    """The words of a text; of a few texts, as many as one incident has, they are kept at hand."""
    return TextWords(text, knowledge)


class TextWords:
    """The words of a text, and what they are to the words for a side beside them."""

    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self.text, self.knowledge = text, knowledge
        self.spans = [match.span() for match in WORD.finditer(text)]
        self.lows = [_low(text[start:end]) for start, end in self.spans]

    def at(self, start: int) -> int:
        """The first word that begins at a place or behind it, else the last."""
        return min(bisect_left(self.spans, (start, 0)), len(self.spans) - 1)

    def start(self, at: int) -> int:
        """Where a word begins."""
        return self.spans[at][0]

    def word(self, at: int) -> str:
        """A word as it stands; nothing beyond the text."""
        return self.text[slice(*self.spans[at])] if 0 <= at < len(self.spans) else ""

    def low(self, at: int) -> str:
        """A word in small letters, without the ending of a possessive."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def joined(self, at: int) -> bool:
        """Whether nothing but a blank parts a word from the one in front of it."""
        return at > 0 and self.text[self.spans[at - 1][1] : self.spans[at][0]] in (" ", "\n")

    def side(self, at: int) -> str | None:
        """The kind of side that a word stands for as a whole, perhaps with the one in front of it; null for others."""
        low = self.low(at)
        if low in linking_words("forces"):
            return linking_words("forces")[low]
        for name in (f"{self.low(at - 1)} {low}" if self.joined(at) else low, low):
            if name in linking_words("force") and self._alone(at):
                return linking_words("force")[name]
        return None

    def _alone(self, at: int) -> bool:
        """Whether a word is not in front of what it only says more of: "the army said", "the army's planes", not "army base"."""
        following = at + 1 < len(self.spans) and self.joined(at + 1)
        return not following or self._possessive(at) or self._goes_on(self.low(at + 1))

    def _goes_on(self, low: str) -> bool:
        return low in linking_words("behind") or low.endswith(tuple(linking_words("done")))

    def _possessive(self, at: int) -> bool:
        return self.word(at).replace("’", "'").endswith(("'s", "s'"))

    def first(self, last: int) -> int:
        """Where the words that say whose or what side it is begin."""
        first = last - (f"{self.low(last - 1)} {self.low(last)}" in linking_words("force") and self.joined(last))
        while self.joined(first) and last - first < LONGEST and self._says_more(first - 1):
            first -= 1
        while first < last and self._opens(first):
            first += 1
        return first

    def _says_more(self, at: int) -> bool:
        return self.named(at) or self.low(at) in linking_words("own") or self.says_side(at)

    def says_side(self, at: int) -> bool:
        """Whether a word says of what comes behind it which side it is, or how it is seen: "rebel", "so-called"."""
        low = self.low(at)
        return low in linking_words("whose") or of_side(low, self.knowledge)

    def _opens(self, at: int) -> bool:
        """Whether a word is in capitals only because it opens a sentence."""
        low = self.low(at)
        return not self.joined(at) and low in shares(LANGUAGE) and not of_side(low, self.knowledge)

    def last(self, at: int) -> int:
        """Where the words behind that say whose side it is end: "terrorists of the Uplands"."""
        if self._possessive(at) or not (
            at + 2 < len(self.spans) and self.low(at + 1) in linking_words("genitive") and self.joined(at + 1)
        ):
            return at
        end = begin = at + 2 + (self.low(at + 2) in linking_words("article"))
        while end < len(self.spans) and self.joined(end) and end - begin < LONGEST and self._says_more(end):
            end += 1
            if self._possessive(end - 1):
                break
        return end - 1 if end > begin else at

    def of_some(self, first: int) -> bool:
        """Whether what stands in front says that only some of a side are meant, or whose it is without a name."""
        low = self.low(first - 1)
        two = f"{self.low(first - 2)} {low}"
        some = linking_words("some")
        return self.joined(first) and (low.isdigit() or low in some or two in some)

    def between(self, first: int, last: int, kind: str) -> SideWords:
        """The words from the first to the last."""
        end = self.start(last) + len(without_s(self.word(last)).rstrip("'’"))
        lows = [self.low(at) for at in range(first, last + 1)]
        groups = any(linking_words("side").get(low) == "armed_group" for low in lows)
        names = tuple(fold(self.word(at)) for at in range(first, last + 1) if self._names(at))
        one = self.low(last) not in linking_words("forces")
        return SideWords((self.start(first), end), SourceType.ARMED_GROUP if groups else SourceType(kind), names, one)

    def _names(self, at: int) -> bool:
        return self.named(at) and not of_side(self.low(at), self.knowledge)

    def named(self, at: int) -> bool:
        """Whether a word can be one of a name."""
        low = self.low(at)
        return self.word(at)[:1].isupper() and low not in linking_words("plain") and low not in linking_words("behind")


def _low(word: str) -> str:
    low = word.replace("’", "'").casefold()
    return low[:-1] if low.endswith("s'") else low.removesuffix("'s")
