"""What a name that a person gives stands for: an incident by its id, the start of it, or one of its reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from reportedly.store.batches import batches
from reportedly.store.forget import find_reports
from reportedly.store.occurrences import find_incidents
from reportedly.store.tables import incidents, members, reports
from reportedly.text import gettext

SHORT, FEW = 12, 3  # signs of an id, and ids, that a message shows


def incidents_named(connection: Connection, named: str) -> list[str]:
    """The ids of the incidents that a name fits; those of an id before those that reports of the name are in."""
    return (find_incidents(connection, named) or _holding(connection, named)) if named else []


def _holding(connection: Connection, report: str) -> list[str]:
    tables = members.join(reports).join(incidents, incidents.c.id == members.c.incident)
    held = select(incidents.c.key).select_from(tables).where(reports.c.key.in_(find_reports(connection, report)))
    return sorted(set(connection.scalars(held)))


def holding(connection: Connection, report: str, claim: int | None = None) -> list[tuple[str, str | None]]:
    """The id and the title of each incident that a report, by its whole id, tells of: that of its main occurrence first.
    Of a claim, by its number, the one that it tells of.
    """
    tables = members.join(reports).join(incidents, incidents.c.id == members.c.incident)
    rows = select(incidents.c.key, incidents.c.title).select_from(tables).where(reports.c.key == report)
    if claim is not None:
        rows = rows.where(members.c.first <= claim, members.c.last >= claim)
    own = members.c.mention != reports.c.key
    return list(dict.fromkeys((row.key, row.title) for row in connection.execute(rows.order_by(own, members.c.first))))


def titles(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The titles of those reports of these ids that are here and have one."""
    told = select(reports.c.key, reports.c.title).where(reports.c.title.is_not(None))
    found = (connection.execute(told.where(reports.c.key.in_(some))) for some in batches(sorted(set(keys))))
    return {row.key: row.title for rows in found for row in rows}


def several(named: str, keys: Sequence[str]) -> str:
    """That a name fits several incidents, with the ids of the first few."""
    listed = ", ".join(key[:SHORT] for key in keys[:FEW]) + (" …" if len(keys) > FEW else "")
    return gettext(
        "%(many)s incidents fit %(name)s: %(listed)s; give more of an id",
        many=len(keys),
        name=repr(named),
        listed=listed,
    )
