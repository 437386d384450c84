"""The commands in one list. Nothing heavy is imported until a command runs, so that help and completion answer at
once.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reportedly import __version__
from reportedly.cli import (
    add,
    agreement,
    checking,
    decide,
    example,
    explain,
    export,
    follow,
    incidents,
    knowledge,
    mcp,
    network,
    origins,
    read,
    runs,
    search,
    serve,
    store,
    token,
)

EXIT_CODES = (
    "Exit codes: 0 everything was read; 1 some inputs failed, the rest was read; "
    "2 the command was not understood; 3 nothing could be read."
)


class ByPanel(TyperGroup):
    """Commands listed under their panels in plain lines, each with all that its first paragraph says.

    To draw them as boxes takes as long as everything else that the help does.
    """

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Writes the panels in the order of their first commands."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.commands[name]
            if command.hidden:
                continue
            panel = getattr(command, "rich_help_panel", None)
            first = (command.help or "").partition("\n\n")[0]
            panels.setdefault(panel if isinstance(panel, str) else "Commands", []).append(
                (name, " ".join(first.split()))
            )
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl(rows)


app = typer.Typer(
    name="reportedly",
    cls=ByPanel,
    help="Reads news reports into attributed claims: what is said to have happened, who says so, through which chain.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("read", epilog=EXIT_CODES)(read.read)
app.command("explain", epilog=EXIT_CODES)(explain.explain)
app.command("origins", epilog=EXIT_CODES)(origins.origins)
app.command("init")(store.init)
app.command("add", epilog=EXIT_CODES)(add.add)
app.command("errors")(add.errors)
app.command("incidents")(incidents.incidents)
app.command("incident")(incidents.incident)
app.command("network", epilog=search.EPILOG)(network.network)
app.command("search", epilog=search.EPILOG)(search.search)
for decision in (
    decide.correct, decide.accept, decide.reject, decide.unsure, decide.merge, decide.split, decide.apart, decide.same, decide.undo,
    decide.decisions,
):  # fmt: skip
    app.command(decision.__name__, rich_help_panel=decide.PANEL)(decision)
for followed in (follow.saved, follow.save, follow.unsave, follow.alert, follow.sendings, follow.work):
    app.command(followed.__name__, rich_help_panel=follow.PANEL)(followed)
app.command("relink")(store.relink)
app.command("check")(store.check)
app.command("backup")(store.backup)
app.command("forget")(store.forget)
app.command("export", epilog=EXIT_CODES)(export.export)
app.command("mcp")(mcp.mcp)
app.command("sample")(checking.sample)
app.command("precision", epilog=EXIT_CODES)(checking.precision)
app.command("agreement")(agreement.agreement)
app.command("runs")(runs.runs)
app.command("diff")(runs.diff)
app.command("example")(example.example)
app.command("serve")(serve.serve)
app.command("token")(token.token)
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
