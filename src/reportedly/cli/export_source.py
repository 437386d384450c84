"""What `export` takes readings and incidents from. A source counts what it gives, and says what it could not read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from reportedly.cli.exits import say
from reportedly.cli.progress import watched
from reportedly.cli.run import usable
from reportedly.exchange.coarse import coarse_incident, coarse_reading
from reportedly.exchange.formats import ExportError
from reportedly.exchange.jsonl import Fault, read_readings
from reportedly.workspace import QueryError, claims_in_store, incidents_found, open_store, readings_found

if TYPE_CHECKING:
    from reportedly.incident import Incident
    from reportedly.records import Reading, Report
    from reportedly.workspace import Store

    Found = Mapping[str, frozenset[str]]  # claims by report


class ExportSource(Protocol):
    """Where readings come from: how many were given and failed so far, and how many claims and incidents they hold."""

    given: int
    failed: int
    claims: int
    told: int  # incidents; none where they were not asked for

    def readings(self) -> Iterator[Reading]:
        """The readings, each with the claims that were asked for, in the source's own order."""
        ...

    def incidents(self) -> tuple[Iterable[Incident], Mapping[str, Report]]:
        """The incidents that they tell of, and the reports by id."""
        ...


class ReadingsFile:
    """A file of readings, one a line, in the order of its lines."""

    def __init__(self, name: str, coarse: bool) -> None:
        self.given = self.failed = self.claims = self.told = 0
        self._name = name
        self._coarse = coarse

    def readings(self) -> Iterator[Reading]:
        """The readings as they come; a line that holds none is said and counted."""
        for reading in self._read():
            yield coarse_reading(reading) if self._coarse else reading

    def incidents(self) -> tuple[Iterable[Incident], Mapping[str, Report]]:
        """The incidents that all readings together tell of."""
        from reportedly.workspace import open_workspace

        held = list(self._read())
        found = open_workspace().link(held).incidents
        self.told = len(found)
        reports = {reading.report.id: reading.report for reading in held}
        return (coarse_incident(one) for one in found) if self._coarse else found, reports

    def _read(self) -> Iterator[Reading]:
        with _stream(self._name) as stream:
            for found in watched(read_readings(stream), None):
                if isinstance(found, Fault):
                    self.failed += 1
                    say(f"reportedly: {self._name}, line {found.line}: {found.reason}")
                else:
                    self.given += 1
                    self.claims += len(found.claims)
                    yield found


class StoreSource:
    """What a workspace keeps: all of it, or the claims that a query finds and the incidents that stand on one of them."""

    def __init__(self, store: Store, wanted: Found | None, coarse: bool) -> None:
        self.given = self.failed = self.claims = self.told = 0
        self._store = store
        self._wanted = wanted
        self._coarse = coarse

    def readings(self) -> Iterator[Reading]:
        """The readings in the order of the reports' ids; with a query only those with a claim that it finds, and only such claims."""
        for reading in readings_found(self._store, self._wanted):
            self.given += 1
            self.claims += len(reading.claims)
            yield coarse_reading(reading) if self._coarse else reading

    def incidents(self) -> tuple[Iterable[Incident], Mapping[str, Report]]:
        """The incidents, those told by most reports first."""
        found = list(incidents_found(self._store, self._wanted))
        reports = self._store.reports(sorted({report for one in found for report in one.reports}))
        self.told, self.given, self.claims = (
            len(found),
            len(reports),
            len({path.claim for one in found for path in one.paths}),
        )
        return [coarse_incident(one) if self._coarse else one for one in found], reports


@contextmanager
def opened(name: str, query: str, coarse: bool) -> Iterator[ExportSource]:
    """The source of this name, narrowed to what the query finds. Raises ExportError saying what is wrong with it."""
    if name != "-" and Path(name).is_dir():
        with usable(), open_store(Path(name)) as store:
            yield StoreSource(store, _wanted(store, query) if query else None, coarse)
        return
    if name != "-" and not Path(name).is_file():
        raise ExportError(
            f"{name} is no workspace and no file of readings; `reportedly read --json FILE… > {name}` makes such a file"
        )
    if query:
        raise ExportError("a file of readings is given out whole, without a query")
    yield ReadingsFile(name, coarse)


def _wanted(store: Store, query: str) -> Found:
    try:
        return claims_in_store(store, query)
    except QueryError as error:
        raise ExportError(f"the query {query!r} cannot be understood: {error}") from error


def _stream(name: str) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise ExportError(f"{name} cannot be read ({error.strerror})") from error
