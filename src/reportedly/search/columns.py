"""What is counted and ordered by, of all claims, as columns of small numbers in memory: all counts of any set of claims at once.

They are loaded once for each engine. When the store has changed, only the claims of the reports that it touched are looked at
again; after very many changes all are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, func, select

from reportedly.search.at_hand import AtHand, State
from reportedly.store.tables import claims
from reportedly.store.touched import reports_changed

FACETS: Mapping[str, ColumnElement[str | None]] = {
    "outlet": claims.c.outlet, "type": claims.c.origin_type, "certainty": claims.c.certainty, "act": claims.c.act,
    "kind": func.lower(claims.c.kind), "status": claims.c.status, "country": claims.c.country,
    "month": func.substr(claims.c.published, 1, 7), "unnamed": claims.c.unnamed, "custody": claims.c.custody,
    "judgement": claims.c.judgement,
}  # fmt: skip
ROWS = select(claims.c.id, claims.c.report, claims.c.published, *FACETS.values())
BITS = 36  # of a place among all claims that hold the number of its row; those above hold its day

Facets = Mapping[str, Sequence[tuple[str, int]]]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """A value of each claim as its place in `values`."""

    values: tuple[object, ...]
    places: NDArray[np.int32]

    def counted(self, at: NDArray[np.intp]) -> list[tuple[str, int]]:
        """How many of these claims have each value, the commonest first; what is unknown is not counted."""
        many = np.bincount(self.places[at], minlength=len(self.values)).tolist()
        pairs = [(_shown(value), n) for value, n in zip(self.values, many, strict=True) if n and value is not None]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def renewed(self, new: Sequence[object], arranged: Callable[..., Any]) -> FacetColumn:
        """The column with further values, where `arranged` puts the old and the new ones in order."""
        known = {value: place for place, value in enumerate(self.values)}
        places = np.fromiter((known.setdefault(value, len(known)) for value in new), np.int32, len(new))
        return FacetColumn(tuple(known), arranged(self.places, places))


@dataclass(frozen=True, slots=True)
class ClaimColumns:
    """All claims of a store, in the order of their row numbers: the row of each one's report, its place among all
    by day and row number, and the values that are counted.
    """

    ids: Numbers
    reports: Numbers
    places: Numbers
    facets: Mapping[str, FacetColumn]

    def counted(self, found: Numbers) -> Facets:
        """The counts of the claims with these row numbers."""
        at = np.searchsorted(self.ids, found)
        return {name: column.counted(at) for name, column in self.facets.items()}

    def newest(self, found: Numbers, before: int | None, most: int) -> list[int]:
        """The row numbers of so many of these claims, the newest first; those before a place among all where it is given."""
        places = self.places[np.searchsorted(self.ids, found)]
        if before is not None:
            chosen = places < before
            places, found = places[chosen], found[chosen]
        return [int(number) for number in found[last(places, most)]]

    def renewed(self, touched: Sequence[int], rows: Sequence[Sequence[Any]]) -> ClaimColumns:
        """The columns with these rows in the place of all those of the reports touched."""
        ids, reports, published, *values = _columns(rows)
        stays = ~np.isin(self.reports, np.array(touched, dtype=np.int64))
        numbers = np.array(ids, dtype=np.int64)
        order = np.argsort(np.concatenate((self.ids[stays], numbers)), kind="stable")

        def arranged(old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
            return np.concatenate((old[stays], new))[order]

        return ClaimColumns(
            arranged(self.ids, numbers), arranged(self.reports, np.array(reports, dtype=np.int64)),
            arranged(self.places, _places(published, numbers)),
            {name: self.facets[name].renewed(new, arranged) for name, new in zip(FACETS, values, strict=True)},
        )  # fmt: skip


NONE = np.zeros(0, dtype=np.int64)
EMPTY = ClaimColumns(NONE, NONE, NONE, {name: FacetColumn((), np.zeros(0, dtype=np.int32)) for name in FACETS})


def columns(connection: Connection) -> ClaimColumns:
    """The columns of the store as the connection sees it."""
    return _COLUMNS.of(connection)


def place(published: str | None, number: int) -> int:
    """The place among all claims of one of a day with a row number: undated ones come first."""
    day = int(published.replace("-", "")) if published else 0
    return (day << BITS) + min(number, (1 << BITS) - 1)


def last(places: Numbers, most: int) -> NDArray[np.intp]:
    """Where the so many greatest of some places stand, the greatest first."""
    some = np.argpartition(places, -most)[-most:] if 0 < most < len(places) else np.arange(len(places))[: max(0, most)]
    return some[np.argsort(-places[some])]


def _made(connection: Connection, state: State, held: tuple[State, ClaimColumns] | None) -> ClaimColumns:
    touched = reports_changed(connection, held[0][0]) if held else None
    if held is None or touched is None:
        return EMPTY.renewed((), connection.execute(ROWS).all())
    return held[1].renewed(touched, connection.execute(ROWS.where(claims.c.report.in_(touched))).all())


def _columns(rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) or [()] * (len(FACETS) + 3)


def _places(published: Sequence[str | None], numbers: Numbers) -> Numbers:
    days = {day: place(day, 0) for day in set(published)}
    return np.fromiter((days[day] for day in published), np.int64, len(published)) + numbers


def _shown(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


_COLUMNS = AtHand(_made)
