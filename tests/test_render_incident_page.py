"""The page of incidents: a graph of the ways to the origins, and the same told in words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Watched, chromium
from hostile_texts import PAYLOADS
from quellmark import KNOWN, World, say, source

from reportedly.incident import (
    Account,
    Assertion,
    Change,
    ChangeKind,
    Difference,
    Figure,
    Incident,
    Link,
    LinkKind,
    Member,
    Naming,
    Origin,
    Passage,
    Reason,
    Where,
    Wording,
)
from reportedly.incident import Path as Way
from reportedly.linking import Linked, link
from reportedly.records import By, Certainty, Claim, Form, Reading, Report, Source, SourceType, Unnamed
from reportedly.render.graph_drawing import drawing
from reportedly.render.incident_graph import Graph, graph_of
from reportedly.render.incident_page import incidents_page

HIT = "Jets struck the Toll Bridge and nine ferrymen died."


def made() -> tuple[Linked, dict[str, Reading]]:
    world = World()
    for outlet in ("Orvane Wire", "Lumen"):
        world.report(outlet, "Nine die at Toll Bridge", say(HIT, "Sarn Monitor", killed=9), place="Toll Bridge")
    guard = source("a guard", SourceType.MILITARY, Unnamed.WITHHELD)
    world.report(
        "Ostara Post", "Jets strike Toll Bridge", say(HIT, "Orvane Wire", guard, killed=9), place="Toll Bridge"
    )
    return link(world.readings, KNOWN), {reading.report.id: reading for reading in world.readings}


def the_one() -> tuple[Incident, dict[str, Report], tuple[Link, ...]]:
    linked, readings = made()
    (incident,) = linked.incidents
    return incident, {name: reading.report for name, reading in readings.items()}, linked.links


def written() -> str:
    linked, readings = made()
    return incidents_page(linked.incidents, linked.incidents, readings, linked.links)


def names(graph: Graph, column: int) -> list[list[str]]:
    return [[line.name for line in graph.boxes[key].lines] for key in graph.columns[column] if graph.boxes[key].lines]


def test_reports_on_one_way_share_a_box_and_origins_stand_last() -> None:
    incident, reports, links = the_one()
    graph = graph_of(incident, reports, links)
    assert sorted(names(graph, 0)) == [["Orvane Wire", "Lumen"], ["Ostara Post"]]
    assert names(graph, 1) == [["Orvane Wire"]]
    ends = {(graph.boxes[key].lines[0].name, graph.boxes[key].kind) for key in graph.columns[-1]}
    assert ends == {("Sarn Monitor", "named"), ("a guard", "unnamed")}
    assert [way.steps for way in graph.ways] == [
        ("Orvane Wire, Lumen", "Sarn Monitor"), ("Ostara Post", "Orvane Wire", "a guard")
    ]  # fmt: skip


def test_a_line_that_skips_a_column_has_a_lane_and_every_line_leads_one_column_on() -> None:
    incident, reports, _ = the_one()
    graph = graph_of(incident, reports)
    column = {key: number for number, held in enumerate(graph.columns) for key in held}
    assert all(column[b] == column[a] + 1 for a, b in graph.edges)
    assert [graph.boxes[key].kind for key in graph.columns[1]].count("lane") == 1


def test_a_copy_says_so_in_its_box() -> None:
    incident, reports, links = the_one()
    (shared,) = (link for link in links if link.relation is LinkKind.COPY)
    for directed, named in ((True, [reports[shared.from_].outlet]), (False, [])):
        graph = graph_of(incident, reports, [replace(shared, directed=directed)])
        copies = [line.name for box in graph.boxes.values() for line in box.lines if line.copy]
        assert copies == [outlet.name for outlet in named if outlet]


def test_a_report_that_cites_nobody_has_a_box_and_no_line() -> None:
    incident = Incident("i", ("a", "b"), origins=(Origin("o", "Sarn Monitor", ("Sarn Monitor",), SourceType.MONITOR),),
                        paths=(Way("a", "c", ("Sarn Monitor",), "o"),))  # fmt: skip
    graph = graph_of(incident, {})
    assert names(graph, 0) == [["a"], ["b"]]
    assert [box.words for box in graph.boxes.values() if box.kind == "outlet"] == ["", "cites nobody"]
    assert len(graph.edges) == 1
    assert drawing(replace(incident, paths=()), {}, (), {}, "i1") == []


def test_an_origin_that_does_not_vouch_is_not_drawn() -> None:
    incident, reports, links = the_one()
    silent = replace(incident, origins=tuple(replace(origin, counted=False) for origin in incident.origins))
    assert drawing(silent, reports, links, {}, "i1") == []


def test_the_page_tells_in_words_what_the_graph_draws() -> None:
    text = written()
    assert "3 reports, 1 incident" in text
    assert "3 reports, 2 independent origins that it happened, 2 for the toll; killed 9" in text
    shown = re.sub("<[^>]+>", "", text)
    contents = re.search(r'<nav[^>]*class="contents".*?</nav>', text, re.S)
    assert contents and "Headline: " in contents[0], "whose words the list of incidents shows"
    for words in ("Sarn Monitor", "Ostara Post → Orvane Wire → a guard", "9 people", ", shares its text with "):
        assert words in shown
    ids = re.findall(r' id="([^"]+)"', text)
    assert set(re.findall(r' href="#([^"]+)"', text)) <= set(ids)


def hostile(text: str) -> tuple[Incident, dict[str, Reading], tuple[Link, ...]]:
    """An incident in which every field that holds text holds this one."""
    members = Member(text, text), Member(f"{text} again", text)
    names, marks = (text, f"{text} again"), ("unnamed", text)
    origin = Origin(text, text, names, SourceType.OTHER, text, marks, (text,), (text,), members=members)
    told = Account(text, (text,), (text,), who=(text,), claims=(text,), counted=text, names=(text,))
    number = replace(told, value=None, low=3, who=())
    said = tuple(
        Assertion(about, (told, number), 3, 3, (text,), 1, 1, (text,), (text,), (text,)) for about in (text, "day")
    )
    passage = Passage(text, text, ((0, 1),))
    turned = tuple(Change(kind, text, passage, passage, text, text) for kind in ChangeKind)
    named = (Naming(text, text, (Wording(text, (text,), (passage,)),)),)
    where = Where(text, text, text, 1.0, 2.0, 1, text)
    figure = Figure(text, None, None, text, (text,), (text,))
    way = Way(text, text, (text, text), text, (text,))
    incident = Incident(
        text, (text,), text, text, text, where, text, text, 1, (text,), (text,), (origin,), 1, 2, 1, (way,), (figure,),
        (Difference(text, (told, told)),), assertions=said, changes=turned, namings=named,
    )  # fmt: skip
    report = Report(text, text, text, text, title=text)
    cited = Source(text, SourceType.OTHER, text, (0, 1), (0, 1))
    claim = Claim(text, "body", ((0, len(text)),), text, Form.DIRECT, Certainty.HEDGED, (cited, cited))
    return (
        incident,
        {text: Reading(report, By(text, text, text), (claim,))},
        (Link(LinkKind.COPY, text, text, (Reason(text, 1.0, text),)),),
    )


def test_hostile_texts_in_every_field_of_an_incident_do_nothing(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    with chromium() as browser:
        watched = Watched(browser.new_page())
        for text in PAYLOADS:
            incident, readings, links = hostile(text)
            target.write_text(incidents_page([incident], [incident], readings, links), encoding="utf-8")
            watched.open(target)
            assert watched.page.locator("script,img,iframe,[style],[onload],[onerror],[onclick]").count() == 0
        assert watched.did == []


def test_no_serious_barrier_and_nothing_wider_than_a_phone(tmp_path: Path) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: it is in the dev extra"
    )
    target = tmp_path / "page.html"
    target.write_text(written(), encoding="utf-8")
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 390, "height": 800}, bypass_csp=True)
        opened.goto(target.as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390
        found = axe.Axe().run(opened).response["violations"]
    assert [item["id"] for item in found if item["impact"] in ("serious", "critical")] == []
