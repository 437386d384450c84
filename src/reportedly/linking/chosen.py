"""Which claims of a report say that the incident happened; this choice decides how many origins are counted.

A claim says so by what it says: the words of its accounts and headline, events that fit the incident, the matter that
the text is on, a source that was there or counts the dead rather than comments. Where it stands in the text says
nothing. Planned acts and demands are reactions; a denial never says what it denies.
A choice is a sum that can be shown; no source is ranked by it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.linking.matter import Matter
from reportedly.linking.mentions import Mention, Rarity, deeds
from reportedly.records import Act, Certainty, Claim, Event, Reading, SourceType

# What speaks for a claim: times the cosine with the accounts, with the headline, of the claims before; an event of the incident
# that names what was struck; one that the claim confirms; who speaks for it. The first three and the last are an earlier fit,
# rounded. `training/choosing.py` fits all in one go over the 64 dev reports and the bundled war: about 2.5, title 3.0, ongoing
# 1.55, struck 1.5, confirms 1.55, on scene 1.85, bar 2.15, F1 of sources .82 on incidents held out of the fit; these weights
# have .82 too. That fit is not taken: the origins of the bundled war come out at precision .76 with it, .80 with these.
WEIGHTS: Mapping[str, float] = {
    "about": 2.5,
    "title": 2.3,
    "ongoing": 1.6,
    "struck": 1.4,
    "confirms": 1.5,
    "on scene": 2.25,
}
SPEAKER = "on scene"
BAR = 2.5
OF_IT = 0.15  # cosine with the accounts from which a claim is in their words; most comments in the bundled war have .05 to .12
BEFORE = 2  # claims of a text that say which matter it is on

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
    """A claim that carries the main assertion, the report it stands in, and how strongly it was chosen.

    `alike` is the part of the score that what it says makes, whoever says it.
    """

    report: str
    claim: Claim
    score: float
    alike: float


class Chooser:
    """Knows what the incident is about: the mean words of its mentions, and which events fit it."""

    def __init__(self, told: Sequence[Mention], matter: Matter, rarity: Rarity) -> None:
        self._rarity, self._matter = rarity, matter
        self._about = centre(told)

    def carried(self, reading: Reading) -> list[Carried]:
        """The claims that say it happened, in the order of the text; own-voice claims included.

        Every report of an incident says so somewhere: its likest claim does, whoever speaks.
        """
        denying = _denying(reading)
        telling = (item for item in self._scored(reading) if self.tells(item.claim, reading))
        kept = [item for item in telling if item.claim.id not in denying]
        likest = max((item.alike for item in kept), default=0.0)
        return [item for item in kept if item.score >= BAR or item.alike == likest]

    def heard(self, reading: Reading) -> list[Claim]:
        """The claims by which a source may say where and when it happened, beside those that say that it did: they are in words of the
        accounts, and tell an event that fits with what was struck, or with both its place and day. A party to the war
        comments on much, and knows where it fought.
        """
        near = (claim for claim, signs in self.signs(reading) if signs["about"] >= OF_IT and not denies(claim))
        return [claim for claim in near if any(map(_told_fully, deeds(claim))) and self.tells(claim, reading)]

    def tells(self, claim: Claim, reading: Reading) -> bool:
        """Whether a claim may tell of the incident: its events, where it has any, and the spots that it names fit it."""
        if reacts(claim) or self._matter.elsewhere(claim, reading):
            return False
        return not deeds(claim) or any(self._matter.holds(event, reading) for event in deeds(claim))

    def _scored(self, reading: Reading) -> Iterator[Carried]:
        for claim, signs in self.signs(reading):
            by_sign = {name: WEIGHTS[name] * value for name, value in signs.items()}
            score = sum(by_sign.values())
            yield Carried(reading.report.id, claim, round(score, 3), round(score - by_sign[SPEAKER], 3))

    def signs(self, reading: Reading) -> Iterator[tuple[Claim, dict[str, float]]]:
        """What speaks for each claim of a report, by the names of the weights."""
        title = self._rarity.of_text(reading.report.title or "")
        vectors = [self._rarity.of_text(claim.text) for claim in reading.claims]
        about = [dot(vector, self._about) for vector in vectors]
        for at, claim in enumerate(reading.claims):
            ongoing = max(about[max(0, at - BEFORE) : at], default=0.0)
            fitting = [event for event in deeds(claim) if self._matter.holds(event, reading)]
            struck = any(role.role == "target" for event in fitting for role in event.roles)
            yield (
                claim,
                {
                    "about": about[at],
                    "title": dot(vectors[at], title),
                    "ongoing": ongoing,
                    "struck": float(struck),
                    "confirms": float(bool(fitting) and claim.act is Act.CONFIRM),
                    SPEAKER: float(claim.origin is None or claim.origin.type not in COMMENTS),
                },
            )


def _told_fully(event: Event) -> bool:
    placed = event.place is not None and event.time is not None
    return placed or any(role.role == "target" for role in event.roles)


def reacts(claim: Claim) -> bool:
    """Whether a claim demands, threatens or plans: it tells nothing of what happened."""
    return claim.act in REACTIONS or claim.certainty is Certainty.PLANNED


def denies(claim: Claim) -> bool:
    """Whether the claim is a denial: it confirms nothing, and is shown as a difference instead."""
    return claim.act is Act.DENY or claim.certainty is Certainty.DENIED


def _denying(reading: Reading) -> set[str]:
    """The claims that deny, by id, and those with which the denier only goes on ("calling it a lie")."""
    placed = list(enumerate(reading.claims))
    return {
        claim.id
        for at, denial in placed
        if denies(denial)
        for other, claim in placed
        if (claim is denial or _goes_on(claim, denial, beside=abs(at - other) == 1))
    }


def _goes_on(claim: Claim, denial: Claim, beside: bool) -> bool:
    """Whether a claim is the same source's words of the denial, or stands beside it and tells no event."""
    inside = all(any(s <= start and end <= e for s, e in denial.spans) for start, end in claim.spans)
    return _of_one(claim, denial) and (inside or (beside and not deeds(claim)))


def _of_one(claim: Claim, denial: Claim) -> bool:
    """Whether two claims rest on one source."""
    return claim.origin is not None and denial.origin is not None and claim.origin.name == denial.origin.name


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
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum([weight * many[word] for word, weight in few.items() if word in many])
