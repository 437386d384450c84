"""How the telling of a matter changes from report to report, in invented reports: what is lost is told, what is kept is not."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from quellmark import KNOWN, World, say

from reportedly.incident import Change, ChangeKind, Passage
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.linking.tellings import families
from reportedly.reading.lang.en.reader import by_rules
from reportedly.records import SourceType

MATTERS = tomllib.loads((Path(__file__).parent / "told_onward.toml").read_text(encoding="utf-8"))["matter"]
LOSSES = {ChangeKind.HEDGE_LOST, ChangeKind.CERTAINTY_GAINED, ChangeKind.ATTRIBUTION_DROPPED}


def told(matter: dict[str, Any]) -> tuple[list[Change], dict[str, str]]:
    """What is said to be lost between the reports, and their texts by id."""
    texts = [(one, one["text"].strip()) for one in matter["reports"]]
    made = [report_from_text(text, text, Given(one["outlet"], one["day"], "en"), default()) for one, text in texts]
    readings = [by_rules().read(report) for report in made]
    changes = [change for incident in link(readings, default()).incidents for change in incident.changes]
    return [change for change in changes if change.kind in LOSSES], {report.id: report.text for report in made}


def holds(passage: Passage, words: str, texts: dict[str, str]) -> bool:
    """Whether a passage holds words, or lies in them."""
    said = "".join(texts[passage.report][start:end] for start, end in passage.spans)
    return words in said or said in words


@pytest.mark.parametrize("matter", [m for m in MATTERS if "lost" in m], ids=lambda matter: str(matter["name"]))
def test_what_is_lost_on_the_way_is_told(matter: dict[str, Any]) -> None:
    changes, texts = told(matter)
    for lost in matter["lost"]:
        ends = [change for change in changes if change.kind == lost["kind"] and holds(change.to, lost["to"], texts)]
        assert any(holds(change.from_, words, texts) for change in ends for words in lost["from"]), lost["to"]


@pytest.mark.parametrize("matter", [m for m in MATTERS if "lost" not in m], ids=lambda matter: str(matter["name"]))
def test_what_is_kept_on_the_way_is_not_told(matter: dict[str, Any]) -> None:
    changes, _ = told(matter)
    assert changes == []


HIT = "Jets struck the Toll Bridge and ferrymen died there."
DETAIL = "The customs ledger of the river guild lay burned beside the fish stairs."


def dropped(world: World) -> list[tuple[str, str]]:
    """The reports at both ends of each source that is said to have been dropped."""
    incidents = link(world.readings, KNOWN).incidents
    every = [change for incident in incidents for change in incident.changes]
    return [(c.from_.report, c.to.report) for c in every if c.kind is ChangeKind.ATTRIBUTION_DROPPED]


def report(world: World, outlet: str, *cited: str, day: str = "2031-05-03", more: str = "") -> None:
    """A report of the strike on the word of the Rill Rights Watch with a detail on somebody's."""
    also = [say(f"The bridge stays shut, {more} says.", more)] if more else []
    said = [say(HIT, "Rill Rights Watch"), say(DETAIL, *cited), *also]
    world.report(outlet, "Ferrymen die", *said, place="Toll Bridge", day=day)


def test_the_source_of_a_detail_in_which_nothing_happens_is_dropped_too() -> None:
    world = World()
    report(world, "Lumen", "Sarn Monitor")
    report(world, "Ostara Post", day="2031-05-04")
    assert dropped(world) == [("r000", "r001")]


def test_on_one_day_who_cites_the_other_was_later() -> None:
    world = World()
    report(world, "Lumen", "Sarn Monitor", more="Ostara Post")
    report(world, "Ostara Post")
    assert dropped(world) == []


def test_who_gives_its_own_word_drops_nobody() -> None:
    world = World()
    report(world, "Lumen", "Coast League")
    report(world, "Sarn Monitor", day="2031-05-04", more="Sarn Monitor")
    assert dropped(world) == []


def test_agencies_without_a_name_are_nobody_to_drop() -> None:
    world = World()
    report(world, "Lumen", "Sarn Monitor")
    made = world.readings[0]
    source = replace(made.claims[1].chain[0], name="agencies", id=None)
    world.readings[0] = replace(made, claims=(made.claims[0], replace(made.claims[1], chain=(source,))))
    report(world, "Ostara Post", day="2031-05-04")
    assert dropped(world) == [("r000", "r001")], "a monitor is somebody"
    agency = replace(source, type=SourceType.AGENCY)
    world.readings[0] = replace(made, claims=(made.claims[0], replace(made.claims[1], chain=(agency,))))
    assert dropped(world) == []


def test_words_that_differ_by_their_endings_are_of_one_family() -> None:
    found = families(["repels", "repelled", "company", "compare", "withdraw", "withdrawn", "10000", "10005", "army"])
    assert found["repels"] == found["repelled"] and found["withdraw"] == found["withdrawn"]
    assert found["company"] != found["compare"] and found["10000"] != found["10005"]
