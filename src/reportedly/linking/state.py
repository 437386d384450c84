"""What linking keeps from one call to the next: blocks, mentions, edges, copies, groups. A store keeps it in tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from reportedly.incident import Incident, Link
from reportedly.linking.candidates import At, Candidates, Pair
from reportedly.records import Reading

Tie = tuple[float | None, str | None]  # the score of a pair of mentions, or the one of the two that tells a campaign
KeptPrint = tuple[str, bytes, bytes]  # a report, its imprint and the shingles of its text, packed
Placed = tuple[At, Sequence[int]]  # where a mention or a text stands in its blocks, and the numbers of these
Home = tuple[str | None, bool]  # the name of a mention's group, null where it is in none; whether it is firm


class State(Protocol):
    """What is kept, and what linking asks of whoever keeps the reports."""

    @property
    def blocks(self) -> Candidates:
        """The blocks of the mentions."""
        ...

    @property
    def marks(self) -> Candidates:
        """The marks of the texts, of each text one report."""
        ...

    @property
    def texts(self) -> Candidates:
        """The texts as wholes: reports in one block print the same."""
        ...

    def readings(self, reports: Collection[str]) -> Mapping[str, Reading]:
        """The readings of some reports that count, as they are shown; those that are not there are left out."""
        ...

    def placed(self, reports: Collection[str]) -> set[str]:
        """Those of some reports of which anything is kept."""
        ...

    def sections(self, reports: Collection[str]) -> set[str]:
        """The ids of the sections of some reports, also of reports that are there no more."""
        ...

    def mentions(self, mentions: Collection[str]) -> Mapping[str, bytes]:
        """Some mentions by their ids, packed."""
        ...

    def put_mention(self, mention: str, packed: bytes, firm: bool) -> None:
        """Keeps a mention, which has no group yet, and whether it is firm."""
        ...

    def drop_mention(self, mention: str) -> None:
        """Forgets a mention, and its group."""
        ...

    def prints(self, reports: Collection[str]) -> Mapping[str, tuple[bytes, bytes]]:
        """The imprints of some reports and the shingles of their texts, packed."""
        ...

    def imprints(self, reports: Collection[str]) -> Mapping[str, bytes]:
        """The imprints of some reports, packed."""
        ...

    def put_print(self, report: str, imprint: bytes, shingles: bytes) -> None:
        """Keeps how a report is printed."""
        ...

    def drop_print(self, report: str) -> None:
        """Forgets how a report is printed."""
        ...

    def edges(self, mentions: Collection[str]) -> Mapping[Pair, Tie]:
        """The edges that end at one of the mentions."""
        ...

    def put_edges(self, edges: Mapping[Pair, Tie | None]) -> None:
        """Keeps edges, or takes them out where there is nothing to keep."""
        ...

    def copied(self, reports: Collection[str]) -> frozenset[Pair]:
        """The pairs of reports that share text of which one of the reports is an end."""
        ...

    def put_copies(self, made: Iterable[Link]) -> None:
        """Keeps copy links."""
        ...

    def drop_copies(self, pairs: Collection[Pair]) -> None:
        """Takes out the copy links between pairs of reports."""
        ...

    def homes(self, mentions: Collection[str]) -> Mapping[str, Home]:
        """Where mentions are grouped; those that are not there are left out."""
        ...

    def in_groups(self, groups: Collection[str]) -> Mapping[str, Home]:
        """The mentions of some groups."""
        ...

    def put_groups(self, groups: Mapping[str, str | None]) -> None:
        """Keeps in which groups mentions are."""
        ...

    def incidents(self, mentions: Collection[str]) -> dict[str, str]:
        """The ids of the incidents that mentions are in up to now."""
        ...

    def members(self, incidents: Collection[str]) -> dict[str, str]:
        """The mentions of incidents up to now, each with the id of its incident."""
        ...

    def emptied(self) -> list[str]:
        """The ids of the incidents that lost a report for good, and their content with it."""
        ...

    def incident(self, key: str) -> Incident | None:
        """The incident of an id; null where it stands no longer."""
        ...
