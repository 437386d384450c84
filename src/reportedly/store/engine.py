"""Connections to a store: one engine that writes, one that cannot, and what is said to a person when either fails.

Every transaction that writes takes its lock when it begins (BEGIN IMMEDIATE): one that begins as a reader and writes
later fails at once while another writes, whatever the timeout. Readers see one moment of the store until they end.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from reportedly.store.errors import StoreError

WAIT = 30  # seconds that a process waits while another one writes
WRITES = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")
READS = ("query_only=ON",)

FULL = "the disk is full. What was added so far is kept; free some space and run it again"
RIGHTS = "may not be written to; check the rights of the folder and of the files in it"
FAULTS = {  # what the engine's own words mean to a person
    "disk is full": FULL,
    "no space left": FULL,
    "disk i/o error": "the disk could not be read or written. Check it, and how much space is left, and run it again",
    "readonly": RIGHTS,
    "read-only": RIGHTS,
    "permission denied": RIGHTS,
    "not a directory": "lies below a file, which cannot hold it; name a folder",
    "file exists": "is a file; name a folder",
    "unable to open": "cannot be opened; check the name and the rights of the folder and of the files in it",
    "locked": f"another program has been writing for {WAIT} seconds; wait until it has ended and run it again",
    "not a database": "is no workspace of reportedly, or is damaged; put a backup in its place",
    "malformed": "is damaged; put a backup in its place, or add the reports to a new workspace",
}


def writing(path: Path) -> Engine:
    """The engine that writes to a store's file; the file is made where there is none."""
    return _engine(f"{path.absolute().as_uri()}?mode=rwc", WRITES, "BEGIN IMMEDIATE")


def reading(path: Path) -> Engine:
    """The engine that only reads. A store in a folder that may not be written to is read as it lies there."""
    still = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return _engine(f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if still else ''}", READS, "BEGIN")


@lru_cache(maxsize=4)
def shared_reading(path: Path) -> Engine:
    """The engine that only reads, opened once a process."""
    return reading(path)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Within it, a fault of the engine or the disk becomes a StoreError in words for a person."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        fault = str(getattr(error, "orig", None) or error)
        told = next((words for sign, words in FAULTS.items() if sign in fault.lower()), None)
        raise StoreError(f"{path}: {told or f'the store failed ({fault})'}") from error


def copy(engine: Engine, target: Path) -> None:
    """Copies what an engine's file holds at one moment into a new file, page by page, and checks the copy."""
    with engine.connect() as connection, closing(sqlite3.connect(target)) as made:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(made)
        if made.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the copy is malformed")


def checkpoint(engine: Engine) -> None:
    """Moves what was written lately into the file itself, so that nothing taken out stays behind in the log."""
    with engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _engine(address: str, settings: tuple[str, ...], begin: str) -> Engine:
    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
        for setting in settings:
            made.execute(f"PRAGMA {setting}")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begins(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
