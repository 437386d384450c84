"""A store as lines of JSON that two stores of the same reports share, whatever the order, the time and the interruptions.

Row numbers are replaced by the keys that they stand for, times are left out, rows are sorted. The history is left out, the
statistics of its moments, the last numbers and the lists that were fetched: they tell of the order; so are the accounts of
people and the tokens of programs.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, UniqueConstraint, select

from reportedly.store.desk_tables import DESK
from reportedly.store.packed import unpack
from reportedly.store.tables import (
    attempts,
    changes,
    decisions,
    epochs,
    fetched,
    invitations,
    meta,
    metadata,
    numbers,
    people,
    repeats,
    sessions,
    shares,
    tokens,
    word_stats,
)

TIMES = {"added", "at", "came"}
HISTORY = {changes, decisions, epochs, fetched, meta, numbers, word_stats, *DESK}
ACCOUNTS = {attempts, invitations, people, repeats, sessions, shares, tokens}

Keys = Mapping[str, Mapping[int, Any]]  # what a row's number stands for, by table


def dump(connection: Connection) -> Iterator[str]:
    """The lines, table by table in order of their names."""
    keys: dict[str, dict[int, Any]] = {}
    lines: list[str] = []
    for table in metadata.sorted_tables:
        if table not in HISTORY | ACCOUNTS:
            keys[table.name] = {}
            for row in connection.execute(select(table)).mappings():
                told = _told(table, dict(row), keys)
                if "id" in row:
                    keys[table.name][row["id"]] = [told[name] for name in _key(table)]
                lines.append(json.dumps([table.name, told], sort_keys=True, ensure_ascii=False))
    yield from sorted(lines)


def _told(table: Table, row: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    """A row with keys in the place of numbers."""
    return {
        column.name: _value(row[column.name], next((key.column.table.name for key in column.foreign_keys), None), keys)
        for column in table.columns
        if column.name != "id" and column.name not in TIMES
    }


def _value(value: Any, points_to: str | None, keys: Keys) -> Any:
    if points_to is not None and points_to in keys and isinstance(value, int):
        return keys[points_to][value]
    return _unpacked(value) if isinstance(value, bytes) else value


def _unpacked(value: bytes) -> Any:
    """What was packed: a JSON value, or a text; what was not packed as hexadecimal digits."""
    try:
        return unpack(value)
    except zlib.error:
        return value.hex()
    except json.JSONDecodeError:
        return zlib.decompress(value).decode("utf-8", "surrogatepass")


def _key(table: Table) -> list[str]:
    """The columns that name a row apart from its number; none where nothing points to the table."""
    unique = [found for found in table.constraints if isinstance(found, UniqueConstraint)]
    return [column.name for column in unique[0].columns] if unique else []
