"""`reportedly read`: reports in, claims out – on the terminal, as JSON or CSV, as one page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as calendar_date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import finish, say
from reportedly.cli.output import console, json_line, print_line, write_page
from reportedly.cli.progress import watched

if TYPE_CHECKING:
    from reportedly.records import Reading


class Format(StrEnum):
    """How the readings are given out."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


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


Inputs = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Text or HTML files, folders, or - for standard input.")
]
OutletName = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Who published it; wins over what is found.")
]
IsoDate = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", callback=iso_date, help="When it was published; wins over what is found."
    ),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", callback=language_code, help="The language it is in, for example en."),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes that read; all cores for folders, else one.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a report, one a line (the same as --format json).")]


def read(
    inputs: Inputs,
    as_json: Json = False,
    output: Annotated[Format, typer.Option("--format", help="How to give the readings out.")] = Format.TEXT,
    page: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page instead.")
    ] = None,
    outlet: OutletName = None,
    date: IsoDate = None,
    language: Language = None,
    workers: Workers = None,
) -> None:
    """Read reports and show every claim: who says it, through which chain, how firmly."""
    from reportedly.workspace import Failure, Given, open_workspace, worker_count

    given = Given(outlet=outlet, date=date, language=language)
    results = open_workspace().read(inputs, given, worker_count(inputs, workers))
    counts = {"read": 0, "failed": 0}

    def readings() -> Iterator[Reading]:
        for result in watched(results, len(inputs) if all(not Path(name).is_dir() for name in inputs) else None):
            if isinstance(result, Failure):
                counts["failed"] += 1
                say(f"reportedly: {result}")
            else:
                counts["read"] += 1
                yield result

    _show(readings(), Format.JSON if as_json else output, page)
    finish(counts["read"], counts["failed"])


def _show(readings: Iterator[Reading], output: Format, page: Path | None) -> None:
    if page is not None:
        _page(readings, page)
    elif output is Format.JSON:
        from reportedly.records import to_json

        for reading in readings:
            print_line(json_line(to_json(reading)))
    elif output is Format.CSV:
        from reportedly.exchange.claims_csv import claim_rows
        from reportedly.render.visible import visible

        for row in claim_rows(readings):
            print_line(visible(row))
    else:
        from reportedly.render.terminal import reading_view

        screen = console()
        for reading in readings:
            screen.print(reading_view(reading))


def _page(readings: Iterator[Reading], target: Path) -> None:
    from reportedly.render.page import page

    found = list(readings)
    if found:
        write_page(target, page(found))
        say(f"wrote {target}")
