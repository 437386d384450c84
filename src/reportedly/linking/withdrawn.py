"""Claims that their own source takes back: who later denies what it has said no longer vouches for it, nor its figures.

A source is known by its key over all reports, an outlet's own voice by its outlet. A denial of what another has said
withdraws nothing. Reports without a day are neither earlier nor later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.knowledge.loader import Knowledge
from reportedly.linking.chosen import denies, dot
from reportedly.linking.identity import outlet_key, source_key
from reportedly.linking.mentions import Rarity
from reportedly.records import Claim, Reading

ALIKE = 0.5  # cosine of two claims that say the same in like words; reworded copies of the dev reports lie above

Place = tuple[str, str]  # the ids of a report and of a claim in it


def withdrawn(readings: Sequence[Reading], rarity: Rarity, knowledge: Knowledge) -> dict[Place, Place]:
    """The claims that a later report says their own source takes back, each with the claim that says so."""
    back = [(reading, claim) for reading in readings for claim in reading.claims if denies(claim)]
    return {
        (reading.report.id, claim.id): (denial.report.id, denied.id)
        for denial, denied in sorted(back, key=_latest_first, reverse=True)
        for reading in _before(denial, readings)
        for claim in _said(_speaker(denial, denied, knowledge), reading, knowledge)
        if _alike(denied, claim, rarity)
    }


def _latest_first(item: tuple[Reading, Claim]) -> tuple[str, str, str]:
    """The order in which the first denial is the last to be written down."""
    reading, claim = item
    return reading.report.published or "", reading.report.id, claim.id


def _before(denial: Reading, readings: Iterable[Reading]) -> Iterator[Reading]:
    """The reports published before the denial."""
    day = denial.report.published
    return (r for r in readings if day and r.report.published and r.report.published < day)


def _said(speaker: str | None, reading: Reading, knowledge: Knowledge) -> Iterator[Claim]:
    """What a speaker says in a report, denials aside."""
    told = (claim for claim in reading.claims if not denies(claim))
    return (claim for claim in told if speaker is not None and _speaker(reading, claim, knowledge) == speaker)


def _speaker(reading: Reading, claim: Claim, knowledge: Knowledge) -> str | None:
    """On whose word a claim rests; an unnamed source is nobody that another report could mean."""
    if claim.origin is None:
        return outlet_key(reading.report.outlet, knowledge)
    return None if claim.origin.unnamed is not None else source_key(claim.origin, knowledge)


def _alike(one: Claim, other: Claim, rarity: Rarity) -> bool:
    return dot(*(rarity.of_text(claim.text) for claim in (one, other))) >= ALIKE
