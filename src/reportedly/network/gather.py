"""What a network is made of, as it streams out of a store: reports, chains, copies, and what incidents stand on.

Nothing here holds more than a batch of rows at a time, except what `Opened` is asked to hold. A claim that a person rejected is
left out, and cites nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, Connection, Select, and_, func, or_, select

from reportedly.incident import Link, LinkKind, Origin, Path
from reportedly.records import Judgement, Outlet, SourceType, Unnamed, from_json
from reportedly.search.conditions import condition
from reportedly.search.names import KnownNames
from reportedly.search.parse import parse
from reportedly.search.syntax import And, text_of
from reportedly.store.batches import batches
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
    """The chain of one claim, nearest the reader first, and the report that it stands in: its id, the number of its row."""

    report: str
    number: int
    chain: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """An incident, and the origins that claims of the query rest on; `one` says that it has a single origin in all."""

    incident: str
    origins: tuple[Origin, ...]
    one: bool


@dataclass(frozen=True, slots=True)
class OpenedIncident:
    """What the record of an incident says: the claims that lead to each origin, and the origins that count."""

    paths: tuple[Path, ...]
    counted: tuple[Origin, ...]


@dataclass(slots=True)
class Opened:
    """Records that were opened, to be opened once: copy links by their bytes, incidents by the digest of their content."""

    links: dict[bytes, Link] = field(default_factory=dict)
    incidents: dict[str, OpenedIncident] = field(default_factory=dict)


class Collection:
    """The claims of a store that a query finds, and the reports that they stand in; all reports where it is empty.

    `opened` holds records between two looks at one store. Raises QueryError for a query that cannot be understood.
    """

    def __init__(self, connection: Connection, query: str, opened: Opened | None = None) -> None:
        asked = parse(query)
        self._connection, self._opened = connection.execution_options(yield_per=BATCH), opened
        self.whole = asked == And(())
        self._told = _told(condition(asked, KnownNames(connection)))
        self.query = text_of(asked)

    def published(self) -> Iterator[tuple[str, Outlet | None]]:
        """The reports, each with who published it."""
        rows = select(reports.c.key, reports.c.outlet, reports.c.outlet_id)
        if not self.whole:
            rows = rows.where(reports.c.id.in_(select(self._told.c.report)))
        for row in self._connection.execute(rows.order_by(reports.c.key)):
            yield row.key, Outlet(row.outlet, row.outlet_id) if row.outlet else None

    def claims(self) -> int:
        """How many claims there are."""
        return self._connection.scalar(select(func.count()).select_from(self._told)) or 0

    def cited(self, among: Sequence[int] | None = None) -> Iterator[Cited]:
        """The chain of each claim that cites anybody; of some reports, by the numbers of their rows, where these are named."""
        told = self._told
        rows = (
            select(
                reports.c.key,
                told.c.report,
                told.c.id,
                sources.c.name,
                sources.c.type,
                sources.c.entity,
                sources.c.unnamed,
            )
            .select_from(told.join(sources, sources.c.claim == told.c.id).join(reports, reports.c.id == told.c.report))
            .order_by(told.c.id, sources.c.position)
        )
        rows = rows if among is None else rows.where(told.c.report.in_(among))
        for _, links_of_one in groupby(self._connection.execute(rows), key=lambda row: row.id):
            chain = list(links_of_one)
            yield Cited(chain[0].key, chain[0].report, tuple(_party(*row[3:]) for row in chain))

    def copies(self) -> Iterator[Link]:
        """The copy links between reports of the store."""
        rows = select(links.c.body).where(links.c.relation == LinkKind.COPY.value).order_by(links.c.id)
        before, now = self._opened.links if self._opened else {}, dict[bytes, Link]()
        for row in self._connection.execute(rows):
            link = before.get(row.body) or from_json(Link, unpack(row.body))
            if self._opened:
                now[row.body] = link
            yield link
        if self._opened:
            self._opened.links = now

    def incidents_of_reports(self) -> dict[str, set[str]]:
        """The incidents that each report tells of, by id."""
        rows = select(reports.c.key, incidents.c.key.label("incident"))
        tables = members.join(reports, reports.c.id == members.c.report).join(incidents)
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._connection.execute(rows.select_from(tables)):
            found[row.key].add(row.incident)
        return dict(found)

    def standing(self) -> Iterator[Stood]:
        """The incidents with a claim of the query among those that they stand on."""
        wanted = None if self.whole else set(self._connection.scalars(select(self._told.c.key)))
        for key, incident in self._incidents():
            reached = {path.origin for path in incident.paths if wanted is None or path.claim in wanted}
            origins = tuple(origin for origin in incident.counted if origin.id in reached)
            if origins:
                yield Stood(key, origins, len(incident.counted) == 1)

    def _incidents(self) -> Iterator[tuple[str, OpenedIncident]]:
        """The incidents that stand, by id; records that were opened before are not read again."""
        standing = incidents.c.body.is_not(None)
        if self._opened is None:
            rows = select(incidents.c.key, incidents.c.body).where(standing).order_by(incidents.c.key)
            yield from ((row.key, _opened(row.body)) for row in self._connection.execute(rows))
            return
        told = select(incidents.c.key, incidents.c.content).where(standing).order_by(incidents.c.key)
        named = [(row.key, row.content) for row in self._connection.execute(told)]
        before = self._opened.incidents
        new = [key for key, content in named if content not in before]
        for some in batches(new):
            bodies = select(incidents.c.content, incidents.c.body).where(incidents.c.key.in_(some))
            before |= {row.content: _opened(row.body) for row in self._connection.execute(bodies)}
        self._opened.incidents = {content: before[content] for _, content in named}
        yield from ((key, before[content]) for key, content in named)


def _told(found: Any) -> CTE:
    """The claims that fulfil a condition and were not rejected, apart from the tables around them, which a condition may
    ask as well.
    """
    kept = or_(claims.c.judgement.is_(None), claims.c.judgement != Judgement.REJECTED.value)
    rows: Select[Any] = select(claims.c.id, claims.c.key, claims.c.report).where(and_(found, kept))
    return rows.cte("told")


@lru_cache(maxsize=10_000)
def _party(name: str, kind: str, entity: str | None, unnamed: str | None) -> Party:
    return Party(name, SourceType(kind), entity, Unnamed(unnamed) if unnamed else None)


def _opened(body: bytes) -> OpenedIncident:
    record = unpack(body)
    counted = (origin for item in record["origins"] if (origin := from_json(Origin, item)).counted)
    return OpenedIncident(tuple(from_json(Path, path) for path in record["paths"]), tuple(counted))
