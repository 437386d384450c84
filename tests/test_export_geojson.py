"""Places of claims on a map: what is known of them is their geometry, and a coarse place leads back to no exact one."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from exported import told, written
from hypothesis import given
from hypothesis import strategies as st
from invented import CLAIMS, PLACES, reading

from reportedly.exchange.coarse import coarse_incident, coarse_reading
from reportedly.exchange.geojson import geometry
from reportedly.records import Place

LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


def features(*readings: Any) -> list[dict[str, Any]]:
    collection = json.loads(written("geojson", *readings))
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def place(lat: float, lon: float, precision: int | None) -> Place:
    return Place((0, 1), "Marrow Ford", "Marrow Ford", "city", "OX", lat, lon, precision, "invented:2", admin1="Tesk")


def area(ring: list[tuple[float, float]]) -> float:
    """Twice the signed area of a ring: positive where it runs anticlockwise."""
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))


def test_each_claim_is_a_feature_and_those_without_a_place_have_no_geometry() -> None:
    found = features(reading())
    assert [one["properties"]["claim"] for one in found] == [claim.id for claim in CLAIMS]
    assert {one["type"] for one in found} == {"Feature"}
    assert all({"id", "geometry", "properties"} <= set(one) for one in found)
    assert len({one["id"] for one in found}) == len(found)
    nowhere = [one for one in found if one["geometry"] is None]
    assert len(nowhere) == len(CLAIMS) - 2


def test_longitude_comes_first_and_the_precision_is_told() -> None:
    (strikes,) = [one for one in features(reading()) if one["properties"].get("place") == "Marrow Ford"]
    assert strikes["geometry"] == {"type": "Point", "coordinates": [-122.42, -41.31]}
    assert (strikes["properties"]["where_prec"], strikes["properties"]["area"]) == (1, None)
    assert strikes["properties"]["chain"] == ["Osmara Press Bureau", "field commander"]


def test_a_province_is_a_point_that_says_what_it_stands_for() -> None:
    (tesk,) = [one for one in features(reading()) if one["properties"].get("place") == "Upper Tesk"]
    assert tesk["geometry"]["type"] == "Point"
    assert tesk["properties"]["area"] == "first-order division"


@given(LAT, LON)
def test_a_place_known_to_25_km_is_a_circle_that_runs_anticlockwise(lat: float, lon: float) -> None:
    found = geometry(place(lat, lon, 2))
    assert found is not None
    if found["type"] == "Polygon":
        (ring,) = found["coordinates"]
        assert ring[0] == ring[-1] and len(ring) >= 4
        assert area(ring) > 0
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
    else:
        assert abs(lat) > 89 or abs(lon) > 160


@given(LAT, LON, st.sampled_from([1, 2, 3, None]))
def test_a_coarse_place_is_its_cell_and_forgets_the_exact_one(lat: float, lon: float, precision: int | None) -> None:
    (found,) = coarse_reading(reading(places=(place(lat, lon, precision),))).places
    assert found.lat is not None and found.lon is not None
    assert abs(found.lat - lat) <= 0.25 + 1e-9 and abs(found.lon - lon) <= 0.25 + 1e-9
    assert (found.lat * 4 % 2, found.lon * 4 % 2) == (1, 1)
    assert (found.resolved, found.precision, found.gazetteer) == ("Tesk", 4, None)
    shape = geometry(found)
    assert shape is not None and shape["type"] == "Polygon"
    (ring,) = shape["coordinates"]
    assert area(ring) == pytest.approx(0.5)
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)


def test_places_that_are_coarse_already_stay_as_they_are() -> None:
    (province, town, unknown) = coarse_reading(reading()).places
    assert (province, unknown) == (PLACES[0], PLACES[2])
    assert (town.lat, town.lon) == (-41.25, -122.25)


def test_an_incident_goes_by_its_division() -> None:
    (incident,), _ = told()
    assert incident.where is not None
    named = replace(incident, where=replace(incident.where, admin1="Tollshire"))
    where = coarse_incident(named).where
    assert where is not None
    assert (where.name, where.lat, where.lon, where.precision, where.gazetteer) == ("Tollshire", 41.25, 20.25, 4, None)
    assert coarse_incident(replace(incident, where=None)).where is None
