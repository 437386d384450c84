"""`reportedly export`: what a workspace or a file of readings holds, in the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportedly.cli.exits import USAGE, finish, say, stop
from reportedly.cli.options import Json
from reportedly.cli.output import json_line, opened_target, print_line

if TYPE_CHECKING:
    from reportedly.cli.export_source import ExportSource
    from reportedly.exchange.formats import Exporter, IncidentExporter

    Format = Exporter | IncidentExporter

SOURCE = "The folder of a workspace, a file of readings as `read --json` writes it, or - for standard input."


def export(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help=SOURCE)],
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="Which claims; all without it.")] = None,
    name: Annotated[str, typer.Option("--format", metavar="NAME", help="For example csv, geojson, parquet.")] = "jsonl",
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there.")] = None,
    coarse: Annotated[
        bool, typer.Option("--coarse-places", help="No place finer than its province or half a degree.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Give readings and incidents out in a format of another tool; `--format` with no known name lists them all."""
    from reportedly.cli.export_source import opened
    from reportedly.exchange.formats import ExportError, IncidentExporter, exporter

    if as_json and target is None:
        raise typer.BadParameter("it says what was written; name the file with --out", param_hint="--json")
    try:
        chosen = exporter(name)
        with opened(source, " ".join(query or ()), coarse) as found, opened_target(target) as out:
            _write(chosen, found, out)
    except ExportError as error:
        stop(str(error), USAGE)
    if target is not None:
        _beside(chosen, target)
        _told(target, name, found, as_json, isinstance(chosen, IncidentExporter))
    finish(found.given, found.failed)


def _write(chosen: Format, found: ExportSource, out: BinaryIO) -> None:
    from reportedly.exchange.formats import IncidentExporter

    if isinstance(chosen, IncidentExporter):
        incidents, reports = found.incidents()
        chosen.write_incidents(incidents, reports, out)
    else:
        chosen.write(found.readings(), out)


def _beside(chosen: Format, target: Path) -> None:
    """Write the file that explains the one written, where the format has one."""
    from reportedly.exchange.formats import Described

    if isinstance(chosen, Described):
        with opened_target(target.with_name(target.name + chosen.beside)) as out:
            out.write(chosen.description(target.name))


def _told(target: Path, name: str, found: ExportSource, as_json: bool, incidents: bool) -> None:
    from reportedly.render.labels import counted

    if as_json:
        said = {"path": str(target), "format": name, "reports": found.given, "claims": found.claims}
        said |= {"incidents": found.told} if incidents else {}
        print_line(json_line(said | {"failed": found.failed}))
    else:
        what = counted(found.told, "incident") if incidents else counted(found.claims, "claim")
        say(f"wrote {target}: {what} of {counted(found.given, 'report')}")
