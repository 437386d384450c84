"""The service layer: everything the command line, a web server and Python users do goes through a workspace.

Readings come out in the order of the inputs and are the same whatever the number of workers; an input that fails costs
only itself and comes out as a `Failure` in its place. Reading touches no network; a user's knowledge lies over ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import entry_points
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reportedly.executors import all_cores, in_order
from reportedly.intake.fetched import Fetcher
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.sidecar import read_sidecar
from reportedly.intake.sources import Input, is_address, list_inputs, read_input
from reportedly.intake.tables import is_table, open_table, parse_map
from reportedly.intake.tables import reports as table_reports
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import KnowledgeError, default, parse_entities, read_overlay
from reportedly.records import By, Notice, Reading, Report

if TYPE_CHECKING:
    from reportedly.linking import Linked

READERS = "reportedly.readers"  # the entry point group: a language code to a function from knowledge to a reader
MANY = 16  # from this many inputs on, starting further processes costs less than it saves

Task = Input | Report | Failure
Result = Reading | Failure

__all__ = [
    "NOTHING",
    "Added",
    "Failure",
    "Fetcher",
    "Given",
    "IntakeError",
    "KnowledgeError",
    "Linked",
    "Plan",
    "Result",
    "Workspace",
    "fetcher",
    "home_folder",
    "is_address",
    "open_workspace",
    "parse_map",
]


class Reader(Protocol):
    """What turns a report into a reading; one a language, registered as an entry point."""

    def read(self, report: Report) -> Reading:
        """The reading of one report."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read, in order, once; how many reports, null while nobody knows; what was guessed about tables."""

    tasks: Iterable[Task]
    total: int | None
    guesses: tuple[str, ...] = ()

    def workers(self, asked: int | None = None) -> int:
        """The number of processes asked for, else every core where there is much to read, else one."""
        return asked or (1 if self.total is not None and self.total < MANY else all_cores())


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a knowledge file did: where it lies now, its rows, and how many rows of ours they replace."""

    path: Path
    rows: int
    replaces: int


@dataclass(frozen=True, slots=True)
class Workspace:
    """One user's place: the knowledge files added so far. Its folder is made only when something is added."""

    home: Path

    @property
    def overlays(self) -> tuple[Path, ...]:
        """The user's knowledge files, by name; later ones lie over earlier ones."""
        return tuple(sorted((self.home / "knowledge").glob("*.tsv")))

    def read(
        self, inputs: Iterable[str | Path], given: Given = NOTHING, sidecar: Path | None = None, workers: int = 1
    ) -> Iterator[Result]:
        """A reading or a failure for each report found in files, folders, tables, or `-` for standard input."""
        return self.carry_out(self.plan([str(item) for item in inputs], given, sidecar), workers)

    def plan(
        self,
        names: Sequence[str],
        given: Given = NOTHING,
        sidecar: Path | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Plan:
        """What the names stand for; no report is opened yet. Raises IntakeError where the sidecar table cannot be
        used.
        """
        each = read_sidecar(sidecar) if sidecar else None
        tasks: list[Iterable[Task]] = []
        guesses: list[str] = []
        total: int | None = 0
        for name in names:
            if is_table(Path(name)) and Path(name).is_file():
                found, guess = self._table(Path(name), given, columns or {})
                guesses += guess
                total = None
            else:
                found = _listed(name, given, each)
                total = None if total is None else total + len(found)
            tasks.append(found)
        return Plan(chain.from_iterable(tasks), total, tuple(guesses))

    def carry_out(self, plan: Plan, workers: int = 1, fetch: Fetcher | None = None) -> Iterator[Result]:
        """The reading or failure of each task of a plan, in order. Addresses are fetched only by the fetcher given."""
        work = partial(_read_or_fail, overlays=self.overlays)
        tasks = (self._taken_in(task, fetch) for task in plan.tasks)
        return in_order(work, tasks, workers, lambda task: Failure(*_lost(_name(task))))

    def read_text(self, text: str, given: Given = NOTHING) -> Reading:
        """The reading of one report given as text. Raises IntakeError where it is no report."""
        return read_report(report_from_text(text, "text", given, default(self.overlays)), self.overlays)

    def link(self, readings: Sequence[Reading]) -> Linked:
        """The incidents that the readings tell of, each with the independent origins it stands on, and all links."""
        from reportedly.linking import link

        return link(readings, default(self.overlays))

    def add_knowledge(self, file: Path) -> Added:
        """Check a knowledge file and lay a copy over ours, in place of one of the same name.

        Raises KnowledgeError saying what is wrong with it.
        """
        text = read_overlay(file)
        ids = {entity.id for entity in parse_entities(text, str(file))}
        if not ids:
            raise KnowledgeError(f"{file}: no rows below the first line; add at least one outlet or body")
        replaced = len(ids & default().entities.keys())
        target = self.home / "knowledge" / f"{file.stem}.tsv"
        _write(target, text)
        return Added(target, len(ids), replaced)

    def add_places(self, file: Path) -> Path:
        """Add a GeoNames country dump to the gazetteer and build it anew; where it lies then.

        Raises KnowledgeError saying what is wrong with the file.
        """
        from reportedly.knowledge import gazetteer

        return gazetteer.extend(file)

    def remove_knowledge(self, name: str) -> Path:
        """Take a user's knowledge file away again. Raises KnowledgeError when there is none of that name."""
        found = {path.stem: path for path in self.overlays}.get(name.removesuffix(".tsv"))
        if found is None:
            raise KnowledgeError(f"no knowledge file {name!r} was added; `reportedly knowledge list` shows what was")
        found.unlink()
        return found

    def _table(self, path: Path, given: Given, columns: Mapping[str, str]) -> tuple[Iterable[Task], list[str]]:
        """The reports of a table, and the columns that were guessed."""
        try:
            table = open_table(path, columns)
        except IntakeError as error:
            return [error.failure], []
        guess = [f"{path}: columns taken as --map {table.columns.shown()}"] if table.columns.guessed else []
        return table_reports(table, given, default(self.overlays)), guess

    def _taken_in(self, task: Task, fetch: Fetcher | None) -> Task:
        """The task as another process can do it: standard input and addresses are read here."""
        here = isinstance(task, Input) and task.path is None
        return read_input(task, default(self.overlays), fetch=fetch) if here and isinstance(task, Input) else task


def open_workspace(home: Path | None = None) -> Workspace:
    """The workspace in a folder: the one given, else the user's own."""
    return Workspace(home or home_folder())


def fetcher(keep: Path | None = None) -> Fetcher:
    """What fetches pages politely and within bounds; their bytes are kept in a folder where one is given."""
    from reportedly.intake.fetch import Fetch

    return Fetch(keep)


def home_folder() -> Path:
    """Where a user's files live: REPORTEDLY_HOME, else the platform's place for settings."""
    if named := os.environ.get("REPORTEDLY_HOME"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "reportedly"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "reportedly"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "reportedly"


def read_report(report: Report, overlays: tuple[Path, ...] = ()) -> Reading:
    """The reading of a report; one in a language that no reader knows has no claims and a notice that says so."""
    reader = _reader(report.language, overlays) if report.language else None
    if reader is not None:
        return reader.read(report)
    notice = Notice("language_not_read", about=report.language) if report.language else Notice("language_unknown")
    return Reading(report, By("none", None, default(overlays).version), notices=(notice,))


@lru_cache(maxsize=8)
def _reader(language: str, overlays: tuple[Path, ...]) -> Reader | None:
    for found in entry_points(group=READERS, name=language):
        reader: Reader = found.load()(default(overlays))
        return reader
    return None


def _listed(name: str, given: Given, each: Mapping[Path, Given] | None) -> list[Task]:
    try:
        found: list[Task] = [*list_inputs([name], given, each)]
    except IntakeError as error:
        return [error.failure]
    return found or [Failure(name, "holds no text or HTML file", "name the files themselves")]


def _read_or_fail(task: Task, overlays: tuple[Path, ...]) -> Result:
    """The reading, or a failure that carries the error: the one place that keeps an error from ending a whole run."""
    try:
        report = read_input(task, default(overlays)) if isinstance(task, Input) else task
        return report if isinstance(report, Failure) else read_report(report, overlays)
    except KnowledgeError:
        raise
    except Exception as error:
        fault = f"the reader failed ({type(error).__name__}: {error})"
        return Failure(_name(task), fault, "this is a fault of ours: please report it")


def _lost(name: str) -> tuple[str, str, str]:
    return name, "the process that was to read it was ended from outside", "it may need more memory: try --workers 1"


def _name(task: Task) -> str:
    return task.name if isinstance(task, Input) else task.input


def _write(target: Path, text: str) -> None:
    """Write a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(target)
