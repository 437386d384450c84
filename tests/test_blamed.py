"""Who is said to have done it: words for a side are kept as they are told, and go under a body's name only where a report says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quellmark import KNOWN, World, say, source

from reportedly.incident import Account
from reportedly.linking import link
from reportedly.linking.whom_meant import _names_called
from reportedly.records import Act, Event, Form, Reading, Role, SourceType

HIT = "Jets struck the Toll Bridge and ferrymen died, {} learns."


def strike(world: World, outlet: str, *cited: object, actor: str | None = None, more: str = "") -> Reading:
    text = HIT.format(outlet)
    rest = [say(more)] if more else []
    return world.report(outlet, "Ferrymen die", say(text, *cited, actor=actor), *rest, place="Toll Bridge")  # type: ignore[arg-type]


def blamed(world: World) -> list[Account]:
    (incident,) = link(world.readings, KNOWN).incidents
    found = incident.assertion("done_by")
    return list(found.accounts) if found else []


def values(world: World) -> list[str | None]:
    return [account.value for account in blamed(world)]


def changed(world: World, **fields: object) -> None:
    """The last claim of the last report with other fields."""
    *others, last = world.readings[-1].claims
    world.readings[-1] = replace(world.readings[-1], claims=(*others, replace(last, **fields)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "actor",
    ["the junta", "occupation forces", "Uplands gangs", "the enemy", "loyalists", "the authorities", "invaders"],
)
def test_a_word_for_a_side_is_kept_as_it_is_told(actor: str) -> None:
    world = World()
    strike(world, "Lumen", "Coast League", actor=actor)
    assert values(world) == [actor]


@pytest.mark.parametrize("actor", ["a lorry", "the ferry", "shopkeepers", "a committee"])
def test_who_is_no_side_and_no_body_has_done_nothing(actor: str) -> None:
    world = World()
    strike(world, "Lumen", "Coast League", actor=actor)
    assert values(world) == []


@pytest.mark.parametrize(
    ("actor", "whose"),
    [("junta gunboats", "junta"), ("warplanes of the junta", "junta"), ("junta troops", "junta troops")],
)
def test_arms_are_those_of_whoever_has_them(actor: str, whose: str) -> None:
    world = World()
    strike(world, "Lumen", "Coast League", actor=actor)
    assert values(world) == [whose]
    assert blamed(world)[0].names == (actor,)


@pytest.mark.parametrize(
    ("told", "named", "whose"),
    [
        ("gang", "Uplands gangs", ["Uplands gangs"]),
        ("bandits", "Uplands bandits", ["Uplands bandits"]),
        ("bandit", "Uplands gangs", ["Uplands gangs", "bandit"]),
    ],
)
def test_a_word_for_a_side_is_the_longer_name_that_ends_with_it_in_one_form_or_another(
    told: str, named: str, whose: list[str]
) -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor=told)
    strike(world, "Ostara Post", "Coast League", actor=named)
    assert sorted(map(str, values(world))) == whose


def test_a_charge_names_the_whole_of_whom_it_charges() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor")
    world.report("Ostara Post", "Ferrymen die", say(HIT.format("Ostara Post"), "Coast League"), place="Toll Bridge")
    span = world.readings[-1].claims[0].spans[0]
    charge = Event("ACCUSE", (0, 1), roles=(Role("target", span, "occupation's river gangs"),), by="invented")
    events = tuple(replace(event, roles=()) for event in world.readings[-1].claims[0].events)
    changed(world, act=Act.ACCUSE, events=(*events, charge))
    assert values(world) == ["occupation's river gangs"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The junta did this.", ["junta"]),
        ("Gangs had done it.", ["Gangs"]),
        ("The Coast League was behind it.", ["Coast League"]),
        ("Nobody can say who did it.", []),
        ("The junta did not answer.", []),
    ],
)
def test_a_source_that_says_only_who_did_it_is_heard(text: str, who: list[str]) -> None:
    world = World()
    said = say(HIT.format("Lumen"), "Sarn Monitor")
    world.report("Lumen", "Ferrymen die", said, say(text, "Quellmark Health Ministry"), place="Toll Bridge")
    assert values(world) == who


def test_our_gangs_are_those_of_who_is_quoted_and_stay_ours_where_nobody_is() -> None:
    world = World()
    strike(world, "Lumen", "Coast League", actor="our gangs")
    assert values(world) == ["our gangs"]
    changed(world, form=Form.DIRECT)
    assert values(world) == ["Coast League"]


def test_in_indirect_words_our_gangs_are_those_of_the_outlet() -> None:
    world = World()
    strike(world, "Quellmark Television", source("ferry officer", SourceType.OFFICIAL), actor="our gangs")
    assert values(world) == ["Quellmark government"]


CALLED = "The Quellmark government, which the Coast League calls the junta, was silent."


@pytest.mark.parametrize(
    "said",
    [
        CALLED,
        "The Coast League spoke of the junta, as it calls the Quellmark government.",
        "What it calls the junta, meaning the Quellmark government, was silent.",
        "The Quellmark government, known to the ferrymen as “the junta”, was silent.",
    ],
)
def test_a_word_means_the_body_that_a_report_says_is_called_so(said: str) -> None:
    world = World()
    strike(world, "Lumen", "Coast League", actor="the junta")
    strike(world, "Ostara Post", "Sarn Monitor", more=said)
    assert values(world) == ["Quellmark government"]
    assert blamed(world)[0].names == ("the junta",)


@pytest.mark.parametrize(
    "said",
    [
        "The Quellmark government met the junta.",
        "The Quellmark government was silent, and the Coast League calls for the junta to go.",
        f"{CALLED} The Quellmark Health Ministry, which ferrymen call the junta, was silent as well.",
    ],
)
def test_a_word_that_no_report_explains_or_that_means_two_stays(said: str) -> None:
    world = World()
    strike(world, "Lumen", "Coast League", actor="the junta")
    strike(world, "Ostara Post", "Sarn Monitor", more=said)
    assert values(world) == ["the junta"]


def test_gangs_of_a_body_that_is_named_are_that_body() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor="bandits of the Marsh Union")
    assert values(world) == ["bandits of the Marsh Union"]
    strike(world, "Ostara Post", source("Marsh Union", SourceType.ARMED_GROUP))
    assert values(world) == ["Marsh Union"]


def test_a_loaded_word_is_no_fuller_name_of_what_others_call_plainly() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor="gangs")
    strike(world, "Ostara Post", "Coast League", actor="enemy gangs")
    assert sorted(map(str, values(world))) == ["enemy gangs", "gangs"]


@pytest.mark.parametrize(
    ("text", "struck", "who"),
    [
        ("A rocket of the Uplands gangs fell on the Toll Bridge.", None, ["Uplands gangs"]),
        ("A gang rocket fell on the Toll Bridge.", None, ["gang"]),
        ("A rocket of the gangs was destroyed at the Toll Bridge.", "rocket of the gangs", []),
        ("A rocket of unknown make fell on the Toll Bridge.", None, []),
    ],
)
def test_where_nobody_is_named_it_is_whose_weapon_it_was(text: str, struck: str | None, who: list[str]) -> None:
    world = World()
    world.report("Lumen", "Rocket falls", say(text, "Sarn Monitor"), place="Toll Bridge")
    event = world.readings[-1].claims[0].events[0]
    roles = (Role("target", event.span, struck),) if struck else ()
    changed(world, events=(replace(event, roles=roles),))
    assert values(world) == who


def test_a_word_of_endless_letters_is_no_body_that_is_called_something() -> None:
    called = "the junta, as the Front calls the {}".format
    assert [max(found, key=len) for found in _names_called("junta", called("council"))] == ["the council"]
    (found,) = _names_called("junta", called("x" * 100_000))
    assert max(map(len, found)) < 300


def test_a_word_that_stands_often_is_looked_at_once_for_what_is_called_so() -> None:
    called = "the junta, as the Front calls the council; the junta rules, and the junta taxes."
    assert [max(found, key=len) for found in _names_called("junta", called)] == ["the council"]
    far = f"{called} {'The river rose. ' * 60}{called}"
    assert [max(found, key=len) for found in _names_called("junta", far)] == 2 * ["the council"]
