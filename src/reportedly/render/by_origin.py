"""The claims of one report by the origin they rest on, in the order in which the report brings each origin up; nothing
is ranked.

Every claim is in exactly one group and keeps its number, its place in the reading from 1. The outlet's own voice comes
last: it is no origin.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.knowledge.loader import fold
from reportedly.records import Claim, Reading, Source

Numbered = tuple[int, Claim]


@dataclass(frozen=True, slots=True)
class Resting:
    """The claims that rest on one origin; `origin` is null for the outlet's own voice."""

    origin: Source | None
    claims: tuple[Numbered, ...]

    @property
    def custody(self) -> bool:
        """Whether it is the word of someone in custody."""
        return self.origin is not None and self.origin.custody

    @property
    def unnamed(self) -> bool:
        """Whether the origin goes unnamed."""
        return self.origin is not None and self.origin.unnamed is not None

    @property
    def chains(self) -> tuple[tuple[Source, ...], ...]:
        """The different ways to the origin, in the order of the claims."""
        return tuple({chain_key(claim.chain): claim.chain for _, claim in self.claims}.values())


def by_origin(reading: Reading) -> tuple[Resting, ...]:
    """The groups of a reading, own voice last."""
    groups: dict[tuple[str, ...], list[Numbered]] = {}
    for numbered in enumerate(reading.claims, 1):
        groups.setdefault(_key(numbered[1].chain), []).append(numbered)
    own = groups.pop((), None)
    found = [Resting(claims[0][1].origin, tuple(claims)) for claims in groups.values()]
    return (*found, Resting(None, tuple(own))) if own else tuple(found)


def chain_key(chain: tuple[Source, ...]) -> tuple[str, ...]:
    """What makes two chains the same way: the same names or knowledge rows in the same order."""
    return tuple(source.id or fold(source.name) or source.name for source in chain)


def _key(chain: tuple[Source, ...]) -> tuple[str, ...]:
    """A named origin is one however it reaches the report; an unnamed one only through the same relays."""
    key = chain_key(chain)
    return key if not chain or chain[-1].unnamed else key[-1:]
