"""Incidents that may be one: what Fellegi and Sunter (1969) call possible links, between links and none, for a person to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from reportedly.decision import Decision, Verb
from reportedly.incident import is_section

Pair = tuple[str, str]


def possible(
    own: Collection[str], scores: Mapping[Pair, float], homes: Mapping[str, str], decisions: Iterable[Decision] = ()
) -> list[tuple[str, Pair, float]]:
    """The other incidents of which an account comes near one of an incident's own accounts, the likest first: their ids, the two accounts
    that are most alike, its own first, and their score.

    `scores` are those of accounts by the ids of their mentions, `homes` the incidents that mentions are in. An incident that a person has
    parted from this one is left out, and so is what only sections of reports tell.
    """
    parted = [decision.things for decision in decisions if decision.verb is Verb.SPLIT]
    best: dict[str, tuple[float, Pair]] = {}
    for both, score in sorted(scores.items()):
        mine, other = both if both[0] in own else both[::-1]
        there = homes.get(other)
        if mine not in own or other in own or there is None or is_section(mine) or is_section(other):
            continue
        if not any(_parts(things, mine, other) for things in parted) and score > best.get(there, (0.0, both))[0]:
            best[there] = score, (mine, other)
    found = ((incident, pair, score) for incident, (score, pair) in best.items())
    return sorted(found, key=lambda one: (-one[2], one[0]))


def _parts(things: Sequence[Sequence[str]], one: str, other: str) -> bool:
    """Whether a split parts two accounts."""
    taken, left = things
    return (one in taken and other in left) or (other in taken and one in left)
