"""Lists that somebody reads in parts, each in an order that never changes: what stands throughout comes exactly once.

A part goes on from the row number of the last entry before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from reportedly.incident import Incident
from reportedly.records import from_json
from reportedly.store.occurrences import SORTED
from reportedly.store.packed import unpack
from reportedly.store.tables import changes, failures, incidents, members, reports, starting, versions

BATCH = 50  # incidents that are unpacked at once


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents are asked for; null leaves it open. `month` is YYYY-MM, `reports` the fewest that tell of one,
    `report` one that does, `origins` the most that it may stand on. `disputed` wants accounts that differ, or somebody who denies.
    """

    kind: str | None = None
    country: str | None = None
    month: str | None = None
    reports: int | None = None
    origins: int | None = None
    report: str | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the history: what was done when to which row of which table; `row` is the id of a report, the number of a decision."""

    seq: int
    at: str
    op: str
    target: str
    row: str


def reports_after(
    connection: Connection, after: int, most: int, outlet: str | None
) -> list[tuple[int, dict[str, Any]]]:
    """The next reports in the order in which they came, each with its row number and its record without the text."""
    tables = reports.join(versions)
    told = select(reports.c.id, versions.c.record).select_from(tables).where(versions.c.current, reports.c.id > after)
    if outlet is not None:
        told = told.where(reports.c.outlet == outlet)
    rows = connection.execute(told.order_by(reports.c.id).limit(most))
    return [(row.id, unpack(row.record)) for row in rows]


def incidents_before(
    connection: Connection, before: int | None, wanted: IncidentFilter
) -> Iterator[tuple[int, Incident]]:
    """The incidents that stand, those made last first, each with its row number."""
    told = select(incidents.c.id, incidents.c.body).where(incidents.c.body.is_not(None), *_fitting(wanted))
    if before is not None:
        told = told.where(incidents.c.id < before)
    ordered = told.order_by(incidents.c.id.desc())
    for row in connection.execution_options(yield_per=BATCH).execute(ordered):
        incident = from_json(Incident, unpack(row.body))
        if incident.disputed or not wanted.disputed:
            yield row.id, incident


def incidents_most_told(connection: Connection, least: int, skip: int, most: int) -> tuple[int, list[Incident]]:
    """How many incidents at least so many reports tell of, and some of them, those that most tell of first."""
    fits = incidents.c.body.is_not(None) & (incidents.c.reports >= least)
    total = connection.scalar(select(func.count()).select_from(incidents).where(fits)) or 0
    told = select(incidents.c.body).where(fits).order_by(*SORTED).offset(skip).limit(most)
    return total, [from_json(Incident, unpack(body)) for body in connection.scalars(told)]


def failures_after(connection: Connection, after: int, most: int) -> list[tuple[int, dict[str, str]]]:
    """The next inputs that gave no reading, each with its row number."""
    rows = connection.execute(select(failures).where(failures.c.id > after).order_by(failures.c.id).limit(most))
    return [(row.id, {"input": row.input, "reason": row.reason, "hint": row.hint, "at": row.at}) for row in rows]


def changes_since(connection: Connection, seq: int, most: int) -> Sequence[ChangeRow]:
    """What was done after the change of that number, in order."""
    told = select(changes.c.seq, changes.c.at, changes.c.op, changes.c.target, changes.c.row)
    rows = connection.execute(told.where(changes.c.seq > seq).order_by(changes.c.seq).limit(most))
    return [ChangeRow(*row) for row in rows]


def _fitting(wanted: IncidentFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.kind:
        yield func.lower(incidents.c.kind) == wanted.kind.lower()
    if wanted.country:
        yield incidents.c.country == wanted.country
    if wanted.month:
        yield starting(incidents.c.start, wanted.month)
    if wanted.reports:
        yield incidents.c.reports >= wanted.reports
    if wanted.origins is not None:
        yield incidents.c.origins_high <= wanted.origins
    if wanted.report:
        holding = select(members.c.incident).join_from(members, reports).where(reports.c.key == wanted.report)
        yield incidents.c.id.in_(holding)
