"""Every incident as lists count and narrow it, from the columns of the store.

What only its record says is read out of it once for each content: whoever keeps the overview before hands it in, and only
incidents that changed are opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from reportedly.incident import DENIED, is_disputed
from reportedly.store.batches import batches
from reportedly.store.occurrences import SORTED
from reportedly.store.packed import unpack
from reportedly.store.tables import incidents, members, reports


class Inside(NamedTuple):
    """What only the record says: the fields on which accounts differ, whether anybody denies, how many origins go unnamed."""

    differ: tuple[str, ...]
    denied: bool
    unnamed: str  # all, some or none of its origins

    @property
    def disputed(self) -> bool:
        """Whether accounts differ, or somebody denies something of it."""
        return is_disputed(bool(self.differ), self.denied)


class Teller(NamedTuple):
    """A report of an incident: the number of its row, which grows with every report that comes in, its id and its outlet."""

    number: int
    report: str
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """An incident as a list narrows it. `low`..`high` are its independent origins, `content` is the digest of its record."""

    id: str
    content: str
    title: str | None
    kind: str | None
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    low: int
    high: int
    tellers: tuple[Teller, ...]
    inside: Inside

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of its reports."""
        return tuple(one.report for one in self.tellers)

    def later_than(self, number: int) -> int:
        """How many of its reports came in after the report of this number."""
        return sum(one.number > number for one in self.tellers)


def overview(connection: Connection, before: Iterable[Summary] = ()) -> tuple[Summary, ...]:
    """All incidents that stand, those told by most reports first."""
    held = {one.content: one.inside for one in before}
    told = _tellers(connection)
    named = ("id", "key", "content", "title", "kind", "start", "end", "place", "country", "lat", "lon")
    columns = [incidents.c[name] for name in (*named, "origins_low", "origins_high")]
    rows = connection.execute(select(*columns).where(incidents.c.body.is_not(None)).order_by(*SORTED)).all()
    held |= _opened(connection, [row.key for row in rows if row.content not in held])
    return tuple(_summary(row, told[row.id], held[row.content]) for row in rows)


def _summary(row: Row[*tuple[Any, ...]], tellers: Iterable[Teller], inside: Inside) -> Summary:
    return Summary(
        row.key, row.content, row.title, row.kind.lower() if row.kind else None, row.start, row.end, row.place, row.country,
        row.lat, row.lon, row.origins_low, row.origins_high, tuple(tellers), inside,
    )  # fmt: skip


def _tellers(connection: Connection) -> Mapping[int, list[Teller]]:
    """The reports of each incident by the number of its row."""
    rows = (
        select(members.c.incident, reports.c.id, reports.c.key, reports.c.outlet).join_from(members, reports).distinct()
    )
    found: defaultdict[int, list[Teller]] = defaultdict(list)
    for incident, number, key, outlet in connection.execute(rows.order_by(reports.c.key)):
        found[incident].append(Teller(number, key, outlet))
    return found


def _opened(connection: Connection, keys: Iterable[str]) -> dict[str, Inside]:
    """What the records of these incidents say, by their content."""
    found = {}
    for some in batches(keys):
        rows = select(incidents.c.content, incidents.c.body).where(incidents.c.key.in_(some))
        for row in connection.execute(rows):
            found[row.content] = _inside(unpack(row.body))
    return found


def _inside(body: Mapping[str, Any]) -> Inside:
    counted = [origin for origin in body.get("origins", ()) if origin.get("counted", True)]
    unnamed = sum("unnamed" in origin.get("marks", ()) for origin in counted)
    return Inside(
        tuple(one["field"] for one in body.get("differences", ())),
        any(one["about"] == DENIED for one in body.get("assertions", ())),
        "none" if not unnamed else "all" if unnamed == len(counted) else "some",
    )
