"""Places no finer than a first-order division: what is given out when exact places could harm people.

A place finer than its division becomes the middle of its half-degree cell (PRIO-GRID's) and goes by its division;
what would lead back to it, its row of the gazetteer, is left out. The words of the text stay as they are.
"""

from __future__ import annotations

import math
from dataclasses import replace

from reportedly.corrections.around import BY
from reportedly.incident import Incident
from reportedly.records import Claim, Place, Reading

CELL = "half-degree cell"  # the kind of such a place
DIVISION = 4  # GED's where_prec of a first-order division
SIDE = 0.5  # degrees


def coarse_reading(reading: Reading) -> Reading:
    """The reading with coarse places; what a place was read as before a person said otherwise is left out."""
    claims = tuple(_claim(claim) for claim in reading.claims)
    return replace(reading, claims=claims, places=tuple(_place(place) for place in reading.places))


def coarse_incident(incident: Incident) -> Incident:
    """The incident with a coarse place, named by its division where that is known."""
    where = incident.where
    if where is None or _coarse(where.precision):
        return incident
    lat, lon = _middle(where.lat, 90), _middle(where.lon, 180)
    name = where.admin1 or where.country or ""
    return replace(incident, where=replace(where, name=name, lat=lat, lon=lon, precision=DIVISION, gazetteer=None))


def _claim(claim: Claim) -> Claim:
    told = (replace(item, was=None) if item.field.startswith("place") else item for item in claim.decided_by)
    return replace(claim, decided_by=tuple(told)) if claim.decided_by else claim


def _place(place: Place) -> Place:
    if place.by == BY and not _coarse(place.precision):
        place = replace(place, name=place.country or "")  # a name that a person gave need not stand in the text
    if place.no_match or _coarse(place.precision):
        return place
    lat, lon = _middle(place.lat, 90), _middle(place.lon, 180)
    return replace(place, resolved=place.admin1, kind=CELL, lat=lat, lon=lon, precision=DIVISION, gazetteer=None)


def _coarse(precision: int | None) -> bool:
    return precision is not None and precision >= DIVISION


def _middle(degrees: float | None, most: int) -> float | None:
    """The middle of the cell that a degree of latitude or longitude lies in; `most` is the last degree there is."""
    if degrees is None or not -most <= degrees <= most:
        return None
    return min(math.floor(degrees / SIDE) * SIDE, most - SIDE) + SIDE / 2
