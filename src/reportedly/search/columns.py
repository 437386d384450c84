"""The values that are counted, of all claims, as columns of small numbers in memory: all counts of any set of claims at once.

They are loaded once for each engine and again when the store has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Engine, func, select

from reportedly.store.tables import changes, claims

FACETS: Mapping[str, ColumnElement[str | None]] = {
    "outlet": claims.c.outlet, "type": claims.c.origin_type, "certainty": claims.c.certainty, "act": claims.c.act,
    "kind": func.lower(claims.c.kind), "status": claims.c.status, "country": claims.c.country,
    "month": func.substr(claims.c.published, 1, 7), "unnamed": claims.c.unnamed, "custody": claims.c.custody,
    "judgement": claims.c.judgement,
}  # fmt: skip

Facets = Mapping[str, Sequence[tuple[str, int]]]
Ids = NDArray[np.int64]
State = tuple[int | None, ...]


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


@dataclass(frozen=True, slots=True)
class FacetColumns:
    """All claims of a store in one state, in the order of their row numbers."""

    state: State
    ids: Ids
    columns: Mapping[str, FacetColumn]

    def facets(self, found: Ids) -> Facets:
        """The counts of the claims with these row numbers."""
        at = np.searchsorted(self.ids, found)
        return {name: column.counted(at) for name, column in self.columns.items()}


_held: WeakKeyDictionary[Engine, FacetColumns] = WeakKeyDictionary()


def columns(connection: Connection) -> FacetColumns:
    """The columns of the store as the connection sees it."""
    state = _state(connection)
    held = _held.get(connection.engine)
    if held is None or held.state != state:
        held = _held[connection.engine] = _loaded(connection, state)
    return held


def _state(connection: Connection) -> State:
    """What differs after every change: the last of the changes, the last claim."""
    return connection.scalar(select(func.max(changes.c.seq))), connection.scalar(select(func.max(claims.c.id)))


def _loaded(connection: Connection, state: State) -> FacetColumns:
    rows = connection.execute(select(claims.c.id, *FACETS.values()).order_by(claims.c.id)).all()
    ids, *values = zip(*rows, strict=True) if rows else [()] * (len(FACETS) + 1)
    made = {name: _column(column) for name, column in zip(FACETS, values, strict=True)}
    return FacetColumns(state, np.array(ids, dtype=np.int64), made)


def _column(values: Sequence[object]) -> FacetColumn:
    known: dict[object, int] = {}
    places = np.fromiter((known.setdefault(value, len(known)) for value in values), np.int32, len(values))
    return FacetColumn(tuple(known), places)


def _shown(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
