"""The service layer: everything the command line, a web server and Python users do goes through a workspace.

Readings come out in the order of the inputs and are the same whatever the number of workers; an input that fails costs
only itself
and comes out as a `Failure` in its place. Reading touches no network; the user's own knowledge files lie over ours.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reportedly.intake.options import NOTHING, Failure, Given
from reportedly.knowledge.loader import KnowledgeError, default, parse_entities, read_overlay
from reportedly.records import By, Notice, Reading, Report

if TYPE_CHECKING:
    from reportedly.knowledge.loader import Knowledge

READERS = "reportedly.readers"  # the entry point group: a language code to a function from knowledge to a reader
AHEAD = 8  # reports handed to each worker before the oldest is waited for: bounds memory, keeps every worker busy
MANY = 16  # from this many inputs on, starting further processes costs less than it saves

Result = Reading | Failure

__all__ = [
    "NOTHING",
    "Added",
    "Failure",
    "Given",
    "KnowledgeError",
    "Result",
    "Workspace",
    "home_folder",
    "open_workspace",
    "worker_count",
]


class Reader(Protocol):
    """What turns a report into a reading; one a language, registered as an entry point."""

    def read(self, report: Report) -> Reading:
        """The reading of one report."""
        ...


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a knowledge file did: where it lies now, its rows, and how many of ours they replace."""

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

    def read(self, inputs: Iterable[str | Path], given: Given = NOTHING, workers: int = 1) -> Iterator[Result]:
        """A reading or a failure for each report found in files, folders, or `-` for standard input.

        With more than one worker the reports are read by that many processes; a script that asks for it needs the
        usual main guard.
        """
        from reportedly.intake import gather

        reports = gather([str(item) for item in inputs], given)
        return _alone(reports, self.overlays) if workers <= 1 else _together(reports, self.overlays, workers)

    def read_text(self, text: str, given: Given = NOTHING) -> Reading:
        """The reading of one report given as text."""
        from reportedly.intake import report_from_text

        return read_report(report_from_text(text, given=given), self.overlays)

    def add_knowledge(self, file: Path) -> Added:
        """Check a knowledge file and lay a copy over ours; one of the same name is replaced. Raises KnowledgeError
        saying what is wrong.
        """
        text = read_overlay(file)
        ids = {entity.id for entity in parse_entities(text, str(file))}
        if not ids:
            raise KnowledgeError(f"{file}: no rows below the first line; add at least one outlet or body")
        replaced = len(ids & default().entities.keys())
        target = self.home / "knowledge" / f"{file.stem}.tsv"
        _write(target, text)
        return Added(target, len(ids), replaced)

    def remove_knowledge(self, name: str) -> Path:
        """Take a user's knowledge file away again. Raises KnowledgeError when there is none of that name."""
        found = {path.stem: path for path in self.overlays}.get(name.removesuffix(".tsv"))
        if found is None:
            raise KnowledgeError(
                f"no knowledge file {name!r} was added; `reportedly knowledge list` shows those there are"
            )
        found.unlink()
        return found


def open_workspace(home: Path | None = None) -> Workspace:
    """The workspace in a folder: the one given, else the user's own."""
    return Workspace(home or home_folder())


def home_folder() -> Path:
    """Where a user's files live: REPORTEDLY_HOME, else the platform's place for settings."""
    if named := os.environ.get("REPORTEDLY_HOME"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "reportedly"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "reportedly"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "reportedly"


def worker_count(inputs: Sequence[str], asked: int | None) -> int:
    """The number asked for, else every core for a folder or many inputs, else one."""
    if asked is not None:
        return asked
    many = len(inputs) >= MANY or any(Path(item).is_dir() for item in inputs)
    return (
        len(os.sched_getaffinity(0))
        if many and hasattr(os, "sched_getaffinity")
        else (os.cpu_count() or 1)
        if many
        else 1
    )


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
        knowledge: Knowledge = default(overlays)
        reader: Reader = found.load()(knowledge)
        return reader
    return None


def _read_or_fail(report: Report, overlays: tuple[Path, ...]) -> Result:
    """The reading, or a failure that carries the error: the one place where an error of a reader is kept from ending a
    whole run.
    """
    try:
        return read_report(report, overlays)
    except Exception as error:
        return Failure(
            report.input,
            f"the reader failed ({type(error).__name__}: {error})",
            "this is a fault of ours: please report it",
        )


def _alone(reports: Iterable[Report | Failure], overlays: tuple[Path, ...]) -> Iterator[Result]:
    for item in reports:
        yield item if isinstance(item, Failure) else _read_or_fail(item, overlays)


def _together(reports: Iterable[Report | Failure], overlays: tuple[Path, ...], workers: int) -> Iterator[Result]:
    """The same results in the same order, read by `workers` processes; the reports are taken in only as fast as they
    are read.
    """
    waiting: deque[tuple[str, Failure | Future[Result]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for item in reports:
            waiting.append((item.input, item if isinstance(item, Failure) else _submitted(pool, item, overlays)))
            if len(waiting) > AHEAD * workers:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


def _submitted(pool: ProcessPoolExecutor, report: Report, overlays: tuple[Path, ...]) -> Failure | Future[Result]:
    try:
        return pool.submit(_read_or_fail, report, overlays)
    except BrokenProcessPool:
        return _ended(report.input)


def _result(name: str, found: Failure | Future[Result]) -> Result:
    try:
        return found if isinstance(found, Failure) else found.result()
    except BrokenProcessPool:
        return _ended(name)


def _ended(name: str) -> Failure:
    return Failure(
        name, "the process that was to read it was ended from outside", "it may need more memory: try --workers 1"
    )


def _write(target: Path, text: str) -> None:
    """Write a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(target)
