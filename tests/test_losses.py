"""How details are told more firmly further on, what an outlet takes back, and who tells a new figure first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quellmark import KNOWN, World, say, source

from reportedly.incident import Change, ChangeKind, Incident
from reportedly.linking import link
from reportedly.linking.losses import DETAIL
from reportedly.records import Act, Certainty, Claim, SourceType, Unnamed

HIT = "Jets struck the Toll Bridge and ferrymen died, {} learns."
GUESS = "Phosphorus shells may have burned the customs barge"
DETAIL_SAID = "Phosphorus shells burned the customs barge"
TOLD = (
    "The raid ended at noon, when phosphorus shells that burned the customs barge had sunk two skiffs beside the fish stairs "
    "and lit the whole eastern quay, where bakers and coopers were loading"
)


def told(world: World) -> Incident:
    (incident,) = link(world.readings, KNOWN).incidents
    return incident


def changes(world: World, kind: ChangeKind) -> list[tuple[str, str]]:
    """The reports at both ends of the changes of a kind."""
    return [(change.from_.report, change.to.report) for change in found(world, kind)]


def found(world: World, kind: ChangeKind) -> list[Change]:
    return [change for change in told(world).changes if change.kind is kind]


def report(
    world: World, outlet: str, text: str, *cited: object, day: str, certainty: Certainty = Certainty.ASSERTED
) -> None:
    """A report of the strike with one sentence more."""
    hit = say(HIT.format(outlet), "Rill Rights Watch")
    world.report(outlet, "Ferrymen die", hit, say(text, *cited, certainty=certainty), place="Toll Bridge", day=day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("then", "cited", "lost"),
    [
        (TOLD, (), True),
        (TOLD, ("Sarn Monitor",), True),
        (TOLD, ("Quellmark Health Ministry",), False),
        ("The customs office stays shut", (), False),
        ("The ferrymen of the barge went home", (), False),
    ],
)
def test_a_detail_that_comes_back_without_its_hedge_has_lost_it(then: str, cited: tuple[str, ...], lost: bool) -> None:
    world = World()
    report(world, "Lumen", GUESS, "Sarn Monitor", day="2031-05-03", certainty=Certainty.HEDGED)
    report(world, "Ostara Post", then, *cited, day="2031-05-04")
    assert changes(world, ChangeKind.HEDGE_LOST) == ([("r000", "r001")] if lost else [])
    assert {change.about for change in found(world, ChangeKind.HEDGE_LOST)} <= {DETAIL}


def test_who_says_it_flatly_and_with_the_hedge_has_lost_nothing() -> None:
    world = World()
    report(world, "Lumen", GUESS, "Sarn Monitor", day="2031-05-03", certainty=Certainty.HEDGED)
    hit, again = say(HIT.format("Ostara Post")), say(GUESS, certainty=Certainty.HEDGED)
    world.report("Ostara Post", "Ferrymen die", hit, say(TOLD), again, place="Toll Bridge", day="2031-05-04")
    assert changes(world, ChangeKind.HEDGE_LOST) == []


def test_what_came_out_before_has_lost_nothing() -> None:
    world = World()
    report(world, "Lumen", GUESS, "Sarn Monitor", day="2031-05-04", certainty=Certainty.HEDGED)
    report(world, "Ostara Post", TOLD, day="2031-05-03")
    assert changes(world, ChangeKind.HEDGE_LOST) == []


def confirmed(world: World, by: str) -> None:
    """A later report that says of somebody that he confirms the strike."""
    made = world.report(
        "Ostara Post", "Ferrymen die", say(HIT.format("Ostara"), by), place="Toll Bridge", day="2031-05-05"
    )
    claim = replace(made.claims[0], act=Act.CONFIRM, text="the strike")
    world.readings[-1] = replace(made, claims=(claim,))


@pytest.mark.parametrize(("by", "gained"), [("Lumen", True), ("Orvane Wire", False), ("Sarn Monitor", False)])
def test_an_outlet_that_only_guessed_it_is_said_to_confirm_it(by: str, gained: bool) -> None:
    world = World()
    unsure = say(HIT.format("Lumen"), source("bargees", SourceType.RESIDENT), certainty=Certainty.HEDGED)
    world.report("Lumen", "Ferrymen may have died", unsure, place="Toll Bridge")
    confirmed(world, by)
    assert changes(world, ChangeKind.CERTAINTY_GAINED) == ([("r000", "r001")] if gained else [])


def cue_of(claim: Claim, text: str, word: str) -> Claim:
    """The claim with the cue of its source at a word of the report."""
    at = text.index(word)
    return replace(claim, chain=tuple(replace(one, cue=(at, at + len(word))) for one in claim.chain))


@pytest.mark.parametrize(("cue", "back"), [("withdraws", True), ("retracts", True), ("repeats", False)])
def test_an_outlet_that_takes_a_report_back_takes_back_what_others_told_it(cue: str, back: bool) -> None:
    world = World()
    said = say("Jets struck the Toll Bridge and nine ferrymen died there.", "Sarn Monitor", killed=9)
    world.report("Lumen", "Ferrymen die", said, place="Toll Bridge")
    again = say("Jets struck the Toll Bridge and nine ferrymen died.", "Lumen", killed=9, certainty=Certainty.HEDGED)
    made = world.report("Lumen", f"Lumen {cue} report", again, place="Toll Bridge", day="2031-05-05")
    world.readings[-1] = replace(made, claims=(cue_of(made.claims[0], made.report.text, cue),))
    assert changes(world, ChangeKind.WITHDRAWN) == ([("r000", "r001")] * back)
    killed = told(world).assertion("killed")
    assert bool(killed and killed.origins) is not back


def taken_back(world: World, outlet: str, text: str, by: object, cue: str) -> None:
    """A later report in which something is taken back in the words of a cue."""
    again = say("Jets struck the Toll Bridge and nine ferrymen died.", by, killed=9)  # type: ignore[arg-type]
    made = world.report(outlet, text, again, place="Toll Bridge", day="2031-05-05")
    world.readings[-1] = replace(made, claims=(cue_of(made.claims[0], made.report.text, cue),))


@pytest.mark.parametrize(("name", "back"), [("Ostara", True), ("Lumen", False)])
def test_an_outlet_is_known_by_part_of_its_name(name: str, back: bool) -> None:
    world = World()
    said = say("Jets struck the Toll Bridge and nine ferrymen died there.", "Sarn Monitor", killed=9)
    world.report("Ostara Post", "Ferrymen die", said, place="Toll Bridge")
    taken_back(world, "Ostara Post", f"{name} withdraws report", source(name, SourceType.MEDIA), "withdraws")
    assert changes(world, ChangeKind.WITHDRAWN) == ([("r000", "r001")] * back)


@pytest.mark.parametrize(("outlet", "back"), [("Ostara Post", True), ("Lumen", False)])
def test_an_unnamed_source_takes_back_what_it_told_the_same_outlet(outlet: str, back: bool) -> None:
    world = World()
    bargee = replace(source("bargee", SourceType.RESIDENT), unnamed=Unnamed.UNIDENTIFIED)
    said = say("Jets struck the Toll Bridge and nine ferrymen died there.", bargee, killed=9)
    world.report("Ostara Post", "Ferrymen die", said, place="Toll Bridge")
    taken_back(world, outlet, "Bargee retracts", bargee, "retracts")
    assert changes(world, ChangeKind.WITHDRAWN) == ([("r000", "r001")] * back)


@pytest.mark.parametrize(
    ("then", "back"),
    [
        ("The monitor has since withdrawn that statement.", True),
        ("The monitor has since withdrawn from the town.", False),
    ],
)
def test_what_was_said_is_taken_back_in_the_next_sentence(then: str, back: bool) -> None:
    world = World()
    report(world, "Lumen", DETAIL_SAID, "Sarn Monitor", day="2031-05-03")
    report(world, "Ostara Post", f"{DETAIL_SAID} {then}", "Sarn Monitor", day="2031-05-05")
    made = world.readings[-1]
    claim = made.claims[-1]
    start, end = claim.spans[0][0], claim.spans[0][0] + len(DETAIL_SAID)
    shortened = replace(claim, spans=((start, end),), text=DETAIL_SAID)
    world.readings[-1] = replace(made, claims=(*made.claims[:-1], shortened))
    assert changes(world, ChangeKind.WITHDRAWN) == ([("r000", "r001")] * back)


def test_another_outlet_does_not_take_it_back() -> None:
    world = World()
    said = say("Jets struck the Toll Bridge and nine ferrymen died there.", "Sarn Monitor", killed=9)
    world.report("Ostara Post", "Ferrymen die", said, place="Toll Bridge")
    again = say("Jets struck the Toll Bridge and nine ferrymen died.", "Lumen", killed=9)
    made = world.report("Lumen", "Lumen withdraws report", again, place="Toll Bridge", day="2031-05-05")
    world.readings[-1] = replace(made, claims=(cue_of(made.claims[0], made.report.text, "withdraws"),))
    assert changes(world, ChangeKind.WITHDRAWN) == []


def toll(world: World, outlet: str, killed: int, day: str) -> None:
    text = f"Jets struck the Toll Bridge and {killed} ferrymen of the river guild died in the toll house that morning."
    world.report(outlet, "Ferrymen die", say(text, "Sarn Monitor", killed=killed), place="Toll Bridge", day=day)


WIRED = (
    "The Sarn Monitor raised its count on Sunday after divers had searched the silt below the Toll Bridge and found the men who "
    "were missing since the jets struck: twelve ferrymen died there, and two more lie in the sickroom of the river guild"
)


def test_a_new_figure_is_told_by_the_first_report_that_is_no_copy() -> None:
    world = World()
    for outlet, byline in (("Ostara Post", "Orvane Wire"), ("Orvane Wire", None)):
        wired = say(WIRED, "Sarn Monitor", killed=12)
        world.report(outlet, "Ferrymen die", wired, place="Toll Bridge", day="2031-05-04", byline=byline)
    toll(world, "Lumen", 9, "2031-05-03")
    assert changes(world, ChangeKind.FIGURE_UPDATED) == [("r002", "r001")]


def test_an_old_figure_that_is_printed_late_is_no_new_one() -> None:
    world = World()
    toll(world, "Lumen", 9, "2031-05-03")
    toll(world, "Ostara Post", 12, "2031-05-04")
    toll(world, "Account 1", 9, "2031-05-06")
    assert changes(world, ChangeKind.FIGURE_UPDATED) == [("r000", "r001")]
