"""Keys that a statement is asked with, so many at once as one may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Key = TypeVar("Key", str, int)

BATCH = 500  # keys of one statement


def batches(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Keys in order, in batches."""
    ordered = sorted(keys)
    yield from (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))
