"""The options that several commands share, and their checks: what does not fit is said at once, before anything is
read.
"""

from __future__ import annotations

from datetime import date as calendar_date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Engine(StrEnum):
    """Where reading is done."""

    PROCESSES = "processes"
    RAY = "ray"


def iso_date(value: str | None) -> str | None:
    """A date as YYYY-MM-DD. Raises a usage error that says so."""
    try:
        return value if value is None else calendar_date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a date of the calendar; write it as 2024-02-29") from error


def language_code(value: str | None) -> str | None:
    """A language as two or three letters. Raises a usage error that says so."""
    if value is not None and not (value.isascii() and value.isalpha() and len(value) in (2, 3)):
        raise typer.BadParameter(f"{value!r} is not a language code; English is en, Arabic is ar")
    return value.lower() if value else value


def column_map(value: list[str] | None) -> list[str] | None:
    """The columns of a table as `text=body`, one a time. Raises a usage error that says so."""
    from reportedly.workspace import parse_map

    try:
        parse_map(value or ())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return value


INPUTS = (
    "Text or HTML files, folders, ZIP archives, tables (CSV, TSV, JSON, Parquet), feeds, addresses and lists of them, "
    "or - for standard input."
)
COLUMN = "Which column of a table is the text, outlet, title, url, date, language or byline; once for each."

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the workspace.")]
NoLink = Annotated[
    bool, typer.Option("--no-link", help="Leave the incidents as they are; `reportedly relink` makes them later.")
]
Inputs = Annotated[list[str], typer.Argument(metavar="FILE…", help=INPUTS)]
Outlet = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Who published it; wins over what is found.")
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", callback=iso_date, help="When; wins likewise.")
]
Language = Annotated[
    str | None, typer.Option("--language", metavar="CODE", callback=language_code, help="For example en.")
]
Sidecar = Annotated[
    Path | None,
    typer.Option("--about", metavar="CSV", help="A table that gives single files their date, language, outlet."),
]
Columns = Annotated[
    list[str] | None, typer.Option("--column", metavar="FIELD=COLUMN", callback=column_map, help=COLUMN)
]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes that read; all cores for much.")]
Keep = Annotated[
    Path | None, typer.Option("--keep", metavar="DIR", help="Keep the bytes of fetched pages there, as WARC.")
]
Who = Annotated[
    str,
    typer.Option("--who", metavar="NAME", envvar="REPORTEDLY_WHO", help="Who decides; REPORTEDLY_WHO stands for it."),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why; it is kept beside the decision.")]
EngineName = Annotated[
    Engine, typer.Option("--engine", help="Processes of this machine, or the Ray cluster of RAY_ADDRESS.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
