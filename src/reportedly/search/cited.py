"""Who is cited in the claims that a query finds, counted by name: the origins, and who stands between them and the outlet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, case, func, select

from reportedly.search.conditions import condition
from reportedly.search.names import KnownNames
from reportedly.search.parse import parse
from reportedly.store.tables import claims, sources

MOST = 30  # names of one list
CLAIMS = func.count(sources.c.claim.distinct())
UNNAMED = func.count(case((sources.c.unnamed.is_not(None), sources.c.claim)).distinct())
COUNTED = (sources.c.name, sources.c.type, CLAIMS, UNNAMED, func.count(sources.c.entity) > 0)


@dataclass(frozen=True, slots=True)
class CitedName:
    """A source as it is shown, its type, the claims that cite it in this place, and in how many of them it goes unnamed.

    `known` says whether it stands for a row of knowledge.
    """

    name: str
    type: str
    claims: int
    unnamed: int
    known: bool


Named = tuple[CitedName, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """The commonest origins, the commonest others in the chains, and the outlets with the number of their claims."""

    origins: Named
    relays: Named
    outlets: tuple[tuple[str, int], ...]


def cited(connection: Connection, query: str) -> Cited:
    """Who is cited in the claims that a query finds. Raises QueryError for a query that cannot be understood."""
    found = condition(parse(query), KnownNames(connection))
    told = _told(found)
    many = func.count()
    by_outlet = select(told.c.outlet, many).where(told.c.outlet.is_not(None)).group_by(told.c.outlet)
    rows = connection.execute(by_outlet.order_by(many.desc(), told.c.outlet).limit(MOST))
    outlets = tuple((name, number) for name, number in rows)
    at_end = (sources.c.position == told.c.hops - 1).label("at_end")
    every = select(at_end, *COUNTED).join_from(told, sources, sources.c.claim == told.c.id)
    named = connection.execute(every.group_by(sources.c.name, sources.c.type, at_end)).all()
    origins, relays = (_commonest(row[1:] for row in named if row.at_end is where) for where in (True, False))
    return Cited(origins, relays, outlets)


def cited_as(connection: Connection, name: str) -> Named:
    """What exactly this name is cited as, anywhere in a chain: one entry for each type of source."""
    rows = select(*COUNTED).where(sources.c.name == name).group_by(sources.c.name, sources.c.type)
    return _commonest(connection.execute(rows))


def _told(found: ColumnElement[bool]) -> CTE:
    """The claims that fulfil a condition, found first: their sources are few beside all that there are."""
    rows = select(claims.c.id, claims.c.hops, claims.c.outlet).where(found)
    return rows.cte("told").prefix_with("MATERIALIZED")


def _commonest(rows: Iterable[Iterable[Any]]) -> Named:
    """The names in most claims."""
    named = sorted((CitedName(*row) for row in rows), key=lambda one: (-one.claims, one.name, one.type))
    return tuple(named[:MOST])
