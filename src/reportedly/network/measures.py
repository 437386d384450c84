"""A network counted as its parts go by: whatever is counted is a set of ids, so the order in which they come does not matter.

Editions of one newsroom are one key from the start: what one of them takes from another is no copy, and ties nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise

from reportedly.incident import Link
from reportedly.knowledge.loader import Knowledge
from reportedly.network.gather import Cited, Stood
from reportedly.network.parties import Parties
from reportedly.records import Outlet
from reportedly.ties import Mutual, Network, Node, NodeKind, Tie, TieKind

Ends = tuple[str, str]


@dataclass(slots=True)
class Seen:
    """Whatever was seen of one node, as ids of reports, newsrooms and incidents."""

    reports: set[str] = field(default_factory=set)
    copied: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    cited_in: set[str] = field(default_factory=set)
    cited_by: set[str] = field(default_factory=set)
    stands_behind: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Shown:
    """The reports that show a tie, and in how many claims."""

    reports: set[str] = field(default_factory=set)
    claims: int = 0


class Counted:
    """The counts of a network so far. `incidents` names the incidents of each report."""

    def __init__(self, knowledge: Knowledge, incidents: Mapping[str, Set[str]]) -> None:
        self._parties = Parties(knowledge)
        self._incidents = incidents
        self._newsrooms: dict[str, str | None] = {}
        self._nodes: defaultdict[str, Seen] = defaultdict(Seen)
        self._cited: defaultdict[Ends, Shown] = defaultdict(Shown)
        self._texts: dict[TieKind, defaultdict[Ends, Shown]] = {
            kind: defaultdict(Shown) for kind in (TieKind.COPIES, TieKind.SHARES)
        }
        self._copied: set[str] = set()
        self._shared: set[str] = set()

    def publishes(self, report: str, outlet: Outlet | None) -> None:
        """A report and who published it. All reports come before what else is told of them."""
        self._newsrooms[report] = key = self._parties.outlet(outlet) if outlet else None
        if key is not None:
            self._nodes[key].reports.add(report)

    def cites(self, cited: Cited) -> None:
        """The chain of a claim: its report cites the first source, and each source the one after it."""
        newsroom = self._newsrooms[cited.report]
        keys = [self._parties.source(p.name, p.type, p.known_as, p.unnamed is not None) for p in cited.chain]
        for key in {*keys} - {newsroom}:
            self._nodes[key].cited_in.add(cited.report)
            if newsroom is not None:
                self._nodes[key].cited_by.add(newsroom)
        way = keys if newsroom is None else [newsroom, *keys]
        for ends in {(taker, giver) for taker, giver in pairwise(way) if taker != giver}:
            shown = self._cited[ends]
            shown.claims += 1
            shown.reports.add(cited.report)

    def takes(self, link: Link) -> None:
        """A copy link; only one between reports of the collection that two newsrooms published counts."""
        if link.from_ not in self._newsrooms or link.to not in self._newsrooms:
            return
        taker, giver = self._newsrooms[link.from_], self._newsrooms[link.to]
        if taker is not None and taker == giver:
            return
        taken = {link.from_} if link.directed else {link.from_, link.to}
        (self._copied if link.directed else self._shared).update(taken)
        if taker is not None and giver is not None:
            kind = TieKind.COPIES if link.directed else TieKind.SHARES
            ends = (taker, giver) if link.directed else (min(taker, giver), max(taker, giver))
            self._texts[kind][ends].reports.update(taken)

    def stands(self, stood: Stood) -> None:
        """An incident and the origins that it stands on."""
        for origin in stood.origins:
            key = self._parties.source(origin.name, origin.type, origin.source, "unnamed" in origin.marks)
            self._nodes[key].stands_behind.add(stood.incident)
            if stood.one:
                self._nodes[key].alone.add(stood.incident)

    def network(self, query: str, claims: int) -> Network:
        """All that was counted."""
        nodes = sorted(map(self._node, self._nodes), key=lambda node: (-node.reports - node.cited_in, node.id))
        ties = sorted(self._ties(), key=lambda tie: (-tie.reports, tie.relation, tie.from_, tie.to))
        without = sum(key is None for key in self._newsrooms.values())
        return Network(
            query, len(self._newsrooms), claims, self._told(self._newsrooms), len(self._copied),
            len(self._shared - self._copied), without, tuple(nodes), tuple(ties), tuple(mutual(ties)),
        )  # fmt: skip

    def _node(self, key: str) -> Node:
        seen, parties = self._nodes[key], self._parties
        copied = seen.reports & self._copied
        return Node(
            key, parties.name(key), parties.kind(key, bool(seen.reports)), parties.type(key), len(seen.reports),
            self._told(seen.reports), len(copied), len(seen.reports & self._shared - copied), len(seen.cited_in),
            len(seen.cited_by), len(seen.stands_behind), len(seen.alone), parties.editions(key),
            parties.names(key), parties.known(key),
        )  # fmt: skip

    def _ties(self) -> Iterable[Tie]:
        for (taker, giver), shown in self._cited.items():
            outlet = self._parties.kind(giver, bool(self._nodes[giver].reports)) is NodeKind.OUTLET
            yield self._tie(TieKind.RELAYS if outlet else TieKind.CITES, taker, giver, shown)
        for kind, found in self._texts.items():
            for (taker, giver), shown in found.items():
                yield self._tie(kind, taker, giver, shown)

    def _tie(self, kind: TieKind, taker: str, giver: str, shown: Shown) -> Tie:
        own = sum(self._newsrooms[report] == taker for report in shown.reports)
        return Tie(kind, taker, giver, len(shown.reports), own, shown.claims, self._told(shown.reports))

    def _told(self, reports: Iterable[str]) -> int:
        """How many incidents the reports tell of."""
        return len({incident for report in reports for incident in self._incidents.get(report, ())})


def mutual(ties: Iterable[Tie]) -> list[Mutual]:
    """The newsrooms that relay each other, those that do so in most reports first."""
    relayed = {(tie.from_, tie.to): tie.reports for tie in ties if tie.relation is TieKind.RELAYS}
    pairs = [Mutual(*ends, relayed[ends], relayed[ends[::-1]]) for ends in relayed if ends[::-1] in relayed]
    once = [pair for pair in pairs if pair.one < pair.other]
    return sorted(once, key=lambda pair: (-min(pair.there, pair.back), pair.one, pair.other))
