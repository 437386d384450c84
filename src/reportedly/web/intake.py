"""Reports taken in from the browser: one input at a time, read in the background, with what came of it.

What is uploaded lies in the workspace's folder only until it is read; the folder is named by its bytes, so that the same
file is the same report again. What a server that was ended by force left there goes when the next one begins. The key of a
request is kept when all of its input was taken in, and not before: else the rest would be lost with the server.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from reportedly import repeats
from reportedly.executors.processes import Processes
from reportedly.repeats import Keyed
from reportedly.text import gettext
from reportedly.workspace import (
    Failure,
    Given,
    KnowledgeError,
    Reading,
    StoreError,
    Workspace,
    fetcher,
    leads_to_addresses,
)

if TYPE_CHECKING:
    from reportedly.workspace import Store

UPLOADS = "uploads"
KEPT = 200  # failures of one input that are kept to be shown
log = logging.getLogger(__name__)


class IntakeBusyError(RuntimeError):
    """Something is being taken in already."""


@dataclass
class Job:
    """One input and what has come of it so far; `total` is how many reports are expected, null while nobody knows.

    Once `stop` is set, it ends after the report that is being read. `keyed` is the request that began it, where that had a key.
    """

    name: str
    keyed: Keyed | None = None
    total: int | None = None
    added: int = 0
    present: int = 0
    failed: int = 0
    failures: list[Failure] = field(default_factory=list)
    fault: str | None = None
    done: bool = False
    stop: Event = field(default_factory=Event)

    @property
    def read(self) -> int:
        """How many reports are dealt with."""
        return self.added + self.present + self.failed


class Intake:
    """Takes one input after the other into a store."""

    def __init__(self, folder: Path, workspace: Workspace, store: Store, ended: Callable[[], None]) -> None:
        self._folder, self._workspace, self._store, self._ended = folder, workspace, store, ended
        self._lock = Lock()
        self._thread: Thread | None = None
        self.job: Job | None = None
        shutil.rmtree(folder / UPLOADS, ignore_errors=True)

    def upload(self, name: str, data: bytes, given: Given, keyed: Keyed | None = None) -> None:
        """Takes in an uploaded file. Raises IntakeBusyError, unless the same request, by its key, is being carried out."""
        target = self._folder / UPLOADS / hashlib.sha256(data).hexdigest()[:16] / safe_name(name)

        def ready() -> str:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            return str(target)

        self._begin(Job(target.name, keyed), ready, given, target.parent)

    def take(self, name: str, given: Given, keyed: Keyed | None = None) -> None:
        """Takes in a folder, a file or an address; raises the same."""
        self._begin(Job(name, keyed), lambda: name, given, None)

    def stop(self) -> None:
        """Ends what is being taken in, where anything is; what was read so far is kept."""
        if self.job is not None:
            self.job.stop.set()

    def close(self) -> None:
        """Stops, and waits until the report that is being read is kept."""
        with self._lock:
            self.stop()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _begin(self, job: Job, ready: Callable[[], str], given: Given, leaves: Path | None) -> None:
        with self._lock:
            if self.job is not None and not self.job.done:
                if job.keyed is not None and job.keyed.again(self.job.keyed):
                    return
                raise IntakeBusyError(gettext("%(input)s is being read; wait until it is done", input=self.job.name))
            self.job, begun = job, (job, ready, given, leaves)
            run = copy_context().run  # its faults are said in the language of whoever began it
            self._thread = Thread(target=run, args=(self._run, *begun), name="intake", daemon=True)
            self._thread.start()

    def _run(self, job: Job, ready: Callable[[], str], given: Given, leaves: Path | None) -> None:
        try:
            self._read(job, ready(), given)
        except (StoreError, KnowledgeError) as error:
            job.fault = str(error)
        except OSError as error:
            job.fault = gettext("%(input)s could not be read (%(why)s)", input=job.name, why=error.strerror)
        except Exception:
            log.exception("taking in %r failed", job.name)
            job.fault = gettext("the reader failed; this is a fault of ours, and the server's log says more")
        finally:
            if leaves is not None:
                shutil.rmtree(leaves, ignore_errors=True)
            job.done = True
            self._ended()

    def _read(self, job: Job, name: str, given: Given) -> None:
        plan = self._workspace.plan([name], given)
        job.total = plan.total
        fetch = fetcher() if leads_to_addresses(name) else None
        for outcome in self._workspace.add(self._store, plan, Processes(plan.workers()), fetch):
            if isinstance(outcome, Failure):
                job.failed += 1
                job.failures = [*job.failures, outcome][-KEPT:]
            elif isinstance(outcome, Reading):
                job.added += 1
            else:
                job.present += 1
            if job.stop.is_set() and job.read != job.total:
                return
        if job.keyed is not None:
            self._keep_key(job.keyed)

    def _keep_key(self, keyed: Keyed) -> None:
        with self._store.whole() as whole:
            if repeats.carried_out(whole, keyed) is None:
                repeats.keep(whole, keyed, None)


def safe_name(name: str) -> str:
    """The last part of a file's name, without what could lead elsewhere."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign if sign.isalnum() or sign in "-_. " else "_" for sign in last).strip(" .")
    return kept[-100:].strip(" .") or "upload.txt"
