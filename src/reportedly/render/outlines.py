"""Coasts and borders of the world as lines, cut to the piece that a map shows.

From Natural Earth 1:50m (public domain), thinned to about 2 km by `scripts/outlines.py`. Its borders are de facto.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]
HALF = 180.0  # degrees round the world


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the world in degrees; longitude does not wrap round."""

    west: float
    south: float
    east: float
    north: float

    def touches(self, a: Point, b: Point) -> bool:
        """Whether the box around two points meets this one."""
        return (
            max(a[0], b[0]) >= self.west
            and min(a[0], b[0]) <= self.east
            and max(a[1], b[1]) >= self.south
            and min(a[1], b[1]) <= self.north
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the map: coast or border, its points as (lon, lat), and the box around them."""

    kind: str
    points: tuple[Point, ...]
    box: Box


def lines_in(box: Box) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """The stretches of coasts and borders that run through the box, each with its kind."""
    for line in _lines():
        if box.touches((line.box.west, line.box.south), (line.box.east, line.box.north)):
            yield from ((line.kind, stretch) for stretch in _stretches(line.points, box))


def _stretches(points: Sequence[Point], box: Box) -> Iterator[tuple[Point, ...]]:
    """The runs of neighbouring steps that touch the box; a step over the date line is none."""
    run: list[Point] = []
    for a, b in pairwise(points):
        if box.touches(a, b) and abs(a[0] - b[0]) < HALF:
            run = run or [a]
            run.append(b)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


@lru_cache(maxsize=1)
def _lines() -> tuple[Line, ...]:
    text = (files("reportedly.render") / "outlines.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in text.splitlines()[2:])
    return tuple(_line(kind, points) for kind, points in rows)


def _line(kind: str, steps: str) -> Line:
    points, x, y = [], 0, 0
    for step in steps.split():
        dx, dy = step.split(",")
        x, y = x + int(dx), y + int(dy)
        points.append((x / 100, y / 100))
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return Line(kind, tuple(points), Box(min(lons), min(lats), max(lons), max(lats)))
