"""Incidents in words and on a terminal: on whose word they stand, and why."""

from __future__ import annotations

import io
from dataclasses import replace

from quellmark import KNOWN, World, say, source
from rich.console import Console

from reportedly.incident import (
    Account,
    Difference,
    Figure,
    Incident,
    Link,
    LinkKind,
    Member,
    Origin,
    Reason,
    ReportSection,
)
from reportedly.linking import Linked, link
from reportedly.records import Certainty, Report, SourceType, Unnamed
from reportedly.render.incident_terminal import incident_view, incidents_view
from reportedly.render.standing import (
    difference_words,
    figure_words,
    named_ends,
    outlets,
    standing_words,
    tellers_lines,
    tie_words,
    what_where_when,
    whose_headline,
)

TEXT = (
    "Jets struck the Toll Bridge and nine ferrymen died, the monitor said; the river was closed until the next morning."
)


def made() -> tuple[World, Linked]:
    world = World()
    world.report("Orvane Wire", "Nine ferrymen die", say(TEXT, "Sarn Monitor", killed=9), place="Toll Bridge")
    world.report(
        "Lumen", "Nine die at Toll Bridge", say(TEXT, "Sarn Monitor", killed=9), byline="OW", place="Toll Bridge"
    )
    other = say(
        "Jets struck the Toll Bridge and eleven ferrymen died.", "Orvane Wire", "Quellmark Health Ministry", killed=11
    )
    world.report("Ostara Post", "Eleven die at Toll Bridge", other, place="Toll Bridge")
    return world, link(world.readings, KNOWN)


def test_a_headline_over_an_incident_is_said_to_be_its_outlets() -> None:
    world, linked = made()
    reports = {reading.report.id: reading.report for reading in world.readings}
    (incident,) = linked.incidents
    titled = replace(incident, title="Eleven die at Toll Bridge")
    assert whose_headline(titled, reports) == "Headline: Ostara Post"
    assert whose_headline(replace(incident, title=None), reports) == ""
    screen = Console(file=io.StringIO(), width=100)
    screen.print(incident_view(1, titled, reports, ()))
    assert "Headline: Ostara Post" in screen.file.getvalue()  # type: ignore[attr-defined]


def shown(world: World, linked: Linked) -> str:
    reports: dict[str, Report] = {reading.report.id: reading.report for reading in world.readings}
    out = io.StringIO()
    console = Console(file=out, width=200)
    console.print(incidents_view(linked.incidents, len(reports)))
    for number, incident in enumerate(linked.incidents, 1):
        console.print(incident_view(number, incident, reports, linked.links))
    return " ".join(out.getvalue().split())


def test_an_incident_shows_origins_ways_figures_differences_and_reasons() -> None:
    text = shown(*made())
    assert "3 reports, 1 incident, 1 told by two or more reports, none of those on one independent origin" in text
    assert "3 reports, 2 independent origins" in text
    assert "Sarn Monitor monitor, on record 2 reports: Orvane Wire, Lumen" in text
    assert "Ostara Post → Orvane Wire → Quellmark Health Ministry" in text
    assert "killed 9–11: 2 independent origins (Quellmark Health Ministry, Sarn Monitor)" in text
    assert "9 people: Sarn Monitor" in text
    assert "killed: 11 (Quellmark Health Ministry), 9 (Sarn Monitor)" in text
    assert "Lumen copies Orvane Wire: same text" in text


def test_an_unsure_count_stays_a_range() -> None:
    incident = Incident("i", ("a", "b", "c"), independent_low=1, independent_high=2, reports_without_source=1)
    assert standing_words(incident) == "3 reports, 1–2 independent origins, 1 report without a source for it"
    assert (
        standing_words(replace(incident, independent_high=1))
        == "3 reports, 1 independent origin, 1 report without a source for it"
    )


def test_what_is_not_known_of_an_incident_is_left_out() -> None:
    assert what_where_when(Incident("i", ("a",))) == ""
    assert (
        what_where_when(Incident("i", ("a",), type="ASSAULT", start="2031-05-03", end="2031-05-04"))
        == "assault · 2031-05-03 to 2031-05-04"
    )


def test_a_figure_without_an_origin_is_the_outlets_own() -> None:
    incident = Incident("i", ("a",), origins=(Origin("o", "Sarn Monitor", ("Sarn Monitor",), SourceType.MONITOR),))
    assert (
        figure_words(Figure("killed", 9, None, "people", reports=("a",)), incident)
        == "at least 9 people killed, in the outlets’ own voice (1 report)"
    )


def test_a_difference_is_worded_where_it_is_shown() -> None:
    origin = Origin("o", "Sarn Monitor", ("Sarn Monitor",), SourceType.MONITOR)
    incident = Incident("i", ("a", "b"), origins=(origin,))
    told = Account(Certainty.ASSERTED, ("o",), ("a",)), Account(Certainty.DENIED, (), ("b",), who=("the army",))
    figures = Account(None, ("o",), low=18), Account(None, (), ("b",), low=3, high=5)
    assert (
        difference_words(Difference("happened", told), incident) == "happened: told (Sarn Monitor), denied (the army)"
    )
    assert (
        difference_words(Difference("killed", figures), incident)
        == "killed: at least 18 (Sarn Monitor), 3 to 5 (the outlets’ own voice)"
    )


def test_a_long_list_of_outlets_is_counted() -> None:
    assert outlets([f"r{i}" for i in range(9)], {}) == "9 reports: r0, r1, r2, r3, r4, r5 and 3 more"


def test_an_unsure_tie_says_perhaps_and_an_undirected_copy_takes_no_side() -> None:
    members = Member("m1", "activists"), Member("m2", "Sarn Monitor")
    one = Incident("i", ("a", "b"), origins=(Origin("o", "Sarn Monitor", (), SourceType.MONITOR, members=members),))
    unsure = Link(LinkKind.SAME_ORIGIN, "m1", "m2", (Reason("same wording"),), sure=False)
    assert tie_words(unsure, named_ends(one, {})) == "activists perhaps is one with Sarn Monitor: same wording"
    copy = Link(LinkKind.COPY, "a", "b", (Reason("same text", 0.9, "40 words"),), directed=False)
    assert tie_words(copy, named_ends(one, {})) == "a shares its text with b: same text (40 words)"


def test_a_private_person_is_no_name_in_an_incident() -> None:
    world = World()
    for outlet, person in (("Lumen", "Ilka Dorn"), ("Ostara Post", "Ilka Dorn")):
        told = say("Jets struck the Toll Bridge and nine ferrymen died.", source(person, SourceType.WITNESS), killed=9)
        world.report(outlet, "Nine ferrymen die at Toll Bridge", told, place="Toll Bridge")
    assert "Ilka" not in shown(world, link(world.readings, KNOWN))


def test_unnamed_and_custody_are_said() -> None:
    world = World()
    captive = replace(source("captured men", SourceType.DETAINEE, Unnamed.COLLECTIVE), custody=True)
    world.report(
        "Lumen", "Jets struck the Toll Bridge", say("Jets struck the Toll Bridge.", captive), place="Toll Bridge"
    )
    assert "unnamed" in shown(world, link(world.readings, KNOWN))
    assert "in custody" in shown(world, link(world.readings, KNOWN))


def test_who_tells_in_passing_is_told_apart_by_days() -> None:
    made = World()
    for day in ("2031-05-03", "2031-05-04"):
        made.report("Brack Courier", "Grain barges struck", day=day)
    one = Incident(
        "i", ("r000", "r001"), sections=(ReportSection("r001", (20, 60), 2, 3), ReportSection("r001", (70, 90), 4, 4))
    )
    reports = {reading.report.id: reading.report for reading in made.readings}
    assert tellers_lines(one, reports) == ["Told in passing by Brack Courier (2031-05-04)"]
    assert tellers_lines(replace(one, sections=()), reports) == []
