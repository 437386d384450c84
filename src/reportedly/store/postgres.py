"""A store on a server, by PostgreSQL 15 or newer and psycopg; no extension of the server is needed.

Every transaction that writes first takes one lock of the database and holds it until it ends: so the numbers of
`changes` come in the order in which their transactions end, and nobody reads past one that is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event, text

from reportedly.store import carry
from reportedly.store.engine import BUSY, ONLY_READS, WAIT, explained, first_sign
from reportedly.store.errors import StoreError
from reportedly.store.sqlite import SqliteFile, written_whole

if TYPE_CHECKING:
    import psycopg

OLDEST = 15
LOCK = 2031_05_04  # any number, the same in every program that writes to a store
PATIENCE = 10  # seconds for the server to answer

PASSWORD = (
    "the password is wrong or missing; set PGPASSWORD in the environment, "
    "or write a line HOST:5432:DATABASE:USER:PASSWORD into ~/.pgpass and make it readable for you alone (chmod 600)"
)
AWAY = "no server answers there; check the host and the port, and that PostgreSQL runs and lets this machine in"
LOST = "the connection to the server broke off. What was added so far is kept; run it again"
RIGHTS = "this user may not do that; ask whoever keeps the database for the right to make tables and write to them"
STATES = {  # SQLSTATE, which is the same in every language that a server speaks
    "25006": "may not be written to: it is a copy that only reads, or is set so; write to the main server",
    "28000": "does not let this user in from here; ask whoever keeps the server (pg_hba.conf)",
    "28P01": PASSWORD,
    "42501": RIGHTS,
    "42P07": "holds tables of another program; give the workspace a database of its own",
    "53100": "the server's disk is full. What was added so far is kept; free some space and run it again",
    "53300": "the server has no connection left; close some, or raise max_connections",
    "25P03": LOST,
    "55P03": BUSY,
    "57P01": LOST,
    "57P02": LOST,
    "57P03": "the server is starting or stopping; run it again in a moment",
}
SIGNS = {  # what is said before a connection stands, or when it breaks, carries no SQLSTATE
    "no password|password authentication": PASSWORD,
    "pg_hba.conf": STATES["28000"],
    'role ".*" does not exist': "there is no such user; `createuser` makes one",
    'database ".*" does not exist': "there is no such database; `createdb` makes one",
    "refused|no such file|could not translate|failed to resolve|timeout|unreachable": AWAY,
    "starting up|shutting down": STATES["57P03"],
    "too many clients": STATES["53300"],
    "closed the connection|connection is (?:closed|lost)|consuming input": LOST,
}


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """The database of this address, which holds one store."""

    address: str

    @property
    def name(self) -> str:
        """The address; it has no password."""
        return self.address

    def exists(self) -> bool:
        """Whether there is one is for the server to say."""
        return True

    def prepare(self) -> None:
        """Asks the server whether it can hold a store."""
        asked = "SELECT CAST(current_setting('server_version_num') AS integer), current_setting('server_encoding')"
        engine = self.reading()
        with explained(self), engine.connect() as connection:
            version, encoding = connection.execute(text(asked)).one()
        engine.dispose()
        if version < OLDEST * 10_000:
            raise StoreError(f"{self.name}: is PostgreSQL {version // 10_000}; {OLDEST} or newer is needed")
        if encoding != "UTF8":
            raise StoreError(f"{self.name}: is written in {encoding}; `createdb --encoding=UTF8 --template=template0`")

    def writing(self) -> Engine:
        """Connections that write, one transaction after the other."""
        engine = _engine(self._connect_to_write)

        @event.listens_for(engine, "begin")
        def begins(connection: Connection) -> None:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

        return engine

    def noting(self) -> Engine:
        """Connections that write, or fail at once where somebody else does."""
        engine = _engine(self._connect_to_write)

        @event.listens_for(engine, "begin")
        def begins(connection: Connection) -> None:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '1ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

        return engine

    def reading(self) -> Engine:
        """Connections that cannot write."""
        return _engine(self._connect_to_read).execution_options(**{ONLY_READS: True})

    @contextmanager
    def migrating(self, writer: Engine) -> Iterator[Connection]:
        """A transaction like any other: PostgreSQL changes a schema whole or not at all."""
        with writer.begin() as connection:
            yield connection

    def set_aside(self, reader: Engine, revision: str) -> None:
        """Nothing: a change of the schema that fails leaves no trace."""

    def copy(self, reader: Engine, target: Path) -> None:
        """Writes the store as it is at one moment into a new SQLite file, row by row."""
        with explained(self), reader.begin() as connection, written_whole(target) as part:
            carry.carry_over(connection, SqliteFile(part))

    def settle(self, writer: Engine, wait: float) -> bool:
        """Nothing to do: nobody reads the server's own files."""
        return True

    def told(self, fault: BaseException) -> str | None:
        """What a fault of the server or of the way to it means to a person."""
        return STATES.get(getattr(fault, "sqlstate", None) or "") or first_sign(fault, SIGNS)

    def _connect(self) -> psycopg.Connection:
        import psycopg

        made = psycopg.connect(
            self.address,
            autocommit=True,
            connect_timeout=PATIENCE,
            client_encoding="utf8",
            application_name="reportedly",
        )
        made.execute(f"SET lock_timeout = '{WAIT}s'")
        made.autocommit = False
        return made

    def _connect_to_write(self) -> psycopg.Connection:
        made = self._connect()
        made.execute(f"SET idle_in_transaction_session_timeout = '{WAIT}s'")  # a machine that went away holds no lock
        made.commit()
        return made

    def _connect_to_read(self) -> psycopg.Connection:
        from psycopg import IsolationLevel

        made = self._connect()
        made.isolation_level = IsolationLevel.REPEATABLE_READ  # one moment for all statements of a transaction
        made.read_only = True
        return made


def _engine(connect: Callable[[], psycopg.Connection]) -> Engine:
    """Connections that are made anew where the server let go of them."""
    try:
        return create_engine("postgresql+psycopg://", creator=connect, pool_pre_ping=True, use_native_hstore=False)
    except ImportError as error:
        raise StoreError("PostgreSQL needs psycopg: `pip install 'reportedly[postgres]'` adds it") from error
