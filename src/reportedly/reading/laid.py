"""Things laid along a text, found by the place that they touch: a long report is not looked through for each of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from reportedly.records import Span, Spans

T = TypeVar("T")
WIDE = 512  # characters of a stretch of text whose things are kept together


class Laid(Generic[T]):
    """Things with the spans that each stands on."""

    def __init__(self, things: Iterable[tuple[T, Spans]]) -> None:
        self._things = list(things)
        self._stretches: dict[int, list[int]] = defaultdict(list)
        for number, (_, spans) in enumerate(self._things):
            for stretch in sorted({at for span in spans for at in _stretches(span)}):
                self._stretches[stretch].append(number)

    def touching(self, span: Span) -> list[T]:
        """The things that share a character with a span, in the order in which they were given."""
        near = {number for at in _stretches(span) for number in self._stretches.get(at, ())}
        return [self._things[number][0] for number in sorted(near) if _touches(self._things[number][1], span)]


def _stretches(span: Span) -> range:
    return range(span[0] // WIDE, (max(span[1] - 1, span[0])) // WIDE + 1)


def _touches(spans: Spans, span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
