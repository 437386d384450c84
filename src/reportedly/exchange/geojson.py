"""Places of claims as GeoJSON (RFC 7946): a feature for each claim and place that its events name.

The geometry is as wide as what is known. A place that is known to some 25 km (GED's where_prec 2) is a circle of that
radius, a coarse place its half-degree cell, anything else a point, with `area` saying what larger area the point stands
for. A claim without a place that is on the map is a feature without geometry: none is left out. Rings run anticlockwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.exchange.cells import CREDIT, decided_text
from reportedly.exchange.coarse import CELL, SIDE
from reportedly.exchange.formats import Lines
from reportedly.exchange.identifiers import web_address
from reportedly.exchange.json_line import foreign_line
from reportedly.knowledge.public_names import public_name
from reportedly.records import Claim, Place, Reading

AREAS = {3: "second-order division", 4: "first-order division", 5: "region", 6: "country", 7: "open sea or airspace"}
RADIUS_KM = {2: 25}
KM_A_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km
CORNERS = 32
Point = tuple[float, float]  # longitude, latitude


def feature_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of the file, a feature a line."""
    yield f'{{"type": "FeatureCollection", "attribution": {foreign_line(CREDIT)}, "features": ['
    before = ""
    for reading in readings:
        for claim in reading.claims:
            for number, place in enumerate(_places(claim, reading), 1):
                yield before + foreign_line(feature(claim, place, reading, number))
                before = ","
    yield "]}"


GEOJSON = Lines(".geojson", "application/geo+json", feature_lines)


def feature(claim: Claim, place: Place | None, reading: Reading, number: int = 1) -> dict[str, Any]:
    """One claim at one place, the so-manieth of its places; null is a claim without any."""
    properties = _said(claim, reading) | (_where(place) if place else {})
    identity = f"{reading.report.id}/{claim.id}/{number}"
    return {"type": "Feature", "id": identity, "geometry": geometry(place), "properties": properties}


def geometry(place: Place | None) -> dict[str, Any] | None:
    """What is known of where it is: a circle, a cell, or a point; null for a place that is on no map."""
    if place is None or place.lat is None or place.lon is None:
        return None
    centre = (place.lon, place.lat)
    ring = _cell(centre) if place.kind == CELL else _circle(centre, RADIUS_KM.get(place.precision or 0))
    return {"type": "Polygon", "coordinates": [ring]} if ring else {"type": "Point", "coordinates": centre}


def _places(claim: Claim, reading: Reading) -> list[Place | None]:
    """The places of a claim's events, each once, in their order; one null where there is none."""
    numbers = dict.fromkeys(event.place for event in claim.events if event.place is not None)
    return [reading.places[number] for number in numbers] or [None]


def _said(claim: Claim, reading: Reading) -> dict[str, Any]:
    report, origin = reading.report, claim.origin
    return {
        "claim": claim.id, "report": report.id, "outlet": report.outlet.name if report.outlet else None,
        "published": report.published, "url": web_address(report.url), "certainty": claim.certainty,
        "chain": [public_name(source) for source in claim.chain], "origin": public_name(origin) if origin else None,
        "text": claim.text, "events": [event.type for event in claim.events], "judgement": claim.judgement,
        "decided_by": decided_text(claim.decided_by) or None,
    }  # fmt: skip


def _where(place: Place) -> dict[str, Any]:
    return {
        "place": place.name, "place_resolved": place.resolved, "country": place.country, "admin1": place.admin1,
        "where_prec": place.precision, "radius_km": RADIUS_KM.get(place.precision or 0),
        "area": CELL if place.kind == CELL else AREAS.get(place.precision or 0),
    }  # fmt: skip


def _cell(centre: Point) -> list[Point]:
    (lon, lat), half = centre, SIDE / 2
    west, east, south, north = lon - half, lon + half, lat - half, lat + half
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def _circle(centre: Point, radius: float | None) -> list[Point]:
    """A ring around the centre; empty without a radius, and near a pole or the 180th meridian, where none closes."""
    if radius is None:
        return []
    lon, lat = centre
    high = radius / KM_A_DEGREE
    wide = high / max(math.cos(math.radians(lat)), 1e-9)
    if abs(lat) + high >= 90 or abs(lon) + wide >= 180:
        return []
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    ring = [(round(lon + wide * math.cos(turn), 6), round(lat + high * math.sin(turn), 6)) for turn in turns]
    return [*ring, ring[0]]
