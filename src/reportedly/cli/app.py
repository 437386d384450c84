"""The commands in one list. Nothing heavy is imported until a command runs, so that help and completion answer at
once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly import __version__
from reportedly.cli import explain, knowledge, origins, read

EXIT_CODES = (
    "Exit codes: 0 everything was read; 1 some inputs failed, the rest was read; "
    "2 the command was not understood; 3 nothing could be read."
)

app = typer.Typer(
    name="reportedly",
    help="Reads news reports into attributed claims: what is said to have happened, who says so, through which chain.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("read", epilog=EXIT_CODES)(read.read)
app.command("explain", epilog=EXIT_CODES)(explain.explain)
app.command("origins", epilog=EXIT_CODES)(origins.origins)
app.add_typer(knowledge.app, name="knowledge")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit()


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads news reports into attributed claims: what is said to have happened, who says so, through which chain."""
