"""The service layer: everything the command line, a web server and Python users do goes through a workspace.

Readings come out in the order of the inputs and are the same whatever the number of workers; an input that fails costs
only itself and comes out as a `Failure` in its place. Reading touches no network; a user's knowledge lies over ours.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.executors import Executor
from reportedly.executors.processes import Processes, all_cores
from reportedly.intake.fetched import Fetcher
from reportedly.intake.following import follow
from reportedly.intake.inputs import Input, Stated, is_address, read_input
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.sidecar import read_sidecar
from reportedly.intake.sources import find, leads_to_addresses
from reportedly.intake.tables import parse_map
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import KnowledgeError, default, parse_entities, read_overlay
from reportedly.readers import Outcome, Result, Task, is_unread, lost, read_if_new, read_or_fail, read_report, weight
from reportedly.records import Reading
from reportedly.revisiting import KeptLists
from reportedly.search.syntax import QueryError
from reportedly.store.errors import AccountError, AmbiguousError, StoreError

if TYPE_CHECKING:
    from reportedly.decision import Decision
    from reportedly.incident import Incident
    from reportedly.linking import Linked as Linked
    from reportedly.relinking import Relinked as Relinked
    from reportedly.search.cited import Cited as Cited
    from reportedly.search.cited import Named
    from reportedly.search.fields import Field as SearchField
    from reportedly.search.overview import Summary as Summary
    from reportedly.search.page import Hit as Hit
    from reportedly.search.page import ResultPage as ResultPage
    from reportedly.search.spots import Located as Located
    from reportedly.shards import Written
    from reportedly.store.accounts import Accounts as Accounts
    from reportedly.store.archive import Connects as Connects
    from reportedly.store.archive import Size as Size
    from reportedly.store.archive import Store as Store
    from reportedly.store.archive import Whole as Whole
    from reportedly.store.door import Provider as Provider
    from reportedly.store.kept import KeptReading as KeptReading
    from reportedly.store.people import LoginMethod as LoginMethod
    from reportedly.store.people import Person as Person
    from reportedly.store.runs import Run as Run
    from reportedly.store.sessions import Session as Session
    from reportedly.store.shares import SharedPage as SharedPage
    from reportedly.ties import Network

log = logging.getLogger(__name__)
MANY = 16  # from this many inputs on, starting further processes costs less than it saves

HERE = Processes()

__all__ = [
    "NOTHING",
    "AccountError",
    "Added",
    "AmbiguousError",
    "Failure",
    "Fetcher",
    "Given",
    "IntakeError",
    "KnowledgeError",
    "Outcome",
    "Plan",
    "QueryError",
    "Reading",
    "Result",
    "StoreError",
    "Workspace",
    "accounts_in_store",
    "cited_as_in_store",
    "cited_in_store",
    "claims_in_store",
    "fetcher",
    "hits_in_store",
    "home_folder",
    "incident_overview",
    "incidents_by_id",
    "incidents_found",
    "incidents_telling",
    "is_address",
    "is_unread",
    "leads_to_addresses",
    "make_places",
    "make_store",
    "open_store",
    "open_workspace",
    "parse_map",
    "places_in_store",
    "query_term",
    "query_without",
    "read_by_both",
    "reading_kept",
    "readings_found",
    "readings_kept",
    "runs_in_store",
    "search_fields",
    "search_store",
    "two_runs",
]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read, in order, once; how many reports, null while nobody knows."""

    tasks: Iterable[Task]
    total: int | None

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
        return self.carry_out(self.plan([str(item) for item in inputs], given, sidecar), Processes(workers))

    def plan(
        self,
        names: Sequence[str],
        given: Given = NOTHING,
        sidecar: Path | None = None,
        columns: Mapping[str, str] | None = None,
        told: Callable[[str], None] = log.info,
    ) -> Plan:
        """What the names stand for; no report is opened yet. `told` is told which columns of tables were guessed.

        Raises IntakeError where the sidecar table cannot be used.
        """
        each, table = (read_sidecar(sidecar), sidecar.resolve()) if sidecar else ({}, None)
        stated = Stated(given, each, columns or {}, default(self.overlays), told, table=table)
        found = [find(name, stated) for name in names]
        counts = [count for _, count in found]
        total = None if None in counts else sum(count for count in counts if count)
        return Plan(chain.from_iterable(items for items, _ in found), total)

    def carry_out(self, plan: Plan, executor: Executor = HERE, fetch: Fetcher | None = None) -> Iterator[Result]:
        """The reading or failure of each task of a plan, in order. Addresses are fetched only by the fetcher given."""
        work = partial(read_or_fail, overlays=self.overlays)
        return executor.in_order(work, self._taken_in(plan.tasks, fetch), lost, weight)

    def to_shards(
        self, plan: Plan, folder: Path, executor: Executor = HERE, fetch: Fetcher | None = None
    ) -> Iterator[Written]:
        """The readings of a plan as Parquet files of a folder, one after the other; what is there already stays. Raises ShardError where
        they cannot be written.
        """
        from reportedly.shards import write

        return write(folder, self._taken_in(plan.tasks, fetch), executor, self.overlays)

    def add(
        self, store: Store, plan: Plan, executor: Executor = HERE, fetch: Fetcher | None = None, again: bool = False
    ) -> Iterator[Outcome]:
        """Reads what a store does not hold yet and keeps it, one after the other; what came of each task of a plan, in
        order. `again` lets in what was forgotten.

        Raises StoreError where the store cannot be written to; what came out before is kept.
        """
        work = partial(read_if_new, known=store.known(again), overlays=self.overlays)
        results = executor.in_order(work, self._taken_in(plan.tasks, fetch, KeptLists(store)), lost, weight)
        return (store.take(result, again) for result in results)

    def relink(self, store: Store, anew: bool = False) -> Relinked:
        """Brings the incidents of a store up to date; `anew` makes all of them again, in a new epoch."""
        from reportedly.relinking import relink

        return relink(store, default(self.overlays), anew)

    def read_text(self, text: str, given: Given = NOTHING) -> Reading:
        """The reading of one report given as text. Raises IntakeError where it is no report."""
        return read_report(report_from_text(text, "text", given, default(self.overlays)), self.overlays)

    def link(self, readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Linked:
        """The incidents that the readings tell of, each with the independent origins it stands on, and all links.

        Decisions are those about incidents and names.
        """
        from reportedly.linking import link

        return link(readings, default(self.overlays), decisions=decisions)

    def network(self, store: Store, query: str = "") -> Network:
        """Who stands behind the claims of a store that a query finds. Raises QueryError for a query that cannot be understood."""
        from reportedly.network import network_of

        with store.reads() as connection:
            return network_of(connection, default(self.overlays), query)

    def networks(self, store: Store) -> Callable[[str], Network]:
        """The same by query, for a server: what was made of the store before is made again only where a change touched it."""
        from reportedly.network.again import MadeAgain

        made = MadeAgain()

        def network(query: str) -> Network:
            with store.reads() as connection:
                return made.network_of(connection, default(self.overlays), query)

        return network

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

    def _taken_in(self, tasks: Iterable[Task], fetch: Fetcher | None, lists: KeptLists | None = None) -> Iterator[Task]:
        """The tasks as another process can do them: addresses are followed and standard input is read here."""
        for task in tasks:
            if not isinstance(task, Input) or task.path or task.data is not None:
                yield task
            elif is_address(task.name):
                yield from follow(task, Stated(knowledge=default(self.overlays)), fetch, lists)
            else:
                yield read_input(task, default(self.overlays))


def open_workspace(home: Path | None = None) -> Workspace:
    """The workspace in a folder: the one given, else the user's own."""
    return Workspace(home or home_folder())


def fetcher(keep: Path | None = None) -> Fetcher:
    """What fetches pages politely and within bounds; their bytes are kept in a folder where one is given."""
    from reportedly.intake.fetch import Fetch

    return Fetch(keep)


def make_places(watch: Callable[[Iterable[object], int], Iterable[object]]) -> None:
    """Make the gazetteer where this installation has none yet; `watch` sees its rows go by and is told about how many come."""
    from reportedly.knowledge import gazetteer

    gazetteer.build(watch=watch)


def home_folder() -> Path:
    """Where a user's files live: REPORTEDLY_HOME, else the platform's place for settings."""
    if named := os.environ.get("REPORTEDLY_HOME"):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "reportedly"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "reportedly"


def make_store(folder: Path, address: str | None = None) -> Store:
    """The store in a folder, made where there is none; with an address, in that PostgreSQL database. Raises StoreError."""
    from reportedly.store.archive import Store

    return Store.make(folder, address)


def search_store(store: Store, query: str, limit: int, after: str | None = None, facets: bool = False) -> ResultPage:
    """A page of a store's claims. Raises QueryError for a query that cannot be understood."""
    from reportedly.search.page import search

    with store.reads() as connection:
        return search(connection, query, limit, after, facets)


def hits_in_store(store: Connects, claims: Sequence[str]) -> tuple[Hit, ...]:
    """The claims of these ids as they are shown in results, in that order; those that are not there are left out."""
    from reportedly.search.page import hits_of

    with store.reads() as connection:
        return hits_of(connection, claims)


def claims_in_store(store: Store, query: str) -> Mapping[str, frozenset[str]]:
    """The ids of all claims of a store that a query finds, by report. Raises QueryError for a query that cannot be understood."""
    from reportedly.search.page import claims_found

    with store.reads() as connection:
        return claims_found(connection, query)


def readings_kept(store: Store, report: str) -> list[KeptReading]:
    """Every reading that was made of a report, by its id, in the order in which they were made."""
    from reportedly.store.kept import kept_readings

    with store.reads() as connection:
        return kept_readings(connection, report)


def reading_kept(store: Store, report: str, number: int) -> Reading | None:
    """One of them by its number, without what people decided; null where there is none."""
    from reportedly.store.kept import kept_reading

    with store.reads() as connection:
        return kept_reading(connection, report, number)


def places_in_store(store: Store, query: str) -> list[Located]:
    """Where the claims that a query finds lie. Raises QueryError for a query that cannot be understood."""
    from reportedly.search.spots import spots

    with store.reads() as connection:
        return spots(connection, query)


def cited_in_store(store: Store, query: str) -> Cited:
    """Who is cited in the claims that a query finds. Raises QueryError for a query that cannot be understood."""
    from reportedly.search.cited import cited

    with store.reads() as connection:
        return cited(connection, query)


def cited_as_in_store(store: Store, name: str) -> Named:
    """What exactly this name is cited as, one entry for each type of source."""
    from reportedly.search.cited import cited_as

    with store.reads() as connection:
        return cited_as(connection, name)


def search_fields() -> Sequence[SearchField]:
    """The fields that a query can name, with what they take."""
    from reportedly.search.fields import FIELDS

    return tuple(FIELDS.values())


def query_term(field: str, value: str) -> str:
    """A field with its value as it is typed in a query; of a name, the whole name."""
    from reportedly.search.narrowed import term

    return term(field, value)


def query_without(query: str, part: str) -> str | None:
    """A query without a part that all claims must have; null where that is none of its parts. Raises QueryError."""
    from reportedly.search.narrowed import without

    return without(query, part)


def readings_found(store: Store, wanted: Mapping[str, frozenset[str]] | None) -> Iterator[Reading]:
    """The readings with one of the claims wanted, and only such claims, in the order of the reports' ids; all without any."""
    from reportedly.corrections.narrowed import narrowed

    if wanted is None:
        yield from store.readings()
        return
    for report in sorted(wanted):
        if reading := store.reading(report):
            yield narrowed(reading, wanted[report])


def incidents_found(store: Store, wanted: Mapping[str, frozenset[str]] | None) -> Iterator[Incident]:
    """The incidents that stand on one of the claims wanted, those told by most reports first; all without any."""
    for incident in store.incidents():
        if wanted is None or any(path.claim in wanted.get(path.report, ()) for path in incident.paths):
            yield incident


def incident_overview(store: Store, before: Sequence[Summary] = ()) -> tuple[Summary, ...]:
    """Every incident as lists narrow it, those told by most reports first; of those in `before` only what changed is opened."""
    from reportedly.search.overview import overview

    with store.reads() as connection:
        return overview(connection, before)


def incidents_by_id(store: Connects, ids: Iterable[str]) -> list[Incident]:
    """The incidents of these ids that stand, in their order."""
    from reportedly.store.occurrences import load_incident

    with store.reads() as connection:
        return [found for name in ids if (found := load_incident(connection, name))]


def report_titles(store: Connects, ids: Iterable[str]) -> dict[str, str]:
    """The titles of those reports of these ids that are here and have one."""
    from reportedly.store.named import titles

    with store.reads() as connection:
        return titles(connection, ids)


def incidents_telling(store: Store, report: str, claim: int | None = None) -> list[tuple[str, str | None]]:
    """The id and the title of the incidents that a report, by its id, tells of, or one of its claims, by its number."""
    from reportedly.store.named import holding

    with store.reads() as connection:
        return holding(connection, report, claim)


def runs_in_store(store: Store) -> list[Run]:
    """What has read the reports of a store, the one that read last at the end."""
    from reportedly.store.runs import runs

    with store.reads() as connection:
        return runs(connection)


def two_runs(store: Store, names: Sequence[str] = ()) -> tuple[Run, Run]:
    """The runs of two ids, or the last two that have read the same reports. Raises StoreError where there are none such."""
    from reportedly.store.runs import two_runs

    with store.reads() as connection:
        return two_runs(connection, names)


def read_by_both(store: Store, one: Run, two: Run) -> Iterator[tuple[Reading, Reading]]:
    """The two readings of each version of a report that both runs have read."""
    from reportedly.store.runs import read_by_both

    with store.reads() as connection:
        yield from read_by_both(connection, one, two)


def accounts_in_store(store: Store, provider: Provider | None = None) -> Accounts:
    """The people who may use a store where it is opened for a team, with or without a provider, and their sessions."""
    from reportedly.store.accounts import Accounts

    return Accounts.of(store, provider)


def open_store(folder: Path) -> Store:
    """The store in a folder. Raises StoreError where there is none."""
    from reportedly.store.archive import Store

    return Store.open(folder)


def _write(target: Path, text: str) -> None:
    """Write a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(target)
