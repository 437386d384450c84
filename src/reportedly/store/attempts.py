"""Attempts to log in, counted in the store, so that several servers on it count together: for a name from one address, for a
name from anywhere, and from an address for any name. So whoever guesses keeps nobody out but themselves, for long.

Each is written down before the password is looked at: many at once are counted like many in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, select

from reportedly.store import secret
from reportedly.store.history import now
from reportedly.store.people import folded
from reportedly.store.tables import attempts

if TYPE_CHECKING:
    from reportedly.store.archive import Store

MOST = 10  # attempts without success for one name, from one address
MOST_OF_ONE = 100  # for one name from everywhere; from one address, behind which a whole house may sit, for all names
WITHIN = timedelta(minutes=15)


class Attempts:
    """The attempts of a store. Addresses are those of browsers, null where they are not known."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, name: str, address: str | None = None) -> bool:
        """Writes an attempt down; false, and nothing is written, where too many came before it."""
        counted = dict(_counted(name, address))
        with self._store.writes() as connection:
            connection.execute(delete(attempts).where(attempts.c.at <= secret.after(-WITHIN)))
            free = all(_made(connection, key) < most for key, most in counted.items())
            if free:
                connection.execute(attempts.insert(), [{"name": key, "at": now()} for key in counted])
            return free

    def succeeded(self, name: str, address: str | None = None) -> None:
        """Forgets the attempts for a name, and of those from the address this one: the others may be somebody else's."""
        own, everywhere, *here = (key for key, _ in _counted(name, address))
        with self._store.writes() as connection:
            connection.execute(delete(attempts).where(attempts.c.name.in_((own, everywhere))))
            for key in here:
                last = select(func.max(attempts.c.id)).where(attempts.c.name == key).scalar_subquery()
                connection.execute(delete(attempts).where(attempts.c.id == last))


def _counted(name: str, address: str | None) -> Iterator[tuple[str, int]]:
    """What an attempt counts for, and how many of it there may be."""
    yield secret.sealed(f"{address or ''}\0{folded(name)}"), MOST
    yield secret.sealed(f"everywhere\0{folded(name)}"), MOST_OF_ONE
    if address:
        yield secret.sealed(f"{address}\0"), MOST_OF_ONE


def _made(connection: Connection, key: str) -> int:
    return connection.scalar(select(func.count()).where(attempts.c.name == key)) or 0
