"""Work done on many items, in the order of the items, by one process or many: the results are the same whatever the
number.

Memory stays bounded: no more than `AHEAD` items a worker, and no more than `HEAVY` of what they weigh, are taken in before
the oldest result is handed on. Whoever stops asking for results stops the work: what was not begun is not done.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
HEAVY = 60_000_000  # bytes of items that wait for a process or for their turn, the newest one aside


def weightless(item: object) -> int:
    """For items that take next to no memory."""
    return 0


def in_order(
    work: Callable[[T], R],
    items: Iterable[T],
    workers: int,
    lost: Callable[[T], R],
    weigh: Callable[[T], int] = weightless,
) -> Iterator[R]:
    """The result of `work` for each item. Where a process was ended from outside, `lost` says what stands for its
    items; `weigh` says how many bytes an item takes.

    `work` and the items are sent to other processes when there is more than one worker; they are started afresh, so a
    script that asks for several needs the usual main guard.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield from _pooled(pool, work, items, AHEAD * workers, lost, weigh)
    finally:
        pool.shutdown(cancel_futures=True)


def _pooled(
    pool: ProcessPoolExecutor,
    work: Callable[[T], R],
    items: Iterable[T],
    ahead: int,
    lost: Callable[[T], R],
    weigh: Callable[[T], int],
) -> Iterator[R]:
    waiting: deque[tuple[T, Future[R] | None]] = deque()
    weight = 0
    for item in items:
        waiting.append((item, _submitted(pool, work, item)))
        weight += weigh(item)
        while len(waiting) > ahead or (weight > HEAVY and len(waiting) > 1):
            weight -= weigh(waiting[0][0])
            yield _result(*waiting.popleft(), lost)
    while waiting:
        yield _result(*waiting.popleft(), lost)


def all_cores() -> int:
    """The number of processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def _submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T) -> Future[R] | None:
    try:
        return pool.submit(work, item)
    except BrokenProcessPool:
        return None


def _result(item: T, future: Future[R] | None, lost: Callable[[T], R]) -> R:
    try:
        return lost(item) if future is None else future.result()
    except BrokenProcessPool:
        return lost(item)
