"""A report taken out for good: text, readings, claims, words, what was told of it in incidents and links, and what
decisions quote of it.

Lists and feeds that were fetched go with it, for they may hold its words or its address. What stays is one row of
`changes` that says when a report of this id was forgotten. The incidents it was in are empty until they are made again
from the other reports.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, delete, false, or_, select, update

from reportedly.store import indexed
from reportedly.store.decisions import forget_quotes
from reportedly.store.desk_tables import finds
from reportedly.store.fetched import forget_sent
from reportedly.store.history import FORGET, note
from reportedly.store.keep import cleared, withdraw
from reportedly.store.known import BELOW, PART, file_of, trail
from reportedly.store.occurrences import EMPTY, load_incident
from reportedly.store.tables import (
    blobs,
    incidents,
    links,
    members,
    mentions,
    prints,
    readings,
    reports,
    starting,
    versions,
)

SHORTEST = 6  # characters of the start of an id that may stand for it: what is forgotten does not come back


def find_reports(connection: Connection, named: str) -> list[str]:
    """The ids of the reports that an id, at least `SHORTEST` characters of its start, a file, a row of it or an address stands
    for. A file is found however its name is spelled; one that holds many reports stands for all of them.
    """
    by_start = starting(reports.c.key, named) if len(named) >= SHORTEST else false()
    for which in (
        reports.c.key == named, _lying_at(named), or_(reports.c.input == named, reports.c.url == named), by_start,
    ):  # fmt: skip
        if found := list(connection.scalars(select(reports.c.key).where(which))):
            return sorted(found)
    return []


def _lying_at(named: str) -> ColumnElement[bool]:
    """That a report lies in a file, or in a row of it."""
    file = file_of(named)
    within = starting(reports.c.place_of, f"{file}{BELOW}")
    if row := PART.search(named):
        return within & reports.c.input.endswith(row[0], autoescape=True)
    return within | (reports.c.place_of == file)


def forget(connection: Connection, key: str) -> None:
    """Takes the report of an id out. Raises KeyError where the store has none."""
    row = connection.execute(select(reports).where(reports.c.key == key)).first()
    if row is None:
        raise KeyError(key)
    withdraw(connection, row.id)
    _empty_incidents(connection, row.id, key)
    for table in (mentions, prints):
        connection.execute(delete(table).where(table.c.report == key))
    _versions(connection, row.id)
    connection.execute(delete(reports).where(reports.c.id == row.id))
    cleared(connection, row.input)
    forget_quotes(connection, key)
    connection.execute(delete(finds).where(finds.c.report == key))
    forget_sent(connection)
    indexed.tidy(connection)
    note(connection, FORGET, "reports", key, trail(row.place_of, row.outlet_id or row.outlet))


def _versions(connection: Connection, home: int) -> None:
    """Takes out all versions with their readings, and the texts that no other report prints."""
    own = select(versions.c.id).where(versions.c.report == home)
    texts = list(connection.scalars(select(versions.c.text).where(versions.c.report == home)))
    connection.execute(delete(readings).where(readings.c.version.in_(own)))
    connection.execute(delete(versions).where(versions.c.report == home))
    elsewhere = select(versions.c.text)
    connection.execute(delete(blobs).where(blobs.c.hash.in_(texts), blobs.c.hash.not_in(elsewhere)))


def _empty_incidents(connection: Connection, home: int, key: str) -> None:
    """Empties the incidents that the report is in, for they quote it, and takes out its links and those of its sources."""
    tables = members.join(incidents)
    held = select(incidents.c.id, incidents.c.key).distinct().select_from(tables).where(members.c.report == home)
    rows = connection.execute(held).all()
    ends = {key, *(end for row in rows for end in _sources(connection, row.key))}
    _unlink(connection, ends)
    for row in rows:
        connection.execute(update(incidents).where(incidents.c.id == row.id).values(EMPTY))
    connection.execute(delete(members).where(members.c.report == home))


def _sources(connection: Connection, incident: str) -> list[str]:
    found = load_incident(connection, incident)
    return [member.id for origin in found.origins for member in origin.members] if found else []


def _unlink(connection: Connection, ends: Iterable[str]) -> None:
    for end in sorted(ends):
        connection.execute(delete(links).where(or_(links.c.from_key == end, links.c.to_key == end)))
