"""The text of a report cut into paragraphs, and each paragraph into segments in which the same marks hold from end to
end.

The segments of the paragraphs, joined with the line breaks between them, are the text again: nothing of it is lost or
doubled.
Overlapping and nested claims are no special case: a segment carries all the marks that cover it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reportedly.records import Reading, Span

_BREAK = re.compile(r"[\r\n\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that do something for a claim: `kind` is content, source, cue or hedge; `claim` is its number.

    Words printed around the article inside one of its lines are `aside`, and of no claim: 0.
    """

    span: Span
    kind: str
    claim: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one paragraph, and the marks that cover it; `starts` are the claims whose first words begin here."""

    span: Span
    marks: tuple[Mark, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text: headline, body, or furniture (what the page printed around the article)."""

    span: Span
    kind: str
    segments: tuple[Segment, ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """The numbers of the claims that begin here, in the order of their words."""
        return tuple(number for segment in self.segments for number in segment.starts)

    @property
    def touched(self) -> tuple[int, ...]:
        """The numbers of all claims with words here."""
        return tuple(sorted({mark.claim for segment in self.segments for mark in segment.marks} - {0}))


def paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    """The paragraphs of a reading's report in order, blank lines left out."""
    report = reading.report
    lines = _lines(report.text)
    kinds = [(span, "furniture") for span in report.furniture]
    kinds += [(report.headline, "headline")] if report.headline else []
    first = {Mark(claim.spans[0], "content", number) for number, claim in enumerate(reading.claims, 1) if claim.spans}
    found = []
    for line, marks in zip(lines, _by_line(lines, marks_of(reading)), strict=True):
        beginning = [mark for mark in marks if mark in first]
        first.difference_update(beginning)
        found.append(Paragraph(line, _kind(line, kinds), _segments(line, marks, beginning)))
    return tuple(found)


def marks_of(reading: Reading) -> list[Mark]:
    """Every mark of every claim, each once, claims numbered from 1."""
    marks: dict[Mark, None] = {Mark(span, "aside", 0): None for span in reading.report.furniture}
    for number, claim in enumerate(reading.claims, 1):
        found = [(span, "content") for span in claim.spans]
        found += [(source.mention, "source") for source in claim.chain if source.mention]
        found += [(source.cue, "cue") for source in claim.chain if source.cue]
        found += [(claim.hedge.cue, "hedge")] if claim.hedge else []
        marks |= {Mark(span, kind, number): None for span, kind in found}
    return list(marks)


def _lines(text: str) -> list[Span]:
    lines, start = [], 0
    for found in _BREAK.finditer(text):
        lines.append((start, found.start()))
        start = found.end()
    lines.append((start, len(text)))
    return [_stripped(text, line) for line in lines if text[slice(*line)].strip()]


def _stripped(text: str, line: Span) -> Span:
    words = text[slice(*line)]
    return line[0] + len(words) - len(words.lstrip()), line[0] + len(words.rstrip())


def _by_line(lines: list[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """For each line the marks that touch it."""
    begins = [line[0] for line in lines]
    found: list[list[Mark]] = [[] for _ in lines]
    for mark in marks:
        index = max(bisect_right(begins, mark.span[0]) - 1, 0)
        while index < len(lines) and lines[index][0] < mark.span[1]:
            if mark.span[0] < lines[index][1]:
                found[index].append(mark)
            index += 1
    return found


def _segments(line: Span, marks: list[Mark], beginning: list[Mark]) -> tuple[Segment, ...]:
    """The line cut wherever a mark begins or ends; one pass over the cuts, the open marks kept beside."""
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    starts: dict[int, list[int]] = {}
    for mark in marks:
        opening.setdefault(max(mark.span[0], line[0]), []).append(mark)
        closing.setdefault(min(mark.span[1], line[1]), []).append(mark)
    for mark in beginning:
        starts.setdefault(max(mark.span[0], line[0]), []).append(mark.claim)
    covering: dict[Mark, None] = {}
    segments = []
    for start, end in pairwise(sorted({*line, *opening, *closing})):
        for mark in closing.get(start, ()):
            covering.pop(mark, None)
        covering |= dict.fromkeys(opening.get(start, ()))
        segments.append(Segment((start, end), tuple(covering), tuple(starts.get(start, ()))))
    return tuple(segments)


def _kind(line: Span, kinds: list[tuple[Span, str]]) -> str:
    """The kind of the first span that the line lies in, else body."""
    return next((kind for span, kind in kinds if span[0] <= line[0] and line[1] <= span[1]), "body")
