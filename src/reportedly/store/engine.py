"""What a store asks of the database that it lies in: connections that write or only read, and words for their faults.

Whoever writes holds the store alone until the transaction ends, and waits for that when it begins. Readers see one
moment of the store until they end.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from reportedly.store.errors import StoreError

ONLY_READS = "only_reads"  # an option of connections that cannot write
WAIT = 30  # seconds that a process waits while another one writes
CROWDED = "more people use it at this moment than it has connections for; try again in a minute"
BUSY = f"another program has been writing for {WAIT} seconds; wait until it has ended and run it again"


class Database(Protocol):
    """Where a store lies. Equal values are one place; they can be sent to other processes."""

    @property
    def name(self) -> str:
        """What a person calls it: the name of a file, or an address without a password."""
        ...

    def __hash__(self) -> int: ...

    def exists(self) -> bool:
        """Whether there is anything that may be a store."""
        ...

    def prepare(self) -> None:
        """Sees to it that a store can be made there. Raises StoreError where it cannot."""
        ...

    def writing(self) -> Engine:
        """Connections that may write."""
        ...

    def noting(self) -> Engine:
        """Connections that write what can be written at once; where somebody else writes, they fail instead of waiting."""
        ...

    def reading(self) -> Engine:
        """Connections that cannot write."""
        ...

    def migrating(self, writer: Engine) -> AbstractContextManager[Connection]:
        """A transaction in which the schema may change."""
        ...

    def set_aside(self, reader: Engine, revision: str) -> None:
        """Keeps what could not be got back otherwise before the schema changes to a revision."""
        ...

    def copy(self, reader: Engine, target: Path) -> None:
        """Writes the store as it is at one moment into a new SQLite file."""
        ...

    def settle(self, writer: Engine, wait: float) -> bool:
        """Leaves files that are read on their own whole, and nothing in them that was taken out.

        False where somebody still used them after so many seconds.
        """
        ...

    def told(self, fault: BaseException) -> str | None:
        """What a fault of the engine means to a person, and what to do; null where that is not known."""
        ...


@contextmanager
def explained(database: Database) -> Iterator[None]:
    """Within it, a fault of the engine or the disk becomes a StoreError in words for a person."""
    try:
        yield
    except NoneFreeError as error:
        raise StoreError(f"{database.name}: {CROWDED}") from error
    except (DBAPIError, sqlite3.Error, OSError) as error:
        fault = getattr(error, "orig", None) or error
        told = database.told(fault) or f"the store failed ({' '.join(str(fault).split())})"
        raise StoreError(f"{database.name}: {told}") from error


_shared: dict[Database, Engine] = {}


def shared_reading(database: Database) -> Engine:
    """Connections that cannot write, opened once a process until they are let go."""
    if database not in _shared:
        _shared[database] = database.reading()
    return _shared[database]


def let_go(database: Database) -> None:
    """Closes the connections that a process shares: open, they keep a file from being whole, and outlive it."""
    if (shared := _shared.pop(database, None)) is not None:
        shared.dispose()


def first_sign(fault: BaseException, signs: dict[str, str]) -> str | None:
    """The words of the first sign, a pattern, that a fault's own text holds."""
    said = str(fault).lower()
    return next((words for sign, words in signs.items() if re.search(sign, said)), None)
