"""`reportedly agreement`: how far people who judged the same claims agree."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import console, json_line, print_line
from reportedly.cli.run import usable


def agreement(
    folder: Folder,
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", help="Of which claims; all without it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say how far people agree on the claims that two or more of them decided on: Krippendorff's alpha, field by field."""
    from reportedly import reviewing
    from reportedly.checking.shown import agreement_view
    from reportedly.records import to_json
    from reportedly.workspace import QueryError, open_store

    asked = " ".join(query or ())
    with usable(), open_store(folder) as store:
        try:
            found = reviewing.agreement(store, asked)
        except QueryError as error:
            stop(f"the query {asked!r} cannot be understood: {error}", USAGE)
    if as_json:
        print_line(json_line(to_json(found)))
        return
    if found.fields:
        console().print(agreement_view(found.fields))
    people = f" by {', '.join(found.people)}" if found.people else ""
    say(f"{found.claims} claims were decided on by two people or more{people}; they differ on {len(found.differences)}")
    if found.differences:
        say(f"`reportedly search {folder} {reviewing.DISAGREED}` lists those that are judged differently")
