"""How a command ends: what is said to the person who ran it, and the exit code. Messages go to standard error, made
safe to look at.
"""

from __future__ import annotations

from typing import NoReturn

import typer

SOME_FAILED = 1
USAGE = 2
NOTHING_READ = 3


def say(message: str) -> None:
    """A message for the person, beside the output."""
    from reportedly.visible import one_line

    typer.echo(one_line(message), err=True)


def stop(message: str, code: int) -> NoReturn:
    """Say what is wrong and what to do, and end with this code."""
    say(f"reportedly: {message}")
    raise typer.Exit(code)


def finish(read: int, failed: int) -> None:
    """End with the code that tells how much was read."""
    if failed and not read:
        raise typer.Exit(NOTHING_READ)
    if failed:
        say(f"reportedly: {read} read, {failed} failed")
        raise typer.Exit(SOME_FAILED)
