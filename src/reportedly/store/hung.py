"""What people hung on the tables of a file themselves, views, triggers and indexes, kept while the schema changes.

SQLite makes a table anew to change it: with the old one go its triggers and indexes, and a view that names it lets nothing
take its place. On a server tables are changed as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Row, text
from sqlalchemy.exc import DBAPIError

from reportedly.store.errors import StoreError

HUNG = text(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger', 'index') AND sql IS NOT NULL ORDER BY rowid"
)
THERE = text("SELECT name FROM sqlite_master")


@contextmanager
def kept(connection: Connection) -> Iterator[None]:
    """Within it they are gone; at its end all are there again that nobody made anew. Raises StoreError where one cannot be."""
    found = [row for row in connection.execute(HUNG) if not _ours(row)]
    for row in found:
        connection.exec_driver_sql(f"DROP {row.type} IF EXISTS {_quoted(row.name)}")  # a view takes its triggers along
    yield
    there = set(connection.scalars(THERE))
    for row in found:
        if row.name not in there:
            _make(connection, row)


def _ours(row: Row[str, str, str, str]) -> bool:
    """Whether it is an index of the schema, by its name: a migration sees to those."""
    return row.type == "index" and re.match(rf"[iu][xq]_{re.escape(row.tbl_name)}_", row.name) is not None


def _make(connection: Connection, row: Row[str, str, str, str]) -> None:
    try:
        connection.exec_driver_sql(row.sql)
    except DBAPIError as error:
        raise StoreError(
            f"the {row.type} {row.name}, which somebody added, does not fit the new schema ({error.orig}); nothing was changed. "
            f"Take it out (DROP {row.type.upper()} {_quoted(row.name)}), open the workspace, and make it again as it fits"
        ) from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
