"""Incidents are made again in the background after decisions and intake: whoever decides does not wait for it."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import TYPE_CHECKING

from reportedly.workspace import Workspace

if TYPE_CHECKING:
    from reportedly.workspace import Store

QUIET = 0.7  # seconds without a new decision before linking begins
AGAIN = 60.0  # seconds after which it looks unasked: others decide too, and an attempt may have failed
log = logging.getLogger(__name__)


class Linking:
    """Links a store again when asked, once for all that was asked meanwhile, and now and then unasked."""

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._workspace, self._store = workspace, store
        self._asked, self._ended = Event(), Event()
        self._thread = Thread(target=self._run, name="linking", daemon=True)
        self._thread.start()

    def ask(self) -> None:
        """Says that something has changed."""
        self._asked.set()

    def close(self) -> None:
        """Ends it; what is left undone is done by whoever links next."""
        self._ended.set()
        self._asked.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._asked.wait(AGAIN)
            while self._asked.is_set() and not self._ended.is_set():
                self._asked.clear()
                self._ended.wait(QUIET)
            if not self._ended.is_set():
                self._link()

    def _link(self) -> None:
        try:
            if self._store.size().stale:
                self._workspace.relink(self._store)
        except Exception:  # it is tried again after a while
            log.exception("the incidents could not be made again")
