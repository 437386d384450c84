"""The map and the time line of a report."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import PLACES, TIMES, reading, report

from reportedly.records import Reading
from reportedly.render.map import spots_of, where
from reportedly.render.outlines import Box, lines_in
from reportedly.render.sheet import WIDTH, Sheet, box_of
from reportedly.render.timeline import stretches_of, when

LON, LAT = st.floats(-180, 180), st.floats(-85, 85)


def placed(lat: float, lon: float) -> Reading:
    return reading(places=(replace(PLACES[0], lat=lat, lon=lon), replace(PLACES[1], lat=lat, lon=lon + 0.3), PLACES[2]))


@given(st.lists(st.tuples(LON, LAT), min_size=1, max_size=6))
def test_every_place_lies_on_the_sheet(points: list[tuple[float, float]]) -> None:
    sheet = Sheet(box_of(points))
    assert 0 < sheet.height < WIDTH
    for point in points:
        x, y = sheet.at(*point)
        assert 0 <= x <= WIDTH and 0 <= y <= sheet.height


def test_a_point_an_area_and_a_place_without_a_point_are_told_apart() -> None:
    (drawn,) = where(reading(), "r1")
    assert drawn.count('class="spot"') == 1
    assert drawn.count('class="area"') == 1
    assert "Anselt (fits no gazetteer)" in drawn
    assert "Upper Tesk, OX</bdi> – province – claim " in drawn
    assert [spot.claims for spot in spots_of(reading())] == [(2,), (3,), (9,)]


def test_places_without_any_point_are_listed_without_a_drawing() -> None:
    bare = reading(places=tuple(replace(place, lat=None, lon=None, no_match=True) for place in PLACES))
    (listed,) = where(bare, "r1")
    assert "<svg" not in listed and listed.count("<li>") == 3


def test_nothing_is_drawn_where_no_event_has_a_place_or_time() -> None:
    assert where(reading(claims=()), "r1") == []
    assert when(reading(claims=()), "r1") == []


@pytest.mark.parametrize(("lat", "lon", "kind"), [(51.0, 1.5, "coast"), (50.5, 6.0, "border"), (-41.2, -123.1, None)])
def test_outlines_are_drawn_where_the_world_has_them(lat: float, lon: float, kind: str | None) -> None:
    (drawn,) = where(placed(lat, lon), "r1")
    assert ("<polyline" in drawn) == (kind is not None)
    assert kind is None or f'class="{kind}"' in drawn


def test_only_what_runs_through_the_piece_is_drawn() -> None:
    box = Box(5.0, 49.0, 8.0, 52.0)
    lines = list(lines_in(box))
    assert lines
    for _, points in lines:
        assert len(points) > 1
        assert any(box.west - 3 <= lon <= box.east + 3 and box.south - 3 <= lat <= box.north + 3 for lon, lat in points)


def test_times_stand_in_order_and_a_relative_one_has_no_strip() -> None:
    listed, note = when(reading(), "r1")
    assert listed.index("2031-05-06") < listed.index("“on Friday”")
    assert listed.count("<svg") == 1
    assert "2031-05-06 to 2031-05-07" in note
    assert [stretch.claims for stretch in stretches_of(reading())] == [(2,), (9,)]


def test_without_any_day_there_are_words_and_no_axis() -> None:
    relative = reading(
        times=tuple(replace(time, start=None, end=None) for time in TIMES), report=report(published=None)
    )
    (listed,) = when(relative, "r1")
    assert "<svg" not in listed and "“late on Tuesday”" in listed


@given(st.dates(), st.dates(), st.dates())
def test_every_bar_lies_on_its_strip(a: object, b: object, c: object) -> None:
    start, end = sorted((str(a), str(b)))
    made = reading(times=(replace(TIMES[0], start=start, end=end), TIMES[1]), report=report(published=str(c)))
    for x, width in re.findall(r'<rect x="([\d.]+)" y="0" width="([\d.]+)"', "".join(when(made, "r1"))):
        assert float(x) >= 0 and float(x) + float(width) <= 101.6


@pytest.mark.parametrize("value", ["2031-13-45", "spring", "9999", "2031-05-06T10:00"])
def test_a_value_that_is_no_day_is_no_error(value: str) -> None:
    assert when(reading(times=(replace(TIMES[0], start=value, end=value), TIMES[1])), "r1")
