"""Whether a store is whole: its texts, readings and incidents are those that came in, what is searched is made of them, its
history is unbroken, and no row points to nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from reportedly.records import to_json
from reportedly.store import decisions, history, indexed, occurrences, people
from reportedly.store.compared import differing, differing_incidents
from reportedly.store.dialect import dialect
from reportedly.store.load import load_reading
from reportedly.store.packed import text_hash, unpack, unpack_text, value_hash
from reportedly.store.tables import blobs, changes, readings, reports, versions

UNREADABLE = (zlib.error, ValueError, TypeError)  # what comes of unpacking something else than what was packed


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with a store, a sentence each; nothing where it is whole."""
    yield from dialect(connection).faults(connection)
    yield from _texts(connection)
    yield from _readings(connection)
    yield from _incidents(connection)
    yield from history.faults(connection)
    yield from decisions.faults(connection)
    yield from people.faults(connection)
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
    """Each reading that counts must be one that the history says was added, and its rows those that it gives."""
    tables = reports.join(versions).join(readings).join(blobs, blobs.c.hash == versions.c.text)
    columns = select(reports.c.key, versions.c.record, readings.c.body, blobs.c.body.label("text"))
    held = columns.select_from(tables).where(versions.c.current, readings.c.current)
    missing = history.reports_added(connection)
    for row in connection.execution_options(yield_per=100).execute(held):
        missing.discard(row.key)
        noted = select(func.count()).where(changes.c.row == row.key, changes.c.content == _hash(*row[1:]))
        if not connection.scalar(noted):
            yield f"the reading of report {row.key} is not one that was added"
        elif (reading := load_reading(connection, row.key)) is not None:
            yield from (
                f"the rows of report {row.key} in {name} are not those that its reading gives now"
                for name in differing(connection, reading)
            )
    yield from (f"report {key} was added, and no reading of it is here" for key in sorted(missing))


def _incidents(connection: Connection) -> Iterator[str]:
    """The incidents must be those that were linked last, unless a report was forgotten since, and their rows what they give."""
    try:
        held = list(occurrences.load_incidents(connection))
    except UNREADABLE:
        yield "an incident is not one that was linked: it cannot be read"
        return
    seq, linked = history.last_linking(connection) or (0, occurrences.added_up(()))
    now = occurrences.added_up(value_hash(to_json(incident)) for incident in held)
    first = occurrences.never_linked(connection)
    if not first and now != linked and not history.forgotten_since(connection, seq):
        yield "the incidents are not those that were linked last"
    yield from (
        f"the rows of the incidents in {name} are not those that linking gave"
        for name in differing_incidents(connection, held)
    )


def _hash(record: bytes, body: bytes, printed: bytes) -> str:
    """The hash of a reading as it was noted; empty where it cannot be read."""
    try:
        return value_hash(unpack(body) | {"report": unpack(record) | {"text": unpack_text(printed)}})
    except UNREADABLE:
        return ""
