"""What people decided, as a store keeps it: rows are only added, and what stands follows from all of them.

An undoing is a decision too, and can be undone. Every command leaves one row of `changes` with a digest of its rows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, select, update

from reportedly.decision import Anchor, Decision, Verb
from reportedly.store.batches import batches
from reportedly.store.history import DECIDE, FORGET, note, now
from reportedly.store.packed import value_hash
from reportedly.store.tables import changes, decisions

TARGET = "decisions"  # what rows of `changes` about decisions name
QUOTING = ("spans", "quote", "part", "old", "new", "why")  # what may quote a report

Kept = Row[*tuple[Any, ...]]
Placed = tuple[int, Decision]  # a decision and its place among all, from 1

ABOUT_CLAIMS = select(decisions).where(decisions.c.report.is_not(None)).order_by(decisions.c.seq)
ABOUT_SOME = ABOUT_CLAIMS.where(decisions.c.report.in_(bindparam("some", expanding=True)))
ABOUT_SETS = select(decisions).where(decisions.c.things.is_not(None)).order_by(decisions.c.seq)


def record(connection: Connection, made: Iterable[Decision]) -> tuple[Decision, ...]:
    """Adds the decisions of one command under the next number; as they are kept."""
    number = (connection.scalar(select(func.max(decisions.c.number))) or 0) + 1
    first = (connection.scalar(select(func.max(decisions.c.seq))) or 0) + 1
    at = now()
    numbered = [replace(decision, number=number, when=at) for decision in made]
    connection.execute(decisions.insert(), [{"seq": first + n} | _row(item) for n, item in enumerate(numbered)])
    note(connection, DECIDE, TARGET, str(number), _digest(connection, number))
    return of_number(connection, number)


def rows(connection: Connection, *which: ColumnElement[bool], most: int | None = None) -> list[Placed]:
    """Decisions in the order in which they were made, each with its place in that."""
    told = select(decisions).where(*which).order_by(decisions.c.seq).limit(most)
    return [(row.seq, _decision(row)) for row in connection.execute(told)]


def of_number(connection: Connection, number: int) -> tuple[Decision, ...]:
    """The decisions that one command made, as they are kept."""
    return tuple(map(_decision, _rows_of(connection, number)))


def undone(connection: Connection, numbers: Collection[int] | None = None) -> Mapping[int, int]:
    """The numbers of decisions that do not stand, each with that of the one that undid it; of some numbers, or of all."""
    found: dict[int, int] = {}
    for number, undoes in sorted(_undoings(connection, numbers), reverse=True):
        if number not in found:
            found[undoes] = number
    return found


def reports_touched(connection: Connection, number: int | None) -> list[str]:
    """The reports whose claims a decision, or an undoing of it, through however many undoings of undoings, changes."""
    while number is not None:
        made = connection.execute(
            select(decisions.c.report, decisions.c.undoes).where(decisions.c.number == number)
        ).all()
        if told := sorted({row.report for row in made if row.report is not None}):
            return told
        number = made[0].undoes
    return []


def about_claims(connection: Connection, reports: Collection[str] | None = None) -> dict[str, list[Decision]]:
    """The decisions about claims that stand, by report, in their order; about some reports where these are named."""
    if reports is None:
        told, gone = connection.execute(ABOUT_CLAIMS).all(), undone(connection)
    else:
        told = [row for some in batches(reports) for row in connection.execute(ABOUT_SOME, {"some": some})]
        gone = undone(connection, {row.number for row in told})
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for row in told:
        if row.number not in gone:
            found[row.report].append(_decision(row))
    return found


def about_sets(connection: Connection) -> list[Decision]:
    """The decisions about incidents and names that stand, in their order."""
    told = connection.execute(ABOUT_SETS).all()
    gone = undone(connection) if told else {}
    return [_decision(row) for row in told if row.number not in gone]


def forget_quotes(connection: Connection, report: str) -> None:
    """Empties what decisions about a report quote of it; that they were made stays."""
    own = decisions.c.report == report
    numbers = sorted(set(connection.scalars(select(decisions.c.number).where(own))))
    connection.execute(update(decisions).where(own).values(dict.fromkeys(QUOTING)))
    for number in numbers:
        note(connection, FORGET, TARGET, str(number), _digest(connection, number))


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the decisions: each command's rows must be those that the history tells of last."""
    told = select(changes.c.row, changes.c.content).where(changes.c.target == TARGET).order_by(changes.c.seq)
    noted = {int(row.row): row.content for row in connection.execute(told)}
    there = set(connection.scalars(select(decisions.c.number)))
    for number in sorted(noted.keys() | there):
        if noted.get(number) != _digest(connection, number):
            yield f"decision {number} is not the one that was made"


def _undoings(connection: Connection, numbers: Collection[int] | None) -> set[tuple[int, int]]:
    """Which number undid which; of some, with what undid those in turn."""
    told = select(decisions.c.number, decisions.c.undoes)
    if numbers is None:
        return {(row.number, row.undoes) for row in connection.execute(told.where(decisions.c.undoes.is_not(None)))}
    found: set[tuple[int, int]] = set()
    asked = set(numbers)
    while asked:
        some = [connection.execute(told.where(decisions.c.undoes.in_(part))) for part in batches(asked)]
        new = {(row.number, row.undoes) for result in some for row in result}
        found |= new
        asked = {number for number, _ in new}
    return found


def _rows_of(connection: Connection, number: int) -> Sequence[Kept]:
    return connection.execute(select(decisions).where(decisions.c.number == number).order_by(decisions.c.seq)).all()


def _digest(connection: Connection, number: int) -> str:
    return value_hash([list(row) for row in _rows_of(connection, number)])


def _row(decision: Decision) -> dict[str, Any]:
    target = decision.target
    return {
        "number": decision.number, "at": decision.when, "who": decision.who, "verb": decision.verb.value,
        "why": decision.why, "report": target.report if target else None, "version": target.version if target else None,
        "claim": target.claim if target else None, "spans": json.dumps(target.spans) if target else None,
        "quote": target.quote if target else None, "field": decision.field, "part": decision.part, "old": decision.old,
        "new": decision.new, "things": json.dumps(decision.things) if decision.things else None,
        "undoes": decision.undoes,
    }  # fmt: skip


def _decision(row: Kept) -> Decision:
    things = tuple(map(tuple, json.loads(row.things))) if row.things else ()
    return Decision(row.number, row.at, row.who, Verb(row.verb), row.why, _anchor(row), row.field, row.part, row.old,
                    row.new, things, row.undoes)  # fmt: skip


def _anchor(row: Kept) -> Anchor | None:
    if row.report is None:
        return None
    spans = tuple((start, end) for start, end in json.loads(row.spans or "[]"))
    return Anchor(row.report, row.version, row.claim, spans, row.quote or "")
