"""What a network says in words: counts of reports, newsrooms and incidents, and no verdict on anybody."""

from __future__ import annotations

from reportedly.render.labels import counted
from reportedly.render.wording import TYPES
from reportedly.ties import Network, Node, NodeKind, Tie, TieKind
from reportedly.visible import one_line

VERBS = {
    TieKind.RELAYS: "relays",
    TieKind.CITES: "cites",
    TieKind.COPIES: "takes text from",
    TieKind.SHARES: "shares text with",
}


def network_words(network: Network) -> str:
    """How much there is: "7 reports of 3 newsrooms tell of 2 incidents in 12 claims"."""
    newsrooms = sum(1 for node in network.nodes if node.reports)
    said = f"{counted(network.reports, 'report')} of {counted(newsrooms, 'newsroom')} tell of"
    return f"{said} {counted(network.incidents, 'incident')} in {counted(network.claims, 'claim')}"


def copies_words(network: Network) -> str:
    """The share of copies: "Copies of another newsroom's text: 2 of 7 reports (29 %)"."""
    said = f"Copies of another newsroom's text: {share_words(network.copied, network.reports)}"
    return f"{said}; {network.shared:,} more share one, and nothing shows who took it" if network.shared else said


def share_words(part: int, whole: int) -> str:
    """A part of reports: "2 of 7 reports (29 %)"."""
    return f"{part:,} of {counted(whole, 'report')} ({percent(part, whole)})"


def percent(part: int, whole: int) -> str:
    """A share in whole percent."""
    return f"{round(100 * part / whole) if whole else 0} %"


def kind_words(node: Node) -> str:
    """What a node is: "newsroom", "monitor", "people by role"."""
    if node.kind is NodeKind.PEOPLE:
        return "by role"
    if node.kind is NodeKind.OUTLET and node.reports:
        return "newsroom"
    return TYPES[node.type] if node.type else "source"


def node_words(node: Node) -> str:
    """What is counted of a node: "12 reports, 3 copied; cited in 40 reports by 7 newsrooms; origin of 20 incidents, the only one of 9"."""
    parts = []
    if node.reports:
        taken = f", {node.copied:,} copied" if node.copied else ""
        parts.append(counted(node.reports, "report") + taken)
    if node.cited_in:
        by = f" by {counted(node.cited_by, 'newsroom')}" if node.cited_by else ""
        parts.append(f"cited in {counted(node.cited_in, 'report')}{by}")
    if node.stands_behind:
        parts.append(behind_words(node))
    return "; ".join(parts)


def behind_words(node: Node) -> str:
    """How many incidents rest on a node: "origin of 20 incidents, the only one of 9"."""
    alone = f", the only one of {node.alone:,}" if node.alone else ""
    return f"origin of {counted(node.stands_behind, 'incident')}{alone}"


def tie_words(tie: Tie, taker: Node, giver: Node) -> str:
    """A tie as a sentence: "Lumen relays Orvane Wire in 12 reports, 8 incidents"."""
    said = f"{one_line(taker.name)} {VERBS[tie.relation]} {one_line(giver.name)} in {counted(tie.reports, 'report')}"
    others = tie.reports - tie.own if tie.relation in (TieKind.RELAYS, TieKind.CITES) else 0
    told = f" ({others:,} by others)" if others else ""
    return f"{said}{told}, {counted(tie.incidents, 'incident')}"
