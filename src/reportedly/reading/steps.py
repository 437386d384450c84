"""How steps are taken: one that fails costs its own layer, never the report."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from reportedly.records import Notice

log = logging.getLogger(__name__)
T = TypeVar("T")


class Steps:
    """Takes the steps of one reading and keeps a notice for each that failed (`step_failed`, about the step's name)."""

    def __init__(self, report: str) -> None:
        self._report = report
        self.notices: list[Notice] = []

    def take(self, name: str, step: Callable[[], T], instead: T) -> T:
        """What the step gives, or `instead` where it raises anything: a mistake of ours in one step is no reason to lose the others."""
        try:
            return step()
        except Exception:
            log.exception("%s: the step %r failed; its layer is empty", self._report, name)
            self.notices.append(Notice("step_failed", (), name))
            return instead
