"""Turns at something that takes long: a few people have one at once, a few more wait for a while, and everybody else is told to
come again. So whoever waits holds few of the threads in which all others are answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from reportedly.text import N_, gettext
from reportedly.web.errors import RefusedError

PATIENCE = 3.0  # seconds that somebody waits for a turn
LOGIN = N_("Many people log in at this moment. Try again in a minute.")


class Turns:
    """So many turns at once, and so many who wait for one for some seconds; `busy` is what the others are told."""

    def __init__(self, at_once: int, waiting: int, busy: str = LOGIN, patience: float = PATIENCE) -> None:
        self._turns = BoundedSemaphore(at_once)
        self._inside = BoundedSemaphore(at_once + waiting)
        self._busy, self._patience = busy, patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Within it, somebody has a turn. Raises RefusedError, 429, where too many wait, or the wait was too long."""
        with self._one_of(self._inside, 0.0), self._one_of(self._turns, self._patience):
            yield

    @contextmanager
    def _one_of(self, places: BoundedSemaphore, patience: float) -> Iterator[None]:
        if not places.acquire(timeout=patience):
            raise RefusedError(gettext(self._busy), 429)
        try:
            yield
        finally:
            places.release()
