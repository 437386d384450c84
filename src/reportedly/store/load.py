"""Readings out of the store: the one that counts of each report, in order of the reports' ids.

They come as they are shown, with what people decided laid over them; `load_read` gives one as it was put in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select

from reportedly.corrections.overlay import lay
from reportedly.records import Reading, Report, from_json
from reportedly.store.batches import batches
from reportedly.store.decisions import about_claims
from reportedly.store.packed import unpack, unpack_text
from reportedly.store.tables import blobs, readings, reports, versions

BATCH = 200  # rows that are taken in at once
LATELY = 500  # readings asked for by name that are kept at hand

WHOLE = (
    select(reports.c.key, versions.c.record, readings.c.body, blobs.c.body.label("text"))
    .select_from(reports.join(versions).join(readings).join(blobs, blobs.c.hash == versions.c.text))
    .where(versions.c.current, readings.c.current)
)
SOME = WHOLE.where(reports.c.key.in_(bindparam("some", expanding=True)))
REPORTS = (
    select(reports.c.key, versions.c.record, blobs.c.body.label("text"))
    .select_from(reports.join(versions).join(blobs, blobs.c.hash == versions.c.text))
    .where(versions.c.current, reports.c.key.in_(bindparam("some", expanding=True)))
)


def load_readings(connection: Connection) -> Iterator[Reading]:
    """Every reading that counts."""
    decided = about_claims(connection)
    for row in connection.execution_options(yield_per=BATCH).execute(WHOLE.order_by(reports.c.key)):
        reading = _made_of(row.record, row.body, row.text)
        held = decided.get(reading.report.id)
        yield lay(reading, held).reading if held else reading


def load_reading(connection: Connection, key: str) -> Reading | None:
    """The reading that counts of one report; null where the store has none."""
    return load_some(connection, [key]).get(key)


def load_some(connection: Connection, keys: Collection[str]) -> dict[str, Reading]:
    """The readings that count of some reports, by id; those that are not there are left out."""
    found = _as_read(connection, keys)
    decided = about_claims(connection, found)
    return found | {report: lay(found[report], held).reading for report, held in decided.items()}


def load_read(connection: Connection, key: str) -> Reading | None:
    """One as it was read, without what people decided."""
    return _as_read(connection, [key]).get(key)


def _as_read(connection: Connection, keys: Collection[str]) -> dict[str, Reading]:
    rows = (row for some in batches(keys) for row in connection.execute(SOME, {"some": some}))
    return {row.key: _lately(row.record, row.body, row.text) for row in rows}


def load_reports(connection: Connection, keys: Iterable[str]) -> dict[str, Report]:
    """The current versions of some reports, by id."""
    rows = (row for some in batches(keys) for row in connection.execute(REPORTS, {"some": some}))
    return {row.key: from_json(Report, _record(row.record, row.text)) for row in rows}


def _made_of(record: bytes, body: bytes, text: bytes) -> Reading:
    return from_json(Reading, unpack(body) | {"report": _record(record, text)})


_lately = lru_cache(maxsize=LATELY)(_made_of)  # by the bytes themselves, so that nothing else can come out


def _record(record: bytes, text: bytes) -> dict[str, object]:
    found: dict[str, object] = unpack(record) | {"text": unpack_text(text)}
    return found
