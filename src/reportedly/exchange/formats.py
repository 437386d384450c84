"""The formats that readings can be given out in, found by entry point, so that anybody can add one.

An entry point of the group `reportedly.exporters` names an object with the `suffix` of its files, their `media_type`,
and one way to write: `write` takes readings, `write_incidents` takes incidents. Both write exactly what they are given,
in the order given, holding no more than one reading at a time unless the format itself is one block (DocBin).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import BinaryIO, Protocol, runtime_checkable

from reportedly.incident import Incident
from reportedly.records import Reading, Report
from reportedly.text import gettext

EXPORTERS = "reportedly.exporters"


class ExportError(ValueError):
    """Why a format cannot be written here; the message says what to do."""


@runtime_checkable
class Exporter(Protocol):
    """A format of readings and their claims."""

    suffix: str
    media_type: str

    def write(self, readings: Iterable[Reading], out: BinaryIO) -> None:
        """Write the readings as one file of the format."""
        ...


@runtime_checkable
class IncidentExporter(Protocol):
    """A format of incidents; `reports` holds the reports that they name by id."""

    suffix: str
    media_type: str

    def write_incidents(self, incidents: Iterable[Incident], reports: Mapping[str, Report], out: BinaryIO) -> None:
        """Write the incidents as one file of the format."""
        ...


@runtime_checkable
class Described(Protocol):
    """A format whose files are explained by a second file that lies beside them."""

    beside: str

    def description(self, name: str) -> bytes:
        """What lies beside the file `name`, under that name with the suffix `beside`."""
        ...


@dataclass(frozen=True, slots=True)
class Lines:
    """A format of lines made from readings, in UTF-8."""

    suffix: str
    media_type: str
    lines: Callable[[Iterable[Reading]], Iterator[str]]
    end: str = "\n"

    def write(self, readings: Iterable[Reading], out: BinaryIO) -> None:
        """Write the lines of the readings."""
        for line in self.lines(readings):
            out.write((line + self.end).encode())


@dataclass(frozen=True, slots=True)
class IncidentLines:
    """A format of lines made from incidents, in UTF-8."""

    suffix: str
    media_type: str
    lines: Callable[[Iterable[Incident], Mapping[str, Report]], Iterator[str]]

    def write_incidents(self, incidents: Iterable[Incident], reports: Mapping[str, Report], out: BinaryIO) -> None:
        """Write the lines of the incidents."""
        for line in self.lines(incidents, reports):
            out.write((line + "\n").encode())


def in_array(values: Iterable[str]) -> Iterator[str]:
    """Lines of JSON as one array, a value a line."""
    before = "["
    for value in values:
        yield before + value
        before = ","
    yield "]" if before == "," else "[]"


def format_names() -> tuple[str, ...]:
    """The names of all formats that are installed, in order."""
    return tuple(sorted({point.name for point in entry_points(group=EXPORTERS)}))


def exporter(name: str) -> Exporter | IncidentExporter:
    """The format of this name. Raises ExportError, naming those there are, or what is wrong with the one found."""
    for point in entry_points(group=EXPORTERS, name=name):
        found = point.load()
        if isinstance(found, (Exporter, IncidentExporter)):
            return found
        raise ExportError(f"the format {name!r} ({point.value}) has no way to write; ask those who made it")
    raise ExportError(
        gettext("%(name)s is no format; there are %(known)s", name=repr(name), known=", ".join(format_names()))
    )
