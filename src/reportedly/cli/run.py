"""One run over inputs: readings as they come, failures said at once beside them, the exit code at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.cli.exits import USAGE, finish, say, stop
from reportedly.cli.options import Engine
from reportedly.cli.progress import prepared, watched

if TYPE_CHECKING:
    from reportedly.executors import Executor
    from reportedly.records import Reading
    from reportedly.shards import Written
    from reportedly.workspace import Fetcher, Given, Plan, Store, Workspace


class Run:
    """The readings of a command, and how many inputs gave one and how many failed."""

    def __init__(
        self,
        names: Sequence[str],
        given: Given,
        sidecar: Path | None = None,
        columns: Sequence[str] | None = None,
        keep: Path | None = None,
    ) -> None:
        from reportedly.workspace import open_workspace

        self.workspace: Workspace = open_workspace()
        self._plan = planned(self.workspace, names, given, sidecar, columns)
        self._fetch = fetching(names, keep)
        self._read = self._failed = 0

    def readings(self, workers: int | None = None, engine: Engine = Engine.PROCESSES) -> Iterator[Reading]:
        """Each reading in the order of the inputs; a failure is said and counted, and the run goes on."""
        from reportedly.workspace import Failure

        results = self.workspace.carry_out(self._plan, executor(engine, self._plan, workers), self._fetch)
        with usable():
            for result in watched(results, self._plan.total):
                if isinstance(result, Failure):
                    self._failed += 1
                    say(f"reportedly: {result}")
                else:
                    self._read += 1
                    yield result

    def shards(self, folder: Path, workers: int | None, engine: Engine) -> Iterator[Written]:
        """The files that the readings are written to, as they come; failures are said and counted."""
        with usable():
            for one in self.workspace.to_shards(self._plan, folder, executor(engine, self._plan, workers), self._fetch):
                for failure in one.failures:
                    say(f"reportedly: {failure}")
                self._read += one.reports
                self._failed += len(one.failures) + (one.sha256 is None)
                yield one

    def finish(self) -> None:
        """End with the code that tells how much was read."""
        finish(self._read, self._failed)


def executor(engine: Engine, plan: Plan, workers: int | None) -> Executor:
    """Where the work of a plan is done: by so many processes of this machine, or by a cluster."""
    if engine is Engine.RAY:
        from reportedly.executors.cluster import Cluster

        return Cluster(os.environ.get("RAY_ADDRESS"))
    from reportedly.executors.processes import Processes

    return Processes(plan.workers(workers))


def prepare(names: Sequence[str]) -> None:
    """Make what the first reading needs, with a bar, where there is anything to read."""
    from reportedly.workspace import is_address, make_places

    if any(name == "-" or is_address(name) or Path(name).exists() for name in names):
        make_places(prepared)


@contextmanager
def usable() -> Iterator[None]:
    """Within it, files of knowledge that cannot be used, and a store, cluster or folder that fails, end the command with the reason."""
    from reportedly.executors import ExecutorError
    from reportedly.shards import ShardError
    from reportedly.workspace import KnowledgeError, StoreError

    try:
        yield
    except KnowledgeError as error:
        stop(f"{error} (`reportedly knowledge remove` takes a file of yours away)", USAGE)
    except (ExecutorError, ShardError, StoreError) as error:
        stop(str(error), USAGE)


def say_if_stale(folder: Path, store: Store) -> None:
    """Say that the incidents of a workspace are not those of all its reports, where that is so."""
    if store.size().stale:
        say(f"reportedly: reports or decisions came in since; `reportedly relink {folder}` makes the incidents again")


def fetching(names: Sequence[str], keep: Path | None) -> Fetcher | None:
    """Who fetches: nobody, unless an address was named, or a list of them."""
    from reportedly.workspace import fetcher, leads_to_addresses

    return fetcher(keep) if any(map(leads_to_addresses, names)) else None


def planned(
    workspace: Workspace, names: Sequence[str], given: Given, sidecar: Path | None, columns: Sequence[str] | None
) -> Plan:
    """What is to be read; what cannot be used ends the command, and what the first reading needs is made."""
    from reportedly.workspace import IntakeError, parse_map

    try:
        with usable():
            plan = workspace.plan(names, given, sidecar, parse_map(columns or ()), _told)
    except IntakeError as error:
        stop(str(error), USAGE)
    prepare(names)
    return plan


def _told(guess: str) -> None:
    """What was guessed about tables, for the person to see."""
    say(f"reportedly: {guess}")
