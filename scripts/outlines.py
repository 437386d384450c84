"""Makes `render/outlines.tsv`, the coasts and borders of the maps, from Natural Earth's 1:50m countries.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/outlines.py package/countries-50m.json

Natural Earth 4.1.0 is in the public domain; its borders are de facto, not as anyone claims them. A line that one
country
has is coast, one that two share is border. Lines are thinned by at most `TOLERANCE` and rounded to hundredths of a
degree.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "reportedly" / "render" / "outlines.tsv"
TOLERANCE = 0.015  # degrees, 1.7 km
SOUTHEND = -60.0  # nothing below: no news of a war there
HEAD = (
    "# Natural Earth 4.1.0, 1:50m countries (public domain), by world-atlas 2.0.2; "
    "lon and lat in hundredths, steps after the first"
)

Point = tuple[float, float]


def main(source: Path) -> None:
    """Read the topology, write one line an arc."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    used = Counter(index if index >= 0 else ~index for index in _indices(topology["objects"]["countries"]))
    lines = []
    for index, arc in enumerate(topology["arcs"]):
        points = thinned(list(_absolute(arc, topology["transform"])))
        if max(lat for _, lat in points) > SOUTHEND and len(set(points)) > 1:
            lines.append(f"{'border' if used[index] > 1 else 'coast'}\t{_steps(points)}")
    TARGET.write_text("\n".join([HEAD, "kind\tpoints", *lines]) + "\n", encoding="utf-8")


def _indices(part: Any) -> Iterator[int]:
    """Every arc index of a geometry, once for each ring that runs along it."""
    if isinstance(part, dict):
        for key in ("geometries", "arcs"):
            yield from _indices(part.get(key, []))
    elif isinstance(part, list):
        for item in part:
            yield from _indices(item)
    else:
        yield part


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def thinned(points: list[Point]) -> list[Point]:
    """The points without which the line would move by more than the tolerance (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, worst = max(
            ((_away(points[i], points[first], points[last]), i) for i in range(first + 1, last)), default=(0.0, 0)
        )
        if far > TOLERANCE:
            keep.add(worst)
            stack += [(first, worst), (worst, last)]
    return [points[i] for i in sorted(keep)]


def _away(point: Point, start: Point, end: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return float(((x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2) ** 0.5)


def _steps(points: list[Point]) -> str:
    """The points as whole hundredths: the first as it is, each other as a step."""
    out, last = [], (0, 0)
    for lon, lat in points:
        here = round(lon * 100), round(lat * 100)
        if here != last or not out:
            out.append(f"{here[0] - last[0]},{here[1] - last[1]}")
            last = here
    return " ".join(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
