"""Lines of a table of figures ("Missing: 3"), which nobody cited says: each is the outlet's own, and whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.reading.laid import Laid
from reportedly.reading.layers import Attribution, Told
from reportedly.reading.parse import Parse
from reportedly.records import Span, Spans

RULE = "tally"


def with_tallies(parse: Parse, told: Sequence[Told]) -> list[Told]:
    """What is told, with each line of figures whole in the outlet's own voice where nobody is cited for a part of it."""
    cited, own = Laid(_numbered(told, said=True)), Laid(_numbered(told, said=False))
    lines = {n: (s.start, s.end) for n, s in enumerate(parse.sentences) if parse.language.counts.tally(parse, s)}
    whole = {n: line for n, line in lines.items() if not cited.touching(line)}
    parts = {k for line in whole.values() for k in own.touching(line) if _inside(told[k].content, line)}
    left = [one for k, one in enumerate(told) if k not in parts]
    held = Laid(_numbered(left, said=False))
    return left + [_line(line, n) for n, line in whole.items() if not held.touching(line)]


def _numbered(told: Sequence[Told], said: bool) -> Iterator[tuple[int, Spans]]:
    """The contents that somebody is cited for, or that nobody is, by their numbers."""
    return ((k, one.content) for k, one in enumerate(told) if bool(one.steps) is said)


def _inside(content: Spans, line: Span) -> bool:
    return all(line[0] <= start and end <= line[1] for start, end in content)


def _line(span: Span, sentence: int) -> Told:
    return Told((span,), (), Attribution((), (), (span,), RULE), sentence)
