"""Attributions: source, cue and content (Pareti 2015), as spans and as the tokens that head them.

An attribution is what one cue ties together; who stands behind it, and through whom, is the business of `chains`.
An attributor is anything that finds attributions in a parse: the rules of a language, or a tagger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.reading.parse import Parse
from reportedly.records import Span, Spans


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source–cue–content relation.

    `head` is the token number of the cue, `speaker` that of the noun that heads the source (null where the text names none).
    `mention` is the source's noun phrase where the source holds more (apposition, relative clause). `rule` says what found it.
    `side` marks content that is only a side clause of its sentence (relative, participle, nominal).
    """

    source: Spans
    cue: Spans
    content: Spans
    rule: str
    head: int | None = None
    speaker: int | None = None
    side: bool = False
    mention: Span | None = None

    @property
    def sort_key(self) -> tuple[int, int]:
        start = self.content[0][0] if self.content else self.cue[0][0]
        return start, self.cue[0][0] if self.cue else start


class Attributor(Protocol):
    """Anything that finds attributions in a parse; `quotations` are the spans inside quotation marks."""

    name: str
    tagger: str | None  # the tagger behind it; null where only rules are

    def attribute(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        """The attributions that chains and claims are made of."""
        ...

    def annotate(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        """Source, cue and content as an annotator would mark them (PolNeAR): beliefs and wishes too, marks included."""
        ...
