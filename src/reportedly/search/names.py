"""Names and points as a store holds them: which of its names a typed one means, which of its places lie near another.

A name is meant by words of it that follow each other ("valley watch" means "Tesk Valley Watch"); a place or a country by
the whole name, and a source or an outlet too where `=` stands before it. Case and accents do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
from sqlalchemy import ColumnElement, Connection, select, tuple_

from reportedly.search.at_hand import AtHand
from reportedly.search.fields import takes_whole
from reportedly.search.syntax import FieldIs, Near, QueryError
from reportedly.store.dialect import Point, dialect
from reportedly.store.tables import claims, judgings, sources
from reportedly.store.words import words
from reportedly.text import N_, gettext

COLUMNS = {
    "outlet": claims.c.outlet, "source": claims.c.origin, "cites": sources.c.name, "place": claims.c.place,
    "country": claims.c.country, "by": claims.c.decided_by, "judged": judgings.c.who,
}  # fmt: skip
WHOLE = frozenset({"place", "country"})
MOST = 100_000  # names or points that one condition may mean
MOST_CENTRES = 1_000  # places of one name, from each of which the distance to all others is taken
EARTH = 6_371_008.8  # metres: the mean radius

T = TypeVar("T")


@dataclass(slots=True)
class NameLists:
    """The names of each field that was asked for, each with its words folded; the names of places, folded, with their points."""

    names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    places: list[tuple[str, Point]] | None = None


_LISTS = AtHand(lambda connection, state, held: NameLists())


class KnownNames:
    """What a connection knows by name; each list is read once, as long as the store does not change."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def _lists(self) -> NameLists:
        return _LISTS.of(self.connection)

    def condition(self, match: FieldIs) -> ColumnElement[bool]:
        """The column holds one of the names meant."""
        fitting = [_fitting(match.field, value) for value in match.values]
        meant = [name for name, folded in self._names(match.field) if any(fits(folded) for fits in fitting)]
        return COLUMNS[match.field].in_(
            dialect(self.connection).names(_few(meant, MOST, match.offset, match.field, match.values))
        )

    def near(self, query: Near) -> ColumnElement[bool]:
        """The claim's place lies near a place of that name."""
        fitting = [_fitting("place", name) for name in query.names]
        centres = {point for folded, point in self._places if any(fits(folded) for fits in fitting)}
        points = sorted({point for _, point in self._places})
        found = around(_few(sorted(centres), MOST_CENTRES, query.offset, "place", query.names), points, query.metres)
        return tuple_(claims.c.lat, claims.c.lon).in_(
            dialect(self.connection).points(_few(found, MOST, query.offset, "place", query.names))
        )

    def _names(self, field: str) -> list[tuple[str, str]]:
        """The names of a field, each with its words folded."""
        if field not in self._lists.names:
            column = COLUMNS[field]
            known = self.connection.scalars(select(column).where(column.is_not(None)).distinct())
            self._lists.names[field] = [(name, words(name)) for name in known]
        return self._lists.names[field]

    @property
    def _places(self) -> list[tuple[str, Point]]:
        """The names of places that have a point, folded, with their points."""
        if self._lists.places is None:
            held = select(claims.c.place, claims.c.lat, claims.c.lon).distinct()
            rows = self.connection.execute(held.where(claims.c.lat.is_not(None), claims.c.lon.is_not(None)))
            self._lists.places = [(words(row.place or ""), (row.lat, row.lon)) for row in rows]
        return self._lists.places


def _fitting(field: str, value: str) -> Callable[[str], bool]:
    """Whether a name of that field, folded, is meant by a typed value."""
    typed = words(value)
    if field in WHOLE or (takes_whole(field) and value.startswith("=")):
        return lambda folded: folded == typed
    return lambda folded: f" {typed} " in f" {folded} "


def around(centres: Sequence[Point], points: Sequence[Point], metres: float) -> list[Point]:
    """The points no farther than so many metres from one of the centres, in their order."""
    if not centres or not points:
        return []
    lat, lon = np.radians(np.array(points)).T
    near = np.zeros(len(points), dtype=bool)
    for to_lat, to_lon in np.radians(np.array(centres)):
        half = np.sin((lat - to_lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin((lon - to_lon) / 2) ** 2
        near |= 2 * EARTH * np.arcsin(np.minimum(1.0, np.sqrt(half))) <= metres
    return [point for point, is_near in zip(points, near, strict=True) if is_near]


def _few(found: list[T], most: int, offset: int, field: str, typed: tuple[str, ...]) -> list[T]:
    if len(found) > most:
        words = N_("fits %(many)s names or places, more than %(most)s; give more of the name, or a smaller distance")
        raise QueryError(offset, f"{field}:{typed[0]}", gettext(words, many=f"{len(found):,}", most=f"{most:,}"))
    return found
