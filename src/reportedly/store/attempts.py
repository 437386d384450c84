"""Attempts to log in, counted by name in the store, so that several servers on it count together.

Each is written down before the password is looked at: many at once are counted like many in a row.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from reportedly.store import secret
from reportedly.store.history import now
from reportedly.store.people import folded
from reportedly.store.tables import attempts

if TYPE_CHECKING:
    from reportedly.store.archive import Store

MOST = 10  # attempts without success for one name
WITHIN = timedelta(minutes=15)


class Attempts:
    """The attempts of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, name: str) -> bool:
        """Writes an attempt down; false, and nothing is written, where too many came before it."""
        key = secret.sealed(folded(name))
        with self._store.writes() as connection:
            connection.execute(delete(attempts).where(attempts.c.at <= secret.after(-WITHIN)))
            before = connection.scalar(select(func.count()).where(attempts.c.name == key)) or 0
            if before < MOST:
                connection.execute(attempts.insert().values(name=key, at=now()))
            return before < MOST

    def succeeded(self, name: str) -> None:
        """Forgets the attempts for a name."""
        with self._store.writes() as connection:
            connection.execute(delete(attempts).where(attempts.c.name == secret.sealed(folded(name))))
