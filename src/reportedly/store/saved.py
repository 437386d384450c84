"""Saved searches, and what each of them found since: a find is kept once, with the change that brought its claim.

Each search knows up to which change it was asked, so that whoever asks next goes on there, and two who ask at once
keep the same finds once. The words of one report are told once to one search, however often the report is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, exists, func, insert, select, update

from reportedly.store.deliveries import plan
from reportedly.store.desk_tables import alerts, deliveries, finds, looks, searches
from reportedly.store.errors import FollowingError
from reportedly.store.history import FOLLOW, last_seq, note, now
from reportedly.store.packed import text_hash, value_hash
from reportedly.store.tables import claims, reports
from reportedly.text import gettext

MOST = 1_000  # searches of a workspace
FINDS_IN = select(finds).where(finds.c.report == bindparam("report"))

Claims = Mapping[tuple[str, str], str]  # ids of claims by their report and a digest of their words


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name. `found` counts what came in since it was saved, as far as it is there; `new` what of that the
    person who asks has not looked at; `fault` says why it cannot be asked any more.
    """

    id: int
    name: str
    query: str
    who: str
    at: str
    found: int
    new: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Find:
    """A claim that came in: its id and its report's, a digest of its words, and the change that brought it."""

    claim: str
    report: str
    words: str
    seq: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found among the claims of the changes after `since` and up to `upto`, or why it cannot be asked."""

    search: int
    since: int
    upto: int
    finds: tuple[Find, ...]
    fault: str | None = None


def save(connection: Connection, name: str, query: str, who: str) -> int:
    """Saves a search; its number. What is there already is not new to it. Raises FollowingError where the name is taken."""
    if connection.scalar(select(searches.c.id).where(searches.c.name == name)) is not None:
        raise FollowingError(
            gettext(
                "a search is saved as %(name)s already; give another name, or take that one out first", name=repr(name)
            )
        )
    if (connection.scalar(select(func.count()).select_from(searches)) or 0) >= MOST:
        raise FollowingError(
            gettext("%(most)s searches are saved here, the most there can be; take one out first", most=f"{MOST:,}")
        )
    row = {"name": name, "query": query, "who": who, "at": now(), "asked": last_seq(connection)}
    made = connection.execute(insert(searches), row).inserted_primary_key
    number = int(made[0]) if made else 0
    note(connection, FOLLOW, searches.name, str(number), value_hash(row))
    return number


def remove(connection: Connection, search: int, who: str) -> None:
    """Takes a search out, with its finds, its alerts and what they have not sent yet."""
    own = select(alerts.c.id).where(alerts.c.search == search)
    connection.execute(delete(deliveries).where(deliveries.c.alert.in_(own)))
    for table in (alerts, looks, finds):
        connection.execute(delete(table).where(table.c.search == search))
    connection.execute(delete(searches).where(searches.c.id == search))
    note(connection, FOLLOW, searches.name, str(search), value_hash({"removed by": who}))


def saved_searches(connection: Connection, who: str | None = None) -> list[SavedSearch]:
    """All saved searches by name, with what is new to a person."""
    kept = connection.execute(select(searches).order_by(searches.c.name)).all()
    found, new = _counts(connection), _counts(connection, who)
    return [_saved(row, found.get(row.id, 0), new.get(row.id, 0)) for row in kept]


def finds_of(connection: Connection, search: int, since: int = 0, upto: int | None = None) -> list[str]:
    """The ids of the claims that a search found after one change and up to another, the latest first, as far as they are
    there.
    """
    within = (finds.c.search == search) & (finds.c.seq > since)
    if upto is not None:
        within &= finds.c.seq <= upto
    told = select(finds.c.claim).where(within, _there()).order_by(finds.c.seq.desc(), finds.c.claim)
    return list(connection.scalars(told))


def looked_up_to(connection: Connection, search: int, who: str) -> int:
    """The change up to which a person has looked at a search; 0 where never."""
    return connection.scalar(select(looks.c.seq).where(looks.c.search == search, looks.c.who == who)) or 0


def last_find(connection: Connection, search: int) -> int:
    """The change that brought the latest find of a search; 0 where there is none."""
    return connection.scalar(select(func.max(finds.c.seq)).where(finds.c.search == search)) or 0


def look(connection: Connection, search: int, who: str, seq: int) -> None:
    """Keeps that a person has looked at what a search found up to a change; never less than before."""
    seq = max(seq, looked_up_to(connection, search, who))
    connection.execute(delete(looks).where(looks.c.search == search, looks.c.who == who))
    connection.execute(insert(looks).values(search=search, who=who, seq=seq))


def keep_answers(connection: Connection, answers: Sequence[SearchAnswer], moment: int) -> int:
    """Keeps what searches found, and plans its sending; how many finds are new. An answer that comes second is dropped."""
    there = _claims_of(connection, {find.report for answer in answers for find in answer.finds})
    _asked_in_vain(connection, [answer for answer in answers if not answer.finds and answer.fault is None])
    told = (answer for answer in answers if answer.finds or answer.fault is not None)
    return sum(_keep(connection, answer, there, moment) for answer in told)


def carry_finds(connection: Connection, report: str, told: Mapping[str, str]) -> None:
    """Holds finds to their words in a report that was read anew; `told` has the ids of its claims, each with its words."""
    kept = connection.execute(FINDS_IN, {"report": report}).all()
    there = {(row.search, row.claim) for row in kept}
    new = {text_hash(words): claim for claim, words in told.items()}
    for row in kept:
        claim = new.get(row.words)
        if row.claim not in told and claim is not None and (row.search, claim) not in there:
            own = and_(finds.c.search == row.search, finds.c.claim == row.claim)
            connection.execute(update(finds).where(own).values(claim=claim))
            there.add((row.search, claim))


def _asked_in_vain(connection: Connection, answers: Sequence[SearchAnswer]) -> None:
    """Keeps that searches were asked and found nothing: most of them, most of the time."""
    for since, upto in {(answer.since, answer.upto) for answer in answers}:
        alike = [answer.search for answer in answers if (answer.since, answer.upto) == (since, upto)]
        first = and_(searches.c.id.in_(alike), searches.c.asked == since)
        connection.execute(update(searches).where(first).values(asked=upto, fault=None))


def _claims_of(connection: Connection, named: Collection[str]) -> Claims:
    """The claims of some reports, as they are now."""
    told = select(claims.c.key, reports.c.key.label("of"), claims.c.quote).join_from(claims, reports)
    rows = connection.execute(told.where(reports.c.key.in_(named))) if named else ()
    return {(row.of, text_hash(row.quote)): row.key for row in rows}


def _keep(connection: Connection, answer: SearchAnswer, there: Claims, moment: int) -> int:
    """Keeps one answer. A report that was read anew meanwhile has its claims under other ids; `there` are the claims of now."""
    first = and_(searches.c.id == answer.search, searches.c.asked == answer.since)
    asked = connection.execute(update(searches).where(first).values(asked=answer.upto, fault=answer.fault))
    kept = {
        (f.report, f.words): replace(f, claim=there[f.report, f.words])
        for f in answer.finds
        if (f.report, f.words) in there
    }
    if not asked.rowcount or not kept:
        return 0
    rows = [_row(answer.search, find) for find in _untold(connection, answer.search, list(kept.values()))]
    if rows:
        connection.execute(insert(finds), rows)
        plan(connection, answer.search, answer.since, answer.upto, moment)
    return len(rows)


def _untold(connection: Connection, search: int, found: Sequence[Find]) -> list[Find]:
    """The finds whose words were not told to the search before."""
    before = (finds.c.search == search) & finds.c.report.in_({find.report for find in found})
    rows = connection.execute(select(finds.c.claim, finds.c.report, finds.c.words).where(before)).all()
    told, ids = {(row.report, row.words) for row in rows}, {row.claim for row in rows}
    return [find for find in found if find.claim not in ids and (find.report, find.words) not in told]


def _row(search: int, find: Find) -> dict[str, object]:
    return {"search": search, "claim": find.claim, "report": find.report, "words": find.words, "seq": find.seq}


def _there() -> ColumnElement[bool]:
    """That the claim of a find is there now."""
    return exists().where(claims.c.key == finds.c.claim)


def _counts(connection: Connection, who: str | None = None) -> dict[int, int]:
    """How many finds each search has; with a person, those that the person has not looked at."""
    counted = select(finds.c.search, func.count().label("many")).where(_there()).group_by(finds.c.search)
    if who is not None:
        own = and_(looks.c.search == finds.c.search, looks.c.who == who)
        counted = counted.outerjoin_from(finds, looks, own).where(finds.c.seq > func.coalesce(looks.c.seq, 0))
    return {row.search: row.many for row in connection.execute(counted)}


def _saved(row: Row[tuple[object, ...]], found: int, new: int) -> SavedSearch:
    return SavedSearch(row.id, row.name, row.query, row.who, row.at, found, new, row.fault)
