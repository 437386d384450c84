"""Reports joined one by one, changed and forgotten: always what linking of all of them together gives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from link_state import Plain
from quellmark import KNOWN, World, at, say

from reportedly.decision import Decision, Verb
from reportedly.linking import candidates, clusters, joining, link, reprints, shingles
from reportedly.linking.epochs import Epoch, learn
from reportedly.linking.joining import Joiner
from reportedly.linking.kept import from_kept, to_kept
from reportedly.records import Reading

TOWNS = ("Toll Bridge", "Fish Market", "Sudvik")
OUTLETS = ("Lumen", "Ostara Post", "Rill Echo", "Sarn Daily")
DAYS = (None, "2031-05-03", "2031-05-03", "2031-05-04", "2031-05-06", "2031-05-12")
TAIL = (
    "The quay has been shut since spring, when the harbour board and the ferrymen fell out over the tolls that boats pay "
    "between the two banks, and nobody has opened it again."
)
MANY = 40


def world(many: int, seed: int = 0) -> list[Reading]:
    """Reports of a few occurrences: some undated, some that print one text or much of one, some of campaigns, some of several."""
    dice, made = random.Random(seed), World()
    for _ in range(many):
        place, killed = dice.choice(TOWNS), dice.choice((None, 3, 9))
        who = dice.choice(("Sarn Monitor", "Rill Rights Watch", "a fisherman"))
        told = say(
            f"Jets struck {place} and ferrymen {dice.choice(('died', 'fled', 'drowned'))} there.", who, killed=killed
        )
        if dice.random() < 0.2:
            items = [say(f"Jets struck {town} and ferrymen drowned there.", who, killed=killed) for town in TOWNS]
            told_of = dice.sample(list(zip(items, TOWNS, strict=True)), 2)
            made.bulletin(dice.choice(OUTLETS), "The day in brief", *told_of, day=dice.choice(DAYS))
            continue
        more = [TAIL] if dice.random() < 0.3 else []
        found = made.report(
            dice.choice(OUTLETS), f"Jets strike {place}", told, *more, day=dice.choice(DAYS), place=place
        )
        if dice.random() < 0.2:
            made.readings[-1] = at(found, "2031-05-01", "2031-05-07")
    return made.readings


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows so narrow, and components so small, that a few reports push each other apart."""
    for module in (candidates, joining):
        monkeypatch.setattr(module, "NEIGHBOURS", 4)
    for module in (shingles, reprints):
        monkeypatch.setattr(module, "NEIGHBOURS", 2)
    monkeypatch.setattr(clusters, "LARGEST", 12)


def assert_same(state: Plain, epoch: Epoch, decisions: Sequence[Decision] = ()) -> None:
    """What is kept must be what linking of all of it gives."""
    whole = link(list(state.there.values()), KNOWN, decisions, epoch)
    incidents, links = state.told()
    assert incidents == sorted(whole.incidents, key=lambda incident: incident.id)
    assert links == set(whole.links)


def joined(state: Plain, epoch: Epoch, reports: Sequence[str], decisions: Sequence[Decision] = ()) -> None:
    joiner = Joiner(state, epoch, KNOWN, decisions)
    joiner.join(reports)
    state.keep(joiner.settle())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.integers(0, 1000), st.data())
def test_whatever_comes_and_goes_the_incidents_are_those_of_all_reports_together(
    seed: int, data: st.DataObject
) -> None:
    readings = {reading.report.id: reading for reading in world(MANY, seed)}
    epoch, _ = learn(list(readings.values())[: data.draw(st.sampled_from((10, MANY)))], KNOWN)
    state, ids = Plain(), sorted(readings)
    for _ in range(data.draw(st.integers(2, 6))):
        some = data.draw(st.lists(st.sampled_from(ids), max_size=25, unique=True))
        for report in some:
            state.there[report] = readings[report]
        gone = data.draw(st.lists(st.sampled_from(some), max_size=8, unique=True)) if some else []
        for report in gone:
            state.there.pop(report)
        joined(state, epoch, some)
        assert_same(state, epoch)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.integers(0, 1000), st.data())
def test_reports_that_say_something_else_now_are_joined_as_they_are(seed: int, data: st.DataObject) -> None:
    """Another text, another day, a day where there was none: also of those that a group was named after."""
    readings = {reading.report.id: reading for reading in world(MANY, seed)}
    others = {reading.report.id: reading for reading in world(MANY, seed + 1)}
    epoch, _ = learn(list(readings.values()), KNOWN)
    state, ids = Plain(), sorted(readings)
    state.there = dict(readings)
    joined(state, epoch, ids)
    for _ in range(data.draw(st.integers(1, 4))):
        changed = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=12, unique=True))
        state.there |= {report: data.draw(st.sampled_from((readings, others)))[report] for report in changed}
        joined(state, epoch, changed)
        assert_same(state, epoch)


def test_reports_of_days_at_the_ends_of_the_calendar_are_linked_as_ones_without_a_day() -> None:
    """A null of another program, "0001-01-01", or a slip of the pen stops nothing and draws nothing together."""
    made = [
        at(one, day, day)
        for one, day in zip(world(4, 1), ("0001-01-01", "0001-01-02", "9999-12-31", "9999-12-30"), strict=True)
    ]
    odd = [
        replace(one, report=replace(one.report, published=day))
        for one, day in zip(made, ("0001-01-01", None, "9999-12-31", "0999-12-31"), strict=True)
    ]
    readings = {one.report.id: one for one in [*odd, *world(MANY, 1)[4:]]}
    epoch, told = learn(list(readings.values()), KNOWN)
    assert {mention.days for mention in told if mention.report in {one.report.id for one in odd}} == {None}
    state = Plain()
    for first in range(0, MANY, 8):
        some = sorted(readings)[first : first + 8]
        state.there |= {report: readings[report] for report in some}
        joined(state, epoch, some)
    assert_same(state, epoch)


def test_merges_and_splits_lie_over_what_is_joined() -> None:
    readings = {reading.report.id: reading for reading in world(MANY, 7)}
    epoch, _ = learn(list(readings.values()), KNOWN)
    state, ids = Plain(), sorted(readings)
    decisions = [
        Decision(1, "", "heron", Verb.MERGE, things=((ids[0], ids[1]), (ids[2],), (ids[30],))),
        Decision(2, "", "heron", Verb.SPLIT, things=((ids[3], ids[4]), (ids[5], ids[6], ids[7]))),
        Decision(3, "", "heron", Verb.MERGE, things=((ids[4],), (ids[20],))),
        Decision(4, "", "heron", Verb.APART, things=((ids[4], ids[8], ids[9]), (ids[2], ids[10], ids[20]))),
    ]
    for first in range(0, MANY, 8):
        some = ids[first : first + 8]
        state.there |= {report: readings[report] for report in some}
        joined(state, epoch, some, decisions)
        assert_same(state, epoch, decisions)
    state.there.pop(ids[2])
    joined(state, epoch, [ids[2]], decisions)
    assert_same(state, epoch, decisions)
    joined(state, epoch, [report for decision in decisions for thing in decision.things for report in thing])
    assert_same(state, epoch)


def test_only_what_a_report_touches_is_told_again() -> None:
    readings = {reading.report.id: reading for reading in world(MANY, 3)}
    epoch, _ = learn(list(readings.values()), KNOWN)
    state, ids = Plain(), sorted(readings)
    state.there = dict(readings)
    joined(state, epoch, ids)
    joiner = Joiner(state, epoch, KNOWN)
    joiner.join([ids[5]])
    settled = joiner.settle()
    assert ids[5] in {report for incident in settled.incidents for report in incident.reports}
    assert {incident.id for incident in settled.incidents} == settled.before
    assert 0 < len(settled.incidents) < len(state.found)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_an_undated_report_never_brings_two_dated_ones_together(seed: int) -> None:
    readings = world(MANY, seed)
    epoch, told = learn(readings, KNOWN)
    dated = {mention.report for mention in told if mention.days}
    grouped = {frozenset(incident.reports) & dated for incident in link(readings, KNOWN, epoch=epoch).incidents}
    alone = link([reading for reading in readings if reading.report.id in dated], KNOWN, epoch=epoch)
    assert grouped - {frozenset()} == {frozenset(incident.reports) for incident in alone.incidents}


def test_a_mention_that_is_kept_comes_back_as_it_was() -> None:
    for mention in learn(world(MANY), KNOWN)[1]:
        assert from_kept(to_kept(mention)) == mention
