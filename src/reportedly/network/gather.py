"""What a network is made of, as it streams out of a store: reports, chains, copies, and what incidents stand on.

Nothing here holds more than a batch of rows at a time. A claim that a person rejected is left out, and cites nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, and_, func, or_, select

from reportedly.incident import Link, LinkKind, Origin, Path
from reportedly.records import Judgement, Outlet, SourceType, Unnamed, from_json
from reportedly.search.conditions import condition
from reportedly.search.names import KnownNames
from reportedly.search.parse import parse
from reportedly.search.syntax import And, text_of
from reportedly.store.packed import unpack
from reportedly.store.tables import claims, incidents, links, members, reports, sources

BATCH = 1_000  # rows that are taken in at once


@dataclass(frozen=True, slots=True)
class Party:
    """A source as a chain names it: a private person by the role alone."""

    name: str
    type: SourceType
    known_as: str | None
    unnamed: Unnamed | None


@dataclass(frozen=True, slots=True)
class Cited:
    """The chain of one claim, nearest the reader first, and the id of the report that it stands in."""

    report: str
    chain: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """An incident, and the origins that claims of the query rest on; `one` says that it has a single origin in all."""

    incident: str
    origins: tuple[Origin, ...]
    one: bool


class Collection:
    """The claims of a store that a query finds, and the reports that they stand in; all reports where it is empty.

    Raises QueryError for a query that cannot be understood.
    """

    def __init__(self, connection: Connection, query: str) -> None:
        asked = parse(query)
        self._connection = connection.execution_options(yield_per=BATCH)
        self._whole = asked == And(())
        self._told = _told(condition(asked, KnownNames(connection)))
        self.query = text_of(asked)

    def published(self) -> Iterator[tuple[str, Outlet | None]]:
        """The reports, each with who published it."""
        rows = select(reports.c.key, reports.c.outlet, reports.c.outlet_id)
        if not self._whole:
            rows = rows.where(reports.c.id.in_(select(self._told.c.report)))
        for row in self._connection.execute(rows.order_by(reports.c.key)):
            yield row.key, Outlet(row.outlet, row.outlet_id) if row.outlet else None

    def claims(self) -> int:
        """How many claims there are."""
        return self._connection.scalar(select(func.count()).select_from(self._told)) or 0

    def cited(self) -> Iterator[Cited]:
        """The chain of each claim that cites anybody."""
        told = self._told
        rows = (
            select(reports.c.key, told.c.id, sources.c.name, sources.c.type, sources.c.entity, sources.c.unnamed)
            .select_from(told.join(sources, sources.c.claim == told.c.id).join(reports, reports.c.id == told.c.report))
            .order_by(told.c.id, sources.c.position)
        )
        for _, links_of_one in groupby(self._connection.execute(rows), key=lambda row: row.id):
            chain = list(links_of_one)
            yield Cited(chain[0].key, tuple(map(_party, chain)))

    def copies(self) -> Iterator[Link]:
        """The copy links between reports of the store."""
        rows = select(links.c.body).where(links.c.relation == LinkKind.COPY.value).order_by(links.c.id)
        for row in self._connection.execute(rows):
            yield from_json(Link, unpack(row.body))

    def incidents_of_reports(self) -> dict[str, str]:
        """The incident that each report tells of, by id."""
        rows = select(reports.c.key, incidents.c.key.label("incident"))
        tables = members.join(reports, reports.c.id == members.c.report).join(incidents)
        return {row.key: row.incident for row in self._connection.execute(rows.select_from(tables))}

    def standing(self) -> Iterator[Stood]:
        """The incidents with a claim of the query among those that they stand on."""
        wanted = None if self._whole else set(self._connection.scalars(select(self._told.c.key)))
        rows = select(incidents.c.key, incidents.c.body).where(incidents.c.body.is_not(None)).order_by(incidents.c.key)
        for row in self._connection.execute(rows):
            body = unpack(row.body)
            paths = (from_json(Path, path) for path in body["paths"])
            reached = {path.origin for path in paths if wanted is None or path.claim in wanted}
            counted = [origin for item in body["origins"] if (origin := from_json(Origin, item)).counted]
            origins = tuple(origin for origin in counted if origin.id in reached)
            if origins:
                yield Stood(row.key, origins, len(counted) == 1)


def _told(found: Any) -> CTE:
    """The claims that fulfil a condition and were not rejected, apart from the tables around them, which a condition may
    ask as well.
    """
    kept = or_(claims.c.judgement.is_(None), claims.c.judgement != Judgement.REJECTED.value)
    rows: Select[Any] = select(claims.c.id, claims.c.key, claims.c.report).where(and_(found, kept))
    return rows.cte("told")


def _party(row: Row[*tuple[Any, ...]]) -> Party:
    unnamed = Unnamed(row.unnamed) if row.unnamed else None
    return Party(row.name, SourceType(row.type), row.entity, unnamed)
