"""The sources of an incident before anything is merged: a node for each body, person or unnamed source.

A named source is one node over all reports. An unnamed one is a node of its report: two "military sources" are not
shown to be one. An outlet that only relays is never a node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.identity import body_in, entity_of
from reportedly.records import Claim, Source, SourceType, digest

ON_SCENE = frozenset({SourceType.OTHER, SourceType.RESIDENT, SourceType.ARMED_GROUP, SourceType.WITNESS})


@dataclass(frozen=True, slots=True)
class Told:
    """A chosen claim with its chain as followed over the reports: `chain` may be longer than the claim's own."""

    report: str
    claim: Claim
    chain: tuple[Source, ...]
    through: tuple[str, ...] = ()


@dataclass
class Node:
    """A source and the claims that end at it; what follows from them is made once, when all are there."""

    key: str
    entity: Entity | None
    sources: list[Source] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @cached_property
    def id(self) -> str:
        """Its id in one incident: of the key and the claims that end at it."""
        return digest("source", self.key, *sorted({told.claim.id for told in self.told}))

    @cached_property
    def unnamed(self) -> bool:
        """Whether nobody is named by any mention."""
        return all(source.unnamed is not None for source in self.sources)

    @cached_property
    def described(self) -> bool:
        """Whether every wording ends in a word without a capital: a description, not a name."""
        return all(name.split()[-1:] and name.split()[-1] == name.split()[-1].lower() for name in self.names)

    @cached_property
    def type(self) -> SourceType:
        """The commonest type of its mentions, of knowledge where a row fits."""
        if self.entity:
            return self.entity.type
        counted = Counter(source.type for source in self.sources)
        return min(counted, key=lambda kind: (-counted[kind], kind))

    @cached_property
    def shown(self) -> str:
        """What it may be called in a list: the reference name where knowledge has one, else its longest wording."""
        return self.entity.name if self.entity else min(self.wordings, key=lambda name: (-len(name), name))

    @cached_property
    def wordings(self) -> list[str]:
        """The texts' own names for it as they may be listed: private persons by their role."""
        return sorted({public_name(source) for source in self.sources})

    @cached_property
    def names(self) -> list[str]:
        """The texts' own names for it, to compare with others."""
        return sorted({source.name for source in self.sources})

    @cached_property
    def reports(self) -> set[str]:
        """The reports that rest on it."""
        return {told.report for told in self.told}


def nodes(told: Iterable[Told], knowledge: Knowledge) -> dict[str, Node]:
    """The origins of the told claims by key, in order of the keys."""
    made: dict[str, Node] = {}
    for item in told:
        if item.chain:
            source = item.chain[-1]
            key, entity = node_key(source, (item.report, *item.through)[-1], knowledge)
            node = made.setdefault(key, Node(key, entity))
            node.sources.append(source)
            node.told.append(item)
    return {key: made[key] for key in sorted(made)}


def node_key(source: Source, report: str, knowledge: Knowledge) -> tuple[str, Entity | None]:
    """The key of a source as an origin, and its row of knowledge."""
    entity = entity_of(source.name, source.id, knowledge) or body_in(source, knowledge)
    if entity:
        return entity.id, entity
    if source.unnamed is not None:
        return f"{report}|{fold(source.name)}", None
    return source.id or fold(source.name), None


def outside(claim: Claim) -> tuple[Source, ...]:
    """The claim's chain up to the first source of the scene that stands inside its own words: it is told of, not telling."""
    inside = [i for i, source in enumerate(claim.chain) if i and _within(source, claim)]
    return claim.chain[: inside[0]] if inside else claim.chain


def _within(source: Source, claim: Claim) -> bool:
    at = source.mention
    if source.unnamed is None and source.type not in ON_SCENE:
        return False
    return at is not None and any(start <= at[0] and at[1] <= end for start, end in claim.spans)
