"""Results in the turn of their items, while a bounded number of items waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
Handed = TypeVar("Handed")

AHEAD = 8  # items a worker
HEAVY = 60_000_000  # bytes of items that wait for a process or for their turn, the newest one aside


def in_turn(
    items: Iterable[T],
    hand: Callable[[T], Handed],
    result: Callable[[T, Handed], R],
    workers: int,
    weigh: Callable[[T], int],
) -> Iterator[R]:
    """The result of each item: `hand` gives an item to a worker, `result` waits for what comes of it."""
    waiting: deque[tuple[T, Handed]] = deque()
    weight = 0
    for item in items:
        waiting.append((item, hand(item)))
        weight += weigh(item)
        while len(waiting) > AHEAD * workers or (weight > HEAVY and len(waiting) > 1):
            weight -= weigh(waiting[0][0])
            yield result(*waiting.popleft())
    while waiting:
        yield result(*waiting.popleft())
