"""Which places a name may stand for, for a person who says where an event was: rows of the gazetteer, beside `deciding.py`.

The most populous stands first. Nothing is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reportedly.corrections.values import NONE, Spot, place, spot_of, spot_text
from reportedly.deciding import spot_of_entry
from reportedly.decision import DecisionError
from reportedly.knowledge import gazetteer
from reportedly.knowledge.gazetteer import Entry
from reportedly.reading.place_choice import distance
from reportedly.records import Reading
from reportedly.text import gettext

MOST = 12  # places of one name that are shown

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place of that name: what is kept where it is chosen, its kind, the division and country it lies in, how many live
    there (0 where that is not known), and kilometres to the nearest other place of the report, null where that has none.
    """

    spot: Spot
    kind: str
    region: str
    country: str
    population: int
    away: int | None

    @property
    def value(self) -> str:
        """The place in the form that is kept."""
        return spot_text(self.spot)


def candidates(typed: str, reading: Reading) -> list[Candidate]:
    """The places that go by a name; those that sound like it where none does. Raises DecisionError where it is no name."""
    named = name_of(typed)
    known = gazetteer.default()
    found = known.find(named) or known.find_loosely(named)
    rows = {one.entry.ref: one.entry for one in found if one.entry.lat is not None}
    near = [point for point, called in others(reading) if called.casefold() != named.casefold()]
    return [_candidate(entry, near) for entry in islice(rows.values(), MOST)]


def name_of(typed: str) -> str:
    """The name in what a person types as a place. Raises DecisionError where it is none."""
    try:
        kept = place(typed)
    except ValueError as error:
        raise DecisionError(gettext("place %(typed)s: %(why)s", typed=repr(typed[:40]), why=error)) from error
    if kept == NONE:
        raise DecisionError(gettext("no place is named; type its name, then look for it"))
    return spot_of(kept).name


def others(reading: Reading) -> Iterator[tuple[Point, str]]:
    """The points of a report's places, each once, with the name."""
    points = {(one.lat, one.lon): one.resolved or one.name for one in reading.places}
    for (lat, lon), called in points.items():
        if lat is not None and lon is not None:
            yield (lat, lon), called


def _candidate(entry: Entry, near: list[Point]) -> Candidate:
    spot = spot_of_entry(entry)
    point = (spot.lat or 0.0, spot.lon or 0.0)
    away = min((round(distance(point, other)) for other in near), default=None)
    return Candidate(spot, entry.kind, _named(entry.region), _country(entry.country), entry.population, away)


def _named(place: int) -> str:
    return gazetteer.default().entry(place).name if place else ""


def _country(code: str) -> str:
    found = gazetteer.default().countries.get(code)
    return _named(found) if found else code
