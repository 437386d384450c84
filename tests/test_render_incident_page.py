"""The page of incidents: a graph of the ways to the origins, and the same told in words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Watched, chromium
from hostile_texts import PAYLOADS
from quellmark import KNOWN, World, say, source

from reportedly.incident import Account, Difference, Figure, Incident, Link, LinkKind, Member, Origin, Reason, Where
from reportedly.incident import Path as Way
from reportedly.linking import Linked, link
from reportedly.records import Report, SourceType, Unnamed
from reportedly.render.incident_graph import drawing, graph_of
from reportedly.render.incident_page import incidents_page

HIT = "Jets struck the Toll Bridge and nine ferrymen died."


def made() -> tuple[Linked, dict[str, Report]]:
    world = World()
    for outlet in ("Orvane Wire", "Lumen"):
        world.report(outlet, "Nine die at Toll Bridge", say(HIT, "Sarn Monitor", killed=9), place="Toll Bridge")
    guard = source("a guard", SourceType.MILITARY, Unnamed.WITHHELD)
    world.report(
        "Ostara Post", "Jets strike Toll Bridge", say(HIT, "Orvane Wire", guard, killed=9), place="Toll Bridge"
    )
    return link(world.readings, KNOWN), {reading.report.id: reading.report for reading in world.readings}


def written() -> str:
    linked, reports = made()
    return incidents_page(linked.incidents, linked.incidents, reports, linked.links)


def test_reports_on_one_way_share_a_box_and_origins_stand_last() -> None:
    linked, reports = made()
    (incident,) = linked.incidents
    graph = graph_of(incident, reports)
    assert [box.name for box in graph.columns[0]] == ["Orvane Wire, Lumen", "Ostara Post"]
    assert [box.name for box in graph.columns[1]] == ["Orvane Wire"]
    assert {(box.name, box.kind) for box in graph.columns[-1]} == {("Sarn Monitor", "named"), ("a guard", "unnamed")}
    boxes = {box.key for column in graph.columns for box in column}
    assert {key for edge in graph.edges for key in edge} == boxes
    assert len(graph.edges) == 3


def test_a_report_that_cites_nobody_has_a_box_and_no_line() -> None:
    incident = Incident("i", ("a", "b"), origins=(Origin("o", "Sarn Monitor", ("Sarn Monitor",), SourceType.MONITOR),),
                        paths=(Way("a", "c", ("Sarn Monitor",), "o"),))  # fmt: skip
    graph = graph_of(incident, {})
    assert [box.name for box in graph.columns[0]] == ["a", "b"]
    assert len(graph.edges) == 1
    assert drawing(replace(incident, paths=()), {}) == []


def test_an_origin_that_does_not_vouch_is_not_drawn() -> None:
    linked, reports = made()
    (incident,) = linked.incidents
    silent = replace(incident, origins=tuple(replace(origin, counted=False) for origin in incident.origins))
    assert drawing(silent, reports) == []


def test_the_page_tells_in_words_what_the_graph_draws() -> None:
    text = written()
    assert "3 reports, 1 incident" in text
    for words in (
        "Sarn Monitor",
        "Ostara Post → Orvane Wire → a guard",
        "9 people killed, on the word of",
        "Reasons for every tie",
    ):
        assert words in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert set(re.findall(r' href="#([^"]+)"', text)) <= set(ids)


def hostile(text: str) -> tuple[Incident, dict[str, Report], tuple[Link, ...]]:
    """An incident in which every field that holds text holds this one."""
    members = Member(text, text), Member(f"{text} again", text)
    names, marks = (text, f"{text} again"), ("unnamed", text)
    origin = Origin(text, text, names, SourceType.OTHER, text, marks, (text,), (text,), members=members)
    told = Account(text, (text,), (text,), who=(text,))
    where = Where(text, text, text, 1.0, 2.0, 1, text)
    figure = Figure(text, None, None, text, (text,), (text,))
    way = Way(text, text, (text, text), text, (text,))
    incident = Incident(
        text, (text,), text, text, text, where, text, text, 1, (text,), (text,), (origin,), 1, 2, 1, (way,), (figure,),
        (Difference(text, (told, told)),),
    )  # fmt: skip
    report = Report(text, text, text, text, title=text)
    return incident, {text: report}, (Link(LinkKind.COPY, text, text, (Reason(text, 1.0, text),)),)


def test_hostile_texts_in_every_field_of_an_incident_do_nothing(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    with chromium() as browser:
        watched = Watched(browser.new_page())
        for text in PAYLOADS:
            incident, reports, links = hostile(text)
            target.write_text(incidents_page([incident], [incident], reports, links), encoding="utf-8")
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
