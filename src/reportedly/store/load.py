"""Readings out of the store: the one that counts of each report, in order of the reports' ids.

They come as they are shown, with what people decided laid over them; `load_read` gives one as it was put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import Connection, Row, Select, select

from reportedly.corrections.overlay import lay
from reportedly.records import Reading, Report, from_json
from reportedly.store.decisions import about_claims, shown
from reportedly.store.packed import unpack, unpack_text
from reportedly.store.tables import blobs, readings, reports, versions

BATCH = 200  # rows that are taken in at once
LATELY = 500  # readings asked for one by one that are kept at hand


def load_readings(connection: Connection) -> Iterator[Reading]:
    """Every reading that counts."""
    decided = about_claims(connection)
    for row in connection.execution_options(yield_per=BATCH).execute(_whole().order_by(reports.c.key)):
        reading = _reading(row)
        held = decided.get(reading.report.id)
        yield lay(reading, held).reading if held else reading


def load_reading(connection: Connection, key: str) -> Reading | None:
    """The reading that counts of one report; null where the store has none."""
    reading = load_read(connection, key)
    return shown(connection, reading) if reading else None


def load_read(connection: Connection, key: str) -> Reading | None:
    """The same as it was read, without what people decided."""
    row = connection.execute(_whole().where(reports.c.key == key)).first()
    return _lately(row.record, row.body, row.text) if row else None


def load_reports(connection: Connection, keys: Iterable[str]) -> dict[str, Report]:
    """The current versions of some reports, by id."""
    tables = reports.join(versions).join(blobs, blobs.c.hash == versions.c.text)
    current = select(versions.c.record, blobs.c.body.label("text")).select_from(tables).where(versions.c.current)
    found = (connection.execute(current.where(reports.c.key == key)).first() for key in keys)
    return {report.id: report for row in found if row for report in [from_json(Report, _record(row.record, row.text))]}


def _whole() -> Select[tuple[bytes, bytes, bytes]]:
    tables = reports.join(versions).join(readings).join(blobs, blobs.c.hash == versions.c.text)
    columns = select(versions.c.record, readings.c.body, blobs.c.body.label("text"))
    return columns.select_from(tables).where(versions.c.current, readings.c.current)


def _reading(row: Row[tuple[bytes, bytes, bytes]]) -> Reading:
    return _made_of(row.record, row.body, row.text)


def _made_of(record: bytes, body: bytes, text: bytes) -> Reading:
    return from_json(Reading, unpack(body) | {"report": _record(record, text)})


_lately = lru_cache(maxsize=LATELY)(_made_of)  # by the bytes themselves, so that nothing else can come out


def _record(record: bytes, text: bytes) -> dict[str, object]:
    found: dict[str, object] = unpack(record) | {"text": unpack_text(text)}
    return found
