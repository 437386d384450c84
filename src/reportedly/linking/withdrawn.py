"""Claims that their own source takes back: who later denies what it has said no longer vouches for it, nor its figures.

A source is known by its key over all reports, an outlet's own voice by its outlet. A denial of what another has said
withdraws nothing. An outlet that withdraws a report withdraws what it told there on anybody's word. Reports without a day
are neither earlier nor later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.chosen import denies, dot
from reportedly.linking.identity import outlet_key, source_key
from reportedly.linking.mentions import Rarity
from reportedly.records import Certainty, Claim, Reading, Spans

ALIKE = 0.5  # cosine of two claims that say the same in like words; reworded copies of the dev reports lie above

Place = tuple[str, str]  # the ids of a report and of a claim in it


def withdrawn(readings: Sequence[Reading], rarity: Rarity, knowledge: Knowledge) -> dict[Place, Place]:
    """The claims that a later report says their own source takes back, each with the claim that says so."""
    back = [(reading, claim) for reading in readings for claim in reading.claims if denies(claim)]
    return {
        (reading.report.id, claim.id): (denial.report.id, denied.id)
        for denial, denied in sorted(back, key=_latest_first, reverse=True)
        for reading in _before(denial, readings)
        for claim in _said(_speaker(denial, denied, knowledge), reading, _of_report(denial, knowledge), knowledge)
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


def with_retractions(reading: Reading) -> Reading:
    """The reading, in which what a source takes back is denied by it, however firmly or loosely it repeats what it had said."""
    return replace(
        reading, claims=tuple(_denied(claim) if _takes_back(claim, reading) else claim for claim in reading.claims)
    )


def _denied(claim: Claim) -> Claim:
    return replace(claim, certainty=Certainty.DENIED)


def _takes_back(claim: Claim, reading: Reading) -> bool:
    """Whether the words that introduce a claim say that it no longer stands: "retracts its report that"."""
    cue = claim.origin.cue if claim.origin else None
    return cue is not None and fold(reading.report.text[slice(*cue)]) in linking_words("takes_back")


def taking_back(claim: Claim, reading: Reading) -> Spans:
    """Where a report takes a claim back: its words, with those that say so in front of them."""
    (start, end), *more = claim.spans
    cue = claim.origin.cue if claim.origin else None
    if cue is None or not _takes_back(claim, reading):
        return claim.spans
    return ((min(cue[0], start), end), *more)


def _of_report(reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a report says that its outlet takes a report back."""
    own = outlet_key(reading.report.outlet, knowledge)
    return any(_takes_back(claim, reading) and _speaker(reading, claim, knowledge) == own for claim in reading.claims)


def _said(speaker: str | None, reading: Reading, whole: bool, knowledge: Knowledge) -> Iterator[Claim]:
    """What a speaker says in a report, denials aside; `whole` is all that its own report tells."""
    told = (claim for claim in reading.claims if not denies(claim))
    every = whole and speaker == outlet_key(reading.report.outlet, knowledge)
    return (
        claim for claim in told if speaker is not None and (every or _speaker(reading, claim, knowledge) == speaker)
    )


def _speaker(reading: Reading, claim: Claim, knowledge: Knowledge) -> str | None:
    """On whose word a claim rests; an unnamed source is nobody that another report could mean."""
    if claim.origin is None:
        return outlet_key(reading.report.outlet, knowledge)
    return None if claim.origin.unnamed is not None else source_key(claim.origin, knowledge)


def _alike(one: Claim, other: Claim, rarity: Rarity) -> bool:
    return dot(*(rarity.of_text(claim.text) for claim in (one, other))) >= ALIKE
