"""A workspace as a whole: `reportedly init`, `relink`, `check`, `backup` and `forget`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import SOME_FAILED, USAGE, say, stop
from reportedly.cli.options import Folder, Json, NoLink
from reportedly.cli.output import json_line, print_line
from reportedly.cli.run import usable

if TYPE_CHECKING:
    from reportedly.workspace import Store, Workspace

MANY = 500  # reports from which linking takes long enough to be told


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; it is made where there is none.")],
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="ADDRESS", help="Keep it in PostgreSQL: postgresql://USER@HOST/DATABASE."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a workspace: one folder that keeps reports, their claims and the incidents they tell of."""
    from reportedly.workspace import make_store

    with usable(), make_store(folder, database) as store:
        size, place = store.size(), store.database.name
    if as_json:
        print_line(json_line({"path": place, "reports": size.reports}))
    elif size.reports:
        say(f"{place} is there and holds {size.reports} reports")
    else:
        say(f"{place} is ready; `reportedly add {folder} FILE…` adds reports")


def relink(folder: Folder, as_json: Json = False) -> None:
    """Make the incidents of a workspace again from all its reports, and say what changed."""
    from reportedly.workspace import open_store, open_workspace

    with usable(), open_store(folder) as store:
        _say_if_long(store)
        made = open_workspace().relink(store, anew=True)
        size = store.size()
    new, other, gone = (len(keys) for keys in (made.changed.new, made.changed.other, made.changed.gone))
    if as_json:
        counted = {"reports": size.reports, "incidents": size.incidents}
        print_line(json_line(counted | {"epoch": made.epoch, "new": new, "changed": other, "gone": gone}))
    else:
        say(f"{size.reports} reports, {size.incidents} incidents: {new} new, {other} changed, {gone} went into others")


def check(folder: Folder, as_json: Json = False) -> None:
    """Check that a workspace is whole: its texts, its history, its index of words."""
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        size, faults = store.size(), store.check()
    if as_json:
        print_line(json_line({"reports": size.reports, "claims": size.claims, "faults": faults}))
    elif not faults:
        say(f"all is well: {size.reports} reports, {size.claims} claims, {size.incidents} incidents")
    else:
        for fault in faults:
            say(f"reportedly: {fault}")
    if faults:
        raise typer.Exit(SOME_FAILED)


def backup(
    folder: Folder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy is written; no file of that name yet.")],
    as_json: Json = False,
) -> None:
    """Copy a workspace into one file, while it may be in use."""
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        store.backup(file)
    if as_json:
        print_line(json_line({"path": str(file), "bytes": file.stat().st_size}))
    else:
        say(f"wrote {file}; to use it, put it into a folder as reportedly.sqlite")


def forget(
    folder: Folder,
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its id, or six characters or more of it; its file, row or address.")
    ],
    no_link: NoLink = False,
    as_json: Json = False,
) -> None:
    """Take a report out for good: its text, its claims, and what incidents say of it."""
    from reportedly.workspace import open_store, open_workspace

    with usable(), open_store(folder) as store:
        key = _only(store.find_reports(report), report)
        store.forget(key)
        if not no_link:
            link_again(open_workspace(), store)
    if as_json:
        print_line(json_line({"forgotten": key}))
    else:
        say(f"forgot report {key}; backups made before still hold it")


def link_again(workspace: Workspace, store: Store) -> None:
    """Brings the incidents up to date; says so where that may take a while."""
    _say_if_long(store)
    workspace.relink(store)


def _say_if_long(store: Store) -> None:
    if (reports := store.size().reports) >= MANY:
        say(f"reportedly: linking {reports} reports")


def _only(found: list[str], named: str) -> str:
    if not found:
        stop(
            f"no report {named!r} is here; name it by its id or at least six characters of it, or by its file, row or address",
            USAGE,
        )
    if len(found) > 1:
        stop(f"{len(found)} reports fit {named!r}: {', '.join(found[:5])} …; give one id", USAGE)
    return found[0]
