"""`reportedly search`: claims of a workspace by their words and fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, NoReturn

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import console, json_line, print_line
from reportedly.cli.run import usable

EPILOG = (
    "source: is the origin, on whose word a claim rests; cites: is a source anywhere in its chain; by: is a person who "
    "decided on it. "
    "Fields: outlet source cites type unnamed custody hops certainty act form kind status place within box country date "
    "published killed origins by judgement judged needs agreed text. A query that begins with - stands after --."
)


def search(
    folder: Folder,
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help='Words of the claim, "phrases", begin*, AND OR NOT, fields as in kind:assault place:NAME within:50km.',
        ),
    ],
    as_json: Json = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="Claims on a page.")] = 20,
    after: Annotated[
        str | None, typer.Option("--after", metavar="PLACE", help="Go on after the place that a page ended with.")
    ] = None,
    facets: Annotated[bool, typer.Option("--facets", help="Count all that was found by outlet, kind, month …")] = False,
) -> None:
    """Find claims of a workspace by their words, sources, events, places and days, newest reports first."""
    from reportedly.records import to_json
    from reportedly.render.found_terminal import facet_view, hit_lines
    from reportedly.workspace import QueryError, open_store, search_store

    with usable(), open_store(folder) as store:
        try:
            page = search_store(store, query, limit, after, facets)
        except QueryError as error:
            _explain(query, error, error.offset if error.value != after else None)
    if as_json:
        counts = [replace(page, hits=())] if facets or not page.total else []
        for record in (*page.hits, *counts):
            print_line(json_line(to_json(record)))
    else:
        screen = console()
        for hit in page.hits:
            screen.print(hit_lines(hit))
        if facets and page.facets:
            screen.print(facet_view(page.facets))
    if not page.total:
        parts = "; ".join(f"{part} alone: {many:,}" for part, many in page.alone)
        say(f"no claim matches{': ' + parts if parts else ''}")
    else:
        more = f"; --after {page.after} goes on" if page.after else ""
        say(f"{len(page.hits):,} of {page.total:,} claims{more}")


def _explain(query: str, error: Exception, offset: int | None) -> NoReturn:
    """The query with a mark below the character that does not fit, then what is wrong with it."""
    before = query[:offset] if offset is not None else ""
    if offset is not None and len(query) < 100 and query.isascii() and query.isprintable():
        typer.echo(f"  {query}\n  {' ' * len(before)}^", err=True)
    stop(str(error), USAGE)
