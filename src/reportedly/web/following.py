"""Saved searches are asked and alerts sent in the background: whoever adds a report does not wait for it."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from reportedly import following
from reportedly.workspace import StoreError

if TYPE_CHECKING:
    from reportedly.workspace import Store

PAUSE = 5.0  # seconds between two looks; others may add reports too
log = logging.getLogger(__name__)


class Following:
    """Does the work of `reportedly work` while a server runs."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder, self._store = folder, store
        self._asked, self._ended = Event(), Event()
        self.fault: str | None = None  # why the last look came to nothing
        self._thread = Thread(target=self._run, name="following", daemon=True)
        self._thread.start()

    def ask(self) -> None:
        """Says that something came in."""
        self._asked.set()

    def close(self) -> None:
        """Ends it after the message that is being sent; what is left is sent by whoever works next."""
        self._ended.set()
        self._asked.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._asked.wait(PAUSE)
            self._asked.clear()
            if not self._ended.is_set():
                self._work()

    def _work(self) -> None:
        fault = None
        try:
            following.work(self._store, following.sender_of(self._folder), stop=self._ended.is_set)
        except StoreError as error:
            fault = str(error)
        except Exception:  # it is tried again after a while
            log.exception("saved searches could not be asked, or alerts not sent")
            fault = "the work failed; this is a fault of ours, and the server's log says more"
        self.fault = fault
