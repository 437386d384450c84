"""Work done on many items, in the order of the items: by this process, by several, or by a cluster. The results are the same.

Memory stays bounded: no more than `AHEAD` items a worker, and no more than `HEAVY` of what they weigh, are taken in before
the oldest result is handed on. Whoever stops asking for results stops the work: what was not begun is not done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class ExecutorError(RuntimeError):
    """Why work cannot be handed to an executor, and what to do."""


def weightless(item: object) -> int:
    """For items that take next to no memory."""
    return 0


class Executor(Protocol):
    """Where work is done."""

    def in_order(
        self,
        work: Callable[[T], R],
        items: Iterable[T],
        lost: Callable[[T], R],
        weigh: Callable[[T], int] = weightless,
    ) -> Iterator[R]:
        """The result of `work` for each item. Where the process that had an item was ended from outside, `lost` says what
        stands for it; `weigh` says how many bytes an item takes. `work` and the items can be sent to other processes.
        """
