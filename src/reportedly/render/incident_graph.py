"""The ways of an incident as a graph: reports on the left, whoever they cite in between, origins on the right.

Reports that come to the same origins by the same names share a box. Each kind of box differs in shape and in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.incident import Incident, Origin
from reportedly.render.markup import Html, tag
from reportedly.render.standing import Reports, counted, origin_words, outlets
from reportedly.render.wording import outlet_name
from reportedly.visible import shortened

BOX = (196.0, 44.0)  # of the drawing's units
GAPS = (64.0, 14.0)  # between columns, between boxes of one
LETTERS = 27  # that fit a box on one line


@dataclass(frozen=True, slots=True)
class Box:
    """One box: what it is called, what it is, the class that gives it a shape; `key` tells boxes apart."""

    key: tuple[str, ...]
    name: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Columns of boxes from the reader to the origins, and the pairs of boxes that are tied."""

    columns: tuple[tuple[Box, ...], ...]
    edges: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def graph_of(incident: Incident, reports: Reports) -> Graph:
    """The graph of an incident's ways to its counted origins."""
    origins = {origin.id: origin for origin in incident.origins if origin.counted}
    ways = _ways(incident, origins)
    depth = max((len(between) for told in ways.values() for between, _ in told), default=0)
    columns: list[dict[tuple[str, ...], Box]] = [{} for _ in range(depth + 2)]
    edges: dict[tuple[tuple[str, ...], tuple[str, ...]], None] = {}
    for told, members in _alike(ways).items():
        last = _reports_box(members, reports)
        columns[0][last.key] = last
        for between, origin in told:
            here = last
            for column, name in enumerate(between, 1 + depth - len(between)):
                relay = Box(("relay", str(column), name), name, "passes it on", "named")
                columns[column].setdefault(relay.key, relay)
                edges[(here.key, relay.key)] = None
                here = relay
            end = _origin_box(origins[origin])
            columns[-1].setdefault(end.key, end)
            edges[(here.key, end.key)] = None
    return _untangled(Graph(tuple(tuple(column.values()) for column in columns), tuple(edges)))


def _untangled(graph: Graph) -> Graph:
    """The graph with each box as high as, on average, the boxes that lead to it: fewer lines cross."""
    height: dict[tuple[str, ...], float] = {box.key: index for index, box in enumerate(graph.columns[0])}
    columns = [graph.columns[0]]
    before: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for a, b in graph.edges:
        before.setdefault(b, []).append(a)
    for column in graph.columns[1:]:
        mean = {box.key: sum(height[a] for a in before[box.key]) / len(before[box.key]) for box in column}
        columns.append(tuple(sorted(column, key=lambda box: mean[box.key])))
        height |= mean
    return replace(graph, columns=tuple(columns))


Way = tuple[tuple[str, ...], str]


def _ways(incident: Incident, origins: dict[str, Origin]) -> dict[str, tuple[Way, ...]]:
    """For each report the names between it and each origin; a report without a way cites nobody."""
    found: dict[str, dict[Way, None]] = {report: {} for report in incident.reports}
    for path in incident.paths:
        if path.origin in origins and path.report in found:
            found[path.report][(path.chain[:-1], path.origin)] = None
    return {report: tuple(ways) for report, ways in found.items()}


def _alike(ways: dict[str, tuple[Way, ...]]) -> dict[tuple[Way, ...], list[str]]:
    groups: dict[tuple[Way, ...], list[str]] = {}
    for report, told in ways.items():
        groups.setdefault(told, []).append(report)
    return groups


def _reports_box(members: Sequence[str], reports: Reports) -> Box:
    names = list(dict.fromkeys(outlet_name(reports[m]) if m in reports else m for m in members))
    return Box(("reports", *members), ", ".join(names), counted(len(members), "report"), "outlet")


def _origin_box(origin: Origin) -> Box:
    kind = "custody" if "in_custody" in origin.marks else "unnamed" if "unnamed" in origin.marks else "named"
    return Box(("origin", origin.id), origin.name, origin_words(origin), kind)


def drawing(incident: Incident, reports: Reports) -> list[Html]:
    """The graph as a drawing, in a frame that scrolls on a narrow screen; nothing where no report cites anybody."""
    graph = graph_of(incident, reports)
    if not graph.edges:
        return []
    tallest = max(len(column) for column in graph.columns)
    width = len(graph.columns) * (BOX[0] + GAPS[0]) - GAPS[0]
    height = tallest * (BOX[1] + GAPS[1]) - GAPS[1]
    at = {box.key: point for box, point in _placed(graph, height)}
    lines = [_edge(at[a], at[b]) for a, b in graph.edges]
    boxes = [_drawn(box, at[box.key]) for column in graph.columns for box in column]
    label = f"Graph: {outlets(incident.reports, reports)}; the ways are listed below"
    size = f"-2 -2 {width + 4:.0f} {height + 4:.0f}"
    picture = tag(
        "svg", *lines, *boxes, viewBox=size, width=f"{width + 4:.0f}", role="img", aria_label=label, class_="graph"
    )
    return [
        tag("div", picture, class_="frame", tabindex=0, role="group", aria_label="Graph of the ways to the origins")
    ]


def _placed(graph: Graph, height: float) -> list[tuple[Box, tuple[float, float]]]:
    """Each box with its upper left corner; columns are centred."""
    placed = []
    for column, boxes in enumerate(graph.columns):
        used = len(boxes) * (BOX[1] + GAPS[1]) - GAPS[1]
        for row, box in enumerate(boxes):
            y = (height - used) / 2 + row * (BOX[1] + GAPS[1])
            placed.append((box, (column * (BOX[0] + GAPS[0]), y)))
    return placed


def _edge(start: tuple[float, float], end: tuple[float, float]) -> Html:
    x1, y1, x2, y2 = start[0] + BOX[0], start[1] + BOX[1] / 2, end[0], end[1] + BOX[1] / 2
    middle = x1 + GAPS[0] / 2
    turn = f"M{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {x2 - GAPS[0] / 2:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
    return tag("path", d=turn, class_="way")


def _drawn(box: Box, at: tuple[float, float]) -> Html:
    x, y = at
    round_corners = {"named": 9, "unnamed": 9}.get(box.kind, 0)
    frame = tag(
        "rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{BOX[0]}", height=f"{BOX[1]}", rx=round_corners, class_=box.kind
    )
    bars = [
        tag("line", x1=f"{bar:.1f}", x2=f"{bar:.1f}", y1=f"{y:.1f}", y2=f"{y + BOX[1]:.1f}", class_="bar")
        for bar in (x + 4, x + BOX[0] - 4)
        if box.kind == "custody"
    ]
    name = tag("text", shortened(box.name, LETTERS), x=f"{x + 10:.1f}", y=f"{y + 18:.1f}")
    words = tag("text", shortened(box.words, LETTERS + 3), x=f"{x + 10:.1f}", y=f"{y + 34:.1f}", class_="what")
    return tag("g", tag("title", f"{box.name}: {box.words}"), frame, *bars, name, words)
