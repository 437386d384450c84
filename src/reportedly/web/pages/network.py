"""Network: who relays, cites and copies whom behind what a query finds, drawn and as tables; as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response, StreamingResponse

from reportedly.exchange.network_csv import node_lines, tie_lines
from reportedly.exchange.network_graphml import graphml_lines
from reportedly.render.network_graph import drawing
from reportedly.text import N_, gettext
from reportedly.ties import Network, Node, NodeKind, Tie, TieKind
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.bodies import has_page
from reportedly.web.errors import RefusedError
from reportedly.web.networks import public
from reportedly.web.pages.search import fault_of
from reportedly.web.pages.shared import shown
from reportedly.web.templates import address
from reportedly.workspace import QueryError, query_term

MOST = 60  # rows of a table
RELATIONS = {
    TieKind.RELAYS: N_("relays a newsroom"), TieKind.CITES: N_("cites a source"), TieKind.COPIES: N_("takes text from"),
    TieKind.SHARES: N_("shares text with"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A form in which the network is given out."""

    words: str
    suffix: str
    media: str
    lines: Callable[[Network], Iterable[str]]


FILES = {
    "graphml": File(N_("GraphML"), ".graphml", "application/xml", graphml_lines),
    "csv": File(N_("CSV of ties"), "-ties.csv", "text/csv; charset=utf-8", tie_lines),
    "csv-nodes": File(N_("CSV of newsrooms and sources"), "-nodes.csv", "text/csv; charset=utf-8", node_lines),
    "svg": File(N_("SVG"), ".svg", "image/svg+xml", lambda network: [drawing(network)]),
}


def page(asked: Asked) -> Response:
    """The page."""
    query = asked.value("q")
    frame: dict[str, Any] = {
        "here": "network",
        "query": query,
        "chosen": _chosen(asked),
        "relations": RELATIONS,
        "files": FILES,
    }
    try:
        whole = asked.desk.networks.of(query)
    except QueryError as error:
        return shown(asked, "network.html", 400, **frame, fault=fault_of(query, error), network=None)
    network = _narrowed(asked, whole)
    anchors = {node.id: f"#n{number}" for number, node in enumerate(network.nodes, 1)}
    named = {node.id: node for node in whole.nodes}
    return shown(
        asked, "network.html", **frame, fault=None, network=network, whole=whole, anchors=anchors, named=named,
        picture=fragments.network_picture(network, anchors), most=MOST,
        place=_place, claims=_claims, kind=fragments.kind_of_node, node_name=fragments.name_of_node,
    )  # fmt: skip


def file(asked: Asked) -> Response:
    """The network in the form of another program. Raises RefusedError where nobody offers it or the query cannot be understood."""
    name = asked.value("format")
    if name not in FILES:
        raise RefusedError(
            gettext(
                "%(typed)s is no form of a network; there are %(forms)s.", typed=repr(name[:40]), forms=", ".join(FILES)
            )
        )
    try:
        network = _narrowed(asked, asked.desk.networks.of(asked.value("q")))
    except QueryError as error:
        raise RefusedError(gettext("The query cannot be understood: %(fault)s", fault=error)) from error
    made = FILES[name]
    told = {"Content-Disposition": f'attachment; filename="network{made.suffix}"'}
    lines = (f"{line}\n" for line in made.lines(network))
    return StreamingResponse(lines, media_type=made.media, headers=told)


def _chosen(asked: Asked) -> dict[str, str]:
    """The filters of the address that say something, as they are written in it."""
    least = asked.number("least")
    found = {
        "relation": _relation(asked) or "",
        "least": str(least) if least > 1 else "",
        "roles": "yes" if asked.value("roles") == "yes" else "",
    }
    return {name: value for name, value in found.items() if value}


def _relation(asked: Asked) -> TieKind | None:
    typed = asked.value("relation")
    return TieKind(typed) if typed in list(TieKind) else None


def _narrowed(asked: Asked, whole: Network) -> Network:
    return public(whole, asked.value("roles") == "yes", _relation(asked), asked.number("least"))


def _place(node: Node) -> str | None:
    """The page of a newsroom or a body, null for people by role."""
    if node.kind is NodeKind.PEOPLE:
        return None
    if node.reports:
        return address("/outlet", name=(node.editions or (node.name,))[0])
    kind = node.type or ""
    return address("/source", name=node.name) if has_page(kind, False, node.known) and not node.names else _search(node)


def _search(node: Node) -> str:
    return address("/search", q=_named("cites", node))


def _claims(tie: Tie, taker: Node, giver: Node) -> str | None:
    """The search for the claims that show a tie; null where none is published by the node that it comes from."""
    if tie.relation not in (TieKind.RELAYS, TieKind.CITES) or not tie.own or giver.kind is NodeKind.PEOPLE:
        return None
    by = ",".join(query_term("outlet", name).partition(":")[2] for name in taker.editions or (taker.name,))
    return address("/search", q=f"outlet:{by} {_named('cites', giver)}")


def _named(field: str, node: Node) -> str:
    """A field that has one of the names which a node was seen under."""
    names = node.names or (node.name,)
    return f"{field}:" + ",".join(query_term(field, name).partition(":")[2] for name in names)
