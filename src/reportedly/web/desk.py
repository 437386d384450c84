"""What the requests of one server share: the workspace, its store, what was last made of it, and work in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from reportedly import reviewing
from reportedly.text import N_
from reportedly.web.following import Following
from reportedly.web.intake import Intake
from reportedly.web.linking import Linking
from reportedly.web.listed import IncidentLine, IncidentListing, IncidentOfReport
from reportedly.web.networks import Networks
from reportedly.web.turns import Turns
from reportedly.workspace import Workspace, incident_overview, incidents_telling, open_store, open_workspace

if TYPE_CHECKING:
    from reportedly.decision import Decision
    from reportedly.workspace import Connects, Size, Store, Summary

EXPORTS = 4  # files that are made at once
WAITING, PATIENCE = 8, 30.0  # people who wait to begin one; seconds that each waits
EXPORTING = N_("Files are being made for many people at this moment. Try again in a minute.")


class Desk:
    """A workspace that is open in a browser. Close it when done, or use it in a `with`."""

    def __init__(self, folder: Path, workspace: Workspace, store: Store) -> None:
        self.folder = folder
        self.workspace = workspace
        self.store = store
        self.linking = Linking(workspace, store)
        self.following = Following(folder, store)
        self.intake = Intake(folder, workspace, store, self._came_in)
        self.networks = Networks(workspace, store)
        self.exports = Turns(EXPORTS, WAITING, EXPORTING, PATIENCE)
        self.linking.ask()
        self._summed: tuple[tuple[int, int], tuple[Summary, ...]] | None = None
        self._size: tuple[tuple[int, int], Size] | None = None
        self._agreed: tuple[tuple[int, int], reviewing.Agreed] | None = None
        self._lines = IncidentListing(store)
        self._summing = Lock()  # of many who ask at once one sums up

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The desk of a workspace. Raises StoreError where there is none in the folder."""
        return cls(folder, open_workspace(), open_store(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.intake.close()
        self.following.close()
        self.linking.close()
        self.store.close()

    def incidents(self) -> tuple[Summary, ...]:
        """Every incident as lists narrow it, those told by most reports first; brought up to date when the store has changed."""
        with self._summing:
            moment, held = self.store.moment(), self._summed
            if held is None or held[0] != moment:
                held = self._summed = (moment, incident_overview(self.store, held[1] if held else ()))
            return held[1]

    def lines(self, summaries: Sequence[Summary]) -> list[IncidentLine]:
        """The lines of some incidents."""
        return self._lines.of(summaries)

    def incidents_of(self, report: str, claim: int | None = None) -> tuple[IncidentOfReport, ...]:
        """The incidents that a report tells of, or one of its claims, by its number."""
        return tuple(IncidentOfReport(*one) for one in incidents_telling(self.store, report, claim))

    def size(self) -> Size:
        """How much the store holds; counted again when it has changed."""
        moment, held = self.store.moment(), self._size
        if held is None or held[0] != moment:
            held = self._size = (moment, self.store.size())
        return held[1]

    def agreed(self) -> reviewing.Agreed:
        """How far people agree; made again when the store has changed."""
        moment, held = self.store.moment(), self._agreed
        if held is None or held[0] != moment:
            held = self._agreed = (moment, reviewing.agreement(self.store))
        return held[1]

    def _came_in(self) -> None:
        """What is to be done once reports came in."""
        self.linking.ask()
        self.following.ask()

    def decide(self, decide: Callable[[Workspace, Connects], Iterable[Decision]]) -> list[Decision]:
        """Makes a decision in a transaction of its own, so that whatever it looks at first still holds when it is kept; the
        incidents follow in the background. Raises DecisionError where it cannot be made.
        """
        with self.store.whole() as whole:
            made = list(decide(self.workspace, whole))
        self.linking.ask()
        return made
