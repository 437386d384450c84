"""`reportedly knowledge`: a user's own outlets and bodies, laid over ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Json
from reportedly.cli.output import json_line, print_line

app = typer.Typer(
    help="Outlets and bodies of your own, laid over the ones that come with reportedly.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tab-separated: id, name, type, aliases, country …")],
    as_json: Json = False,
) -> None:
    """Check a file of outlets and bodies and use it from now on."""
    from reportedly.workspace import KnowledgeError, open_workspace

    try:
        added = open_workspace().add_knowledge(file)
    except KnowledgeError as error:
        stop(str(error), USAGE)
    if as_json:
        print_line(json_line({"path": str(added.path), "rows": added.rows, "replaces": added.replaces}))
    else:
        say(f"{added.rows} rows added, {added.replaces} of them in place of ours; kept in {added.path}")


@app.command("places")
def places(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The unpacked .txt file of a GeoNames country dump.")],
    as_json: Json = False,
) -> None:
    """Add the places of a country to the gazetteer and build it anew."""
    from reportedly.workspace import KnowledgeError, open_workspace

    try:
        built = open_workspace().add_places(file)
    except KnowledgeError as error:
        stop(str(error), USAGE)
    if as_json:
        print_line(json_line({"path": str(built)}))
    else:
        say(f"added; the gazetteer is {built}. Places © GeoNames, CC BY 4.0, modified")


@app.command("list")
def show(as_json: Json = False) -> None:
    """List the knowledge files you added."""
    from reportedly.workspace import open_workspace

    overlays = open_workspace().overlays
    if as_json:
        print_line(json_line({"files": [str(path) for path in overlays]}))
        return
    for path in overlays:
        print_line(str(path))
    if not overlays:
        say("no knowledge files were added; `reportedly knowledge add FILE` adds one")


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the file, as `list` shows it.")],
    as_json: Json = False,
) -> None:
    """Stop using a knowledge file you added."""
    from reportedly.workspace import KnowledgeError, open_workspace

    try:
        removed = open_workspace().remove_knowledge(name)
    except KnowledgeError as error:
        stop(str(error), USAGE)
    if as_json:
        print_line(json_line({"removed": str(removed)}))
    else:
        say(f"removed {removed}")
