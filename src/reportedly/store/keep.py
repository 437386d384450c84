"""One reading into the store, whole or not at all; what is there already is left as it is.

Which version of a report counts: the one added last, unless it says that it was published before the one that counts.
Of a version's readings the one added last counts. What is added again is added last, though its row is there already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from reportedly.corrections.overlay import lay
from reportedly.decision import Decision
from reportedly.records import By, Reading, Report, claim_id, to_json
from reportedly.store import indexed
from reportedly.store.decisions import about_claims
from reportedly.store.history import ADD, note, now
from reportedly.store.judged import put_judgings
from reportedly.store.known import Present, facts, known_as, place_of, replaces, settled
from reportedly.store.numbers import put
from reportedly.store.packed import pack, pack_text, text_hash, unpack, unpack_text, value_hash
from reportedly.store.rows import claim_rows, report_row
from reportedly.store.saved import carry_finds
from reportedly.store.tables import (
    blobs,
    claims,
    counts,
    events,
    failures,
    judgings,
    readings,
    reports,
    sources,
    versions,
)

COMES = 0  # that a version comes in with the change that is being made

# What every report that comes in asks and does, made once.
WORKS = delete(failures).where(failures.c.input == bindparam("input"))
CAME = (
    update(versions)
    .where(versions.c.id == bindparam("of"), versions.c.came == COMES)
    .values(came=bindparam("seq"))
)  # fmt: skip
REPORT = select(reports.c.id).where(reports.c.key == bindparam("key"))
SHOWN = update(reports).where(reports.c.id == bindparam("of"))
SAME = select(versions.c.id, versions.c.record).where(
    versions.c.report == bindparam("report"),
    versions.c.hash == bindparam("hash"),
    versions.c.facts == bindparam("facts"),
)
CURRENT = (
    select(versions.c.id, reports.c.published)
    .select_from(versions.join(reports))
    .where(versions.c.report == bindparam("report"), versions.c.current)
)
COUNTS = update(versions).where(versions.c.id == bindparam("of")).values(current=True)
BLOB = select(blobs.c.hash).where(blobs.c.hash == bindparam("key"))
NONE_COUNTS = update(readings).where(readings.c.version == bindparam("of")).values(current=False)
READING_COUNTS = update(readings).where(readings.c.id == bindparam("of")).values(current=True)
READING = select(readings.c.id).where(
    readings.c.version == bindparam("version"), readings.c.reader == bindparam("reader"),
    readings.c.tagger == bindparam("tagger"), readings.c.knowledge == bindparam("knowledge"),
)  # fmt: skip


def keep(connection: Connection, reading: Reading, again: bool) -> Reading | Present:
    """Adds a reading and makes it count; why not, where it counts already or was forgotten, also while it was being made.

    `again` lets in what was forgotten.
    """
    reading = _named(reading, known_as(connection, reading.report))
    report = reading.report
    cleared(connection, report.input)
    if present := settled(connection, report, reading.by, again):
        return present
    whole = to_json(reading)
    record = whole.pop("report")
    home = _report(connection, report)
    version, record = _version(connection, home, report, record)
    made = _reading(connection, version, reading.by, whole)
    seq = note(connection, ADD, "reports", report.id, value_hash(whole | {"report": record}))
    connection.execute(CAME, {"of": version, "seq": seq})
    current = _current(connection, home)
    if current is None or current.id == version or replaces(report, current.published):
        if current is not None:
            withdraw(connection, home)
            connection.execute(SHOWN, {"of": home} | _described(report))
        _make_current(connection, home, version, report)
        decided = about_claims(connection, [report.id]).get(report.id, ())
        _claims(connection, home, made, lay(reading, decided).reading if decided else reading, decided)
    return reading


def cleared(connection: Connection, name: str) -> None:
    """An input that gave a report fails no longer."""
    connection.execute(WORKS, {"input": name})


def failed(connection: Connection, name: str, reason: str, hint: str) -> None:
    """An input gave no reading this time, and why."""
    cleared(connection, name)
    _one(connection, failures, {"input": name, "reason": reason, "hint": hint, "at": now()})


def withdraw(connection: Connection, home: int) -> None:
    """Takes out what was made of a report's current version: its words, its claims, and that it is current."""
    tables = versions.join(blobs).join(reports)
    shown = (
        select(reports.c.title, blobs.c.body).select_from(tables).where(versions.c.report == home, versions.c.current)
    )
    if (row := connection.execute(shown).first()) is None:
        return
    indexed.take_out(connection, "report_words", [(home, {"title": row.title or "", "text": unpack_text(row.body)})])
    told = connection.execute(select(claims.c.id, claims.c.quote).where(claims.c.report == home)).all()
    indexed.take_out(connection, "claim_words", [(claim.id, {"quote": claim.quote}) for claim in told])
    own = select(claims.c.id).where(claims.c.report == home)
    for table in (counts, events, judgings, sources):
        connection.execute(delete(table).where(table.c.claim.in_(own)))
    connection.execute(delete(claims).where(claims.c.report == home))
    connection.execute(update(versions).where(versions.c.report == home).values(current=False))


def _one(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Adds a row; its number."""
    made: Sequence[Any] = connection.execute(insert(table), row).inserted_primary_key or ()
    return int(made[0])


def _named(reading: Reading, key: str) -> Reading:
    """The reading under the id that its report is known by now; another program may have added it since it was asked for."""
    report = reading.report
    if report.id == key:
        return reading
    told = (replace(claim, id=claim_id(key, report.version, claim.spans, claim.chain)) for claim in reading.claims)
    return replace(reading, report=replace(report, id=key), claims=tuple(told))


def _report(connection: Connection, report: Report) -> int:
    found: int | None = connection.scalar(REPORT, {"key": report.id})
    return _one(connection, reports, {"key": report.id} | _described(report)) if found is None else found


def _described(report: Report) -> dict[str, Any]:
    """What a list of reports shows of one, and what it is known by."""
    return report_row(report) | {"place_of": place_of(report), "input": report.input}


def _version(connection: Connection, home: int, report: Report, record: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The row of these bytes with these facts and its record, made where there is none; the text is kept once, whoever
    printed it.
    """
    told = facts(report)
    if found := connection.execute(SAME, {"report": home, "hash": report.version, "facts": told}).first():
        return found.id, unpack(found.record) | {"text": report.text}
    key = text_hash(report.text)
    if connection.scalar(BLOB, {"key": key}) is None:
        connection.execute(insert(blobs), {"hash": key, "size": len(report.text), "body": pack_text(report.text)})
    rest = pack({name: value for name, value in record.items() if name != "text"})
    row = {"report": home, "hash": report.version, "facts": told, "text": key, "record": rest}
    return put(connection, versions, [row | {"added": now(), "came": COMES, "current": False}]), record


def _reading(connection: Connection, version: int, by: By, body: dict[str, Any]) -> int:
    """The row of the reading, made where there is none, which now counts among those of its version."""
    connection.execute(NONE_COUNTS, {"of": version})
    made_by = {"version": version, "reader": by.reader, "tagger": by.tagger or "", "knowledge": by.knowledge}
    found: int | None = connection.scalar(READING, made_by)
    if found is not None:
        connection.execute(READING_COUNTS, {"of": found})
        return found
    return put(connection, readings, [made_by | {"added": now(), "current": True, "body": pack(body)}])


def _current(connection: Connection, home: int) -> Row[int, str | None] | None:
    """The version that counts up to now, and when it was published; null for a report that is new."""
    return connection.execute(CURRENT, {"report": home}).first()


def _make_current(connection: Connection, home: int, version: int, report: Report) -> None:
    connection.execute(COUNTS, {"of": version})
    indexed.put_in(connection, "report_words", [(home, {"title": report.title or "", "text": report.text})])


def _claims(connection: Connection, home: int, made: int, reading: Reading, decided: Sequence[Decision]) -> None:
    """The rows of the claims, of what belongs to them and what was decided about them, and their words."""
    rows = list(claim_rows(reading))
    first = put(connection, claims, [row.claim | {"report": home, "reading": made} for row in rows])
    for table, name in ((sources, "sources"), (events, "events"), (counts, "counts")):
        below = [{"claim": first + at} | item for at, row in enumerate(rows) for item in getattr(row, name)]
        if below:
            connection.execute(insert(table), below)
    quotes = ((first + at, {"quote": row.claim["quote"]}) for at, row in enumerate(rows))
    indexed.put_in(connection, "claim_words", quotes)
    put_judgings(connection, reading, decided, [first + at for at in range(len(rows))])
    carry_finds(connection, reading.report.id, {claim.id: claim.text for claim in reading.claims})
