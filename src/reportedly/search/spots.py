"""Where the claims that a query finds lie: every place with its point, and how many of them lie there."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from reportedly.search.conditions import condition
from reportedly.search.names import KnownNames
from reportedly.search.parse import parse
from reportedly.store.tables import claims

MOST = 5_000  # places


class Located(NamedTuple):
    """A place of the claims, in degrees, and how many of them lie there."""

    lat: float
    lon: float
    name: str
    claims: int


def spots(connection: Connection, query: str) -> list[Located]:
    """The places of the claims that a query finds, those of most claims first. Raises QueryError for a query that cannot be
    understood.
    """
    many = func.count()
    place = claims.c.lat, claims.c.lon, claims.c.place
    found = condition(parse(query), KnownNames(connection))
    rows = select(*place, many).where(found, claims.c.lat.is_not(None), claims.c.lon.is_not(None)).group_by(*place)
    ordered = rows.order_by(many.desc(), *place).limit(MOST)
    return [Located(row[0], row[1], row[2] or "", row[3]) for row in connection.execute(ordered)]
