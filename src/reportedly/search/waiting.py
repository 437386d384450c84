"""The claims that a query finds in the order in which people look at them.

First come those that tell of what an incident is about: of the incidents told by most reports, among these of those that
stand on the fewest origins, each report in its own order. All other claims follow, newest reports first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from reportedly.search.at_hand import AtHand
from reportedly.search.columns import BITS, ClaimColumns, Numbers, columns, last, place
from reportedly.search.conditions import condition
from reportedly.search.names import KnownNames
from reportedly.search.page import cursor, found_ids, read_cursor
from reportedly.search.parse import parse
from reportedly.store.tables import claims, incidents, members

LATER = (1 << BITS) - 1  # less the number of a row: of two claims of one incident the earlier comes first
URGENT = re.compile(r"urgent\.([0-9]{1,18})", re.ASCII)  # a place to go on from, among the claims of incidents

# The reports of each incident that stands, the most urgent incident last.
RANKED = (
    select(incidents.c.id, members.c.report, func.lower(incidents.c.kind).label("kind"))
    .join_from(members, incidents)
    .where(incidents.c.body.is_not(None))
    .order_by(incidents.c.reports, func.coalesce(incidents.c.origins_high, 0).desc(), incidents.c.key.desc())
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The ids of some claims in their order, how many there are in all, and where to go on, null at the end."""

    claims: tuple[str, ...]
    total: int
    after: str | None


@dataclass(frozen=True, slots=True)
class ReportRanks:
    """The reports that tell of incidents, by the numbers of their rows in order: the rank of each one's most urgent incident, the
    greatest for the most urgent, and the kind of what that is about.
    """

    reports: Numbers
    ranks: Numbers
    kinds: tuple[str | None, ...]


def waiting(connection: Connection, query: str, limit: int, after: str | None = None) -> Waiting:
    """The claims that a query finds, from a place on. Raises QueryError for a query or a place that cannot be understood."""
    held = columns(connection)
    ids = np.sort(found_ids(connection, condition(parse(query), KnownNames(connection))))
    urgency = _urgency(held, _RANKS.of(connection), np.searchsorted(held.ids, ids))
    chosen = _from(after, held, ids, urgency, limit + 1)
    told = select(claims.c.id, claims.c.key, claims.c.published).where(claims.c.id.in_(chosen))
    rows = {row.id: row for row in connection.execute(told)}
    shown = [rows[number] for number in chosen[:limit]]
    further = None
    if len(chosen) > limit:
        left = int(urgency[np.searchsorted(ids, shown[-1].id)])
        further = f"urgent.{left}" if left else cursor(shown[-1])
    return Waiting(tuple(row.key for row in shown), len(ids), further)


def _from(after: str | None, held: ClaimColumns, ids: Numbers, urgency: Numbers, most: int) -> list[int]:
    """So many claims from a place on: those of incidents, then the others."""
    among = URGENT.fullmatch(after or "")
    newest = place(*read_cursor(after)) if after and not among else None
    first = 0 if newest is not None else int(among[1]) if among else None
    urgent = (urgency > 0) if first is None else (urgency > 0) & (urgency < first)
    chosen = [int(number) for number in ids[urgent][last(urgency[urgent], most)]]
    return chosen + held.newest(ids[urgency == 0], newest, most - len(chosen))


def _urgency(held: ClaimColumns, ranks: ReportRanks, at: NDArray[np.intp]) -> Numbers:
    """A number for each of these claims, the greatest for the one to be looked at first; 0 where it tells of no incident."""
    if not len(ranks.reports):
        return np.zeros(len(at), dtype=np.int64)
    own, kinds = held.reports[at], held.facets["kind"]
    home = np.minimum(np.searchsorted(ranks.reports, own), len(ranks.reports) - 1)
    known = {kind: number for number, kind in enumerate(kinds.values) if kind is not None}
    wanted = np.array([known.get(kind, -1) for kind in ranks.kinds])
    tells = (ranks.reports[home] == own) & (wanted[home] == kinds.places[at])
    return np.where(tells, (ranks.ranks[home] << BITS) + LATER - held.ids[at], 0)


def _ranks(connection: Connection) -> ReportRanks:
    rows = connection.execute(RANKED).all()
    places = {number: rank for rank, number in enumerate(dict.fromkeys(row.id for row in rows), 1)}
    most_urgent = {row.report: row for row in rows}
    ordered = [most_urgent[report] for report in sorted(most_urgent)]
    reports, ranks = ([row.report for row in ordered], [places[row.id] for row in ordered])
    return ReportRanks(np.array(reports, np.int64), np.array(ranks, np.int64), tuple(row.kind for row in ordered))


_RANKS = AtHand(lambda connection, state, held: _ranks(connection))
