"""What a store holds already, asked before a report is read: the same input again costs no reading.

A report that came from a file keeps the id it was first given, however the file's name is spelled the next time; what is
piped in is known by its bytes. A row of a table, an entry of a feed or a record of an archive is known by its file, its bytes
and its day, wherever it stands in the file. No article takes the place of another one.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, func, select

from reportedly.records import By, Report, report_id, to_json
from reportedly.store.engine import Database, explained, shared_reading
from reportedly.store.history import forgotten, forgotten_at
from reportedly.store.packed import value_hash
from reportedly.store.rows import day
from reportedly.store.tables import readings, reports, versions

STDIN = "-"
PART = re.compile(r"(?<=\.)(\w+) (?:row|entry|record) [0-9]+\Z")  # how intake names a piece of a file that holds many
BELOW = "\n"  # between a file and what tells its pieces apart
NAMES = {"id", "input", "version"}  # what `facts` leaves out

# What is asked of every report that comes in, made once.
AT_PLACE = (
    select(reports.c.key)
    .where(
        reports.c.place_of == bindparam("place"),
        reports.c.url.is_(None),
        func.coalesce(reports.c.outlet_id, reports.c.outlet, "") == bindparam("outlet"),
    )
    .order_by(reports.c.id)
)
BYTES = select(versions.c.hash).select_from(versions.join(reports)).where(reports.c.key == bindparam("key"))
COUNTING = (
    select(versions.c.current, reports.c.published, versions.c.facts)
    .select_from(readings.join(versions).join(reports))
    .where(
        reports.c.key == bindparam("key"), versions.c.hash == bindparam("version"),
        readings.c.reader == bindparam("reader"), readings.c.tagger == bindparam("tagger"),
        readings.c.knowledge == bindparam("knowledge"), readings.c.current,
    )
)  # fmt: skip


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
    """The id of a report in the store: its own, unless it came in before under another one, and be it that it was forgotten
    since; an id made for it where its own is that of another article.
    """
    if report.input == STDIN and not report.url:
        return report_id(None, STDIN, 0, report.version)
    if (place := place_of(report)) is None:
        return report.id
    outlet = (report.outlet.id or report.outlet.name) if report.outlet else ""
    kept: str | None = connection.scalar(AT_PLACE, {"place": place, "outlet": outlet})
    if known := kept or forgotten_at(connection, trail(place, outlet)):
        return known
    return report_id(None, place, 0, outlet) if _taken(connection, report) else report.id


def _taken(connection: Connection, report: Report) -> bool:
    """Whether the id of a report is that of an article which stood in its row, or had its name in another folder."""
    if bytes_held := set(connection.scalars(BYTES, {"key": report.id})):
        return report.version not in bytes_held
    return PART.search(report.input) is not None and forgotten(connection, report.id)


def trail(place: str | None, outlet: str | None) -> str:
    """What is kept of a forgotten report's place and outlet, so that it is known again: a digest; empty without a place.

    A piece of a file is known again in any file.
    """
    return value_hash([place.split(BELOW)[-1], outlet or ""]) if place else ""


def place_of(report: Report) -> str | None:
    """Where a report without an address lies: its file and, for a piece of one, its bytes and day; null where it was piped in."""
    if report.url or report.input == STDIN:
        return None
    lies = file_of(report.input)
    return f"{lies}{BELOW}{report.version} {day(report.published)}" if PART.search(report.input) else lies


def file_of(name: str) -> str:
    """The whole path of the file that an input names, or names a piece of."""
    return os.path.abspath(PART.sub(r"\1", name))


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
    asked = {"key": report.id, "version": report.version}
    asked |= {"reader": by.reader, "tagger": by.tagger or "", "knowledge": by.knowledge}
    rows = connection.execute(COUNTING, asked).all()
    told = facts(report) if rows else None
    row = next((row for row in rows if row.facts == told), None)
    return row is not None and (row.current or not replaces(report, row.published))


def replaces(report: Report, published: str | None) -> bool:
    """Whether a version counts in the place of one published on that day: unless it says that it was published before."""
    own = day(report.published)
    return own is None or published is None or own >= published
