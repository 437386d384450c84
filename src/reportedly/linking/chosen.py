"""Which claims of a report carry the main assertion of an incident; this choice decides how many origins are counted.

A claim carries it by where it stands, what it speaks of and who speaks: early claims, claims in the words or figures of
the incident, sources that were there or count the dead rather than comment. Planned acts and demands
are reactions; a denial never carries what it denies.
A choice is a sum that can be shown; no source is ranked by it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.linking.mentions import Mention, Rarity, body_start, happened, words_of
from reportedly.records import Act, Certainty, Claim, Reading, SourceType

# Weights of a logistic model over the gold sources of the 64 dev reports, rounded; ten-fold by incident it finds their
# origins with F1 .80, the claims of the first five sentences alone with .73.
EARLY, EARLY_SIGNS = 3.0, 1_000.0
ABOUT = 2.0
ON_SCENE = 2.0
REACTION = -2.0
SAME_FIGURE = 1.5
BAR = 2.8

COMMENTS = frozenset(
    {
        SourceType.OFFICIAL,
        SourceType.GOVERNMENT,
        SourceType.EXPERT,
        SourceType.OTHER,
        SourceType.RESIDENT,
        SourceType.MILITARY,
        SourceType.ARMED_GROUP,
    }
)
REACTIONS = frozenset({Act.DEMAND, Act.THREATEN})


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim that carries the main assertion, the report it stands in, and how strongly it was chosen."""

    report: str
    claim: Claim
    score: float


class Chooser:
    """Knows what the incident is about: the mean words and the figures of its mentions."""

    def __init__(self, told: Sequence[Mention], rarity: Rarity) -> None:
        self._rarity = rarity
        self._about = centre(told)
        self._figures = {figure for mention in told for figure in mention.figures}

    def carried(self, reading: Reading) -> list[Carried]:
        """The claims that carry the main assertion, in the order of the text; own-voice claims of the lede included."""
        start = body_start(reading)
        scored = [Carried(reading.report.id, claim, self.score(claim, start)) for claim in reading.claims]
        denials = [claim for claim in reading.claims if denies(claim)]
        kept = [item for item in scored if item.score >= BAR and tells(item.claim)]
        return [item for item in kept if not any(_within(item.claim, d) for d in denials)]

    def score(self, claim: Claim, start: int) -> float:
        """The sum of what speaks for the claim."""
        first = min((span[0] for span in claim.spans), default=start)
        score = EARLY * math.exp(-max(first - start, 0) / EARLY_SIGNS)
        score += ABOUT * dot(self._rarity.vector(words_of(claim.text)), self._about)
        if claim.origin is None or claim.origin.type not in COMMENTS:
            score += ON_SCENE
        if claim.act in REACTIONS or claim.certainty is Certainty.PLANNED:
            score += REACTION
        if self._gives_figure(claim):
            score += SAME_FIGURE
        return round(score, 3)

    def _gives_figure(self, claim: Claim) -> bool:
        return any((c.what, c.low) in self._figures for event in claim.events for c in event.counts)


def tells(claim: Claim) -> bool:
    """Whether a claim tells of something that happened, or of no event at all: plans, fears and background carry nothing."""
    return not claim.events or any(map(happened, claim.events))


def denies(claim: Claim) -> bool:
    """Whether the claim is a denial: it confirms nothing, and is shown as a difference instead."""
    return claim.act is Act.DENY or claim.certainty is Certainty.DENIED


def _within(claim: Claim, denial: Claim) -> bool:
    """Whether a claim is a denial, or words of it that one and the same source says, or tells no event beside it ("calling it a lie")."""
    if claim is denial:
        return True
    same = claim.origin is not None and denial.origin is not None and claim.origin.name == denial.origin.name
    if same and not claim.events:
        return True
    return same and all(any(s <= start and end <= e for s, e in denial.spans) for start, end in claim.spans)


def centre(told: Sequence[Mention]) -> dict[str, float]:
    """The mean of the word vectors of the mentions, of length one."""
    summed: dict[str, float] = {}
    for mention in told:
        for word, weight in mention.words.items():
            summed[word] = summed.get(word, 0.0) + weight
    length = math.sqrt(sum(weight * weight for weight in summed.values())) or 1.0
    return {word: weight / length for word, weight in summed.items()}


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The product of two word vectors."""
    few, many = sorted((one, other), key=len)
    return sum(weight * many[word] for word, weight in few.items() if word in many)
