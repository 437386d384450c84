"""Who is cited in the claims that a query finds, counted by name: the origins, and who stands between them and the outlet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, func, select, true

from reportedly.search.conditions import condition
from reportedly.search.names import KnownNames
from reportedly.search.parse import parse
from reportedly.store.tables import claims, sources

MOST = 30  # names of one list


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
    last = sources.c.position == claims.c.hops - 1
    many = func.count()
    by_outlet = select(claims.c.outlet, many).where(found, claims.c.outlet.is_not(None)).group_by(claims.c.outlet)
    rows = connection.execute(by_outlet.order_by(many.desc(), claims.c.outlet).limit(MOST))
    outlets = tuple((name, number) for name, number in rows)
    return Cited(_named(connection, found, last), _named(connection, found, ~last), outlets)


def cited_as(connection: Connection, name: str) -> Named:
    """What exactly this name is cited as, anywhere in a chain: one entry for each type of source."""
    return _named(connection, sources.c.name == name, true())


def _named(connection: Connection, found: ColumnElement[bool], where: ColumnElement[bool]) -> Named:
    many = func.count(claims.c.id.distinct())
    unnamed = func.count(case((sources.c.unnamed.is_not(None), claims.c.id)).distinct())
    known = func.count(sources.c.entity) > 0
    rows = select(sources.c.name, sources.c.type, many, unnamed, known).join_from(sources, claims).where(found, where)
    grouped = rows.group_by(sources.c.name, sources.c.type).order_by(many.desc(), sources.c.name, sources.c.type)
    return tuple(CitedName(*row) for row in connection.execute(grouped.limit(MOST)))
