"""Everything that was kept of one report: each of its versions, and each reading that was made of them, as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.records import By, Reading, from_json
from reportedly.store.packed import unpack, unpack_text
from reportedly.store.tables import blobs, readings, reports, versions

MOST = 200  # readings of one report that are told, the latest


@dataclass(frozen=True, slots=True)
class KeptReading:
    """One reading of a report: its number, the version that was read, what read it and when; `current` is the one that counts."""

    number: int
    version: str
    by: By
    at: str
    current: bool


def kept_readings(connection: Connection, report: str) -> list[KeptReading]:
    """The readings of a report, in the order in which they were made."""
    made = readings.c.reader, readings.c.tagger, readings.c.knowledge
    counts = (versions.c.current & readings.c.current).label("counts")
    rows = select(readings.c.id, versions.c.hash, *made, readings.c.added, counts)
    found = rows.select_from(reports.join(versions).join(readings)).where(reports.c.key == report)
    held = connection.execute(found.order_by(readings.c.id.desc()).limit(MOST)).all()
    return [KeptReading(r[0], r[1], By(r[2], r[3] or None, r[4]), r[5], bool(r[6])) for r in reversed(held)]


def kept_reading(connection: Connection, report: str, number: int) -> Reading | None:
    """One of them by its number, without what people decided; null where the report has none of that number."""
    tables = reports.join(versions).join(readings).join(blobs, blobs.c.hash == versions.c.text)
    found = select(versions.c.record, readings.c.body, blobs.c.body.label("text")).select_from(tables)
    row = connection.execute(found.where(reports.c.key == report, readings.c.id == number)).first()
    if row is None:
        return None
    record = unpack(row.record) | {"text": unpack_text(row.text)}
    return from_json(Reading, unpack(row.body) | {"report": record})
