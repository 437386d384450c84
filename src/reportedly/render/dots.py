"""Many places as dots on coasts and borders: one dot for those that lie close together, the wider the more it stands for.

A dot keeps the edges of what lies under it, so that a page can lead from it to a closer look.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.render.markup import Html
from reportedly.render.outlines import Box
from reportedly.render.sheet import WIDTH, Sheet, box_of, ground

CLOSE = 34.0  # of the drawing's units: what lies in one such square is one dot
RADIUS = (5.0, 17.0)  # of the smallest and of the largest dot
NAMES = 3  # that a dot is called by
LEAST = 0.02  # degrees around a single place


@dataclass(frozen=True, slots=True)
class Place:
    """A place, and how many of what is shown lie there."""

    lat: float
    lon: float
    name: str
    many: int = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot: its middle and half its size in the drawing's units, how many it stands for, its commonest names, what lies
    under it.
    """

    x: float
    y: float
    radius: float
    many: int
    names: tuple[str, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class DotMap:
    """What is drawn: the piece of the world, how high its drawing is, its coasts and borders, and the dots, largest first."""

    box: Box
    width: float
    height: float
    ground: Html
    dots: tuple[Dot, ...]


def dot_map(places: Sequence[Place]) -> DotMap | None:
    """The map of these places; null where there is none."""
    if not places:
        return None
    box = of_the_world(box_of([(place.lon, place.lat) for place in places]))
    sheet = Sheet(box)
    found = sorted(_dots(places, sheet), key=lambda dot: (-dot.many, dot.x, dot.y))
    return DotMap(box, WIDTH, sheet.height, ground(sheet), tuple(found))


def of_the_world(box: Box) -> Box:
    """A box without what lies beyond the poles and the date line."""
    return Box(max(box.west, -180.0), max(box.south, -90.0), min(box.east, 180.0), min(box.north, 90.0))


def _dots(places: Iterable[Place], sheet: Sheet) -> Iterator[Dot]:
    squares: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        x, y = sheet.at(place.lon, place.lat)
        squares[int(x // CLOSE), int(y // CLOSE)].append(place)
    most = max(_many(held) for held in squares.values())
    for held in squares.values():
        yield _dot(held, sheet, (_many(held) / most) ** 0.5)


def _dot(held: Sequence[Place], sheet: Sheet, share: float) -> Dot:
    many = _many(held)
    lat, lon = (sum(value * place.many for place, value in pairs) / many for pairs in (
        [(place, place.lat) for place in held], [(place, place.lon) for place in held]))  # fmt: skip
    named: Counter[str] = Counter()
    for place in held:
        named[place.name] += place.many
    names = tuple(name for name, _ in sorted(named.items(), key=lambda item: (-item[1], item[0]))[:NAMES])
    x, y = sheet.at(lon, lat)
    return Dot(x, y, RADIUS[0] + (RADIUS[1] - RADIUS[0]) * share, many, names, _around(held))


def _many(held: Iterable[Place]) -> int:
    return sum(place.many for place in held)


def _around(held: Sequence[Place]) -> Box:
    lats, lons = [place.lat for place in held], [place.lon for place in held]
    return Box(min(lons) - LEAST, min(lats) - LEAST, max(lons) + LEAST, max(lats) + LEAST)
