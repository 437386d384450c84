"""What the requests of one server share: the workspace, its store, what was last made of it, and work in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reportedly.web.intake import Intake
from reportedly.web.linking import Linking
from reportedly.web.listed import Listed, listed
from reportedly.web.networks import Networks
from reportedly.workspace import Workspace, open_store, open_workspace

if TYPE_CHECKING:
    from reportedly.decision import Decision
    from reportedly.workspace import Store


class Desk:
    """A workspace that is open in a browser. Close it when done, or use it in a `with`."""

    def __init__(self, folder: Path, workspace: Workspace, store: Store) -> None:
        self.folder = folder
        self.workspace = workspace
        self.store = store
        self.linking = Linking(workspace, store)
        self.intake = Intake(folder, workspace, store, self.linking.ask)
        self.networks = Networks(workspace, store)
        self.linking.ask()
        self._listed: tuple[tuple[int, int], tuple[Listed, ...]] | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The desk of a workspace. Raises StoreError where there is none in the folder."""
        return cls(folder, open_workspace(), open_store(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.intake.close()
        self.linking.close()
        self.store.close()

    def incidents(self) -> tuple[Listed, ...]:
        """A line for each incident, those told by most reports first; made again when the store has changed."""
        moment, held = self.store.moment(), self._listed
        if held is None or held[0] != moment:
            held = self._listed = (moment, tuple(map(listed, self.store.incidents())))
        return held[1]

    def incidents_of(self, report: str) -> tuple[Listed, ...]:
        """The incidents that a report is told by."""
        return tuple(one for one in self.incidents() if report in one.reports)

    def decide(self, decide: Callable[[Workspace, Store], Iterable[Decision]]) -> list[Decision]:
        """Makes a decision; the incidents follow in the background. Raises DecisionError where it cannot be made."""
        made = list(decide(self.workspace, self.store))
        self.linking.ask()
        return made
