"""The graph of an incident's ways as a drawing, and the same ways told in words.

Pointing at a box, a line or a way in words, moving there with the keyboard, or following a way's own link dims all but
the ways through it, by style rules alone: what belongs to way 3 has the class w3. Every name in a box leads to its words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reportedly.incident import Incident, Link
from reportedly.render.cited import Cites, first_link, links
from reportedly.render.fitting import fitted
from reportedly.render.incident_graph import MOST_WAYS, Box, Graph, Line, Way, graph_of
from reportedly.render.labels import counted
from reportedly.render.layered import Key, placed
from reportedly.render.markup import Html, joined, tag
from reportedly.render.standing import Reports
from reportedly.text import gettext

WIDTH, BETWEEN, GAP = 262.0, 92.0, 12.0  # of a box, between columns, between boxes of one column
ROW, PAD, LANE = 18.0, 8.0, 6.0  # a line of a box, above and below its lines, the height of a lane
HEAD = 30.0  # above the boxes, for the names of the columns
TYPE, SMALL = 13.0, 11.5  # sizes of letters, bold and plain
PLAIN = 0.9  # width of plain letters in shares of bold ones
LIT = 128  # ways that can be chosen; the style sheet has a rule for each

Point = tuple[float, float]


def drawing(incident: Incident, reports: Reports, ties: Sequence[Link], cites: Cites, prefix: str) -> list[Html]:
    """The graph in a frame that scrolls on a narrow screen, and its ways in words; nothing where nobody is cited."""
    graph = graph_of(incident, reports, ties)
    if not graph.ways:
        return []
    picture = [_frame(graph, cites, prefix)] if len(graph.ways) <= MOST_WAYS else []
    return [tag("div", *picture, _in_words(graph.ways, cites, prefix), class_="chains")]


def choosing_rules() -> str:
    """The rules of the style sheet that leave the chosen ways lit while the others are dimmed."""
    chosen = "is(:hover,:focus-within,:target)"
    return "".join(f".chains:has(.w{way}:{chosen}) .graph .w{way}{{opacity:1}}\n" for way in range(LIT))


def _classes(kind: str, ways: Collection[int]) -> str:
    return " ".join([kind, "on", *(f"w{way}" for way in sorted(ways) if way < LIT)])


def _frame(graph: Graph, cites: Cites, prefix: str) -> Html:
    tall = {key: _height(box) for key, box in graph.boxes.items()}
    top = placed(graph.columns, list(graph.edges), tall, GAP)
    at = {
        key: (column * (WIDTH + BETWEEN), HEAD + top[key]) for column, held in enumerate(graph.columns) for key in held
    }
    width = len(graph.columns) * (WIDTH + BETWEEN) - BETWEEN + 4
    height = max(at[key][1] + tall[key] for key in at) + 4
    edges = [_edge(pair, ways, at, tall) for pair, ways in graph.edges.items()]
    lanes = [_lane(box, at[key]) for key, box in graph.boxes.items() if not box.lines]
    boxes = [
        _drawn(box, at[key], tall[key], cites)
        for held in graph.columns
        for key in held
        if (box := graph.boxes[key]).lines
    ]
    picture = tag(
        "svg", *_heads(len(graph.columns)), *edges, *lanes, *boxes,
        viewBox=f"-2 0 {width:.0f} {height:.0f}", width=f"{width:.0f}", role="group", class_="graph",
        aria_label=gettext(
            "Graph of %(ways)s from the outlets to the origins; the same in words follows", ways=counted(len(graph.ways), "way")
        ),
    )  # fmt: skip
    skip = tag("a", gettext("Past the graph, to the same in words"), href=f"#{prefix}words", class_="skip")
    return tag(
        "div", skip, picture, class_="frame", tabindex=0, role="group", aria_label=gettext("Ways to the origins")
    )


def _height(box: Box) -> float:
    rows = len(box.lines) + (1 if box.words else 0)
    return 2 * PAD + ROW * rows if rows else LANE


def _heads(columns: int) -> list[Html]:
    names = [gettext("Outlets"), *([gettext("Whom they cite")] * (columns - 2)), gettext("Origins: on whose word")]
    return [
        tag("text", name, x=f"{column * (WIDTH + BETWEEN):.0f}", y=16, class_="head")
        for column, name in enumerate(names)
    ]


def _edge(pair: tuple[Key, Key], ways: Collection[int], at: dict[Key, Point], tall: dict[Key, float]) -> Html:
    (x1, y1), (x2, y2) = at[pair[0]], at[pair[1]]
    x1, y1, y2 = x1 + WIDTH, y1 + tall[pair[0]] / 2, y2 + tall[pair[1]] / 2
    middle = (x1 + x2) / 2
    turn = f"M{x1:.0f},{y1:.1f}C{middle:.0f},{y1:.1f} {middle:.0f},{y2:.1f} {x2:.0f},{y2:.1f}"
    return tag("path", d=turn, class_=_classes("way", ways))


def _lane(box: Box, at: Point) -> Html:
    x, y = at[0], at[1] + LANE / 2
    return tag("path", d=f"M{x:.0f},{y:.1f}H{x + WIDTH:.0f}", class_=_classes("way", box.ways))


def _drawn(box: Box, at: Point, height: float, cites: Cites) -> Html:
    x, y = at
    corner = 0 if box.kind in ("custody", "outlet") else 9
    frame = tag(
        "rect", x=f"{x:.0f}", y=f"{y:.1f}", width=f"{WIDTH:.0f}", height=f"{height:.1f}", rx=corner, class_=box.kind
    )
    bars = [
        tag("path", d=f"M{bar:.0f},{y:.1f}v{height:.1f}", class_="bar")
        for bar in (x + 4, x + WIDTH - 4)
        if box.kind == "custody"
    ]
    lines = [_line(line, x + 12, y + PAD + ROW * (row + 0.72), box, cites) for row, line in enumerate(box.lines)]
    base = y + PAD + ROW * (len(box.lines) + 0.68)
    words = [_text(box.words, x + 12, base, SMALL, "what")] if box.words else []
    return tag("g", frame, *bars, *lines, *words, class_=_classes("box", box.ways))


def _line(line: Line, x: float, y: float, box: Box, cites: Cites) -> Html:
    """A name of a box, a link to its words where they are on the page."""
    name = _text(gettext("%(name)s (copy)", name=line.name) if line.copy else line.name, x, y, TYPE, None)
    label = ", ".join(part for part in (line.name, gettext("a copy") if line.copy else "", box.words) if part)
    address = first_link(line.claims, cites)
    return tag("a", name, href=address, aria_label=label) if address else tag("g", tag("title", label), name)


def _text(words: str, x: float, y: float, size: float, kind: str | None) -> Html:
    room = WIDTH - 24 if size == TYPE else (WIDTH - 24) / PLAIN
    return tag("text", fitted(words, room, size), x=f"{x:.0f}", y=f"{y:.1f}", class_=kind)


def _in_words(ways: Sequence[Way], cites: Cites, prefix: str) -> Html:
    items = [_way(way, cites, prefix) for way in ways]
    head = tag("summary", gettext("The same in words (%(ways)s)", ways=counted(len(ways), "way")))
    return tag("details", head, tag("ol", *items, class_="standing"), id=f"{prefix}words")


def _way(way: Way, cites: Cites, prefix: str) -> Html:
    anchor = f"{prefix}w{way.number}"
    name = tag("a", joined((tag("bdi", step) for step in way.steps), " → "), href=f"#{anchor}")
    return tag("li", name, " ", links(way.claims, cites), id=anchor, class_=_classes("told", {way.number}))
