"""A network as GraphML (graphml.graphdrawing.org), as Gephi, yEd and networkx read it.

Every tie is a directed edge with its relation beside it; for a shared text the direction says nothing. Numbers count
reports, claims, newsrooms or incidents, and `weight` is the number of reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from reportedly.ties import Network, Node, Tie
from reportedly.visible import in_xml, one_line

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
COUNTS = ("reports", "incidents", "copied", "shared", "cited_in", "cited_by", "stands_behind", "alone")
NODE_KEYS = {"key": "string", "label": "string", "kind": "string", "type": "string"} | dict.fromkeys(COUNTS, "int")
TIE_KEYS = {"relation": "string", "weight": "int", "own": "int", "claims": "int", "incidents": "int"}


def graphml_lines(network: Network) -> Iterator[str]:
    """The lines of the file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{NAMESPACE}">'
    for owner, keys in (("node", NODE_KEYS), ("edge", TIE_KEYS)):
        for name, kind in keys.items():
            named = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
            yield tostring(Element("key", named), encoding="unicode")
    yield '<graph id="network" edgedefault="directed">'
    number = {node.id: f"n{at}" for at, node in enumerate(network.nodes)}
    for node in network.nodes:
        yield _line(Element("node", id=number[node.id]), "node", _of_node(node))
    for at, tie in enumerate(network.ties):
        made = Element("edge", id=f"e{at}", source=number[tie.from_], target=number[tie.to])
        yield _line(made, "edge", _of_tie(tie))
    yield "</graph>"
    yield "</graphml>"


def _of_node(node: Node) -> dict[str, object]:
    kind = node.type.value if node.type else ""
    counts: dict[str, object] = {name: getattr(node, name) for name in COUNTS}
    return {"key": node.id, "label": node.name, "kind": node.kind.value, "type": kind} | counts


def _of_tie(tie: Tie) -> dict[str, object]:
    return {
        "relation": tie.relation.value, "weight": tie.reports, "own": tie.own, "claims": tie.claims,
        "incidents": tie.incidents,
    }  # fmt: skip


def _line(made: Element, owner: str, values: dict[str, object]) -> str:
    for name, value in values.items():
        SubElement(made, "data", key=f"{owner}-{name}").text = in_xml(one_line(str(value)))
    return tostring(made, encoding="unicode")
