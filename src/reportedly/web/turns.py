"""Turns at something that takes long: a few people have one at once, a few more wait for a while, and everybody else is told to
come again. So whoever waits holds few of the threads in which all others are answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from reportedly.text import gettext
from reportedly.web.errors import RefusedError

PATIENCE = 3.0  # seconds that somebody waits for a turn


class Turns:
    """So many turns at once, and so many who wait for one."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._turns = BoundedSemaphore(at_once)
        self._inside = BoundedSemaphore(at_once + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Within it, somebody has a turn. Raises RefusedError, 429, where too many wait, or the wait was too long."""
        with _one_of(self._inside, 0.0), _one_of(self._turns, PATIENCE):
            yield


@contextmanager
def _one_of(places: BoundedSemaphore, patience: float) -> Iterator[None]:
    if not places.acquire(timeout=patience):
        raise RefusedError(gettext("Many people log in at this moment. Try again in a minute."), 429)
    try:
        yield
    finally:
        places.release()
