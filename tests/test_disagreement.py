"""Where accounts differ: rival figures, other actors, denials – and what is no difference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quellmark import KNOWN, World, say

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


def test_a_figure_that_one_origin_raises_is_no_difference() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 9)
    strike(world, "Ostara Post", "Sarn Monitor", 14)
    assert "killed" not in differences(world)


def test_a_figure_in_an_outlets_own_voice_stands_beside_that_of_an_origin() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 9)
    own = say("Jets struck the Toll Bridge and ferrymen died.", killed=14)
    world.report("Ostara Post", "Ferrymen die", own, place="Toll Bridge")
    high, low = differences(world)["killed"].accounts
    assert (high.low, high.origins, high.without_source) == (14, (), ("r001",))
    assert (low.low, low.without_source) == (9, ())


def test_a_larger_figure_of_a_later_day_is_a_growing_toll() -> None:
    for days, differs in ((("2031-05-03", "2031-05-04"), False), (("2031-05-04", "2031-05-03"), True)):
        world = World()
        for day, who, killed in zip(days, ("Sarn Monitor", "Rill Rights Watch"), (9, 14), strict=True):
            said = say("Jets struck the Toll Bridge and ferrymen died.", who, killed=killed)
            world.report(who, "Ferrymen die", said, place="Toll Bridge", day=day)
        assert ("killed" in differences(world)) is differs


def test_an_outlet_does_not_contradict_its_own_toll() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", 9)
    own = say("Jets struck the Toll Bridge and ferrymen died.", killed=9)
    world.report(
        "Ostara Post", "Ferrymen die", own, say("That raid left ferrymen dead.", killed=14), place="Toll Bridge"
    )
    assert "killed" not in differences(world)


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


def test_a_body_that_is_known_keeps_its_name_beside_a_longer_one(tmp_path: Path) -> None:
    names = tmp_path / "names.tsv"
    names.write_text("id\tname\ttype\nhill-army\tHill army\tmilitary\n", encoding="utf-8")
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor="Hill army")
    strike(world, "Ostara Post", "Rill Rights Watch", actor="breakaway Hill army soldiers")
    strike(world, "Orvane Wire", "Quellmark Health Ministry", actor="soldiers")
    (incident,) = link(world.readings, Knowledge.load([names])).incidents
    done_by = incident.assertion("done_by")
    assert done_by and {account.value for account in done_by.accounts} == {"Hill army", "breakaway Hill army soldiers"}
