"""Lines of a table of figures ("Missing: 3"), which nobody cited says: each that no content holds is the outlet's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.reading.laid import Laid
from reportedly.reading.layers import Attribution, Told
from reportedly.reading.parse import Parse

RULE = "tally"


def tallied(parse: Parse, told: Sequence[Told]) -> Iterator[Told]:
    """The lines of figures that stand in no content."""
    held = Laid((None, one.content) for one in told)
    for number, sentence in enumerate(parse.sentences):
        span = (sentence.start, sentence.end)
        if parse.language.counts.tally(parse, sentence) and not held.touching(span):
            yield Told((span,), (), Attribution((), (), (span,), RULE), number)
