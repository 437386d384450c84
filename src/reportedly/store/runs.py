"""Runs: all readings of a store that one reader made with one tagger and one knowledge. Readings are added and never overwritten,
so a store that was read anew holds every run, and two of them can be compared on the versions that both have read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import ColumnElement, Connection, FromClause, and_, distinct, func, select

from reportedly.records import By, Reading, digest, from_json
from reportedly.store.errors import StoreError
from reportedly.store.packed import unpack, unpack_text
from reportedly.store.tables import blobs, readings, reports, versions

BATCH = 100  # pairs of readings that are taken in at once
SHORT = 8  # characters of a run's id


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its id, what made it, how many reports it has read, and when it read the first and the last of them."""

    id: str
    by: By
    reports: int
    first: str
    last: str


def runs(connection: Connection) -> list[Run]:
    """The runs of a store, the one that read last at the end."""
    made = (readings.c.reader, readings.c.tagger, readings.c.knowledge)
    many = func.count(distinct(versions.c.report)).label("reports")
    found = select(*made, many, func.min(readings.c.added).label("first"), func.max(readings.c.added).label("last"))
    ordered = found.select_from(readings.join(versions)).group_by(*made).order_by(func.max(readings.c.id))
    return [_run(By(row[0], row[1] or None, row[2]), *row[3:]) for row in connection.execute(ordered)]


def two_runs(connection: Connection, names: Sequence[str]) -> tuple[Run, Run]:
    """The runs whose ids begin so; without names the last two that have read the same, the earlier one first.

    Raises StoreError where a name fits none or several, or nothing was read twice.
    """
    held = runs(connection)
    if names:
        one, two = (_named(name, held) for name in names)
        return one, two
    pairs = ((held[at], held[to]) for at, to in sorted(combinations(range(len(held)), 2), key=_latest))
    found = next((pair for pair in pairs if shared(connection, *pair)), None)
    if found is None:
        raise StoreError(
            "no report was read twice; `reportedly add` reads again with another program, tagger or knowledge"
        )
    return found


def shared(connection: Connection, one: Run, two: Run) -> int:
    """How many versions of reports both runs have read."""
    before, _, both = _both(one, two)
    return connection.scalar(select(func.count(distinct(before.c.version))).select_from(both)) or 0


def read_by_both(connection: Connection, one: Run, two: Run) -> Iterator[tuple[Reading, Reading]]:
    """The two readings of each version that both runs have read, in order of the reports' ids."""
    before, after, both = _both(one, two)
    tables = (
        both.join(versions, versions.c.id == before.c.version)
        .join(reports)
        .join(blobs, blobs.c.hash == versions.c.text)
    )
    found = select(versions.c.record, blobs.c.body.label("text"), before.c.body.label("one"), after.c.body.label("two"))
    ordered = found.select_from(tables).order_by(reports.c.key, versions.c.id)
    for row in connection.execution_options(yield_per=BATCH).execute(ordered):
        record = {"report": unpack(row.record) | {"text": unpack_text(row.text)}}
        yield from_json(Reading, unpack(row.one) | record), from_json(Reading, unpack(row.two) | record)


def _both(one: Run, two: Run) -> tuple[FromClause, FromClause, FromClause]:
    """The readings of one run, those of the other, and both joined on their version."""
    before, after = readings.alias("before"), readings.alias("after")
    same = and_(before.c.version == after.c.version, _made(before, one.by), _made(after, two.by))
    return before, after, before.join(after, same)


def _made(table: FromClause, by: By) -> ColumnElement[bool]:
    return and_(table.c.reader == by.reader, table.c.tagger == (by.tagger or ""), table.c.knowledge == by.knowledge)


def _latest(pair: tuple[int, int]) -> tuple[int, int]:
    return -pair[1], -pair[0]


def _run(by: By, many: int, first: str, last: str) -> Run:
    return Run(digest(by.reader, by.tagger or "", by.knowledge)[:SHORT], by, many, first, last)


def _named(name: str, held: Sequence[Run]) -> Run:
    found = [run for run in held if run.id.startswith(name)]
    if len(found) != 1:
        raise StoreError(
            f"{len(found) or 'no'} runs have an id that starts with {name!r}; `reportedly runs` lists them"
        )
    return found[0]
