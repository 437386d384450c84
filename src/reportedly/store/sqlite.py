"""A store in one file, by SQLite.

Every transaction that writes takes its lock when it begins (BEGIN IMMEDIATE): one that begins as a reader and writes
later fails at once while another writes, whatever the timeout.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import QueuePool

from reportedly.store import hung
from reportedly.store.engine import BUSY, ONLY_READS, WAIT, explained, first_sign
from reportedly.store.errors import StoreError

WRITES = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "cache_size=-16000",
    "wal_autocheckpoint=4000",
)
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
    "locked": BUSY,
    "not a database": "is no workspace of reportedly, or is damaged; put a backup in its place",
    "malformed": "is damaged; put a backup in its place, or add the reports to a new workspace",
}


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """The file that a store is."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the file."""
        return str(self.path)

    def exists(self) -> bool:
        """Whether there is such a file."""
        return self.path.is_file()

    def prepare(self) -> None:
        """Makes the folder, and looks whether the file is another program's."""
        with explained(self):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            foreign = self.exists() and self._foreign()
        if foreign:
            raise StoreError(f"{self.name}: holds tables of another program; name another folder")

    def _foreign(self) -> bool:
        """Whether the file holds tables and is no store."""
        engine = self.reading()
        with engine.connect() as connection:
            there = inspect(connection).get_table_names()
        engine.dispose()
        return bool(there) and "alembic_version" not in there

    def writing(self) -> Engine:
        """Connections that write; the file is made where there is none."""
        return _engine(f"{self.path.absolute().as_uri()}?mode=rwc", WRITES, "BEGIN IMMEDIATE")

    def noting(self) -> Engine:
        """Connections that write to a file that is there, or fail at once."""
        return _engine(f"{self.path.absolute().as_uri()}?mode=rw", WRITES, "BEGIN IMMEDIATE", wait=0)

    def reading(self) -> Engine:
        """Connections that cannot write. A store in a folder that may not be written to is read as it lies there."""
        still = not os.access(self.path.parent, os.W_OK) and not Path(f"{self.path}-wal").exists()
        return _engine(
            f"{self.path.absolute().as_uri()}?mode=ro{'&immutable=1' if still else ''}", READS, "BEGIN"
        ).execution_options(**{ONLY_READS: True})

    @contextmanager
    def migrating(self, writer: Engine) -> Iterator[Connection]:
        """A transaction without foreign keys, for a table may have to be made anew; they are checked afterwards, and what people
        hung on the tables is there again.
        """
        with writer.connect() as connection:
            _pragma(connection, "foreign_keys=OFF")
            with connection.begin():
                with hung.kept(connection):
                    yield connection
                if connection.execute(text("PRAGMA foreign_key_check")).first():
                    lost = (
                        "the schema could not be brought up: rows point to nothing; put a backup in the store's place"
                    )
                    raise StoreError(lost)
            _pragma(connection, "foreign_keys=ON")

    def set_aside(self, reader: Engine, revision: str) -> None:
        """Copies the file beside itself."""
        self.copy(reader, self.path.with_name(f"{self.path.name}.before-{revision}-{time.time_ns()}"))

    def copy(self, reader: Engine, target: Path) -> None:
        """Copies what the file holds at one moment into a new file, page by page, and checks the copy."""
        with written_whole(target) as part, reader.connect() as connection, closing(sqlite3.connect(part)) as made:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(made)
            if made.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("the copy is malformed")

    def settle(self, writer: Engine, wait: float) -> bool:
        """Moves what was written lately into the file itself, so that nothing taken out stays behind in the file or the log."""
        log = Path(f"{self.path}-wal")
        if not log.is_file() or not log.stat().st_size:
            return True
        with writer.connect() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.execute(f"PRAGMA busy_timeout={round(wait * 1000)}")
            busy: int = source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            source.execute(f"PRAGMA busy_timeout={WAIT * 1000}")
            return not busy

    def told(self, fault: BaseException) -> str | None:
        """What a fault of SQLite or the disk means to a person."""
        return first_sign(fault, FAULTS)


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Another name to write a file under; it gets its own when it is whole. Raises StoreError where that fails."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with explained(SqliteFile(target)):
            yield part
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _pragma(connection: Connection, setting: str) -> None:
    """Sets something outside of any transaction."""
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    source.execute(f"PRAGMA {setting}")


def _engine(address: str, settings: tuple[str, ...], begin: str, wait: float = WAIT) -> Engine:
    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        for setting in settings:
            made.execute(f"PRAGMA {setting}")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begins(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
