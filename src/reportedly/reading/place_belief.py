"""Whether a place that bears a name can be the one meant, so that a name of nowhere does not become a hamlet on another continent.

Countries, and towns too large or too widely known to be met by chance, stand by their name. A smaller place is believed where the
report names its country by another name, says what holds it right beside it, or names another place close by. Nothing is believed
against the country that stands right beside it ("Ossel, Lorvania" is no Ossel of another country).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.knowledge.gazetteer import Entry, Found
from reportedly.reading.place_choice import Point, Scene, distance, held_by
from reportedly.reading.place_context import rivals, trust
from reportedly.reading.place_names import Mention

LARGE = 100_000  # people of a town that is believed by its name
KNOWN = 500_000  # people of a town that speaks for its country
FAME = 120_000  # of a town that is believed by its name; small towns of large countries lie below, towns of wars above
OUTSHINES = 2.0  # times as famous as its namesakes of other countries
CLOSE_KM = 60.0
SAME_KM = 1.0  # nearer it is the same place under another spelling, which proves nothing
HEARD = 0.3  # trust from which on a mention may witness for another
CERTAIN = 0.7  # trust from which on a province is believed by its name


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a report gives to believe in its places: by country the names that speak for it, and the points of its towns by name."""

    named: Mapping[str, frozenset[str]]
    points: Sequence[tuple[str, Point]]


def grounds(here: Scene, chosen: Mapping[int, Found]) -> Grounds:
    """The grounds of a report whose mentions came out as `chosen`."""
    named: dict[str, set[str]] = defaultdict(set)
    points: dict[str, Point] = {}
    for index, found in chosen.items():
        mention, entry = here.mentions[index], found.entry
        if trust(mention) < HEARD:
            continue
        if entry.kind in ("country", "admin1") or entry.population >= KNOWN:
            named[entry.country].add(mention.key)
        elif entry.lat is not None and entry.lon is not None:
            points[mention.key] = entry.lat, entry.lon
    return Grounds({c: frozenset(keys) for c, keys in named.items()}, sorted(points.items()))


def believed(here: Scene, given: Grounds, mention: Mention, found: Found, countries: Mapping[str, int]) -> bool:
    """Whether the place found can be the one that the mention means."""
    entry = found.entry
    if not entry.country or entry.kind in ("country", "continent"):
        return True
    if entry.kind == "admin1" and (mention.short or trust(mention) >= CERTAIN):
        return True
    right, left = here.beside[mention.key]
    held = held_by(entry, countries.get(entry.country, 0))
    if not right.isdisjoint(countries.values()) and right.isdisjoint(held):
        return False
    if entry.kind != "admin1" and entry.population >= (LARGE if found.main else KNOWN):
        return True
    near = any(holder in right or holder in left for holder in held)
    return near or _outshines(mention, entry) or _has_company(given, mention, entry)


def _outshines(mention: Mention, entry: Entry) -> bool:
    """Whether the places of this name in the country are known far better than those elsewhere."""
    own, others = rivals(mention, entry.country)
    return own >= max(FAME, OUTSHINES * others)


def _has_company(given: Grounds, mention: Mention, entry: Entry) -> bool:
    """Whether the report names other places of the country, or one close by."""
    others = given.named.get(entry.country, frozenset()) - {mention.key}
    return bool(others) or _close(entry, mention, given.points)


def _close(entry: Entry, mention: Mention, points: Sequence[tuple[str, Point]]) -> bool:
    if entry.lat is None or entry.lon is None:
        return False
    here = (entry.lat, entry.lon)
    return any(name != mention.key and SAME_KM < distance(here, point) <= CLOSE_KM for name, point in points)
