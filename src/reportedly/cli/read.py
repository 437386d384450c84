"""`reportedly read`: reports in, claims out – on the terminal, as JSON or CSV, as one page."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import say
from reportedly.cli.options import (
    Columns,
    Date,
    Engine,
    EngineName,
    Inputs,
    Json,
    Keep,
    Language,
    Outlet,
    Sidecar,
    Workers,
)
from reportedly.cli.output import console, json_line, print_line, write_page
from reportedly.cli.run import Run

if TYPE_CHECKING:
    from reportedly.records import Reading


class Format(StrEnum):
    """How the readings are given out."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def read(
    inputs: Inputs,
    as_json: Json = False,
    output: Annotated[Format, typer.Option("--format", help="How to give the readings out.")] = Format.TEXT,
    page: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one page instead.")] = None,
    shards: Annotated[
        Path | None, typer.Option("--shards", metavar="DIR", help="Write Parquet files of 200 reports instead.")
    ] = None,
    outlet: Outlet = None,
    date: Date = None,
    language: Language = None,
    sidecar: Sidecar = None,
    columns: Columns = None,
    keep: Keep = None,
    workers: Workers = None,
    engine: EngineName = Engine.PROCESSES,
) -> None:
    """Read reports and show every claim: who says it, through which chain, how firmly."""
    from reportedly.workspace import Given

    run = Run(inputs, Given(outlet=outlet, date=date, language=language), sidecar, columns, keep)
    if shards is not None:
        return _shards(run, shards, engine, workers, as_json)
    readings = run.readings(workers, engine)
    if page is not None:
        _page(readings, page)
    elif as_json or output is Format.JSON:
        _json(readings)
    elif output is Format.CSV:
        _csv(readings)
    else:
        _text(readings)
    run.finish()


def _shards(run: Run, folder: Path, engine: Engine, workers: int | None, as_json: bool) -> None:
    from dataclasses import asdict

    for one in run.shards(folder, workers, engine):
        if as_json:
            print_line(json_line(asdict(one)))
        else:
            lost = "" if one.sha256 else ": lost with its worker; run it again"
            print_line(f"{one.file}  {one.reports} reports, {one.claims} claims{lost}")
    run.finish()


def _text(readings: Iterator[Reading]) -> None:
    from reportedly.render.terminal import reading_view

    screen = console()
    for reading in readings:
        screen.print(reading_view(reading))


def _json(readings: Iterator[Reading]) -> None:
    from reportedly.records import to_json

    for reading in readings:
        print_line(json_line(to_json(reading)))


def _csv(readings: Iterator[Reading]) -> None:
    from reportedly.exchange.claims_csv import claim_rows

    for row in claim_rows(readings):
        print_line(row)


def _page(readings: Iterator[Reading], target: Path) -> None:
    from reportedly.render.page import page

    found = list(readings)
    if found:
        write_page(target, page(found))
        say(f"wrote {target}")
