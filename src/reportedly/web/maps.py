"""Maps that lead further: every dot is a link to a closer look, and the edges of a map are a value of the address.

Edges are written as the south, west, north and east one in degrees, parted by commas.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.render.dots import Place, dot_map
from reportedly.render.outlines import Box
from reportedly.render.sheet import CREDIT
from reportedly.text import gettext
from reportedly.web.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot of the map, in the drawing's units; what it stands for in words, and where it leads."""

    x: str
    y: str
    radius: str
    many: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map: its size, its edges, what is under the dots, the dots, and where a box that is drawn on it leads: `BOX` stands
    for its edges there.
    """

    width: str
    height: str
    edges: str
    ground: Markup
    spots: tuple[Spot, ...]
    to: str
    credit: str = CREDIT


def leading(places: Sequence[Place], to: Callable[[str], str]) -> Map | None:
    """The map of places; `to` gives the address for edges. Null where there is no place."""
    made = dot_map(places)
    if made is None:
        return None
    spots = tuple(
        Spot(f"{dot.x:.1f}", f"{dot.y:.1f}", f"{dot.radius:.1f}", dot.many, ", ".join(dot.names), to(edges(dot.box)))
        for dot in made.dots
    )
    size = f"{made.width:.0f}", f"{made.height:.0f}"
    return Map(*size, edges(made.box), Markup(made.ground), spots, to("BOX"))


def edges(box: Box) -> str:
    """A box as it is written in an address, cut to what the world has."""
    south, north = max(-90.0, box.south), min(90.0, box.north)
    west, east = max(-180.0, box.west), min(180.0, box.east)
    return ",".join(f"{round(value, 2):g}" for value in (south, west, north, east))


def box_typed(typed: str) -> Box:
    """A box from an address. Raises RefusedError for what is none."""
    try:
        south, west, north, east = map(float, typed.split(","))
    except ValueError:
        south, west, north, east = 1.0, 0.0, 0.0, 0.0
    if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
        raise RefusedError(
            gettext("%(typed)s are no edges of a map; write south,west,north,east in degrees.", typed=repr(typed[:40]))
        )
    return Box(west, south, east, north)
