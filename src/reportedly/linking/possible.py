"""Incidents that may be one: what Fellegi and Sunter (1969) call possible links, between links and none, for a person to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from reportedly.decision import OF_INCIDENTS, Decision
from reportedly.incident import is_section

Pair = tuple[str, str]


def possible(
    own: Collection[str], scores: Mapping[Pair, float], homes: Mapping[str, str], decisions: Iterable[Decision] = ()
) -> list[tuple[str, Pair, float]]:
    """The other incidents of which an account comes near one of an incident's own accounts, the likest first: their ids, the two accounts
    that are most alike, its own first, and their score.

    `scores` are those of accounts by the ids of their mentions, `homes` the incidents that these mentions and those that decisions name
    are in. An incident of which a person has said already whether it is this one is left out, and so is what only sections of reports tell.
    """
    here = frozenset(own)
    said = {home for decision in decisions for home in _beside(decision, here, homes)}
    best: dict[str, tuple[float, Pair]] = {}
    for both, score in sorted(scores.items()):
        mine, other = both if both[0] in own else both[::-1]
        there = homes.get(other)
        if mine not in own or other in own or there is None or is_section(mine) or is_section(other):
            continue
        if there not in said and score > best.get(there, (0.0, both))[0]:
            best[there] = score, (mine, other)
    found = ((incident, pair, score) for incident, (score, pair) in best.items())
    return sorted(found, key=lambda one: (-one[2], one[0]))


def _beside(decision: Decision, own: frozenset[str], homes: Mapping[str, str]) -> Iterator[str]:
    """The incidents of which a decision says whether they are one with that of some mentions."""
    if decision.verb not in OF_INCIDENTS:
        return
    for at, thing in enumerate(decision.things):
        if not own.isdisjoint(thing):
            rest = (told for other in (*decision.things[:at], *decision.things[at + 1 :]) for told in other)
            yield from (homes[told] for told in rest if told in homes)
