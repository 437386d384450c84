"""The decisions of a store as they are listed: with what became of each.

A decision stands unless it was undone, a later one on the same field of the same claim counts, or what it was about is
no longer there: then it is an orphan, with the reason. Orphans stay; they come back when their words do. Private people
are named in none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, func, select

from reportedly.corrections.attach import attach
from reportedly.corrections.fields import Change
from reportedly.corrections.overlay import Laid, Slot, lay, slot
from reportedly.corrections.private import Names, private_names, told
from reportedly.decision import OF_INCIDENTS, Decision, State
from reportedly.incident import report_of
from reportedly.store.batches import batches
from reportedly.store.decisions import Placed, about_claims, rows, undone
from reportedly.store.load import load_read
from reportedly.store.tables import decisions, reports

NO_REPORT = "the report is not here any more"
NO_REPORTS = "the reports that it was about are not here any more"

Fate = tuple[State, str | None]


def listed(connection: Connection, report: str | None = None) -> list[Decision]:
    """Every decision, or those about the claims of one report, in the order in which they were made."""
    which = () if report is None else (decisions.c.report == report,)
    return [decision for _, decision in _told(connection, rows(connection, *which))]


def listed_after(connection: Connection, place: int, most: int, report: str | None, who: str | None) -> list[Placed]:
    """The next decisions behind a place among all, each with its own; about one report, by one person, where so said."""
    which = [decisions.c.seq > place]
    which += [decisions.c.report == report] if report else []
    which += [decisions.c.who == who] if who else []
    return _told(connection, rows(connection, *which, most=most))


def commands_before(connection: Connection, before: int | None, most: int, who: str | None) -> list[list[Decision]]:
    """The commands before a number, the latest first, each with all that it decided; of one person where one is named."""
    latest = select(decisions.c.number).where(*_by(who)).distinct().order_by(decisions.c.number.desc()).limit(most)
    numbers = connection.scalars(latest if before is None else latest.where(decisions.c.number < before)).all()
    held: defaultdict[int, list[Decision]] = defaultdict(list)
    for _, decision in _told(connection, rows(connection, decisions.c.number.in_(numbers))):
        held[decision.number].append(decision)
    return [held[number] for number in numbers]


def commands_counted(connection: Connection, who: str | None) -> int:
    """How many commands there are; of one person where one is named."""
    return connection.scalar(select(func.count(decisions.c.number.distinct())).where(*_by(who))) or 0


def deciders(connection: Connection) -> Sequence[str]:
    """Everybody who decided something."""
    return connection.scalars(select(decisions.c.who).distinct()).all()


def on_claim(connection: Connection, report: str, at: int) -> list[Decision]:
    """The decisions about one claim of a report, by its place there, in the order in which they were made."""
    reading = load_read(connection, report)
    made = listed(connection, report) if reading else []
    return [one for one in made if reading and one.target and attach(one.target, reading) == at]


def numbered(connection: Connection, number: int) -> list[Decision]:
    """All that one command decided."""
    return [decision for _, decision in _told(connection, rows(connection, decisions.c.number == number))]


def orphans_of(connection: Connection, added: Collection[str]) -> int:
    """How many decisions about these reports are orphans now; each command counts once."""
    found: set[int] = set()
    for report, made in about_claims(connection).items():
        reading = load_read(connection, report) if report in added else None
        if reading is not None:
            found |= {made[order].number for order in lay(reading, made).orphans}
    return len(found)


def _by(who: str | None) -> list[ColumnElement[bool]]:
    return [decisions.c.who == who] if who else []


def _told(connection: Connection, made: Sequence[Placed]) -> list[Placed]:
    """Decisions with what became of each, without names of private people. Of other decisions only those about the same
    reports are asked for.
    """
    held = _about(connection, sorted({d.target.report for _, d in made if d.target}))
    gone = undone(connection, {d.number for some in (made, *held.values()) for _, d in some})
    fates: dict[int, Fate] = {at: (State.UNDONE, f"by {gone[d.number]}") for at, d in made if d.number in gone}
    names: dict[str, Names] = {}
    for report, all_of_it in held.items():
        found, names[report] = _of_report(connection, report, all_of_it, gone)
        fates = found | fates
    there = _there(connection, [decision for _, decision in made])
    fates |= {at: (State.ORPHAN, NO_REPORTS) for at, d in made if at not in fates and _lost(d, there)}
    return [(at, _worded(d, fates.get(at), names)) for at, d in made]


def _worded(decision: Decision, fate: Fate | None, names: Mapping[str, Names]) -> Decision:
    state, note = fate or (State.STANDS, None)
    named = names.get(decision.target.report, {}) if decision.target else {}
    return told(replace(decision, state=state, note=note), named)


def _about(connection: Connection, reports: Sequence[str]) -> dict[str, list[Placed]]:
    """All decisions about some reports, taken back or not, by report."""
    found: defaultdict[str, list[Placed]] = defaultdict(list)
    for some in batches(reports):
        for at, decision in rows(connection, decisions.c.report.in_(some)):
            if decision.target:
                found[decision.target.report].append((at, decision))
    return found


def _there(connection: Connection, made: Sequence[Decision]) -> set[str]:
    """Which of the reports that incidents were made of are here."""
    named = sorted(
        {report_of(told) for one in made if one.verb in OF_INCIDENTS for thing in one.things for told in thing}
    )
    found = (connection.scalars(select(reports.c.key).where(reports.c.key.in_(some))) for some in batches(named))
    return {key for some in found for key in some}


def _of_report(
    connection: Connection, report: str, held: Sequence[Placed], gone: Mapping[int, int]
) -> tuple[dict[int, Fate], Names]:
    """What became of the decisions about one report that were not undone, where they do not count; and whom it does not name."""
    standing = [(at, decision) for at, decision in held if decision.number not in gone]
    reading = load_read(connection, report)
    if reading is None:
        return {at: (State.ORPHAN, NO_REPORT) for at, _ in standing}, {}
    laid = lay(reading, [decision for _, decision in standing])
    return dict(_fates(standing, laid)), private_names(reading, [decision for _, decision in held], laid.reading)


def _fates(held: Sequence[Placed], laid: Laid) -> Iterator[tuple[int, Fate]]:
    slots = [_slot(decision, laid, claim) for (_, decision), claim in zip(held, laid.claims, strict=True)]
    counting = {slots[order]: placed for order, placed in enumerate(held) if order not in laid.orphans}
    for order, (at, decision) in enumerate(held):
        last, later = counting.get(slots[order], (at, decision))
        if order in laid.orphans:
            yield at, (State.ORPHAN, laid.orphans[order])
        elif last != at:
            yield at, (State.OVERRULED, f"by {later.number}")


def _slot(decision: Decision, laid: Laid, claim: int | None) -> tuple[int, Slot] | None:
    """The value that a decision is about, by the place of its claim; null where the claim is gone."""
    if claim is None:
        return None
    name, _, number = (decision.field or "").partition(".")
    return claim, slot(Change(name, int(number) if number else None, ""), laid.reading.claims[claim])


def _lost(decision: Decision, there: Collection[str]) -> bool:
    """Whether a decision about incidents no longer has two sides."""
    sides = sum(not set(map(report_of, thing)).isdisjoint(there) for thing in decision.things)
    return decision.verb in OF_INCIDENTS and sides < 2
