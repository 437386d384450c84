"""A small static map: marks with numbers on coasts and borders and, beside it, the list that the numbers stand for.

A place known only as a district, a province or a country is an area, not a point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, floor, radians

from reportedly.render.markup import Html, joined, tag
from reportedly.render.outlines import Box, lines_in
from reportedly.text import N_, gettext
from reportedly.visible import shortened

WIDTH = 640.0  # of the drawing, in its own units
LEAST = 3.0  # degrees of latitude that a map shows at least, so that something to go by is on it
MARGIN = 0.25  # of the extent, around the places
TALLEST, FLATTEST = 0.62, 0.42  # height over width
STEP = 1.0  # of the drawing's units, across and down together
GRID = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
AREA = 3  # GED's where_prec from which a place is an area
RADII = {3: 14.0, 4: 22.0, 5: 28.0, 6: 34.0, 7: 34.0}
PRECISION = {
    1: N_("exact place"), 2: N_("near the place"), 3: N_("district"), 4: N_("province"), 5: N_("wider area"),
    6: N_("country"), 7: N_("open sea or air"),
}  # fmt: skip
APART = (150.0, 20.0)  # of the drawing's units, across and down: marks further apart than this carry their names
CREDIT = N_("Places © GeoNames, CC BY 4.0, modified. Outlines: Natural Earth. Boundaries are drawn de facto.")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: the name beside it, the whole of it in words, where it stands, GED's where_prec."""

    name: str
    words: str
    lat: float
    lon: float
    precision: int | None = None


def figure(marks: Sequence[Mark], listed: Sequence[Html]) -> Html:
    """The drawing, if there is a mark, and the list beside it: first the items of the marks in their order."""
    drawing = [_drawing(marks)] if marks else []
    caption = tag("figcaption", tag("ol", *listed), tag("p", gettext(CREDIT), class_="credit"))
    return tag("figure", *drawing, caption, class_="map")


def box_of(points: list[tuple[float, float]]) -> Box:
    """The piece of the world around the points (lon, lat), not too small, not too flat or tall."""
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    middle = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide = cos(radians(min(abs(middle[1]), 80)))
    height = max((max(lats) - min(lats)) * (1 + 2 * MARGIN), LEAST)
    width = max((max(lons) - min(lons)) * (1 + 2 * MARGIN) * wide, LEAST)
    height, width = max(height, width * FLATTEST), max(width, height / TALLEST)
    return Box(
        middle[0] - width / wide / 2, middle[1] - height / 2, middle[0] + width / wide / 2, middle[1] + height / 2
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The drawing's flat plane: equirectangular, true to scale along its middle; `height` is that of the drawing, for its width."""

    box: Box
    height: float = field(init=False)

    def __post_init__(self) -> None:
        wide = cos(radians(min(abs(self.box.south + self.box.north) / 2, 80)))
        height = WIDTH * (self.box.north - self.box.south) / ((self.box.east - self.box.west) * wide)
        object.__setattr__(self, "height", height)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point of the world lies on the sheet, from its upper left."""
        x = WIDTH * (lon - self.box.west) / (self.box.east - self.box.west)
        return x, self.height * (self.box.north - lat) / (self.box.north - self.box.south)


def _drawing(marks: Sequence[Mark]) -> Html:
    sheet = Sheet(box_of([(mark.lon, mark.lat) for mark in marks]))
    at = [sheet.at(mark.lon, mark.lat) for mark in marks]
    drawn = [_mark(index + 1, mark, at[index], _alone(index, at)) for index, mark in enumerate(marks)]
    listed = "; ".join(f"{number} {mark.words}" for number, mark in enumerate(marks, 1))
    label = gettext("Map of %(places)s", places=listed)
    size = f"0 0 {WIDTH:.0f} {sheet.height:.0f}"
    return tag("svg", ground(sheet), *drawn, viewBox=size, role="img", aria_label=label, class_="sheet")


@lru_cache(maxsize=32)
def ground(sheet: Sheet) -> Html:
    """What marks stand on: degrees, coasts and borders; islands that would be a speck are left out."""
    paths = (_path(kind, points, sheet) for kind, points in lines_in(sheet.box))
    return joined([*_grid(sheet), *(path for path in paths if path)])


def _path(kind: str, points: tuple[tuple[float, float], ...], sheet: Sheet) -> Html | None:
    seen = list(_seen([sheet.at(*point) for point in points]))
    if len(seen) == 2 and points[0] == points[-1]:
        return None
    return tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in seen), class_=kind)


def _seen(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The points of a line that can be told apart on the sheet: the first, the last, and those a step away from the one before."""
    at = points[0]
    yield at
    for x, y in points[1:-1]:
        if abs(x - at[0]) + abs(y - at[1]) >= STEP:
            at = x, y
            yield at
    yield points[-1]


def _alone(index: int, at: list[tuple[float, float]]) -> bool:
    """Whether no other mark stands where the name of this one would be written."""
    x, y = at[index]
    return all(abs(x - a) > APART[0] or abs(y - b) > APART[1] for i, (a, b) in enumerate(at) if i != index)


def _mark(number: int, mark: Mark, at: tuple[float, float], named: bool) -> Html:
    """A point or, for an area, a ring, with its number, and its name where there is room."""
    area = mark.precision is not None and mark.precision >= AREA
    radius = RADII.get(mark.precision or 0, 14.0) if area else 5.0
    dot = tag("circle", cx=f"{at[0]:.1f}", cy=f"{at[1]:.1f}", r=f"{radius}", class_="area" if area else "spot")
    left = at[0] > WIDTH * 0.7
    words = f"{number} {shortened(mark.name, 24)}" if named else str(number)
    x, y = (at[0], at[1] - radius - 5) if area else (at[0] + (-10 if left else 10), at[1] + 5)
    name = tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", class_="above" if area else "left" if left else None)
    return tag("g", dot, name)


def _grid(sheet: Sheet) -> list[Html]:
    """Lines of latitude and longitude with their degrees, five or so each way."""
    box = sheet.box
    step = next((size for size in GRID if (box.north - box.south) / size <= 5), 45.0)
    out = []
    for lat in _rungs(box.south, box.north, step):
        _, y = sheet.at(box.west, lat)
        out.append(tag("line", x1=0, x2=f"{WIDTH:.0f}", y1=f"{y:.1f}", y2=f"{y:.1f}", class_="grid"))
        out.append(tag("text", f"{abs(lat):g}°{'N' if lat >= 0 else 'S'}", x=4, y=f"{y - 3:.1f}", class_="degree"))
    for lon in _rungs(box.west, box.east, step):
        x, _ = sheet.at(lon, box.south)
        out.append(tag("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=0, y2=f"{sheet.height:.1f}", class_="grid"))
        words = f"{abs(lon):g}°{'E' if lon >= 0 else 'W'}"
        out.append(tag("text", words, x=f"{x + 3:.1f}", y=f"{sheet.height - 4:.1f}", class_="degree"))
    return out


def _rungs(low: float, high: float, step: float) -> list[float]:
    first = floor(low / step) + 1
    return [index * step for index in range(first, floor(high / step) + 1)]
