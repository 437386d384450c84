"""A store's rows into another database, as they are: its history, and what counts, stay what they were."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select

from reportedly.store import indexed, migrate
from reportedly.store.engine import WAIT, Database
from reportedly.store.tables import metadata

BATCH = 500  # rows that are handed on at once


def carry_over(source: Connection, target: Database) -> None:
    """Makes a store in a database that holds none, with the rows that a connection sees."""
    writer = target.writing()
    try:
        migrate.bring_up(target, writer)
        with writer.begin() as connection:
            for table in metadata.sorted_tables:
                for rows in _batches(source, table):
                    connection.execute(table.insert(), rows)
            indexed.renew(connection)
        target.settle(writer, WAIT)
    finally:
        writer.dispose()


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table in the order of their numbers: a later decision may point to an earlier one."""
    ordered = select(table).order_by(*table.primary_key.columns)
    rows = (dict(row) for row in source.execute(ordered, execution_options={"yield_per": BATCH}).mappings())
    while some := list(islice(rows, BATCH)):
        yield some
