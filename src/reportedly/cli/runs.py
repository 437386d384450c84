"""`reportedly runs` and `diff`: what has read the reports of a workspace, and what two runs read differently."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import console, json_line, print_line
from reportedly.cli.run import usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.checking.difference import Change, Totals
    from reportedly.workspace import Run

EXAMPLES = 20  # changes that are shown where not told otherwise


def runs(folder: Folder, as_json: Json = False) -> None:
    """List what has read the reports of a workspace: reader, tagger and knowledge, the one that read last at the end."""
    from reportedly.checking.shown import runs_view
    from reportedly.workspace import open_store, runs_in_store

    with usable(), open_store(folder) as store:
        found = runs_in_store(store)
    if as_json:
        for run in found:
            print_line(json_line(_run(run)))
    elif found:
        console().print(runs_view(found))
    else:
        say(f"nothing was read yet; `reportedly add {folder} FILE…` adds reports")


def diff(
    folder: Folder,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RUN RUN]", help="Their ids, or the starts of them; else the last two that read the same."
        ),
    ] = None,
    examples: Annotated[int, typer.Option("--examples", min=0, help="Changes that are shown.")] = EXAMPLES,
    as_json: Annotated[
        bool, typer.Option("--json", help="Every change as a JSON object on a line of its own; the totals on the last.")
    ] = False,
) -> None:
    """Compare two runs: the claims that the second one gained and lost, and the fields that it reads differently."""
    from reportedly.checking.difference import Totals, differences
    from reportedly.workspace import open_store, read_by_both, two_runs

    if names and len(names) != 2:
        stop(f"two runs are compared, not {len(names)}; `reportedly runs {folder}` lists them", USAGE)
    totals = Totals()
    with usable(), open_store(folder) as store:
        one, two = two_runs(store, names or ())
        changes = differences(read_by_both(store, one, two), totals)
        if as_json:
            _print(changes)
            print_line(json_line({"before": _run(one), "after": _run(two)} | _totals(totals)))
        else:
            _show(one, two, changes, totals, examples)


def _show(one: Run, two: Run, changes: Iterator[Change], totals: Totals, examples: int) -> None:
    """The totals, which are only known at the end, then the first changes."""
    from reportedly.checking.shown import change_view, totals_view

    first = list(islice(changes, examples))
    left = sum(1 for _ in changes)
    screen = console()
    screen.print(totals_view(one, two, totals))
    for change in first:
        screen.print(change_view(change))
    if left:
        say(f"{left:,} more; --examples N shows more of them, --json all")


def _print(changes: Iterator[Change]) -> None:
    from reportedly.records import to_json

    for change in changes:
        print_line(json_line(to_json(change)))


def _run(run: Run) -> dict[str, Any]:
    from reportedly.records import to_json

    made: dict[str, Any] = to_json(run)
    return made


def _totals(totals: Totals) -> dict[str, Any]:
    from reportedly.records import to_json

    made: dict[str, Any] = to_json(totals)
    return made
