"""A network as tables: one row a tie, or one row a newsroom or source. An empty cell is what does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.exchange.cells import cell, line
from reportedly.ties import Network, Node, Tie

TIES = ("relation", "from_id", "from", "from_kind", "to_id", "to", "to_kind", "reports", "own", "claims", "incidents")
COUNTS = ("reports", "incidents", "copied", "shared", "cited_in", "cited_by", "stands_behind", "alone")
NODES = ("id", "name", "kind", "type", *COUNTS, "editions", "names")


def tie_lines(network: Network) -> Iterator[str]:
    """The rows of the ties, their heads first."""
    nodes = {node.id: node for node in network.nodes}
    yield line(TIES)
    for tie in network.ties:
        yield line(map(cell, _tie(tie, nodes[tie.from_], nodes[tie.to])))


def node_lines(network: Network) -> Iterator[str]:
    """The rows of the newsrooms and sources, their heads first."""
    yield line(NODES)
    for node in network.nodes:
        counts = (getattr(node, name) for name in COUNTS)
        named = (node.id, node.name, node.kind.value, node.type.value if node.type else None)
        yield line(map(cell, (*named, *counts, "; ".join(node.editions), "; ".join(node.names))))


def _tie(tie: Tie, taker: Node, giver: Node) -> tuple[object, ...]:
    ends = (taker.id, taker.name, taker.kind.value, giver.id, giver.name, giver.kind.value)
    return (tie.relation.value, *ends, tie.reports, tie.own, tie.claims, tie.incidents)
