"""Readers, one a language, and what is done with one input: the reading of a report, or the failure that is said instead.

A reader is registered as an entry point of the group `reportedly.readers`: a language code to a function from knowledge to the reader.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from reportedly.intake.inputs import Input, read_input
from reportedly.intake.options import Failure
from reportedly.knowledge.loader import KnowledgeError, default
from reportedly.records import By, Notice, Reading, Report
from reportedly.store.errors import StoreError

if TYPE_CHECKING:
    from reportedly.store.known import Known, Present

READERS = "reportedly.readers"
NOBODY = "none"  # what a reading of a language that no reader knows was made with

Task = Input | Report | Failure
Result = Reading | Failure
Outcome: TypeAlias = "Reading | Present | Failure"


class Reader(Protocol):
    """What turns a report into a reading; one a language, registered as an entry point."""

    @property
    def by(self) -> By:
        """What its readings are made with; asked before a report is read that a store may hold already."""
        ...

    def read(self, report: Report) -> Reading:
        """The reading of one report."""
        ...


def read_report(report: Report, overlays: tuple[Path, ...] = ()) -> Reading:
    """The reading of a report; one in a language that no reader knows has no claims and a notice that says so."""
    reader = reader_of(report.language, overlays) if report.language else None
    if reader is not None:
        return reader.read(report)
    notice = Notice("language_not_read", about=report.language) if report.language else Notice("language_unknown")
    return Reading(report, _by_nobody(overlays), notices=(notice,))


def is_unread(reading: Reading) -> bool:
    """Whether nobody read the report, as no reader knows its language; why is in its notices."""
    return reading.by.reader == NOBODY


def _by_nobody(overlays: tuple[Path, ...]) -> By:
    return By(NOBODY, None, default(overlays).version)


@lru_cache(maxsize=8)
def reader_of(language: str, overlays: tuple[Path, ...]) -> Reader | None:
    """The reader of a language; null where none is registered."""
    for found in entry_points(group=READERS, name=language):
        reader: Reader = found.load()(default(overlays))
        return reader
    return None


def read_or_fail(task: Task, overlays: tuple[Path, ...]) -> Result:
    """The reading, or a failure that carries the error: the one place that keeps an error from ending a whole run."""
    try:
        report = report_of(task, overlays)
        return report if isinstance(report, Failure) else read_report(report, overlays)
    except KnowledgeError:
        raise
    except Exception as error:
        return _fault(task, error)


def read_if_new(task: Task, known: Known, overlays: tuple[Path, ...]) -> Outcome:
    """The same, but for a report that a store holds already: that is said instead of reading it again."""
    try:
        report = report_of(task, overlays)
        if isinstance(report, Failure):
            return report
        asked = known.ask(report, by_of(report, overlays))
        return read_report(asked, overlays) if isinstance(asked, Report) else asked
    except (KnowledgeError, StoreError):
        raise
    except Exception as error:
        return _fault(task, error)


def report_of(task: Task, overlays: tuple[Path, ...]) -> Report | Failure:
    """The report that an input holds. What went through intake already stays what it is."""
    return read_input(task, default(overlays)) if isinstance(task, Input) else task


def by_of(report: Report, overlays: tuple[Path, ...]) -> By:
    """What a reading of the report is made with."""
    reader = reader_of(report.language, overlays) if report.language else None
    return reader.by if reader else _by_nobody(overlays)


def _fault(task: Task, error: Exception) -> Failure:
    fault = f"the reader failed ({type(error).__name__}: {error})"
    return Failure(_name(task), fault, "this is a fault of ours: please report it")


def lost(task: Task) -> Failure:
    """What is said of an input whose process was ended from outside."""
    reason = "the process that was to read it was ended from outside"
    return Failure(_name(task), reason, "it may need more memory: try --workers 1")


def weight(task: Task) -> int:
    """The bytes that a task takes while it waits."""
    if isinstance(task, Report):
        return len(task.text)
    return len(task.data or b"") if isinstance(task, Input) else 0


def _name(task: Task) -> str:
    return task.name if isinstance(task, Input) else task.input
