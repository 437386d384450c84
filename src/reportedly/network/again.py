"""Networks of one store made again as it changes: only what a change touched is read again, and where nothing that a network
counts is another, the network is the one before.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from reportedly.incident import Link
from reportedly.knowledge.loader import Knowledge
from reportedly.network.gather import Cited, Collection, Opened, Stood
from reportedly.network.measures import Counted
from reportedly.records import Outlet
from reportedly.search.at_hand import state_of
from reportedly.store.touched import reports_changed
from reportedly.ties import Network

KEPT = 4  # networks of different queries

Chains = Mapping[int, tuple[Cited, ...]]  # of the claims of each report, by the number of its row


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a network counts. It holds each chain of the claims that a query finds, and so is kept for few queries."""

    query: str
    claims: int
    incidents: Mapping[str, Set[str]]
    published: tuple[tuple[str, Outlet | None], ...]
    cited: Chains
    copies: tuple[Link, ...]
    standing: tuple[Stood, ...]


@dataclass(frozen=True, slots=True)
class MadeNetwork:
    """A network, what it counts, the knowledge that it was made by, and the change up to which that is so."""

    network: Network
    gathered: Gathered
    knowledge: Knowledge
    change: int


class MadeAgain:
    """The networks that were asked for last."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, MadeNetwork] = OrderedDict()
        self._opened = Opened()

    def network_of(self, connection: Connection, knowledge: Knowledge, query: str) -> Network:
        """The network of what a query finds, as the connection sees it. Raises QueryError for one that cannot be understood."""
        before, change = self._made.get(query), state_of(connection)[0]
        if before is None or before.change != change or before.knowledge is not knowledge:
            gathered = _gathered(connection, query, self._opened, before)
            same = before is not None and before.knowledge is knowledge and before.gathered == gathered
            network = before.network if before and same else _counted(gathered, knowledge)
            self._made[query] = before = MadeNetwork(network, gathered, knowledge, change)
        self._made.move_to_end(query)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return before.network


def _gathered(connection: Connection, query: str, seen: Opened, before: MadeNetwork | None) -> Gathered:
    found = Collection(connection, query, seen)
    return Gathered(
        found.query, found.claims(), found.incidents_of_reports(), tuple(found.published()),
        _chains(connection, found, before), tuple(found.copies()), tuple(found.standing()),
    )  # fmt: skip


def _chains(connection: Connection, found: Collection, before: MadeNetwork | None) -> Chains:
    """The chains by report; where all claims are asked for, those of reports that no change touched are what they were."""
    touched = reports_changed(connection, before.change) if before and found.whole else None
    stays = {} if before is None or touched is None else before.gathered.cited
    read: defaultdict[int, list[Cited]] = defaultdict(list)
    for cited in found.cited(touched):
        read[cited.number].append(cited)
    gone = frozenset(touched or ())
    return {number: chains for number, chains in stays.items() if number not in gone} | {
        number: tuple(chains) for number, chains in read.items()
    }


def _counted(gathered: Gathered, knowledge: Knowledge) -> Network:
    counted = Counted(knowledge, gathered.incidents)
    for report, outlet in gathered.published:
        counted.publishes(report, outlet)
    for chains in gathered.cited.values():
        for cited in chains:
            counted.cites(cited)
    for link in gathered.copies:
        counted.takes(link)
    for incident in gathered.standing:
        counted.stands(incident)
    return counted.network(gathered.query, gathered.claims)
