"""Whether a store is whole: its texts, its history, its words for search, and that no row points to nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from reportedly.store import decisions, history, indexed
from reportedly.store.dialect import dialect
from reportedly.store.packed import text_hash, unpack, unpack_text, value_hash
from reportedly.store.tables import blobs, changes, readings, reports, versions

UNREADABLE = (zlib.error, json.JSONDecodeError, UnicodeDecodeError)


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with a store, a sentence each; nothing where it is whole."""
    yield from dialect(connection).faults(connection)
    yield from _texts(connection)
    yield from _readings(connection)
    for seq in history.broken(connection):
        yield f"change {seq} does not follow from the one before it: the history was altered"
    yield from decisions.faults(connection)
    yield from indexed.faults(connection)


def _texts(connection: Connection) -> Iterator[str]:
    for row in connection.execution_options(yield_per=100).execute(select(blobs.c.hash, blobs.c.body)):
        try:
            whole = text_hash(unpack_text(row.body)) == row.hash
        except UNREADABLE:
            whole = False
        if not whole:
            yield f"the text {row.hash[:16]} is not the one that was added"


def _readings(connection: Connection) -> Iterator[str]:
    """Each reading that counts must be one that the history says was added."""
    tables = reports.join(versions).join(readings).join(blobs, blobs.c.hash == versions.c.text)
    columns = select(reports.c.key, versions.c.record, readings.c.body, blobs.c.body.label("text"))
    held = columns.select_from(tables).where(versions.c.current, readings.c.current)
    for row in connection.execution_options(yield_per=100).execute(held):
        noted = select(func.count()).where(changes.c.row == row.key, changes.c.content == _hash(*row[1:]))
        if not connection.scalar(noted):
            yield f"the reading of report {row.key} is not one that was added"


def _hash(record: bytes, body: bytes, printed: bytes) -> str:
    """The hash of a reading as it was noted; empty where it cannot be read."""
    try:
        return value_hash(unpack(body) | {"report": unpack(record) | {"text": unpack_text(printed)}})
    except UNREADABLE:
        return ""
