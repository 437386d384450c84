"""`reportedly sample` and `precision`: a sheet of drawn claims to check by eye, and what it says once it is filled in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.exits import USAGE, finish, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import console, json_line, print_line
from reportedly.cli.run import usable

if TYPE_CHECKING:
    from reportedly.checking.filled import JudgedRow
    from reportedly.records import Reading
    from reportedly.reviewing import Sample
    from reportedly.workspace import Store

SEEDS = 1_000_000  # a seed that nobody chose is drawn below
MARK = "\ufeff"  # tells spreadsheets that the sheet is UTF-8


def sample(
    folder: Folder,
    many: Annotated[int, typer.Argument(metavar="N", min=1, help="How many claims; all where there are fewer.")],
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", help="Of which claims; all without it.")
    ] = None,
    target: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write it there.")] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="The same seed draws the same claims; drawn where not given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Draw claims of a workspace at random into a table for checking them by eye; `precision` reads it back."""
    from secrets import randbelow

    from reportedly.checking.sheet import sheet_lines
    from reportedly.reviewing import sample_store
    from reportedly.workspace import QueryError, open_store

    if as_json and target is None:
        raise typer.BadParameter("it says what was written; name the file with --output", param_hint="--json")
    asked = " ".join(query or ())
    with usable(), open_store(folder) as store:
        try:
            drawn = sample_store(store, many, randbelow(SEEDS) if seed is None else seed, asked)
        except QueryError as error:
            stop(f"the query {asked!r} cannot be understood: {error}", USAGE)
        if not drawn.claims:
            stop("there is no claim to draw; `reportedly search` shows what a query finds", USAGE)
        lines = sheet_lines(_readings(store, drawn), drawn.claims, drawn.seed, drawn.query)
        if target is None:
            for at, row in enumerate(lines):
                print_line(row if at else MARK + row)
        else:
            _write(target, lines)
    _told(drawn, target, as_json)


def precision(
    folder: Folder,
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="A sheet that `reportedly sample` wrote, filled in.")],
    as_json: Json = False,
) -> None:
    """Say how much of what a filled sheet judges is right, field by field, with the interval that so few claims allow."""
    from reportedly.checking.precision import precisions
    from reportedly.checking.shown import precision_view
    from reportedly.records import to_json
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        found = _filled(sheet, store)
    judged = [row for row in found.rows if row.judgements]
    fields = precisions(one for row in judged for one in row.judgements)
    if as_json:
        said = {"sheet": str(sheet), "rows": len(found.rows), "judged": len(judged), "fields": to_json(fields)}
        faults = [{"line": line, "reason": reason} for line, reason in found.faults]
        print_line(json_line(said | _drawn_as(found.rows) | {"anew": found.anew, "gone": found.gone, "faults": faults}))
    else:
        console().print(precision_view(fields))
        for line, reason in found.faults:
            say(f"reportedly: {sheet}, line {line}: {reason}")
        say(f"{len(judged)} of {len(found.rows)} claims are judged{_since(found)}")
    finish(len(found.rows), len(found.faults))


@dataclass(slots=True)
class _Filled:
    """The rows of a sheet whose claims are here, what of it cannot be used, and how many claims were read anew or so no longer."""

    rows: list[JudgedRow] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    anew: int = 0
    gone: int = 0


def _filled(sheet: Path, store: Store) -> _Filled:
    """The sheet as it stands against the store; what is no sheet ends the command."""
    from reportedly.checking.filled import JudgedRow, SheetError, read_sheet

    found = _Filled()
    current: dict[str, Reading | None] = {}
    try:
        with sheet.open("rb") as source:
            for row in read_sheet(source):
                if isinstance(row, JudgedRow):
                    if row.report not in current:
                        current[row.report] = store.as_read(row.report)
                    _take(found, row, current[row.report])
                else:
                    found.faults.append((row.line, row.reason))
    except SheetError as error:
        stop(f"{sheet}: {error}", USAGE)
    except OSError as error:
        stop(f"{sheet} cannot be read ({error.strerror}); name a sheet that `reportedly sample` wrote", USAGE)
    return found


def _take(found: _Filled, row: JudgedRow, reading: Reading | None) -> None:
    from reportedly.checking.sheet import read_by

    if reading is None:
        found.faults.append((row.line, f"the report {row.report} is not in this workspace, or was forgotten"))
        return
    found.rows.append(row)
    found.anew += (row.version, row.read_by) != (reading.report.version, read_by(reading.by))
    found.gone += all(claim.id != row.claim for claim in reading.claims)


def _since(found: _Filled) -> str:
    """What has changed since the sheet was written."""
    if not found.anew:
        return ""
    gone = f", {found.gone} of them are not read so any more" if found.gone else ""
    return f"; {found.anew} were read anew since{gone}: the figures are those of the reading in the sheet"


def _drawn_as(rows: list[JudgedRow]) -> dict[str, Any]:
    """The seeds and queries that the sheet names; one of each, unless sheets were put together."""
    return {
        "seed": [int(seed) if seed.isdecimal() else seed for seed in dict.fromkeys(row.seed for row in rows)],
        "query": list(dict.fromkeys(row.query for row in rows)),
    }


def _readings(store: Store, drawn: Sample) -> Iterator[Reading]:
    for report in dict.fromkeys(report for report, _ in drawn.claims):
        if reading := store.as_read(report):
            yield reading


def _write(target: Path, lines: Iterator[str]) -> None:
    """Write a new file, whole or not at all; one that is there already may hold hours of judgements."""
    if target.exists():
        stop(f"{target} exists already, and may be filled in; name another file", USAGE)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_text(MARK + "".join(f"{row}\n" for row in lines), encoding="utf-8")
        part.replace(target)
    except OSError as error:
        stop(f"{target} cannot be written ({error.strerror}); name a file in a folder that is there", USAGE)
    finally:
        part.unlink(missing_ok=True)


def _told(drawn: Sample, target: Path | None, as_json: bool) -> None:
    if as_json:
        said = {"path": str(target), "claims": len(drawn.claims), "of": drawn.total, "seed": drawn.seed}
        print_line(json_line(said | {"query": drawn.query}))
        return
    say(f"{len(drawn.claims)} of {drawn.total:,} claims, seed {drawn.seed}{f': {target}' if target else ''}")
    say("fill each column “right?” with right, wrong, unsure or the right value; leave empty what you did not check")
