"""Incidents are made again in the background after decisions and intake: whoever decides does not wait for it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from reportedly.web.background import Background
from reportedly.workspace import Workspace

if TYPE_CHECKING:
    from reportedly.workspace import Store

log = logging.getLogger(__name__)


class Linking(Background):
    """Links a store again where it is stale; an attempt that failed is made again."""

    again, quiet = 60.0, 0.7

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._workspace, self._store = workspace, store
        super().__init__()

    def work(self) -> None:
        """Makes the incidents again that what came in or was decided touches."""
        try:
            if self._store.stale():
                self._workspace.relink(self._store)
        except Exception:  # it is tried again after a while
            log.exception("the incidents could not be made again")
