"""Notes made while somebody only reads: that a token or a session was used.

Each is tried once, at most once a minute, and left where the store is being written to: nobody waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from sqlalchemy import Engine, Update

from reportedly.store.engine import Database, explained
from reportedly.store.errors import StoreError

SELDOM = 60.0  # seconds between two tries of one note
MOST = 1_000  # notes whose last try is remembered


class UseNotes:
    """Makes notes in a store. `clock` gives seconds."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database, self._clock = database, clock
        self._tried: dict[str, float] = {}
        self._engine: Engine | None = None
        self._lock = Lock()

    def note(self, what: str, made: Update) -> None:
        """Makes a note of something, where that can be done at once."""
        at = self._clock()
        if at - self._tried.get(what, at - SELDOM) < SELDOM:
            return
        if len(self._tried) >= MOST:
            self._tried.clear()
        self._tried[what] = at
        with suppress(StoreError), explained(self._database), self._opened().begin() as connection:
            connection.execute(made)

    def _opened(self) -> Engine:
        """The one engine, whoever asks for it first; several requests make notes at once."""
        with self._lock:
            self._engine = self._engine or self._database.noting()
            return self._engine

    def close(self) -> None:
        """Lets go of the database."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None
