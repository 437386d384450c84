"""Incidents in GED's layout: the 49 columns in order, ours after them, unknown left empty, best only when asked for."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quellmark import KNOWN, World, say

from reportedly.exchange.ged import GED, OURS, ged_rows, priogrid
from reportedly.incident import Incident
from reportedly.linking import link
from reportedly.records import Report


def made() -> tuple[Incident, dict[str, Report]]:
    world = World()
    for outlet, who, killed in (("Lumen", "Sarn Monitor", 9), ("Ostara Post", "Rill Rights Watch", 14)):
        text = f"Jets struck the Toll Bridge and ferrymen died, {outlet} learns."
        world.report(outlet, f"{killed} ferrymen die", say(text, who, killed=killed), place="Toll Bridge")
    (incident,) = link(world.readings, KNOWN).incidents
    return incident, {reading.report.id: reading.report for reading in world.readings}


def row(incident: Incident, reports: dict[str, Report], best: str | None = None) -> dict[str, str]:
    (found,) = csv.DictReader(list(ged_rows([incident], reports, best)))
    return found


def test_the_columns_are_geds_in_order_then_ours() -> None:
    header = next(ged_rows([], {})).split(",")
    assert header == [*GED, *OURS]
    assert len(GED) == 49
    assert header[18] == "number_of_sources"
    assert header[44:47] == ["best", "high", "low"]


def test_reports_are_counted_and_origins_named() -> None:
    found = row(*made())
    assert found["number_of_sources"] == "2"
    assert set(found["source_original"].split("; ")) == {"Sarn Monitor", "Rill Rights Watch"}
    assert found["source_office"] == "Lumen; Ostara Post"
    assert (found["independent_origins_low"], found["reports_without_source"]) == ("2", "0")


def test_bounds_run_over_the_origins_and_best_stays_empty() -> None:
    found = row(*made())
    assert (found["low"], found["high"], found["best"]) == ("9", "14", "")


def test_best_is_the_figure_of_the_origin_that_is_named() -> None:
    assert row(*made(), best="sarn monitor")["best"] == "9"
    assert row(*made(), best="nobody")["best"] == ""


def test_a_figure_in_the_outlets_voice_bounds_nothing() -> None:
    incident, reports = made()
    figures = tuple(replace(figure, origins=()) for figure in incident.figures)
    found = row(replace(incident, figures=figures), reports)
    assert (found["low"], found["high"]) == ("", "")


def test_place_and_days() -> None:
    found = row(*made())
    assert (found["where_coordinates"], found["where_prec"], found["geom_wkt"]) == (
        "Toll Bridge",
        "1",
        "POINT (20.03 41.02)",
    )
    assert (found["date_start"], found["date_end"], found["date_prec"], found["year"]) == (
        "2031-05-03", "2031-05-03", "1", "2031",
    )  # fmt: skip


def test_what_is_unknown_is_empty() -> None:
    found = row(*made())
    for column in ("type_of_violence", "conflict_new_id", "dyad_name", "deaths_civilians", "gwnoa", "country_id"):
        assert found[column] == ""


@pytest.mark.parametrize(("lat", "lon", "cell"), [(-90, -180, 1), (90, 180, 259200), (0.1, 0.1, 129961)])
def test_priogrid_cells(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(title: str) -> None:
    incident, reports = made()
    hostile = {name: replace(report, title="=" + title) for name, report in reports.items()}
    (line,) = csv.DictReader(list(ged_rows([incident], hostile)))
    assert not line["source_headline"].startswith(("=", "+", "-", "@"))
    assert len(line) == len(GED) + len(OURS)
