"""Saved searches are asked and alerts sent in the background: whoever adds a report does not wait for it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import following
from reportedly.text import N_
from reportedly.web.background import Background
from reportedly.workspace import StoreError

if TYPE_CHECKING:
    from reportedly.workspace import Store

log = logging.getLogger(__name__)


class Following(Background):
    """Does the work of `reportedly work` while a server runs."""

    again = 5.0

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder, self._store = folder, store
        self.fault: str | None = None  # why the last look came to nothing
        super().__init__()

    def work(self) -> None:
        """Asks the saved searches of what came in, and sends what is due."""
        fault = None
        try:
            following.work(self._store, following.sender_of(self._folder), stop=self.ending)
        except StoreError as error:
            fault = str(error)
        except Exception:  # it is tried again after a while
            log.exception("saved searches could not be asked, or alerts not sent")
            fault = N_("the work failed; this is a fault of ours, and the server's log says more")
        self.fault = fault
