"""The ways of an incident as a graph: outlets on the left, whoever they cite in between, origins on the right.

Outlets that come to the same origins by the same names share a box, one line each. A way runs from one box of outlets to
one origin; boxes and lines know the numbers of the ways that pass through them. A line that skips a column runs through
a lane of its own, shared by all that lead to one origin, so that no line crosses a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reportedly.incident import Incident, Link, LinkKind, Origin, Path
from reportedly.render.layered import Columns, Key, untangled
from reportedly.render.standing import Reports, origin_words
from reportedly.render.wording import tellers
from reportedly.text import gettext
from reportedly.visible import one_line

MOST_WAYS = 400  # that are drawn; an incident of more is told in words alone


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a box: a name, and the claims that lead to its words."""

    name: str
    claims: tuple[str, ...] = ()
    report: str | None = None
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One box: what stands in it, what it is in words, the class that gives it a shape, the ways through it.

    `key` tells boxes apart; a lane is a box without lines.
    """

    key: Key
    lines: tuple[Line, ...] = ()
    words: str = ""
    kind: str = "lane"
    ways: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """How the outlets of one box come to one origin: the names between them, the origin, the claims that say so."""

    number: int
    outlets: tuple[str, ...]
    between: tuple[str, ...]
    origin: str
    claims: tuple[str, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """The way from the reader to the origin: "Lumen, QTV", "Orvane Wire", "Sarn Monitor"."""
        return ", ".join(dict.fromkeys(self.outlets)), *self.between, self.origin


@dataclass(frozen=True, slots=True)
class Graph:
    """Columns of boxes from the reader to the origins, the pairs of boxes that are tied with their ways, all ways."""

    columns: Columns
    boxes: Mapping[Key, Box]
    edges: Mapping[tuple[Key, Key], frozenset[int]]
    ways: tuple[Way, ...]


Told = tuple[tuple[str, ...], str]  # the names between a report and an origin, and the origin's id


def graph_of(incident: Incident, reports: Reports, links: Sequence[Link] = ()) -> Graph:
    """The graph of an incident's ways to its counted origins, in an order in which few lines cross."""
    origins = {origin.id: origin for origin in incident.origins if origin.counted}
    told = _told(incident, origins)
    drawn = _Drawn(_depth(told), origins)
    copies = {link.from_ for link in links if link.relation is LinkKind.COPY and link.directed}
    names = tellers(told, reports)
    for ways, members in _alike(told).items():
        lines = [Line(names[m], _claims(told[m]), m, m in copies) for m in members]
        group = drawn.add(
            0, Box(("reports", *members), tuple(lines), "" if ways else gettext("cites nobody"), "outlet")
        )
        for way in ways:
            drawn.way(group, [line.name for line in lines], way, chain.from_iterable(told[m][way] for m in members))
    return drawn.graph()


def _depth(told: Mapping[str, Mapping[Told, object]]) -> int:
    """How many names stand between a report and an origin at most."""
    return max((len(between) for ways in told.values() for between, _ in ways), default=0)


def _claims(ways: Mapping[Told, Sequence[str]]) -> tuple[str, ...]:
    """The claims of all ways of a report, each once, in the order of the ways."""
    return tuple(dict.fromkeys(claim for way in sorted(ways) for claim in ways[way]))


def _told(incident: Incident, origins: Mapping[str, Origin]) -> dict[str, dict[Told, list[str]]]:
    """For each report its ways, with their claims; a report without one cites nobody."""
    found: dict[str, dict[Told, list[str]]] = {report: {} for report in incident.reports}
    for path in incident.paths:
        if path.origin in origins and path.report in found:
            found[path.report].setdefault((_between(path), path.origin), []).append(path.claim)
    return found


def _between(path: Path) -> tuple[str, ...]:
    return tuple(one_line(name) for name in path.chain[:-1])


def _alike(told: Mapping[str, Mapping[Told, object]]) -> dict[tuple[Told, ...], list[str]]:
    """The reports by their ways; those that cite nobody last."""
    groups: dict[tuple[Told, ...], list[str]] = {}
    for report, ways in told.items():
        groups.setdefault(tuple(sorted(ways)), []).append(report)
    return dict(sorted(groups.items(), key=lambda group: not group[0]))


class _Drawn:
    """A graph in the making."""

    def __init__(self, depth: int, origins: Mapping[str, Origin]) -> None:
        self._depth, self._origins = depth, origins
        self._boxes: dict[Key, Box] = {}
        self._columns: list[dict[Key, None]] = [{} for _ in range(depth + 2)]
        self._through: dict[Key, set[int]] = defaultdict(set)
        self._edges: dict[tuple[Key, Key], set[int]] = defaultdict(set)
        self._ways: list[Way] = []

    def add(self, column: int, box: Box) -> Key:
        self._boxes.setdefault(box.key, box)
        self._columns[column][box.key] = None
        return box.key

    def way(self, group: Key, names: Sequence[str], told: Told, claims: Iterable[str]) -> None:
        """Draws one way from a box of outlets: lanes up to its first name, then name by name to the origin."""
        between, origin = told[0], self._origins[told[1]]
        number = len(self._ways)
        first = 1 + self._depth - len(between)
        target = between[0] if between else origin.id
        steps = [self.add(column, Box(("lane", str(column), str(first), target))) for column in range(1, first)]
        for column, name in enumerate(between, first):
            steps.append(
                self.add(column, Box(("relay", str(column), name), (Line(name),), gettext("passes it on"), "named"))
            )
        steps.append(self.add(self._depth + 1, _origin_box(origin)))
        for a, b in zip([group, *steps], steps, strict=False):
            self._edges[a, b].add(number)
        for key in (group, *steps):
            self._through[key].add(number)
        self._ways.append(Way(number, tuple(names), between, one_line(origin.name), tuple(dict.fromkeys(claims))))

    def graph(self) -> Graph:
        edges = {pair: frozenset(ways) for pair, ways in self._edges.items()}
        boxes = {key: replace(box, ways=frozenset(self._through[key])) for key, box in self._boxes.items()}
        columns = untangled(tuple(tuple(column) for column in self._columns), list(edges))
        return Graph(columns, boxes, edges, tuple(self._ways))


def _origin_box(origin: Origin) -> Box:
    kind = "custody" if "in_custody" in origin.marks else "unnamed" if "unnamed" in origin.marks else "named"
    return Box(("origin", origin.id), (Line(one_line(origin.name), origin.claims),), origin_words(origin), kind)
