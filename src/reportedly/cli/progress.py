"""Progress of long work: how many, how fast, how long yet; on standard error, and only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def watched(items: Iterable[T], total: int | None) -> Iterator[T]:
    """The readings as they come, with a bar beside them when standard error is a terminal and standard output is not, or
    the work is long.
    """
    quiet = not sys.stderr.isatty() or sys.stdout.isatty() or (total is not None and total < 2)
    return iter(items) if quiet else _with_bar(items, total, "reading")


def prepared(items: Iterable[T], total: int) -> Iterator[T]:
    """What is made once, before the first reading, with a bar where a person is looking."""
    return _with_bar(items, total, "making the list of places, once") if sys.stderr.isatty() else iter(items)


def _with_bar(items: Iterable[T], total: int | None, name: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn(name),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=total, rate="")
        for item in items:
            yield item
            progress.advance(task)
            speed = progress.tasks[0].finished_speed or progress.tasks[0].speed
            progress.update(task, rate=f"{speed:.1f}/s" if speed else "")
