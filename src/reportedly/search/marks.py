"""Which words of a claim a query found: spans of its quote, by the tokens that the index was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.records import Span, Spans
from reportedly.search.syntax import And, Or, Phrase, Query, Term
from reportedly.store.words import Token, tokens


@dataclass(frozen=True, slots=True)
class Needle:
    """Words that follow each other; with `prefix`, the last is only the beginning of one."""

    words: tuple[str, ...]
    prefix: bool

    def stands_at(self, at: int, found: Sequence[Token]) -> bool:
        """Whether the words stand in a text from this token on."""
        seen = [token.word for token in found[at : at + len(self.words)]]
        if len(seen) < len(self.words) or seen[:-1] != list(self.words[:-1]):
            return False
        return seen[-1].startswith(self.words[-1]) if self.prefix else seen[-1] == self.words[-1]


def needles(query: Query) -> Iterator[Needle]:
    """What a query looks for in the claim's words; what it excludes is not marked."""
    match query:
        case Term(text, prefix):
            yield Needle(tuple(token.word for token in tokens(text)), prefix)
        case Phrase(text):
            yield Needle(tuple(token.word for token in tokens(text)), False)
        case And(parts) | Or(parts):
            for part in parts:
                yield from needles(part)


def marks(quote: str, wanted: Sequence[Needle]) -> Spans:
    """The spans of a quote that were looked for, in order, apart from each other."""
    found = list(tokens(quote)) if wanted else []
    spans = sorted(
        (found[at].start, found[at + len(needle.words) - 1].end)
        for needle in wanted
        for at in range(len(found))
        if needle.stands_at(at, found)
    )
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
