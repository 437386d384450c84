"""Reports taken in from the browser: one input at a time, read in the background, with what came of it.

What is uploaded lies in the workspace's folder only until it is read. What a server did not come to before it ended, the next one
takes in when it begins. Where several servers have one workspace open, one of them at a time takes reports in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread, current_thread
from typing import TYPE_CHECKING

from reportedly import repeats
from reportedly.executors.processes import Processes
from reportedly.repeats import RequestKey
from reportedly.text import N_, gettext
from reportedly.web.orders import Order, Orders
from reportedly.workspace import (
    Failure,
    Given,
    KnowledgeError,
    Reading,
    StoreError,
    Workspace,
    fetcher,
    is_unread,
    leads_to_addresses,
)

if TYPE_CHECKING:
    from reportedly.workspace import Store

UPLOADS = "uploads"
MOST_BEGUN = 3  # times that an input is begun by servers that end before it is read
ELSEWHERE = N_("Another server that has this workspace open is reading reports in; wait until it is done, or end it")
KEPT = 200  # failures of one input that are kept to be shown
log = logging.getLogger(__name__)


class IntakeBusyError(RuntimeError):
    """Something is being taken in already."""


@dataclass
class IntakeJob:
    """One input and what has come of it so far; `total` is how many reports are expected, null while nobody knows.

    Once `stop` is set, it ends after the report that is being read.
    """

    name: str
    total: int | None = None
    added: int = 0
    present: int = 0
    failed: int = 0
    unread: int = 0  # of those added, in a language that no reader knows
    nameless: int = 0  # of those added and read, without an outlet or a day
    failures: list[Failure] = field(default_factory=list)
    fault: str | None = None
    done: bool = False
    stop: Event = field(default_factory=Event)

    @property
    def read(self) -> int:
        """How many reports are dealt with."""
        return self.added + self.present + self.failed

    def note(self, reading: Reading) -> None:
        """Counts a report that was added, and whether it lacks something."""
        self.added += 1
        if is_unread(reading):
            self.unread += 1
        elif reading.report.outlet is None or reading.report.published is None:
            self.nameless += 1


class Intake:
    """Takes one input after the other into a store; what an earlier server did not come to, first of all."""

    def __init__(self, folder: Path, workspace: Workspace, store: Store, ended: Callable[[], None]) -> None:
        self._workspace, self._store, self._ended = workspace, store, ended
        self._orders = Orders(folder / UPLOADS)
        self._lock, self._closed, self._interrupted = Lock(), False, False
        self._waiting: list[Order] = []
        self._thread: Thread | None = None
        self.job: IntakeJob | None = None
        self.elsewhere = (
            self._orders.some and not self._orders.hold()
        )  # whether another server was at it when this one began
        if not self.elsewhere:
            self._start(self._orders.left())

    def upload(self, name: str, data: bytes, given: Given, asked: RequestKey | None = None) -> None:
        """Takes in an uploaded file; where nothing of it came in, the key of the request is free again.

        Raises IntakeBusyError, and StoreError where it cannot be kept until it is read.
        """
        self._begin(lambda: self._orders.of_upload(name, data, given, asked))

    def take(self, name: str, given: Given, asked: RequestKey | None = None) -> None:
        """Takes in a folder, a file or an address, likewise. Raises IntakeBusyError."""
        self._begin(lambda: self._orders.of_source(name, given, asked))

    def stop(self) -> None:
        """Ends what is being taken in, where anything is; what was read so far is kept."""
        if self.job is not None:
            self.job.stop.set()

    def close(self) -> None:
        """Stops, and waits until the report that is being read is kept. What is not done then is for the next server."""
        with self._lock:
            self._closed = True
            self._interrupted = self.job is not None and not self.job.stop.is_set()
            self.stop()
            thread = self._thread
        if thread is not None:
            thread.join()
        self._orders.let_go()

    def _begin(self, ordered: Callable[[], Order]) -> None:
        with self._lock:
            if self.job is not None and (self._waiting or not self.job.done):
                raise IntakeBusyError(gettext("%(input)s is being read; wait until it is done", input=self.job.name))
            if self._closed:
                raise IntakeBusyError(gettext("The server is ending. Send it again when it runs."))
            if not self._orders.hold():
                raise IntakeBusyError(gettext(ELSEWHERE))
            try:
                ordered()
            finally:
                self._start(self._orders.left())  # with what another server left since this one began

    def _start(self, orders: Sequence[Order]) -> None:
        """Begins with what there is to do, and leaves the folder to others where that is nothing."""
        if not orders:
            self._orders.let_go()
        else:
            self._waiting = list(orders)
            self.job = IntakeJob(orders[0].name)
            run = copy_context().run  # its faults are said in the language of whoever began it
            self._thread = Thread(target=run, args=(self._run,), name="intake", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while begun := self._next():
            self._carry_out(*begun)

    def _next(self) -> tuple[IntakeJob, Order] | None:
        with self._lock:
            if current_thread() is not self._thread:
                return None  # what came since is the next thread's
            if self._closed or not self._waiting:
                self._orders.let_go()
                return None
            order = self._waiting.pop(0)
            self.job = self.job if self.job and not self.job.done else IntakeJob(order.name)
            return self.job, order

    def _carry_out(self, job: IntakeJob, order: Order) -> None:
        try:
            order = self._orders.begun(order)
            if order.begun > MOST_BEGUN:
                self._give_up(job, order)
            else:
                self._read(job, order.source, order.given)
        except (StoreError, KnowledgeError) as error:
            job.fault = str(error)
        except OSError as error:
            job.fault = gettext("%(input)s could not be read (%(why)s)", input=job.name, why=error.strerror)
        except Exception:
            log.exception("taking in %r failed", job.name)
            job.fault = gettext("the reader failed; this is a fault of ours, and the server's log says more")
        finally:
            self._finish(job, order)

    def _finish(self, job: IntakeJob, order: Order) -> None:
        """Forgets an order, unless the server ends before it is done, and nobody had stopped it."""
        if self._interrupted and job.stop.is_set() and job.fault is None:
            with suppress(StoreError):
                self._orders.put_back(order)
        else:
            self._orders.done(order)
            self._release(job, order)
        job.done = True
        self._ended()

    def _release(self, job: IntakeJob, order: Order) -> None:
        """Lets the request that asked for an input of which nothing came in ask for it again."""
        if order.asked and not job.added + job.present:
            with suppress(StoreError):
                repeats.release(self._store, order.asked)

    def _give_up(self, job: IntakeJob, order: Order) -> None:
        """Keeps an input that ended the server each time it was begun as one that gave no report."""
        reason = gettext("it was begun %(times)s times, and each time the server ended", times=MOST_BEGUN)
        self._store.add_failure(order.name, reason, gettext("give it to `reportedly add`, which says more"))
        job.failed, job.fault = 1, reason

    def _read(self, job: IntakeJob, name: str, given: Given) -> None:
        plan = self._workspace.plan([name], given)
        job.total = plan.total
        fetch = fetcher() if leads_to_addresses(name) else None
        for outcome in self._workspace.add(self._store, plan, Processes(plan.workers()), fetch):
            if isinstance(outcome, Failure):
                job.failed += 1
                job.failures = [*job.failures, outcome][-KEPT:]
            elif isinstance(outcome, Reading):
                job.note(outcome)
            else:
                job.present += 1
            if job.stop.is_set():
                break
