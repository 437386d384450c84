"""Incidents in an invented war: what is one occurrence, what is not, and that nothing depends on the order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from quellmark import KNOWN, World, at, say

from reportedly.incident import Incident, LinkKind, Reason
from reportedly.linking import clusters, link
from reportedly.linking.candidates import pairs
from reportedly.linking.clusters import groups
from reportedly.linking.incidents import HOLDS, compare, edge_of, total
from reportedly.linking.mentions import mentions
from reportedly.reading.ground import ground
from reportedly.records import Reading


def told_together(world: World) -> list[set[str]]:
    return [set(incident.reports) for incident in link(world.readings, KNOWN).incidents]


def only(world: World) -> Incident:
    (incident,) = link(world.readings, KNOWN).incidents
    return incident


def told(
    world: World, outlet: str, title: str, text: str, killed: int | None = None, by: str = "Sarn Monitor",
    day: str | None = "2031-05-03", place: str | None = "Toll Bridge",
) -> str:  # fmt: skip
    """A report of one sentence; its id."""
    return world.report(outlet, title, say(text, by, killed=killed), day=day, place=place).report.id


def background(world: World) -> None:
    """Other news of other days, so that the words of the trade are common."""
    for number, (town, thing) in enumerate(
        [("Sudvik", "grain terminal"), ("Quellmark", "border post"), ("Sudvik", "courthouse")]
    ):
        world.report("Lumen", f"Jets hit {thing} in {town}", f"Jets hit a {thing} in {town} killing people on patrol.",
                     day=f"2031-06-{10 + 7 * number}", place=town)  # fmt: skip


def test_two_strikes_of_one_day_in_one_city_stay_two() -> None:
    world = World()
    background(world)
    rill, market = "Rill Rights Watch", "Fish Market"
    a = told(
        world, "Lumen", "Nine killed at Toll Bridge", "Jets struck the Toll Bridge in Brenholt, killing 9 ferrymen.", 9
    )
    b = told(
        world, "Ostara Post", "Bridge strike kills nine ferrymen", "9 ferrymen died on the Toll Bridge at dawn.", 9
    )
    c = told(
        world, "Lumen", "Market stalls burn", "Jets burnt stalls at the Fish Market of Brenholt.", 4, rill, place=market
    )
    d = told(
        world,
        "Ostara Post",
        "Four die at stalls",
        "4 traders died in stalls of the Fish Market.",
        4,
        rill,
        place=market,
    )
    found = told_together(world)
    assert {a, b} in found
    assert {c, d} in found


def test_one_strike_dated_a_day_apart_is_one() -> None:
    world = World()
    background(world)
    a = told(world, "Lumen", "Ferrymen killed at Toll Bridge", "Jets struck the Toll Bridge, killing ferrymen.", 9)
    b = told(
        world, "Ostara", "Ferrymen die", "Jets killed nine ferrymen on the Toll Bridge overnight.", 9, day="2031-05-04"
    )
    assert {a, b} in told_together(world)


def test_a_growing_toll_is_one_incident() -> None:
    world = World()
    background(world)
    rising = {
        told(
            world,
            "Lumen",
            f"Toll Bridge dead rise to {n}",
            f"The dead ferrymen of the Toll Bridge rose to {n}.",
            n,
            day=day,
        )
        for n, day in ((9, "2031-05-03"), (14, "2031-05-04"), (21, "2031-05-04"))
    }
    found = link(world.readings, KNOWN).incidents[0]
    assert set(found.reports) == rising
    assert [f.low for f in found.figures] == [21, 14, 9]
    assert not [d for d in found.differences if d.field == "killed"]


def test_like_words_of_other_weeks_are_apart() -> None:
    world = World()
    told(world, "Lumen", "Jets strike Toll Bridge", "Jets struck the Toll Bridge, killing ferrymen at dawn.")
    told(world, "Lumen", "Toll Bridge struck", "Ferrymen died as jets struck the Toll Bridge.", day="2031-05-20")
    assert len(told_together(world)) == 2


def test_like_words_of_towns_far_apart_are_apart() -> None:
    world = World()
    background(world)
    one = told(
        world, "Lumen", "Jets strike school", "Jets struck a school in Brenholt, teachers said.", place="Brenholt"
    )
    other = told(world, "Lumen", "Jets strike school", "Jets struck a school in Sudvik, drivers said.", place="Sudvik")
    assert {one, other} not in told_together(world)


def test_a_campaign_holds_incidents_and_swallows_none() -> None:
    world = World()
    background(world)
    bridge, nets = "Jets struck the Toll Bridge and ferrymen died.", "Rockets burnt fishing nets at the Fish Market."
    a = told(world, "Lumen", "Ferrymen die", bridge, 9)
    b = told(world, "Lumen", "Fishing nets burnt", nets, 4, day="2031-05-06", place="Fish Market")
    week_long = "In a week ferrymen died at the Toll Bridge and rockets burnt fishing nets at the Fish Market."
    told(world, "Ostara", "Ferrymen, nets and a week of fire", week_long, 40)
    week = at(world.readings.pop(), "2031-05-02", "2031-05-08")
    found = {frozenset(i.reports): i for i in link([*world.readings, week], KNOWN).incidents}
    campaign = found[frozenset({week.report.id})]
    assert set(campaign.holds) == {found[frozenset({name})].id for name in (a, b)}


@pytest.mark.parametrize("likeness", [1.2, 1.3])
def test_a_campaign_that_is_as_like_an_occurrence_as_can_be_holds_it_where_only_the_days_part_them(
    likeness: float,
) -> None:
    world = World()
    told(world, "Lumen", "Ferrymen die", "Jets struck the Toll Bridge and ferrymen died.", 9)
    told(world, "Ostara", "Ferrymen die", "Jets struck the Toll Bridge and ferrymen died.", 9)
    world.readings[1] = at(world.readings[1], "2031-05-02", "2031-05-08")
    one, campaign = mentions(world.readings, KNOWN)
    [days] = [part for part in compare(one, campaign) if part.rule == HOLDS]
    edge = edge_of(one, campaign, (days, Reason("shared words", likeness)))
    assert edge is not None and edge.binds
    assert (edge.score is None) == (edge.campaign == campaign.report) == (likeness == 1.2)


def test_the_score_is_the_sum_of_parts_that_can_be_shown() -> None:
    world = World()
    background(world)
    for outlet in ("Lumen", "Ostara Post"):
        told(world, outlet, "Nine ferrymen die", "Jets struck the Toll Bridge, killing nine ferrymen.", 9)
    one, other = mentions(world.readings, KNOWN)[-2:]
    parts = compare(one, other)
    assert {part.rule for part in parts} == {"shared words", "same days", "same place", "same kind", "same figure"}
    shared = next(part for part in parts if part.rule == "shared words")
    assert shared.words is not None
    assert "ferrymen" in shared.words
    links = [x for x in link(world.readings, KNOWN).links if x.relation is LinkKind.SAME_INCIDENT]
    assert [x.score for x in links] == [round(total(links[0].reasons), 3)]


def test_an_incident_says_where_when_and_what() -> None:
    world = World()
    world.report(
        "Lumen", "Nine die", say("Jets struck the Toll Bridge.", killed=9, actor="air force"), place="Toll Bridge"
    )
    found = only(world)
    assert found.where is not None
    assert (found.where.name, found.where.precision) == ("Toll Bridge", 1)
    assert (found.start, found.end, found.date_precision) == ("2031-05-03", "2031-05-03", 1)
    assert (found.type, found.mode, found.actors) == ("ASSAULT", "aerial", ("air force",))


def test_reports_without_day_and_place_are_still_grouped_by_rare_words() -> None:
    world = World()
    background(world)
    pair = {
        told(world, outlet, "Ferrymen die", f"Ferrymen died on the Toll Bridge, {outlet} heard.", day=None, place=None)
        for outlet in ("Lumen", "Ostara Post")
    }
    assert pair in told_together(world)


def many() -> list[Reading]:
    world = World()
    background(world)
    for n in range(12):
        place = ("Toll Bridge", "Fish Market", "Sudvik")[n % 3]
        text = f"Jets struck {place} and {n + 2} died there."
        told(world, f"Outlet {n}", f"Jets strike {place}", text, n + 2, day=f"2031-05-{3 + n % 2:02}", place=place)
    return world.readings


MANY = many()
EXPECTED = link(MANY, KNOWN)


@settings(max_examples=20, deadline=None)
@given(st.permutations(MANY))
def test_the_order_of_arrival_changes_nothing(readings: list[Reading]) -> None:
    assert link(readings, KNOWN) == EXPECTED


def test_two_readings_of_one_report_are_one_report() -> None:
    assert link([*MANY, MANY[0]], KNOWN) == EXPECTED


Scored = dict[tuple[str, str], float]
BAR = 0.3


def grouped(items: Sequence[str], scores: Scored, loose: frozenset[str] = frozenset()) -> list[tuple[str, ...]]:
    """The items in groups by the scores of pairs, of which those that reach the bar are tied."""
    both = scores | {(b, a): value for (a, b), value in scores.items()}
    tied = {a: {b: both[a, b] for b in items if both.get((a, b), 0.0) >= BAR} for a in items}
    return groups(items, loose, tied.__getitem__, lambda a, b: both.get((a, b), 0.0), BAR)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9))
def test_a_chain_of_likenesses_is_not_one_group(size: int) -> None:
    """Each item resembles only its neighbours: single link would put all into one group, average link does not."""
    items = [str(at) for at in range(size)]
    found = grouped(items, dict.fromkeys(pairwise(items), 0.5))
    assert sorted(item for group in found for item in group) == items
    assert max(len(group) for group in found) <= 2


def merged_by_hand(items: Sequence[str], scores: Scored) -> set[tuple[str, ...]]:
    """Average link as it is defined: always the two groups of the highest mean of all."""
    held = [(item,) for item in items]
    while True:
        means = [
            (-Fraction(sum(round(scores[min(a, b), max(a, b)] * 100) for a in one for b in other), len(one) * len(other)),
             one, other)
            for one, other in combinations(sorted(held), 2) if len(one) + len(other) <= clusters.LARGEST
        ]  # fmt: skip
        if not means or -min(means)[0] < 30:
            return set(held)
        _, one, other = min(means)
        held = [group for group in held if group not in (one, other)] + [tuple(sorted(one + other))]


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 9), st.integers(2, 9), st.randoms(use_true_random=False))
def test_groups_are_those_of_always_merging_the_likest_two(size: int, largest: int, rng: random.Random) -> None:
    items = "abcdefghi"[:size]
    scores = {pair: rng.choice((0.1, 0.29, 0.3, 0.4, 0.5, 0.6)) for pair in combinations(items, 2)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clusters, "LARGEST", largest)
        assert set(grouped(items, scores)) == merged_by_hand(items, scores)


def test_what_nothing_ties_counts_for_less_than_the_bar_whatever_it_scores() -> None:
    found = groups("abc", frozenset(), {"a": {"b": 0.3}, "b": {"a": 0.3}, "c": {}}.__getitem__, lambda *_: 0.9, BAR)
    assert sorted(found) == [("a", "b"), ("c",)]


def test_a_loose_item_joins_the_likest_group_and_brings_no_two_together() -> None:
    scores = {("a", "b"): 0.9, ("c", "d"): 0.9, ("a", "x"): 0.4, ("b", "x"): 0.4, ("c", "x"): 0.5, ("d", "x"): 0.5}
    assert sorted(grouped("abcdx", scores, frozenset("x"))) == [("a", "b"), ("c", "d", "x")]


def test_a_group_grows_to_a_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "LARGEST", 4)
    world = World()
    for n in range(10):
        told(world, f"Outlet {n}", "Jets strike Toll Bridge", "Jets struck the Toll Bridge and nine died.", 9)
    found = link(world.readings, KNOWN).incidents
    assert max(len(incident.reports) for incident in found) == 4
    assert any(incident.capped for incident in found)


def test_pairs_stay_few_however_many_reports_share_a_day_and_place() -> None:
    world = World()
    for n in range(200):
        told(world, f"Outlet {n}", "Jets strike Toll Bridge", f"Jets struck the Toll Bridge, outlet {n} said.")
    assert len(pairs(mentions(world.readings, KNOWN))) < 200 * 60


def test_nothing_is_linked_to_nothing() -> None:
    assert link([], KNOWN).incidents == ()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(st.from_type(Reading), max_size=3))
def test_whatever_a_grounded_reading_holds_it_is_linked(readings: list[Reading]) -> None:
    found = link([ground(reading) for reading in readings], KNOWN)
    told = [report for incident in found.incidents for report in incident.reports]
    assert sorted(told) == sorted({reading.report.id for reading in readings})


def test_an_incident_is_headed_by_the_headline_that_the_other_reports_bear_out() -> None:
    world = World()
    strike = "Jets struck the Toll Bridge, killing 9 ferrymen."
    told(world, "Lumen", "Chancellor flies home early", strike, 9, day="2031-05-02")
    told(
        world,
        "Ostara Post",
        "Ferrymen killed as jets hit Toll Bridge",
        "Nine ferrymen died: jets hit the Toll Bridge.",
        9,
    )
    told(world, "Rill Sentinel", "Nine ferrymen killed", strike, 9)
    assert only(world).title == "Ferrymen killed as jets hit Toll Bridge"


def test_a_report_does_not_bear_out_its_own_headline() -> None:
    world = World()
    strike = "Jets struck the Toll Bridge, killing 9 ferrymen."
    told(world, "Lumen", "Lanterns", f"{strike} Lanterns burned. Lanterns hung. Lanterns swung.", 9)
    told(world, "Rill Sentinel", "Nine ferrymen killed", strike, 9)
    assert only(world).title == "Nine ferrymen killed"


def test_of_headlines_that_are_borne_out_alike_the_earliest_heads_the_incident() -> None:
    world = World()
    told(world, "Lumen", "Toll Bridge struck", "Jets struck the Toll Bridge, killing 9 ferrymen.", 9, day="2031-05-03")
    told(world, "Lumen", "Struck: Toll Bridge", "Jets struck the Toll Bridge, killing 9 ferrymen.", 9, day="2031-05-02")
    assert only(world).title == "Struck: Toll Bridge"
