"""Where output goes: standard output as bytes of UTF-8, or a file of the user's. JSON printed here cannot act on a
terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportedly.cli.exits import USAGE, stop
from reportedly.exchange.json_line import json_line as json_line

if TYPE_CHECKING:
    from rich.console import Console

GENERATED = 'name="generator" content="reportedly'


def console() -> Console:
    """The terminal, 80 to 120 columns wide; plain text when it is no terminal or when NO_COLOR is set."""
    from rich.console import Console

    found = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    found.width = min(found.width, 120)
    return found


def print_line(line: str) -> None:
    """A line to standard output in UTF-8, whatever the locale."""
    sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def opened_target(target: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is there whole or not at all."""
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    with _explained(target):
        try:
            with part.open("wb") as out:
                yield out
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        stop(f"{target} cannot be written ({error.strerror}); name a file in a folder that is there", USAGE)


def write_page(target: Path, page: str) -> None:
    """Write a page of ours. A file that is not one is never overwritten: it may be the article itself."""
    try:
        if target.exists() and GENERATED not in _beginning(target):
            stop(f"{target} exists and is not a page made by reportedly; name another file or delete it first", USAGE)
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        stop(f"{target} cannot be written ({error.strerror}); name a file in a folder that is there", USAGE)


def write_rows(target: Path, rows: Iterable[str]) -> None:
    """Write the lines of a table."""
    try:
        target.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    except OSError as error:
        stop(f"{target} cannot be written ({error.strerror}); name a file in a folder that is there", USAGE)


def _beginning(target: Path) -> str:
    with target.open(encoding="utf-8", errors="replace") as file:
        return file.read(1000)
