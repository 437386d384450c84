"""What people decide about a workspace, for the command line, a web server and Python users: beside `workspace.py`.

Machine readings are never changed. A decision is kept with who made it and why, shown at once, and can be undone; what
follows for incidents shows when they are linked again. Each decision is a transaction of its own, or part of the one
that `Store.whole` gives. Raises DecisionError for what cannot be decided as asked, and
StoreError where the store cannot be written to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.corrections import marking
from reportedly.corrections.fields import MARKS, Change, changes
from reportedly.corrections.values import NONE, Spot, name, spot_of, spot_text
from reportedly.decision import Decision, DecisionError, Verb
from reportedly.knowledge import gazetteer
from reportedly.knowledge.loader import Knowledge, default
from reportedly.records import Reading
from reportedly.text import gettext

if TYPE_CHECKING:
    from reportedly.store.deciding import Given
    from reportedly.workspace import Connects, Workspace

LONGEST = 2_000  # characters of a reason
MOST = 500  # claims, incidents, reports or names of one command: others cannot write meanwhile, some seconds

Made = tuple[Decision, ...]


def correct(
    workspace: Workspace, store: Connects, claim: str, typed: Sequence[str], who: str, why: str | None = None
) -> Made:
    """Sets fields of a claim, named by its id or the start of it, to values: `["certainty=denied", "type=monitor"]`.

    A place that the report or the gazetteer knows comes with its country and point; a source that knowledge lists comes
    with its type, unless one is given. Words of the report are held against its text: `StaleWordsError` where they do not
    stand where the value says.
    """
    from reportedly.store import deciding

    given, asked = _given(who, why), changes(typed)
    reading, _ = find_claim(store, claim)
    settled = [_settled(change, reading) for change in asked]
    with store.writes() as connection:
        return deciding.correct(connection, claim, _with_types(settled, default(workspace.overlays)), given)


def judge(store: Connects, verb: Verb, claims: Sequence[str], who: str, why: str | None = None) -> Made:
    """Accepts or rejects claims, or says that it cannot be told: `Verb.ACCEPT`, `Verb.REJECT`, `Verb.UNSURE`."""
    from reportedly.store import deciding

    given = _given(who, why)
    with store.writes() as connection:
        return deciding.judge(connection, verb, _some(claims, gettext("claims")), given)


def merge(store: Connects, incidents: Sequence[str], who: str, why: str | None = None) -> Made:
    """Says that incidents are one, whatever is added later."""
    from reportedly.store import deciding

    given = _given(who, why)
    with store.writes() as connection:
        return deciding.merge(connection, _some(incidents, gettext("incidents")), given)


def split(store: Connects, incident: str, reports: Sequence[str], who: str, why: str | None = None) -> Made:
    """Takes reports out of an incident; together they are one of their own."""
    from reportedly.store import deciding

    given = _given(who, why)
    with store.writes() as connection:
        return deciding.split(connection, incident, _some(reports, gettext("reports")), given)


def apart(store: Connects, incidents: Sequence[str], who: str, why: str | None = None) -> Made:
    """Says that two incidents are not one, whatever is added later."""
    from reportedly.store import deciding

    given = _given(who, why)
    with store.writes() as connection:
        return deciding.apart(connection, _some(incidents, gettext("incidents")), given)


def same(workspace: Workspace, store: Connects, names: Sequence[str], who: str, why: str | None = None) -> Made:
    """Says that names stand for one body or one outlet."""
    from reportedly.store import deciding

    given, meant = _given(who, why), [_name(text, gettext("names")) for text in _some(names, gettext("names"))]
    listed = {text: entity.type for text in meant if (entity := default(workspace.overlays).find(text))}
    with store.writes() as connection:
        return deciding.same(connection, meant, listed, given)


def undo(store: Connects, number: int, who: str, why: str | None = None) -> Made:
    """Takes a decision back by its number, all of it. An undoing can be undone likewise."""
    from reportedly.store import deciding

    given = _given(who, why)
    with store.writes() as connection:
        return deciding.undo(connection, number, given)


def find_claim(store: Connects, named: str) -> tuple[Reading, int]:
    """The claim of an id, or of the start of one: the reading that it stands in, and its place there from 0."""
    from reportedly.store import deciding

    with store.reads() as connection:
        return deciding.find_claim(connection, named)


def decisions(store: Connects, report: str | None = None) -> list[Decision]:
    """Every decision, or those about the claims of one report, in the order in which they were made, with what became of it."""
    from reportedly.store.decided import listed

    with store.reads() as connection:
        return listed(connection, report)


def decisions_after(
    store: Connects, place: int, most: int, report: str | None = None, who: str | None = None
) -> list[tuple[int, Decision]]:
    """The next decisions behind a place among all, each with its own; about one report, by one person, where so said."""
    from reportedly.store import decided

    with store.reads() as connection:
        return decided.listed_after(connection, place, most, report, who)


def commands_before(store: Connects, before: int | None, most: int, who: str | None = None) -> list[list[Decision]]:
    """The commands before a number, the latest first, each with all that it decided."""
    from reportedly.store import decided

    with store.reads() as connection:
        return decided.commands_before(connection, before, most, who)


def commands_counted(store: Connects, who: str | None = None) -> int:
    """How many commands were given, by everybody or by one person."""
    from reportedly.store import decided

    with store.reads() as connection:
        return decided.commands_counted(connection, who)


def deciders(store: Connects) -> list[str]:
    """Everybody who decided something, by name."""
    from reportedly.store import decided

    with store.reads() as connection:
        return sorted(decided.deciders(connection), key=str.casefold)


def on_claim(store: Connects, report: str, at: int) -> list[Decision]:
    """The decisions about one claim of a report, by its place there from 0, with what became of each."""
    from reportedly.store import decided

    with store.reads() as connection:
        return decided.on_claim(connection, report, at)


def numbered(store: Connects, number: int) -> list[Decision]:
    """All that one command decided, with what became of each."""
    from reportedly.store.decided import numbered

    with store.reads() as connection:
        return numbered(connection, number)


def of_number(store: Connects, number: int) -> Made:
    """All decisions that one command made, as they are kept; empty where there is no such number."""
    from reportedly.store import decisions

    with store.reads() as connection:
        return decisions.of_number(connection, number)


def orphans_of(store: Connects, reports: Collection[str]) -> int:
    """How many decisions about some reports are about words, a source or an event that is read there no more."""
    from reportedly.store import decided

    with store.reads() as connection:
        return decided.orphans_of(connection, reports)


def _given(who: str, why: str | None) -> Given:
    from reportedly.store.deciding import Given

    reason = " ".join(why.split()) if why else ""
    if len(reason) > LONGEST:
        raise DecisionError(gettext("the reason is longer than %(most)s characters; shorten it", most=f"{LONGEST:,}"))
    return Given(_name(who, "--who"), reason or None)


def _name(typed: str, what: str) -> str:
    try:
        return name(typed)
    except ValueError as error:
        raise DecisionError(
            gettext("%(what)s %(typed)s: %(why)s", what=what, typed=repr(typed[:40]), why=error)
        ) from error


def _some(named: Sequence[str], what: str) -> Sequence[str]:
    if len(named) > MOST:
        raise DecisionError(
            gettext(
                "%(many)s %(what)s are more than %(most)s, the most that one command takes",
                many=f"{len(named):,}",
                what=what,
                most=f"{MOST:,}",
            )
        )
    return named


def _with_types(asked: Sequence[Change], knowledge: Knowledge) -> list[Change]:
    """The changes; a source that knowledge lists gets its type where the person gives none."""
    typed = {change.number for change in asked if change.field == "type"}
    found = []
    for change in asked:
        found.append(change)
        known = knowledge.find(change.value) if change.field == "source" else None
        if known and change.number not in typed:
            found.append(Change("type", change.number, known.type.value))
    return found


def _settled(change: Change, reading: Reading) -> Change:
    """Words of the report with their place in it; a place with its country and point, where the report or the gazetteer
    knows them.
    """
    if change.value == NONE:
        return change
    if change.field in MARKS:
        return replace(change, value=marking.settled(change.value, reading.report.text))
    if change.field != "place":
        return change
    return replace(change, value=spot_text(_spot(spot_of(change.value), reading)))


def _spot(spot: Spot, reading: Reading) -> Spot:
    if spot.row is not None:
        return _of_row(spot, reading)
    return spot if spot.lat is not None else _known(spot, reading)


def _of_row(spot: Spot, reading: Reading) -> Spot:
    """The place of a row of the gazetteer, as that has it. Raises DecisionError where no place of that name has that row."""
    if any(place.gazetteer == spot.row for place in reading.places):
        return spot
    found = (one.entry for one in gazetteer.default().find(spot.name) if one.entry.ref == spot.row)
    entry = next(found, None)
    if entry is None:
        raise DecisionError(
            gettext(
                "no place called %(name)s is row %(row)s of the gazetteer; leave out [%(row)s]",
                name=repr(spot.name),
                row=spot.row,
            )
        )
    return spot_of_entry(entry)


def spot_of_entry(entry: gazetteer.Entry) -> Spot:
    """A place of the gazetteer as a person gives it."""
    precision = gazetteer.PRECISION.get(entry.kind, 1)
    return Spot(entry.name, entry.country or None, entry.lat, entry.lon, precision, entry.ref)


def _known(spot: Spot, reading: Reading) -> Spot:
    named = spot.name.casefold()
    for place in reading.places:
        called = named in (place.name.casefold(), (place.resolved or "").casefold())
        if called and place.lat is not None and spot.country in (None, place.country):
            point = place.lat, place.lon, place.precision, place.gazetteer
            return Spot(place.resolved or place.name, place.country, *point)
    return _looked_up(spot)


def _looked_up(spot: Spot) -> Spot:
    """The most populous place of that name in its country. Raises DecisionError where several countries have one."""
    found = [one.entry for one in gazetteer.default().find(spot.name) if spot.country in (None, one.entry.country)]
    if len(countries := list(dict.fromkeys(entry.country for entry in found))) > 1:
        raise DecisionError(
            gettext(
                '%(name)s is a place in %(listed)s; say which: place="%(name)s, %(country)s"',
                name=spot.name,
                listed=_listed(countries),
                country=countries[0],
            )
        )
    return spot_of_entry(found[0]) if found else spot


def _listed(countries: Iterable[str]) -> str:
    return ", ".join(countries)
