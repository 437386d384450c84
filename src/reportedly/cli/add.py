"""`reportedly add` and `errors`: reports into a workspace, and what could not be read of them."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.exits import finish, say
from reportedly.cli.options import (
    Columns,
    Date,
    Engine,
    EngineName,
    Folder,
    Inputs,
    Json,
    Keep,
    Language,
    NoLink,
    Outlet,
    Sidecar,
    Workers,
)
from reportedly.cli.output import json_line, print_line
from reportedly.cli.progress import watched
from reportedly.cli.run import executor, fetching, planned, usable
from reportedly.cli.store import link_again
from reportedly.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.workspace import Outcome, Plan, Reading, Store

NAMED = 3  # inputs that are named where something is lacking; the others are many
ADDED, PRESENT, FORGOTTEN, FAILED = "added", "there already", "forgotten", "failed"


def add(
    folder: Folder,
    inputs: Inputs,
    as_json: Json = False,
    no_link: NoLink = False,
    again: Annotated[bool, typer.Option("--again", help="Also take in reports that were forgotten.")] = False,
    outlet: Outlet = None,
    date: Date = None,
    language: Language = None,
    sidecar: Sidecar = None,
    columns: Columns = None,
    keep: Keep = None,
    workers: Workers = None,
    engine: EngineName = Engine.PROCESSES,
) -> None:
    """Read reports into a workspace. What is there already is not read again, so a run that was stopped goes on."""
    from reportedly.workspace import Given, open_store, open_workspace

    workspace = open_workspace()
    with usable(), open_store(folder) as store:
        plan = planned(workspace, inputs, Given(outlet=outlet, date=date, language=language), sidecar, columns)
        outcomes = workspace.add(store, plan, executor(engine, plan, workers), fetching(inputs, keep), again)
        began = time.monotonic()
        came = _told(outcomes, plan, as_json)
        took = time.monotonic() - began
        if not no_link and store.size().stale:
            link_again(workspace, store)
        _summary(store, came.counted, took)
        _lacking(folder, came)
        _orphans(folder, store, came.added)
    finish(came.counted.total() - came.counted[FAILED], came.counted[FAILED])


def errors(folder: Folder, as_json: Json = False) -> None:
    """List the inputs that gave no report when they were added last, and why."""
    from reportedly.workspace import Failure, open_store

    with usable(), open_store(folder) as store:
        found = store.errors()
    for failed in found:
        if as_json:
            named = {"input": failed.input, "reason": failed.reason, "hint": failed.hint, "at": failed.at}
            print_line(json_line(named))
        else:
            print_line(one_line(str(Failure(failed.input, failed.reason, failed.hint))))
    if not found:
        say("no input failed")


@dataclass(slots=True)
class Came:
    """How many inputs came out how, the reports that were added, and the inputs of those without an outlet or a day, and
    of those that nobody read.
    """

    counted: Counter[str] = field(default_factory=Counter)
    added: set[str] = field(default_factory=set)
    nameless: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def note(self, reading: Reading) -> None:
        """Keep that a report was added, and what it lacks."""
        from reportedly.workspace import is_unread

        report = reading.report
        self.added.add(report.id)
        if is_unread(reading):
            self.unread.append(report.input)
            return
        if report.outlet is None:
            self.nameless.append(report.input)
        if report.published is None:
            self.undated.append(report.input)


def _told(outcomes: Iterable[Outcome], plan: Plan, as_json: bool) -> Came:
    """What came of the inputs; failures are said at once, with JSON every input."""
    from reportedly.workspace import Reading

    came = Came()
    for outcome in watched(outcomes, plan.total):
        told = _record(outcome)
        came.counted[told["outcome"]] += 1
        if isinstance(outcome, Reading):
            came.note(outcome)
        if told["outcome"] == FAILED:
            say(f"reportedly: {outcome}")
        if as_json:
            print_line(json_line(told))
    return came


def _record(outcome: Outcome) -> dict[str, Any]:
    """What came of one input, as JSON."""
    from reportedly.workspace import Failure, Reading

    if isinstance(outcome, Failure):
        return {"outcome": FAILED, "input": outcome.input, "reason": outcome.reason, "hint": outcome.hint}
    if isinstance(outcome, Reading):
        report = outcome.report
        return {"outcome": ADDED, "input": report.input, "report": report.id, "claims": len(outcome.claims)}
    said = FORGOTTEN if outcome.forgotten else PRESENT
    return {"outcome": said, "input": outcome.input, "report": outcome.report}


def _summary(store: Store, counted: Counter[str], took: float) -> None:
    """One line on what was done and what the workspace holds now."""
    rate = f" ({counted[ADDED] / took:.1f} a second)" if counted[ADDED] else ""
    parts = [f"{counted[ADDED]} added{rate}"]
    parts += [f"{counted[name]} {name}" for name in (PRESENT, FORGOTTEN, FAILED) if counted[name]]
    size = store.size()
    held = f"{size.reports} reports, {size.claims} claims, {size.incidents} incidents"
    later = "; `reportedly relink` makes the incidents" if size.stale else ""
    say(f"{', '.join(parts)}; the workspace holds {held}{later}")


def _lacking(folder: Path, came: Came) -> None:
    """Say which reports nobody read, which came without an outlet or a day, and how to give it: told later, it makes another
    report.
    """
    if came.unread:
        many = "1 report was" if len(came.unread) == 1 else f"{len(came.unread)} reports were"
        say(f"{many} kept but not read, in a language that no reader knows: {_named(came.unread)}")
    for what, option, inputs in (("outlet", "--outlet", came.nameless), ("day", "--date", came.undated)):
        if inputs:
            many = "1 report names" if len(inputs) == 1 else f"{len(inputs)} reports name"
            say(f"{many} no {what}: {_named(inputs)}; `reportedly forget {folder} INPUT`, then add it with {option}")


def _named(inputs: list[str]) -> str:
    return ", ".join(map(one_line, inputs[:NAMED])) + (" …" if len(inputs) > NAMED else "")


def _orphans(folder: Path, store: Store, added: set[str]) -> None:
    """Say that decisions about reports that were read anew fit nothing in them any more."""
    from reportedly.deciding import orphans_of

    if many := orphans_of(store, added):
        what = "1 decision fits" if many == 1 else f"{many} decisions fit"
        say(f"{what} nothing that is read now; `reportedly decisions {folder} --orphans` lists what")
