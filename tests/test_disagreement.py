"""Where accounts differ: rival figures, other actors, denials – and what is no difference."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quellmark import KNOWN, World, at, say

from reportedly.incident import Difference
from reportedly.knowledge.loader import Knowledge, default
from reportedly.linking import link
from reportedly.records import Act, Certainty


def differences(world: World, knowledge: Knowledge = KNOWN) -> dict[str, Difference]:
    """The differences of the one incident of the world, by field."""
    (incident,) = link(world.readings, knowledge).incidents
    return {difference.field: difference for difference in incident.differences}


def strike(world: World, outlet: str, who: str, killed: int | None = None, actor: str | None = None) -> None:
    text = f"Jets struck the Toll Bridge and ferrymen died, {outlet} learns."
    world.report(outlet, "Ferrymen die", say(text, who, killed=killed, actor=actor), place="Toll Bridge")


def test_figures_of_two_origins_that_cannot_both_hold_differ() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 9)
    strike(world, "Ostara Post", "Rill Rights Watch", 14)
    accounts = differences(world)["killed"].accounts
    assert [(account.low, account.high) for account in accounts] == [(14, 14), (9, 9)]
    assert all(len(account.origins) == 1 and len(account.reports) == 1 for account in accounts)


def counted(world: World, *whom: str | None) -> World:
    """The world, the counted of each report called so."""
    for number, who in enumerate(whom):
        claims = [
            replace(
                claim,
                events=tuple(replace(e, counts=tuple(replace(c, who=who) for c in e.counts)) for e in claim.events),
            )
            for claim in world.readings[number].claims
        ]
        world.readings[number] = replace(world.readings[number], claims=tuple(claims))
    return world


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("attackers", "soldiers", False),
        ("rebel fighters", "government soldiers", False),
        ("attackers", "gunmen", True),
        ("militants", "villagers", True),
        ("attackers", "people", True),
        ("attackers", None, True),
    ],
)
def test_the_dead_of_two_sides_are_no_rival_figures(one: str, other: str | None, differ: bool) -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 22)
    strike(world, "Ostara Post", "Rill Rights Watch", 40)
    assert ("killed" in differences(counted(world, one, other))) == differ


def test_a_figure_that_one_origin_raises_is_no_difference() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 9)
    strike(world, "Ostara Post", "Sarn Monitor", 14)
    assert "killed" not in differences(world)


def test_a_figure_in_the_outlets_voice_is_no_rival() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 9)
    own = say("Jets struck the Toll Bridge and ferrymen died.", killed=14)
    world.report("Ostara Post", "Ferrymen die", own, place="Toll Bridge")
    assert "killed" not in differences(world)


def test_an_outlet_that_cites_nobody_is_heard_on_the_day() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor")
    own = "Jets struck the Toll Bridge and ferrymen died."
    world.report("Ostara Post", "Ferrymen die", own, place="Toll Bridge")
    world.readings[:] = [at(world.readings[0], "2031-05-03"), at(world.readings[1], "2031-05-02")]
    assert [account.value for account in differences(world)["day"].accounts] == ["2031-05-02", "2031-05-03"]


def test_an_outlet_that_gives_two_days_tells_of_two_things() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor")
    own = [
        say(text, killed=9) for text in ("Jets struck the Toll Bridge and 9 died.", "Jets struck the Toll Bridge too.")
    ]
    world.report("Ostara Post", "Ferrymen die", *own, place="Toll Bridge")
    (first, then) = (at(world.readings[1], day) for day in ("2031-05-02", "2031-05-01"))
    later = tuple(replace(event, time=3) for event in then.claims[1].events)
    claims = (first.claims[0], replace(then.claims[1], events=later))
    world.readings[:] = [
        at(world.readings[0], "2031-05-03"),
        replace(first, claims=claims, times=first.times + then.times),
    ]
    assert "day" not in differences(world)


def test_a_state_and_an_armed_group_that_nobody_knows_are_two() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor="the army")
    strike(world, "Ostara Post", "Rill Rights Watch", actor="hill rebels")
    strike(world, "Orvane Wire", "Quellmark Health Ministry", actor="rebels")
    accounts = differences(world, default())["done_by"].accounts
    assert {account.value: len(account.origins) for account in accounts} == {"the army": 1, "hill rebels": 2}


def test_other_actors_by_other_origins_differ() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor="Quellmark government")
    strike(world, "Ostara Post", "Quellmark Health Ministry", actor="Coast League")
    assert {a.value for a in differences(world)["done_by"].accounts} == {"Quellmark government", "Coast League"}


def test_one_actor_by_two_origins_is_no_difference() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor="Quellmark government")
    strike(world, "Ostara Post", "Rill Rights Watch", actor="Quellmark government")
    assert "done_by" not in differences(world)


def test_a_denial_stands_beside_those_who_tell_it() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 9)
    strike(world, "Ostara Post", "Quellmark government")
    claim = replace(world.readings[1].claims[0], certainty=Certainty.DENIED, act=Act.DENY)
    world.readings[1] = replace(world.readings[1], claims=(claim,))
    told, denied = differences(world)["happened"].accounts
    assert (told.value, denied.value, denied.who) == (Certainty.ASSERTED, Certainty.DENIED, ("Quellmark government",))
    assert denied.reports == ("r001",)
    assert not set(denied.origins) & set(told.origins)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            ("soldiers", "Velmaran soldiers", "three Velmaran soldiers"),
            {"three Velmaran soldiers", "Velmaran soldiers"},
        ),
        (("the army", "army of the Hill rebels"), {"the army", "army of the Hill rebels"}),
        (("militia", "anti-militia fighters"), {"militia", "anti-militia fighters"}),
        (("Hill army", "breakaway Hill army"), {"Hill army", "breakaway Hill army"}),
        (("army", "Hill army", "Coast army"), {"army", "Hill army", "Coast army"}),
        (("army", "Coast army"), {"Coast army"}),
    ],
)
def test_only_a_word_for_a_side_goes_by_the_one_name_that_ends_with_it(names: tuple[str, ...], told: set[str]) -> None:
    world = World()
    for number, (name, who) in enumerate(zip(names, ("Sarn Monitor", "Rill Rights Watch", "QNA"), strict=False)):
        strike(world, f"Account {number}", who, actor=name)
    (incident,) = link(world.readings, default()).incidents
    done_by = incident.assertion("done_by")
    assert done_by and {account.value for account in done_by.accounts} == told


def test_the_vaguer_of_two_days_that_one_source_names_differs_from_nothing() -> None:
    for vague, apart in (("Sarn Monitor", {"2031-05-01", "2031-05-03"}), ("Rill Rights Watch", None)):
        world = World()
        strike(world, "Lumen", "Sarn Monitor")
        strike(world, "Orvane Wire", vague)
        strike(world, "Ostara Post", "Quellmark Health Ministry")
        found = [
            at(reading, day) for reading, day in zip(world.readings, ("2031-05-03",) * 2 + ("2031-05-01",), strict=True)
        ]
        time = replace(found[1].times[0], start="2031-05-03", end="2031-05-04")
        world.readings[:] = [found[0], replace(found[1], times=(time,)), found[2]]
        every = {"2031-05-01", "2031-05-03", "2031-05-03/2031-05-04"}
        assert {account.value for account in differences(world)["day"].accounts} == (apart or every)


@pytest.mark.parametrize(("day", "in_the_words"), [("2031-05-02", False), ("2031-05-04", True)])
def test_the_day_of_the_saying_and_one_to_come_are_no_day_of_the_incident(day: str, in_the_words: bool) -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor")
    strike(world, "Ostara Post", "Rill Rights Watch")
    told = at(world.readings[1], day)
    beside = told.times if in_the_words else (replace(told.times[0], span=(0, 1)),)
    world.readings[:] = [at(world.readings[0], "2031-05-03"), replace(told, times=beside)]
    assert "day" not in differences(world)


@pytest.mark.parametrize(
    ("words", "heard"), [("Jets struck the Toll Bridge.", True), ("Two men were arrested.", False)]
)
def test_a_party_is_heard_on_the_day_where_it_tells_of_the_same(words: str, heard: bool) -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor")
    strike(world, "Ostara Post", "Rill Rights Watch")
    lede = "Jets struck the Toll Bridge and ferrymen died, Lumen learns."
    world.report("QTV", "Ferrymen die", say(lede, "Sarn Monitor"), say(words, "Coast League", killed=9), place="Toll Bridge")  # fmt: skip
    *first, last = [at(reading, "2031-05-03") for reading in world.readings]
    own = replace(last.times[1], start="2031-05-02", end="2031-05-02")
    world.readings[:] = [*first, replace(last, times=(last.times[0], own))]
    assert ("day" in differences(world)) == heard
