"""`reportedly network`: who stands behind a whole workspace, as a summary, a drawing, a graph or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import console, json_line, opened_target
from reportedly.cli.run import say_if_stale, usable

if TYPE_CHECKING:
    from reportedly.ties import Network


class Format(StrEnum):
    """How the network is given out."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    CSV_NODES = "csv-nodes"
    GRAPHML = "graphml"
    SVG = "svg"


def network(
    folder: Folder,
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", help="Of which claims, as in search; all without it.")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="A summary, JSON, tables of ties or of nodes, a graph, a drawing.")
    ] = Format.TEXT,
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there.")] = None,
    as_json: Json = False,
) -> None:
    """Show who stands behind a workspace: who relays, cites and copies whom, and on whose word most incidents rest."""
    chosen = Format.JSON if as_json else output
    if target is not None and chosen is Format.TEXT:
        raise typer.BadParameter(
            "the summary goes to the terminal; choose another --format for a file", param_hint="--out"
        )
    found = _found(folder, " ".join(query or ()))
    if not found.nodes:
        say(f"nobody publishes or is cited{' in what the query finds' if found.query else ''}")
    if chosen is Format.TEXT:
        _summary(found)
        return
    with opened_target(target) as out:
        for line in LINES[chosen](found):
            out.write(f"{line}\n".encode())
    if target is not None:
        say(f"wrote {target}: {len(found.nodes)} nodes, {len(found.ties)} ties")


def _found(folder: Path, query: str) -> Network:
    from reportedly.workspace import QueryError, open_store, open_workspace

    with usable(), open_store(folder) as store:
        say_if_stale(folder, store)
        try:
            return open_workspace().network(store, query)
        except QueryError as error:
            stop(f"the query {query!r} cannot be understood: {error}", USAGE)


def _summary(found: Network) -> None:
    from reportedly.render.network_terminal import network_view

    console().print(network_view(found))


def _json(found: Network) -> Iterable[str]:
    from reportedly.records import to_json

    return [json_line(to_json(found))]


def _ties(found: Network) -> Iterable[str]:
    from reportedly.exchange.network_csv import tie_lines

    return tie_lines(found)


def _nodes(found: Network) -> Iterable[str]:
    from reportedly.exchange.network_csv import node_lines

    return node_lines(found)


def _graphml(found: Network) -> Iterable[str]:
    from reportedly.exchange.network_graphml import graphml_lines

    return graphml_lines(found)


def _svg(found: Network) -> Iterable[str]:
    from reportedly.render.network_graph import drawing

    return [drawing(found)]


LINES: Mapping[Format, Callable[[Network], Iterable[str]]] = {
    Format.JSON: _json, Format.CSV: _ties, Format.CSV_NODES: _nodes, Format.GRAPHML: _graphml, Format.SVG: _svg,
}  # fmt: skip
