"""Relays that are not told again: a speaker who goes on keeps those he came with, and an unnamed source that speaks right behind an
agency's report is heard through that agency.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportedly.reading.layers import Step, Told
from reportedly.records import SourceType

RELAYS = (SourceType.AGENCY, SourceType.MEDIA)
AGENCIES = ("agency", "staff")  # kinds of outlet whose reports are retold
NOBODIES = ("source", "person", "group", "leader")  # kinds of a source in whom a retold report names nobody


def carried(told: Sequence[Told]) -> list[Told]:
    """What is told in the order of the text, with the relays that its chains carry on from the attributed content before."""
    out: list[Told] = []
    previous: Told | None = None
    for one in told:
        if one.steps:
            one = dataclasses.replace(one, steps=(*_relays(one, previous), *one.steps)) if previous else one
            previous = one
        out.append(one)
    return out


def _relays(one: Told, previous: Told) -> tuple[Step, ...]:
    if _goes_on(one, previous):
        return tuple(dataclasses.replace(s, mention=None, cue=None, rule="goes-on") for s in previous.steps[:-1])
    if _retold(one, previous):
        return (dataclasses.replace(previous.origin, mention=None, cue=None, rule="retold"),)
    return ()


def _goes_on(one: Told, previous: Told) -> bool:
    """Whether a speaker goes on in this sentence or the next, by pronoun or description and without a relay."""
    mention = one.origin.mention
    if (
        len(one.steps) > 1
        or len(previous.steps) < 2
        or mention is None
        or one.origin.voice is not previous.origin.voice
    ):
        return False
    by_reference = mention.pronoun or (mention.definite and not mention.named)
    return by_reference and 0 <= one.sentence - previous.sentence <= 1


def _retold(one: Told, previous: Told) -> bool:
    """Whether an unnamed source speaks in the sentence after an agency's report, no outlet beside it (rulebook 7.3)."""
    mention = one.origin.mention
    if len(one.steps) > 1 or mention is None or mention.named or mention.plural or not mention.indefinite:
        return False
    agency = previous.origin.voice.best
    foreign = agency.type in RELAYS and agency.kind in AGENCIES
    return foreign and one.sentence - previous.sentence == 1 and mention.kind in NOBODIES
