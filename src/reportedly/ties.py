"""The words of a network as records: who publishes and who is cited in a whole collection, and what ties them.

They add a kind to `records.KINDS` ("network"). Every number counts reports, claims, newsrooms or incidents; none is a
rank. Editions of one newsroom are one node, and so are all people of one kind: nobody private has a node of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.records import KINDS, SourceType


class NodeKind(StrEnum):
    """Who a node stands for: a newsroom, a body or person that is cited by name, or all who are cited by one role."""

    OUTLET = "outlet"
    BODY = "body"
    PEOPLE = "people"


class TieKind(StrEnum):
    """What ties one node to another: it relays a newsroom, cites somebody else, takes its text, or shares a text with it."""

    RELAYS = "relays"
    CITES = "cites"
    COPIES = "copies"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Node:
    """A newsroom or a source. `type` is null for a newsroom that nobody cites and no row of knowledge fits.

    `reports` and `incidents`: what it published, and how many incidents that tells of. `copied` of its reports take their
    text from another newsroom's, `shared` have one in common with another newsroom's and nothing shows who took it.
    `cited_in` counts reports that cite it, `cited_by` the other newsrooms that do. `stands_behind` counts the incidents of
    which it is an origin, `alone` those of which it is the only one. `editions` are the outlets that are counted here as
    one newsroom, `names` the commonest of the texts' own words for it. `known` says whether a row of knowledge fits.
    """

    id: str
    name: str
    kind: NodeKind
    type: SourceType | None = None
    reports: int = 0
    incidents: int = 0
    copied: int = 0
    shared: int = 0
    cited_in: int = 0
    cited_by: int = 0
    stands_behind: int = 0
    alone: int = 0
    editions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties one node to another, from the one that cites or took to the one that is cited or was taken from.

    `reports` show it, and tell of so many `incidents`; `own` of them were published by the node it comes from, the rest say
    so of it. `claims` is 0 for texts. A shared text has no direction: its ends stand in the order of their ids.
    """

    relation: TieKind
    from_: str
    to: str
    reports: int
    own: int
    claims: int = 0
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class Mutual:
    """Two newsrooms that relay each other: in how many reports the first relays the second, and in how many it is relayed."""

    one: str
    other: str
    there: int
    back: int


@dataclass(frozen=True, slots=True)
class Network:
    """Who stands behind the claims that a query finds, all of them where it is empty.

    `copied` and `shared` count reports as they do for a node; `without_outlet` are reports that name no outlet. Nodes stand
    in the order of the reports that they published or that cite them, ties in that of the reports that show them. Where it was
    narrowed, `left_out` counts the sources by name and `roles_left_out` the roles of people that it had and does not show.
    """

    query: str
    reports: int
    claims: int
    incidents: int
    copied: int
    shared: int
    without_outlet: int
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    mutual: tuple[Mutual, ...]
    left_out: int = 0
    roles_left_out: int = 0

    def narrowed(self, nodes: Callable[[Node], bool], ties: Callable[[Tie], bool]) -> Network:
        """The nodes that fit, and the ties that fit between them. What is counted, of the whole and of each, stays what it is."""
        kept = tuple(filter(nodes, self.nodes))
        ids = {node.id for node in kept}
        tied = tuple(tie for tie in self.ties if {tie.from_, tie.to} <= ids and ties(tie))
        mutual = tuple(pair for pair in self.mutual if {pair.one, pair.other} <= ids)
        people = sum(node.kind is NodeKind.PEOPLE for node in self.nodes if node.id not in ids)
        left = len(self.nodes) - len(kept) - people
        return replace(
            self, nodes=kept, ties=tied, mutual=mutual, left_out=self.left_out + left,
            roles_left_out=self.roles_left_out + people,
        )  # fmt: skip


KINDS.update(network=Network)
