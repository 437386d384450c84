"""A network as a drawing: newsrooms on the left, who is cited on the right, a line from each to whom it cites or takes from.

Every node has a row of its own, so no label covers another. Only the strongest nodes and ties are drawn; the drawing says
how many there are. It says in words what its lines say. `drawing` stands alone, light and dark; `picture` stands in a page
that has its style sheet, `style`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from reportedly.render.fitting import fitted
from reportedly.render.labels import counted
from reportedly.render.markup import Html, tag
from reportedly.render.network_words import (
    copies_words,
    kind_words,
    left_out_words,
    network_words,
    node_name,
    node_words,
    tie_words,
)
from reportedly.text import N_, gettext, ngettext
from reportedly.ties import Network, Node, NodeKind, Tie, TieKind
from reportedly.visible import in_xml

NODES, TIES, TOLD = 40, 120, 20  # that are drawn; ties that are told in words
MARGIN, BETWEEN, ROW, TOP = 350.0, 380.0, 36.0, 128.0  # of the drawing's units
SIZE, ROOM = 13.0, 320.0  # of a label: the height of its letters, the width that it may have
SPOT = (4.0, 11.0)  # half the size of the weakest and of the strongest node
WIDTH = (0.6, 5.0)  # of a line, likewise
TIP = 7.0  # the length of the tip of a line
LEGEND = ((TieKind.RELAYS, N_("relays a newsroom")), (TieKind.CITES, N_("cites a source")),
          (TieKind.COPIES, N_("takes its text from")), (TieKind.SHARES, N_("has a text in common with")))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A node in its row: where its middle lies, half its size, which side it stands on."""

    node: Node
    x: float
    y: float
    half: float
    left: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn, and how high the drawing is."""

    spots: Mapping[str, Spot]
    ties: tuple[Tie, ...]
    height: float


def drawing(network: Network) -> str:
    """The network as an SVG file of its own."""
    return _drawn_as(network, [tag("style", Html(style()))], {})


def picture(network: Network, links: Mapping[str, str]) -> Html:
    """The network as a part of a page; a node leads to where `links` says, by its id."""
    return _drawn_as(network, [], links)


def style() -> str:
    """The style sheet of the drawing."""
    return (files("reportedly.render") / "network.css").read_text(encoding="utf-8")


def _drawn_as(network: Network, style: Sequence[Html], links: Mapping[str, str]) -> Html:
    plan = plan_of(network)
    width = 2 * MARGIN + BETWEEN
    most = max((tie.reports for tie in plan.ties), default=1)
    lines = [part for tie in reversed(plan.ties) for part in _line(tie, plan.spots, most)]
    spots = [_spot(spot, links.get(spot.node.id)) for spot in plan.spots.values()]
    ground = tag("rect", width=f"{width:.0f}", height=f"{plan.height:.0f}", class_="ground")
    words = (
        tag("title", in_xml(network_words(network)), id="title"),
        tag("desc", in_xml(_told(network, plan)), id="told"),
    )
    return tag(
        "svg", *words, *style, ground, *_heads(network, plan), *lines, *spots, xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {plan.height:.0f}", width=f"{width:.0f}", height=f"{plan.height:.0f}",
        role="group" if links else "img", aria_labelledby="title told", class_="network",
    )  # fmt: skip


def plan_of(network: Network) -> Plan:
    """Where the strongest nodes stand, the strongest above, and the strongest ties between them."""
    nodes = _strongest(network)
    most = max([1, *map(_strength, nodes)])
    spots = {spot.node.id: spot for left in (True, False) for spot in _column(nodes, left, most)}
    ties = _drawn([tie for tie in network.ties if tie.from_ in spots and tie.to in spots])
    lowest = max((spot.y for spot in spots.values()), default=TOP)
    return Plan(spots, tuple(ties), lowest + ROW)


def _strongest(network: Network) -> list[Node]:
    """The nodes that are drawn: tied to another, or newsrooms with reports of their own."""
    tied = {end for tie in network.ties for end in (tie.from_, tie.to)}
    return [node for node in network.nodes if node.id in tied or node.reports][:NODES]


def _column(nodes: Sequence[Node], left: bool, most: int) -> Iterator[Spot]:
    """The newsrooms on the left or the sources on the right, row by row; `most` is the strength of the strongest node."""
    x = MARGIN if left else MARGIN + BETWEEN
    for row, node in enumerate(node for node in nodes if (node.kind is NodeKind.OUTLET) is left):
        yield Spot(node, x, TOP + (row + 0.5) * ROW, _between(SPOT, _strength(node) / most), left)


def _drawn(ties: Sequence[Tie]) -> list[Tie]:
    """The strongest ties, among them the strongest of every node."""
    seen: set[str] = set()
    first = []
    for tie in ties:
        if not {tie.from_, tie.to} <= seen:
            first.append(tie)
        seen |= {tie.from_, tie.to}
    kept = set([*dict.fromkeys((*first, *ties))][: max(TIES, len(first))])
    return [tie for tie in ties if tie in kept]


def _strength(node: Node) -> int:
    return node.reports + node.cited_in


def _between(bounds: tuple[float, float], share: float) -> float:
    return bounds[0] + (bounds[1] - bounds[0]) * math.sqrt(share)


def _heads(network: Network, plan: Plan) -> Iterator[Html]:
    """What the drawing shows, how much of the whole, and what each line means."""
    yield tag("text", in_xml(network_words(network)), x="20", y="30", class_="head")
    shown = gettext(
        "Drawn: %(nodes)s of %(all_nodes)s, %(ties)s of %(all_ties)s.", nodes=len(plan.spots), ties=len(plan.ties),
        all_nodes=counted(len(network.nodes), "node"), all_ties=counted(len(network.ties), "tie"),
    )  # fmt: skip
    yield tag("text", in_xml(f"{copies_words(network)}. {shown}"), x="20", y="50", class_="what")
    yield tag("text", in_xml(left_out_words(network)), x="20", y="70", class_="what")
    for place, (kind, words) in enumerate(LEGEND):
        x = 20 + 250 * place
        yield tag("line", x1=x, x2=x + 40, y1=94, y2=94, class_=f"way {kind.value}", stroke_width="2.5")
        if kind is not TieKind.SHARES:
            yield _tip((x + 47.0, 94.0), (1.0, 0.0), kind)
        yield tag("text", gettext(words), x=x + 54, y=98, class_="what")


def _line(tie: Tie, spots: Mapping[str, Spot], most: int) -> Iterator[Html]:
    """The line of a tie and its tip, which lies at the one that is cited or taken from."""
    a, b = spots[tie.from_], spots[tie.to]
    ends = [(spot.x + _side(spot) * spot.half, spot.y) for spot in (a, b)]
    (x1, y1), (x2, y2) = ends
    if tie.relation is not TieKind.SHARES:
        yield _tip((x2, y2), (-_side(b), 0.0), tie.relation)
        x2 += _side(b) * TIP
    bend = BETWEEN / 2 if a.left is not b.left else 40 + min(abs(y1 - y2) * 0.35, BETWEEN / 2 - 40)
    way = (
        f"M{x1:.1f},{y1:.1f} C{x1 + _side(a) * bend:.1f},{y1:.1f} {x2 + _side(b) * bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
    )
    words = tag("title", in_xml(tie_words(tie, a.node, b.node)))
    thick = _between(WIDTH, tie.reports / most)
    yield tag("path", words, d=way, class_=f"way {tie.relation.value}", stroke_width=f"{thick:.1f}")


def _side(spot: Spot) -> int:
    """Which way lines leave a node: to the middle of the drawing."""
    return 1 if spot.left else -1


def _tip(at: tuple[float, float], toward: tuple[float, float], kind: TieKind) -> Html:
    """A tip that ends at a point and looks along the line."""
    (x, y), back = at, at[0] - toward[0] * TIP
    points = f"{x:.1f},{y:.1f} {back:.1f},{y - 4:.1f} {back:.1f},{y + 4:.1f}"
    return tag("polygon", points=points, class_=f"tip {kind.value}")


def _spot(spot: Spot, link: str | None) -> Html:
    """A node with its name and what is counted of it; it leads to where the link says."""
    node, side = spot.node, "left" if spot.left else "right"
    x, half = spot.x - _side(spot) * (SPOT[1] + 6), spot.half
    if node.kind is NodeKind.OUTLET:
        box = {"x": spot.x - half, "y": spot.y - half, "width": 2 * half, "height": 2 * half}
        mark = tag("rect", class_="spot outlet", **{name: f"{value:.1f}" for name, value in box.items()})
    else:
        mark = tag("circle", cx=f"{spot.x:.1f}", cy=f"{spot.y:.1f}", r=f"{half:.1f}", class_=f"spot {node.kind.value}")
    full = tag("title", in_xml(f"{node_name(node)} ({kind_words(node)}): {node_words(node)}"))
    name = tag(
        "text", in_xml(fitted(node_name(node), ROOM, SIZE)), x=f"{x:.1f}", y=f"{spot.y:.1f}", class_=f"name {side}"
    )
    words = tag("text", _short(node), x=f"{x:.1f}", y=f"{spot.y + 13:.1f}", class_=f"what {side}")
    return tag("a", full, mark, name, words, href=link) if link else tag("g", full, mark, name, words)


def _short(node: Node) -> str:
    if node.kind is NodeKind.OUTLET and node.reports:
        return counted(node.reports, "report") + (
            ", " + gettext("%(many)s copied", many=node.copied) if node.copied else ""
        )
    return gettext("%(kind)s, cited in %(many)s", kind=kind_words(node), many=node.cited_in)


def _told(network: Network, plan: Plan) -> str:
    """The drawing in words: its strongest ties."""
    ties: Sequence[Tie] = plan.ties[:TOLD]
    said = [tie_words(tie, plan.spots[tie.from_].node, plan.spots[tie.to].node) for tie in ties]
    more = len(plan.ties) - TOLD
    rest = (
        " " + ngettext("%(many)s more tie is drawn.", "%(many)s more ties are drawn.", more, many=more)
        if more > 0
        else ""
    )
    words = "; ".join(said) or gettext("Nobody cites anybody")
    left = left_out_words(network)
    return f"{copies_words(network)}. {words}.{rest}{' ' if left else ''}{left}"
