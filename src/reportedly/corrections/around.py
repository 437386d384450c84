"""What a value may point to beside its claim, and how a field is read off a record and set in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from reportedly.records import Place, Source, Span, Time

T = TypeVar("T")
BY = "decision"  # who resolved a place or a day that a person gave


@dataclass
class Around:
    """What a value may point to beside its claim: the report's sources by all its claims, its places and its times.

    Places and times that people add go behind those that were read. `marked` are the words that people said are those of a
    place or a day: they stay so when that gets another value.
    """

    text: str
    sources: Sequence[Source]
    places: list[Place]
    times: list[Time]
    marked: set[Span] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Way(Generic[T]):
    """How a field is read off a record and set in it."""

    get: Callable[[T, Around], str | None]
    put: Callable[[T, str, Around], T]
