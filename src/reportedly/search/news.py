"""What each saved search finds among the claims that came in since it was asked: only these claims are looked at.

A claim comes in with a new version of its report. A version that is read again, or corrected by a person, is no news. A search
that asks for independent origins is asked once the incidents are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sqlalchemy import ColumnElement, Connection, and_, select

from reportedly.search.conditions import condition
from reportedly.search.names import KnownNames
from reportedly.search.parse import parse
from reportedly.search.syntax import QueryError, fields_in
from reportedly.store.desk_tables import searches
from reportedly.store.history import last_seq
from reportedly.store.occurrences import linked_up_to
from reportedly.store.packed import text_hash
from reportedly.store.saved import Find, SearchAnswer
from reportedly.store.tables import claims, readings, reports, versions

MOST = 500  # versions of reports that are asked of at once: others wait to write meanwhile

Fresh = Mapping[int, Find]  # claims that came in, by their row numbers


def news(connection: Connection) -> list[SearchAnswer]:
    """An answer for each search that was not asked of everything yet; a part of it where much has come in."""
    names, newest, linked = KnownNames(connection), last_seq(connection), linked_up_to(connection)
    fresh = cache(lambda since, upto: _fresh(connection, since, upto))
    found: list[SearchAnswer] = []
    for row in connection.execute(select(searches).where(searches.c.asked < newest).order_by(searches.c.id)):
        try:
            asked = parse(row.query)
            upto = min(newest, linked) if "origins" in fields_in(asked) else newest
            if upto > row.asked:
                upto, there = fresh(row.asked, upto)
                finds = _matching(connection, condition(asked, names), there)
                found.append(SearchAnswer(row.id, row.asked, upto, finds))
        except QueryError as error:
            found.append(SearchAnswer(row.id, row.asked, newest, (), str(error)))
    return found


def _fresh(connection: Connection, since: int, upto: int) -> tuple[int, Fresh]:
    """The claims of the changes after one and up to another, and how far they go where these are too many."""
    within = and_(versions.c.came > since, versions.c.came <= upto)
    came = list(connection.scalars(select(versions.c.came).where(within).order_by(versions.c.came).limit(MOST + 1)))
    upto = came[MOST - 1] if len(came) > MOST else upto
    tables = claims.join(readings).join(versions).join(reports, claims.c.report == reports.c.id)
    told = select(claims.c.id, claims.c.key, claims.c.quote, reports.c.key.label("of"), versions.c.came)
    rows = connection.execute(
        told.select_from(tables).where(versions.c.came > since, versions.c.came <= upto).order_by(claims.c.id)
    )
    return upto, {row.id: Find(row.key, row.of, text_hash(row.quote), row.came) for row in rows}


def _matching(connection: Connection, found: ColumnElement[bool], fresh: Fresh) -> tuple[Find, ...]:
    if not fresh:
        return ()
    told = select(claims.c.id).where(claims.c.id.between(min(fresh), max(fresh)), found).order_by(claims.c.id)
    return tuple(fresh[number] for number in connection.scalars(told) if number in fresh)
