"""The decisions of a store as they are listed: with what became of each.

A decision stands unless it was undone, a later one on the same field of the same claim counts, or what it was about is
no longer there: then it is an orphan, with the reason. Orphans stay; they come back when their words do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from reportedly.corrections.overlay import lay
from reportedly.decision import Decision, State, Verb
from reportedly.store.decisions import about_claims, all_decisions, undone
from reportedly.store.load import load_read
from reportedly.store.tables import decisions, reports

NO_REPORT = "the report is not here any more"
NO_REPORTS = "the reports that it was about are not here any more"

Fate = tuple[State, str | None]


def listed(connection: Connection, report: str | None = None) -> list[Decision]:
    """Every decision, or those about the claims of one report, in the order in which they were made."""
    made = all_decisions(connection, report)
    gone = undone(connection)
    fates: dict[int, Fate] = {
        at: (State.UNDONE, f"by {gone[d.number]}") for at, d in enumerate(made) if d.number in gone
    }
    about: defaultdict[str, list[int]] = defaultdict(list)
    for at, decision in enumerate(made):
        if at not in fates and decision.target:
            about[decision.target.report].append(at)
    for report, places in about.items():
        fates |= dict(_of_report(connection, report, places, made))
    there = set(connection.scalars(select(reports.c.key)))
    fates |= {at: (State.ORPHAN, NO_REPORTS) for at, d in enumerate(made) if at not in fates and _lost(d, there)}
    return [replace(d, state=fates[at][0], note=fates[at][1]) if at in fates else d for at, d in enumerate(made)]


def numbered(connection: Connection, number: int) -> list[Decision]:
    """The decisions about claims that one command made; only the reports that they are about are loaded."""
    about = select(decisions.c.report).where(decisions.c.number == number, decisions.c.report.is_not(None)).distinct()
    told = connection.scalars(about.order_by(decisions.c.report)).all()
    return [made for report in told for made in listed(connection, report) if made.number == number]


def orphans_of(connection: Connection, added: Collection[str]) -> int:
    """How many decisions about these reports are orphans now; each command counts once."""
    found: set[int] = set()
    for report, made in about_claims(connection).items():
        reading = load_read(connection, report) if report in added else None
        if reading is not None:
            found |= {made[order].number for order in lay(reading, made).orphans}
    return len(found)


def _of_report(
    connection: Connection, report: str, places: Sequence[int], made: Sequence[Decision]
) -> Iterator[tuple[int, Fate]]:
    """What became of the decisions about one report that were not undone, where they do not count."""
    reading = load_read(connection, report)
    if reading is None:
        yield from ((at, (State.ORPHAN, NO_REPORT)) for at in places)
        return
    laid = lay(reading, [made[at] for at in places])
    counting = [(at, laid.claims[order]) for order, at in enumerate(places) if order not in laid.orphans]
    last = {(claim, made[at].field): at for at, claim in counting}
    for order, (at, claim) in enumerate(zip(places, laid.claims, strict=True)):
        if order in laid.orphans:
            yield at, (State.ORPHAN, laid.orphans[order])
        elif (later := last[claim, made[at].field]) != at:
            yield at, (State.OVERRULED, f"by {made[later].number}")


def _lost(decision: Decision, there: Iterable[str]) -> bool:
    """Whether a merge or split no longer has two sides."""
    sides = sum(not set(thing).isdisjoint(there) for thing in decision.things)
    return decision.verb in (Verb.MERGE, Verb.SPLIT) and sides < 2
