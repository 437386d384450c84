"""A network narrowed to some of its nodes and ties; what is counted of each stays what it is in the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportedly.ties import Network, Node, Tie


def narrowed(network: Network, nodes: Callable[[Node], bool], ties: Callable[[Tie], bool]) -> Network:
    """The nodes that fit and the ties that fit between them. Totals stay those of the whole."""
    kept = tuple(filter(nodes, network.nodes))
    ids = {node.id for node in kept}
    tied = tuple(tie for tie in network.ties if {tie.from_, tie.to} <= ids and ties(tie))
    mutual = tuple(pair for pair in network.mutual if {pair.one, pair.other} <= ids)
    return replace(network, nodes=kept, ties=tied, mutual=mutual)
