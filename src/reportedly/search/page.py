"""One page of what a query finds, newest reports first, with counts of all that it finds.

A page ends with a cursor, the day and number of its last claim: the next page begins right after, whatever was added.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, Select, Text, and_, cast, func, or_, select

from reportedly.records import Spans
from reportedly.search.columns import ClaimColumns, Facets, Numbers, columns, place
from reportedly.search.conditions import CHOICES, condition
from reportedly.search.marks import Needle, marks, needles
from reportedly.search.names import KnownNames
from reportedly.search.parse import parse
from reportedly.search.syntax import And, Query, QueryError, text_of
from reportedly.store.tables import claims, reports, sources
from reportedly.text import gettext

LIMIT, MOST = 20, 500
SHOWN = [CHOICES["kind"].label("kind")] + [claims.c[name] for name in (
    "id", "report", "number", "key", "outlet", "published", "certainty", "act", "status", "place", "country",
    "day", "day_end", "killed_low", "killed_high", "quote", "judgement", "decided_by",
)]  # fmt: skip
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d|undated)\.([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hit:
    """One claim that was found. `report` and `claim` are ids of the records; `marks` are spans of the quote, in code points."""

    report: str
    claim: str
    number: int
    title: str | None
    input: str
    url: str | None
    outlet: str | None
    published: str | None
    chain: tuple[str, ...]
    certainty: str
    act: str | None
    kind: str | None
    status: str | None
    day: str | None
    day_end: str | None
    place: str | None
    country: str | None
    killed_low: int | None
    killed_high: int | None
    quote: str
    marks: Spans
    judgement: str | None = None
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """`total` counts all claims found, `facets` their values; `after` asks for the next page, null on the last one.

    Where nothing was found, `alone` says how many claims each part of the query matches by itself.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    after: str | None = None
    facets: Facets = field(default_factory=dict)
    alone: tuple[tuple[str, int], ...] = ()


def search(
    connection: Connection, query: str, limit: int = LIMIT, after: str | None = None, facets: bool = True
) -> ResultPage:
    """A page of the claims that a query finds. Raises QueryError for a query or a cursor that cannot be understood."""
    asked = parse(query)
    names = KnownNames(connection)
    found = condition(asked, names)
    limit = max(1, min(limit, MOST))
    if facets:
        held = columns(connection)
        ids = held.ids if asked == And(()) else found_ids(connection, found)
        total, counts = len(ids), held.counted(ids) if len(ids) else {}
        rows = _newest(connection, held, ids, after, limit + 1)
    else:
        total, counts = _count(connection, found), {}
        rows = connection.execute(_ordered(found, after).limit(limit + 1)).all()
    if not total:
        return ResultPage(text_of(asked), 0, (), alone=_alone(asked, names))
    hits = _hits(connection, rows[:limit], tuple(needles(asked)))
    further = cursor(rows[limit - 1]) if len(rows) > limit else None
    return ResultPage(text_of(asked), total, hits, further, counts)


def hits_of(connection: Connection, keys: Sequence[str]) -> tuple[Hit, ...]:
    """The claims of these ids as they are shown in results, in the order given; those that are not there are left out."""
    rows = connection.execute(select(*SHOWN).where(claims.c.key.in_(keys))).all()
    found = {hit.claim: hit for hit in _hits(connection, rows, ())}
    return tuple(found[key] for key in dict.fromkeys(keys) if key in found)


def claims_found(connection: Connection, query: str) -> dict[str, frozenset[str]]:
    """The ids of all claims that a query finds, by report. Raises QueryError for a query that cannot be understood."""
    rows = (
        select(reports.c.key, claims.c.key)
        .join_from(claims, reports)
        .where(condition(parse(query), KnownNames(connection)))
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for report, claim in connection.execute(rows):
        found[report].add(claim)
    return {report: frozenset(held) for report, held in found.items()}


def _newest(
    connection: Connection, held: ClaimColumns, ids: Numbers, after: str | None, most: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """So many of these claims as they are shown, the newest first, from a place on."""
    chosen = held.newest(ids, place(*read_cursor(after)) if after else None, most)
    rows = {row.id: row for row in connection.execute(select(*SHOWN).where(claims.c.id.in_(chosen)))}
    return [rows[number] for number in chosen]


def _ordered(found: ColumnElement[bool], after: str | None) -> Select[Any]:
    rows = select(*SHOWN).where(found).order_by(claims.c.published.desc().nulls_last(), claims.c.id.desc())
    return rows.where(_beyond(after)) if after else rows


def cursor(row: Row[*tuple[Any, ...]]) -> str:
    """Where to go on after a claim, by its day and the number of its row."""
    return f"{row.published or 'undated'}.{row.id}"


def read_cursor(after: str) -> tuple[str | None, int]:
    """The day, null where it is not known, and the row number of the claim that a page before ended with. Raises QueryError."""
    read = _CURSOR.fullmatch(after)
    if not read:
        raise QueryError(0, after, gettext("is no place to go on from; take the one that the page before ends with"))
    return None if read[1] == "undated" else read[1], int(read[2])


def _beyond(after: str) -> ColumnElement[bool]:
    published, number = read_cursor(after)
    if published is None:
        return and_(claims.c.published.is_(None), claims.c.id < number)
    return or_(
        claims.c.published < published,
        and_(claims.c.published == published, claims.c.id < number),
        claims.c.published.is_(None),
    )


def _hits(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], wanted: Sequence[Needle]) -> tuple[Hit, ...]:
    chains: defaultdict[int, list[str]] = defaultdict(list)
    links = select(sources.c.claim, sources.c.name).where(sources.c.claim.in_([row.id for row in rows]))
    for link in connection.execute(links.order_by(sources.c.claim, sources.c.position)):
        chains[link.claim].append(link.name)
    told = select(reports.c.id, reports.c.key, reports.c.title, reports.c.input, reports.c.url)
    about = {row.id: row for row in connection.execute(told.where(reports.c.id.in_({row.report for row in rows})))}
    return tuple(_hit(row, about[row.report], chains[row.id], wanted) for row in rows)


def _hit(
    row: Row[*tuple[Any, ...]], report: Row[*tuple[Any, ...]], chain: Iterable[str], wanted: Sequence[Needle]
) -> Hit:
    return Hit(
        report.key, row.key, row.number, report.title, report.input, report.url, row.outlet, row.published,
        tuple(chain), row.certainty, row.act, row.kind, row.status, row.day, row.day_end, row.place, row.country,
        row.killed_low, row.killed_high, row.quote, marks(row.quote, wanted), row.judgement,
        tuple(row.decided_by.split(" > ")) if row.decided_by else (),
    )  # fmt: skip


def found_ids(connection: Connection, found: ColumnElement[bool]) -> Numbers:
    """The row numbers of what was found, fetched as one text: a row each costs more than all else of a search."""
    told = connection.scalar(select(func.aggregate_strings(cast(claims.c.id, Text), ",")).where(found))
    return np.fromstring(told or "", np.int64, sep=",")


def _count(connection: Connection, found: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(claims).where(found)) or 0


def _alone(asked: Query, names: KnownNames) -> tuple[tuple[str, int], ...]:
    parts = asked.parts if isinstance(asked, And) else ()
    return tuple((text_of(part), _count(names.connection, condition(part, names))) for part in parts)
