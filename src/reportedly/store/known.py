"""What a store holds already, asked before a report is read: the same input again costs no reading.

A report that came from a file keeps the id it was first given, however the file's name is spelled the next time; what is
piped in is known by its bytes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from reportedly.records import By, Report, report_id, to_json
from reportedly.store.engine import Database, explained, shared_reading
from reportedly.store.history import forgotten, forgotten_at
from reportedly.store.packed import value_hash
from reportedly.store.rows import day
from reportedly.store.tables import readings, reports, versions

STDIN = "-"
NAMES = {"id", "input", "version"}  # what `facts` leaves out


@dataclass(frozen=True, slots=True)
class Present:
    """A report that is not read again, and why not."""

    report: str
    input: str
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is in a store, for whoever reads reports; can be sent to other processes."""

    database: Database
    again: bool = False  # whether what was forgotten may come in again

    def ask(self, report: Report, by: By) -> Report | Present:
        """The report under the id that the store knows it by, or why it need not be read."""
        with explained(self.database), shared_reading(self.database).begin() as connection:
            report = replace(report, id=known_as(connection, report))
            return settled(connection, report, by, self.again) or report


def known_as(connection: Connection, report: Report) -> str:
    """The id of a report in the store: its own, unless its file came in before under another spelling, and be it that it
    was forgotten since.
    """
    if report.input == STDIN and not report.url:
        return report_id(None, STDIN, 0, report.version)
    if (place := place_of(report)) is None:
        return report.id
    outlet = (report.outlet.id or report.outlet.name) if report.outlet else ""
    same = func.coalesce(reports.c.outlet_id, reports.c.outlet, "") == outlet
    found = select(reports.c.key).where(reports.c.place_of == place, reports.c.url.is_(None), same)
    kept: str | None = connection.scalar(found.order_by(reports.c.id))
    return kept or forgotten_at(connection, trail(place, outlet)) or report.id


def trail(place: str | None, outlet: str | None) -> str:
    """What is kept of a forgotten report's file and outlet, so that it is known again: a digest; empty without a file."""
    return value_hash([place, outlet or ""]) if place else ""


def place_of(report: Report) -> str | None:
    """Where the file of a report lies; null where it has an address, or was piped in."""
    return None if report.url or report.input == STDIN else os.path.abspath(report.input)


def facts(report: Report) -> str:
    """A digest of what was stated and found about a report, the text that was found in its bytes included."""
    return value_hash({name: value for name, value in to_json(report).items() if name not in NAMES})


def settled(connection: Connection, report: Report, by: By, again: bool) -> Present | None:
    """Why a report need not be read or kept; null where it is to be. `again` lets in what was forgotten."""
    if holds(connection, report, by):
        return Present(report.id, report.input)
    if not again and forgotten(connection, report.id):
        return Present(report.id, report.input, True)
    return None


def holds(connection: Connection, report: Report, by: By) -> bool:
    """Whether the reading that this reader, tagger and knowledge make of this version with these facts counts already, or
    would not if it came in again.
    """
    tables = readings.join(versions).join(reports)
    found = select(versions.c.current, reports.c.published).select_from(tables).where(
        reports.c.key == report.id, versions.c.hash == report.version, versions.c.facts == facts(report),
        readings.c.reader == by.reader, readings.c.tagger == (by.tagger or ""), readings.c.knowledge == by.knowledge,
        readings.c.current,
    )  # fmt: skip
    row = connection.execute(found).first()
    return row is not None and (row.current or not replaces(report, row.published))


def replaces(report: Report, published: str | None) -> bool:
    """Whether a version counts in the place of one published on that day: unless it says that it was published before."""
    own = day(report.published)
    return own is None or published is None or own >= published
