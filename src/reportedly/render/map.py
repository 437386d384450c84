"""The places of a report's events as a small static map: a drawing with numbers and, beside it, the list they stand
for.

A place that fits no gazetteer is listed, not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import Place, Reading
from reportedly.render.article import claim_anchor
from reportedly.render.markup import Html, claims_words, joined, tag
from reportedly.render.sheet import PRECISION, Mark, figure
from reportedly.render.telling import place_words
from reportedly.text import gettext


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the map and the numbers of the claims whose events happened there."""

    place: Place
    claims: tuple[int, ...]


def where(reading: Reading, prefix: str) -> list[Html]:
    """The map and its list; nothing where no event has a place."""
    spots = spots_of(reading)
    if not spots:
        return []
    drawn = [spot for spot in spots if spot.place.lat is not None and spot.place.lon is not None]
    listed = [_item(spot, prefix) for spot in [*drawn, *(spot for spot in spots if spot not in drawn)]]
    return [figure([_mark(spot.place) for spot in drawn], listed)]


def spots_of(reading: Reading) -> list[Spot]:
    """The places of events in the order of the claims, each resolved place once."""
    found: dict[tuple[object, ...], tuple[Place, dict[int, None]]] = {}
    for number, claim in enumerate(reading.claims, 1):
        for event in claim.events:
            if event.place is not None:
                place = reading.places[event.place]
                key = (place.resolved or place.name, place.lat, place.lon)
                found.setdefault(key, (place, {}))[1][number] = None
    return [Spot(place, tuple(numbers)) for place, numbers in found.values()]


def _mark(place: Place) -> Mark:
    return Mark(place.name, place_words(place), place.lat or 0.0, place.lon or 0.0, place.precision)


def _item(spot: Spot, prefix: str) -> Html:
    links = joined((tag("a", str(n), href=f"#{claim_anchor(prefix, n)}l") for n in spot.claims), ", ")
    known = f" – {gettext(PRECISION[spot.place.precision])}" if spot.place.precision in PRECISION else ""
    return tag("li", tag("bdi", place_words(spot.place)), known, " – ", claims_words(len(spot.claims), links))
