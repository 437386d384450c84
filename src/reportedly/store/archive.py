"""A store opened: what the command line, a server and Python users call. One folder, and one file in it or one
database on a server.

Whatever is written is written whole or not at all, in short transactions; several programs may use a store at once. Every
failure comes as a `StoreError` that says what to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self, TypeVar

from sqlalchemy import Connection, func, select

from reportedly.decision import Decision
from reportedly.incident import Incident, Link
from reportedly.records import Reading, Report
from reportedly.store import (
    check,
    decisions,
    dump,
    epochs,
    forget,
    history,
    indexed,
    judged,
    keep,
    load,
    migrate,
    occurrences,
)
from reportedly.store.databases import database_at, database_of
from reportedly.store.engine import WAIT, Database, explained, let_go
from reportedly.store.errors import AmbiguousError, StoreError
from reportedly.store.known import Known, Present
from reportedly.store.linkstate import LinkState
from reportedly.store.named import incidents_named, several
from reportedly.store.noting import UseNotes
from reportedly.store.settings import keep_address
from reportedly.store.tables import claims, failures, reports


class Failing(Protocol):
    """What says why an input gave no reading, and what to do."""

    @property
    def input(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def hint(self) -> str: ...


F = TypeVar("F", bound=Failing)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that gave no reading when it was added last: why, what to do, and when that was."""

    input: str
    reason: str
    hint: str
    at: str


@dataclass(frozen=True, slots=True)
class Size:
    """How much a store holds. `stale` says that reports or decisions came or went since its incidents were made."""

    reports: int
    claims: int
    incidents: int
    stale: bool


class Connects(Protocol):
    """What gives connections: a store, or one transaction of it."""

    def reads(self) -> AbstractContextManager[Connection]: ...
    def writes(self) -> AbstractContextManager[Connection]: ...


@dataclass(frozen=True, slots=True)
class Whole:
    """One transaction, to whoever works within it: all of them see what was done there, and nobody else does yet."""

    connection: Connection

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """The connection of the transaction."""
        yield self.connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """The same."""
        yield self.connection


class Store:
    """The readings, claims and incidents of one workspace. Close it when done, or use it in a `with`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._writer = database.writing()
        self._reader = database.reading()
        self.noting = UseNotes(database)
        self._recalled: tuple[int, object] = (0, None)

    @classmethod
    def make(cls, folder: Path, address: str | None = None) -> Self:
        """A store in a folder, made where there is none; with an address, in that database, which the folder then names.

        Raises StoreError where that cannot be.
        """
        database = database_at(folder, address) if address else database_of(folder)
        database.prepare()
        made = cls(database)
        with explained(database):
            migrate.bring_up(database, made._writer)
        if address:
            keep_address(folder, address)
        made._renew()
        return made

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """The store in a folder, its schema brought up to date. Raises StoreError where there is none that can be used."""
        database = database_of(Path(folder))
        if not database.exists():
            raise StoreError(f"{folder}: holds no workspace; `reportedly init {folder}` makes one")
        found = cls(database)
        with found.reads() as connection:
            revision = migrate.revision_of(connection)
        migrate.check_known(revision, str(folder))
        if revision != migrate.HEAD:
            with explained(database):
                migrate.bring_up(database, found._writer)
        found._renew()
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database. A file holds all that was written then: it can be copied where nobody else uses it.

        What another program keeps in the log is safe there, and moved by whoever closes next.
        """
        let_go(self.database)
        self.noting.close()
        self._reader.dispose()
        with suppress(StoreError), explained(self.database):
            self.database.settle(self._writer, wait=0)
        self._writer.dispose()

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store and cannot write."""
        with explained(self.database), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """A connection whose work is done whole at the end of the block, or not at all."""
        with explained(self.database), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def whole(self) -> Iterator[Whole]:
        """Several steps that are done whole at the end of the block, or not at all: each asks for its connection as it would
        ask the store.
        """
        with self.writes() as connection:
            yield Whole(connection)

    def known(self, again: bool = False) -> Known:
        """What is there already, for whoever reads; `again` lets in what was forgotten."""
        return Known(self.database, again)

    def add(self, reading: Reading) -> bool:
        """Keeps a reading, also of a report that was forgotten; false where it is there already."""
        return isinstance(self._keep(reading, True), Reading)

    def take(self, result: Reading | Present | F, again: bool = False) -> Reading | Present | F:
        """Keeps what came of an input: a reading, or why there is none. A reading that is there already, or of a report that
        was forgotten, comes back as `Present`; `again` lets in what was forgotten.
        """
        if isinstance(result, Reading):
            return self._keep(result, again)
        if isinstance(result, Present):
            self._succeeded(result.input)
        else:
            self.add_failure(result.input, result.reason, result.hint)
        return result

    def add_failure(self, name: str, reason: str, hint: str = "") -> None:
        """Keeps why an input gave no reading."""
        with self.writes() as connection:
            keep.failed(connection, name, reason, hint)

    def errors(self) -> list[Failed]:
        """The inputs that gave no reading, by name."""
        with self.reads() as connection:
            found = connection.execute(select(failures).order_by(failures.c.input))
            return [Failed(row.input, row.reason, row.hint, row.at) for row in found]

    def size(self) -> Size:
        """How much the store holds."""
        with self.reads() as connection:
            held, told = (
                connection.scalar(select(func.count()).select_from(table)) or 0 for table in (reports, claims)
            )
            return Size(held, told, occurrences.standing(connection), occurrences.stale(connection))

    def stale(self) -> bool:
        """Whether reports or decisions came or went since the incidents were made."""
        with self.reads() as connection:
            return occurrences.stale(connection)

    def moment(self) -> tuple[int, int]:
        """What is another after every change: the number of the last one, and of that up to which incidents were made."""
        with self.reads() as connection:
            return history.last_seq(connection), occurrences.linked_up_to(connection)

    def readings(self) -> Iterator[Reading]:
        """The reading that counts of every report, in order of the reports' ids, with what people decided laid over it."""
        with self.reads() as connection:
            yield from load.load_readings(connection)

    def reading(self, report: str) -> Reading | None:
        """The reading that counts of one report, likewise; null where there is none."""
        with self.reads() as connection:
            return load.load_reading(connection, report)

    def readings_of(self, reports: Collection[str]) -> dict[str, Reading]:
        """The readings that count of some reports, likewise, by id and in order of the ids; those that are not there are left out."""
        with self.reads() as connection:
            found = load.load_some(connection, reports)
        return {report: found[report] for report in sorted(found)}

    def as_read(self, report: str) -> Reading | None:
        """The same as it was read, without what people decided: what a reader is judged by."""
        with self.reads() as connection:
            return load.load_read(connection, report)

    def reports(self, keys: Sequence[str]) -> dict[str, Report]:
        """Reports with their texts, by id; those that are not there are left out."""
        with self.reads() as connection:
            return load.load_reports(connection, keys)

    def to_link(self) -> tuple[list[Reading], int]:
        """All readings that count, and the number of the change up to which they are."""
        with self.reads() as connection:
            return list(load.load_readings(connection)), history.last_seq(connection)

    def decided_sets(self) -> list[Decision]:
        """What people decided about incidents and names, as far as it stands, in order."""
        with self.reads() as connection:
            return decisions.about_sets(connection)

    @contextmanager
    def linking(self) -> Iterator[LinkState]:
        """What linking keeps, to be changed whole at the end of the block, or not at all."""
        with self.writes() as connection:
            yield LinkState(connection)

    def recalled(self, epoch: int, made: type[R]) -> R:
        """What this process keeps at hand of an epoch, of one kind, to be added to; made where there is none yet."""
        number, kept = self._recalled
        if number != epoch or not isinstance(kept, made):
            kept = made()
            self._recalled = epoch, kept
        return kept

    def epoch(self) -> int | None:
        """The number of the epoch by which the incidents are made; null where there is none yet."""
        with self.reads() as connection:
            found = epochs.load_epoch(connection)
            return found.number if found else None

    def incidents(self, least: int = 1) -> Iterator[Incident]:
        """The incidents told by at least so many reports, those told by most first."""
        with self.reads() as connection:
            yield from occurrences.load_incidents(connection, least)

    def incident(self, name: str) -> Incident | None:
        """The incident of an id, the start of one, or a report; where it went into another, that one. Null where none fits.

        Raises AmbiguousError where the name fits several.
        """
        with self.reads() as connection:
            keys = incidents_named(connection, name)
            if len(keys) > 1:
                raise AmbiguousError(several(name, keys))
            return occurrences.load_incident(connection, keys[0]) if keys else None

    def links(self, incident: Incident) -> list[Link]:
        """The links between the reports or the sources of an incident, with their reasons."""
        with self.reads() as connection:
            return occurrences.load_links(connection, incident)

    def find_reports(self, named: str) -> list[str]:
        """The ids of the reports that an id, six characters or more of its start, a file, a row of it or an address stands for."""
        with self.reads() as connection:
            return forget.find_reports(connection, named)

    def forget(self, report: str) -> None:
        """Takes a report out for good. The incidents it was in are empty until they are linked again.

        Raises KeyError where there is none of that id, and StoreError where another program kept its words in the file.
        """
        with self.writes() as connection:
            forget.forget(connection, report)
        with explained(self.database):
            gone = self.database.settle(self._writer, WAIT)
        if not gone:
            raise StoreError(
                f"{self.database.name}: report {report} is forgotten, but its words stay in the file while another program "
                "uses it; end that program, then run `reportedly relink` on the workspace"
            )

    def check(self) -> list[str]:
        """What is wrong with the store, a sentence each; empty where it is whole."""
        with self.reads() as connection:
            return list(check.faults(connection))

    def backup(self, target: Path) -> None:
        """A copy of the store as it is now, while others may write to it. Raises StoreError where the file exists."""
        if target.exists():
            raise StoreError(f"{target}: exists already; name another file")
        self.database.copy(self._reader, target)

    def dump(self) -> Iterator[str]:
        """The store as lines that another store of the same reports shares, to compare the two."""
        with self.reads() as connection:
            yield from dump.dump(connection)

    def _keep(self, reading: Reading, again: bool) -> Reading | Present:
        with self.writes() as connection:
            return keep.keep(connection, reading, again)

    def _succeeded(self, name: str) -> None:
        """An input that may have failed before gives a report now."""
        with self.reads() as connection:
            known = connection.scalar(select(failures.c.id).where(failures.c.input == name))
        if known:
            with self.writes() as connection:
                keep.cleared(connection, name)

    def _renew(self) -> None:
        """Makes the words for search anew where another tokeniser made them, and what an earlier program did not keep."""
        with self.reads() as connection:
            fresh, unjudged = indexed.fresh(connection), judged.unjudged(connection)
        if unjudged:
            with self.writes() as connection:
                judged.renew(connection)
        if not fresh:
            with self.writes() as connection:
                indexed.renew(connection)
