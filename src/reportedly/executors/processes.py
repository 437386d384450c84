"""Work done by this process, or by several of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from reportedly.executors import R, T, weightless
from reportedly.executors.turns import in_turn


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes; with one the work is done in place. They are started afresh, so a script that asks for several
    needs the usual main guard.
    """

    workers: int = 1

    def in_order(
        self,
        work: Callable[[T], R],
        items: Iterable[T],
        lost: Callable[[T], R],
        weigh: Callable[[T], int] = weightless,
    ) -> Iterator[R]:
        """As every executor."""
        if self.workers <= 1:
            yield from map(work, items)
            return
        pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))

        def result(item: T, future: Future[R] | None) -> R:
            try:
                return lost(item) if future is None else future.result()
            except BrokenProcessPool:
                return lost(item)

        try:
            yield from in_turn(items, lambda item: _submitted(pool, work, item), result, self.workers, weigh)
        finally:
            pool.shutdown(cancel_futures=True)


def all_cores() -> int:
    """The number of processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def _submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T) -> Future[R] | None:
    try:
        return pool.submit(work, item)
    except BrokenProcessPool:
        return None
