"""The numbers of rows that the program gives itself, each once: also one whose row was taken out is never given again.

Where a table says `sqlite_autoincrement`, the engine gives them, in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from reportedly.store.tables import numbers

MORE = (
    update(numbers)
    .where(numbers.c.name == bindparam("of"))
    .values(last=numbers.c.last + bindparam("many"))
    .returning(numbers.c.last)
)


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Adds rows under numbers that follow each other; the first of them. Whoever writes holds the lock."""
    if not rows:
        return 0
    first = _last(connection, table, len(rows)) - len(rows) + 1
    connection.execute(insert(table), [{"id": first + at} | dict(row) for at, row in enumerate(rows)])
    return first


def _last(connection: Connection, table: Table, many: int) -> int:
    """The last of so many numbers that are given now."""
    last: int | None = connection.scalar(MORE, {"of": table.name, "many": many})
    if last is None:
        last = (connection.scalar(select(func.max(table.c.id))) or 0) + many
        connection.execute(insert(numbers), {"name": table.name, "last": last})
    return last
