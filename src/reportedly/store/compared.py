"""Whether the rows that are searched and counted are those of the readings that count and of the incidents that stand, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from reportedly.incident import Incident
from reportedly.records import Reading
from reportedly.store.decisions import about_claims
from reportedly.store.judged import judging_rows
from reportedly.store.membership import Membership, memberships
from reportedly.store.occurrences import SORTED, incident_row
from reportedly.store.rows import claim_rows, report_row
from reportedly.store.tables import (
    claims,
    counts,
    emptied,
    events,
    incidents,
    judgings,
    members,
    reports,
    sources,
    storable,
)

Made = Sequence[Mapping[str, Any]]


def differing(connection: Connection, reading: Reading) -> Iterator[str]:
    """The names of the tables in which the rows of a report are not those of its reading as it is shown."""
    shown = select(reports).where(reports.c.key == reading.report.id)
    if not _as_made(connection, shown, [report_row(reading.report)]):
        yield reports.name
    home = connection.execute(shown).one().id
    told = select(claims).where(claims.c.report == home).order_by(claims.c.number)
    rows = list(claim_rows(reading))
    if not _as_made(connection, told, [row.claim for row in rows]):
        yield claims.name
        return
    numbers = [row.id for row in connection.execute(told)]
    for table in (sources, events, counts):
        below = select(table).join(claims).where(claims.c.report == home).order_by(*table.primary_key.columns)
        made = [
            {"claim": claim} | item
            for claim, row in zip(numbers, rows, strict=True)
            for item in getattr(row, table.name)
        ]
        if not _as_made(connection, below, made):
            yield table.name
    decided = about_claims(connection, [reading.report.id]).get(reading.report.id, ())
    told = select(judgings).join(claims).where(claims.c.report == home).order_by(*judgings.primary_key.columns)
    if not _as_made(connection, told, judging_rows(reading, decided, numbers)):
        yield judgings.name


def differing_incidents(connection: Connection, standing: Sequence[Incident]) -> Iterator[str]:
    """The names of the tables in which the rows of the incidents that stand are not what these give."""
    kept = select(incidents).where(incidents.c.body.is_not(None)).order_by(*SORTED)
    made = [incident_row(incident) for incident in standing]
    if not _as_made(connection, kept, made):
        yield incidents.name
    if not _members_as_made(connection, standing):
        yield members.name


def _members_as_made(connection: Connection, standing: Sequence[Incident]) -> bool:
    """Whether the claims of reports are said to tell of these incidents and of no other; reports of incidents that were emptied wait to be
    linked again.
    """
    told = select(incidents.c.key, incidents.c.id, emptied.label("empty"))
    rows = {row.key: row for row in connection.execute(told)}
    empty = {row.id for row in rows.values() if row.empty}
    kept = connection.execute(select(reports.c.key, members).join_from(members, reports)).all()
    waiting = {row.key for row in kept if row.incident in empty}
    held = [(row.key, Membership(row.first, row.last, row.mention, row.incident)) for row in kept]
    made = memberships(standing, {key: row.id for key, row in rows.items()})
    return all(incident.id in rows for incident in standing) and sorted(
        one for one in held if one[0] not in waiting
    ) == sorted(one for one in made if one[0] not in waiting)


def _as_made(connection: Connection, kept: Select[Any], made: Made) -> bool:
    """Whether each row holds the values that were made for it, as a column holds them; what else a row holds is its own."""
    rows = connection.execute(kept).mappings().all()
    return len(rows) == len(made) and all(
        row[name] == (storable(value) if isinstance(value, str) else value)
        for row, values in zip(rows, made, strict=True)
        for name, value in values.items()
    )
