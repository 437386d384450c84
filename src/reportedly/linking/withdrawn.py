"""Claims that their own source takes back: who later denies what it has said no longer vouches for it, nor its figures.

A source is known by its key over all reports, an outlet's own voice by its outlet. A denial of what another has said
withdraws nothing. What an outlet denies of its own reports is withdrawn on whosever word it stood there. Reports without a
day are neither earlier nor later.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.chosen import denies, dot
from reportedly.linking.identity import is_outlet, outlet_key, source_key
from reportedly.linking.mentions import Rarity, words_of
from reportedly.records import Certainty, Claim, Reading, Span, Spans

ALIKE = 0.5  # cosine of two claims that say the same in like words; reworded copies of the dev reports lie above
STOP = re.compile(r"[.!?]\s")
NEAR = 120  # characters between a claim and the words that take it back

Place = tuple[str, str]  # the ids of a report and of a claim in it


def withdrawn(readings: Sequence[Reading], rarity: Rarity, knowledge: Knowledge) -> dict[Place, Place]:
    """The claims that a later report says their own source takes back, each with the claim that says so."""
    denied = ((reading, claim) for reading in readings for claim in reading.claims if denies(claim))
    back = [
        (denial, claim, who)
        for denial, claim in sorted(denied, key=_latest_first, reverse=True)
        if (who := _denier(denial, claim, knowledge)) is not None
    ]
    return {
        (reading.report.id, claim.id): (denial.report.id, denied.id)
        for denial, denied, who in back
        for reading in _before(denial, readings)
        for claim in _said(who, reading, knowledge)
        if _alike(denied, claim, rarity)
    }


def _latest_first(item: tuple[Reading, Claim]) -> tuple[str, str, bool, str]:
    """The order in which the first denial is the last to be written down, the headline of a report behind its body."""
    reading, claim = item
    return reading.report.published or "", reading.report.id, claim.where == "headline", claim.id


def _before(denial: Reading, readings: Iterable[Reading]) -> Iterator[Reading]:
    """The reports published before the denial."""
    day = denial.report.published
    return (r for r in readings if day and r.report.published and r.report.published < day)


def with_retractions(reading: Reading) -> Reading:
    """The reading, in which what a source takes back is denied by it, however firmly or loosely it repeats what it had said."""
    back = {claim.id for claim in reading.claims if _takes_back(claim, reading)} | _left_behind(reading).keys()
    return replace(
        reading,
        claims=tuple(
            replace(claim, certainty=Certainty.DENIED) if claim.id in back else claim for claim in reading.claims
        ),
    )


def _takes_back(claim: Claim, reading: Reading) -> bool:
    """Whether the words that introduce a claim say that it no longer stands: "retracts its report that"."""
    cue = claim.origin.cue if claim.origin else None
    return cue is not None and fold(reading.report.text[slice(*cue)]) in linking_words("takes_back")


def _left_behind(reading: Reading) -> dict[str, Span]:
    """The claims that are taken back right behind them, by id, with the words that do: "the official has withdrawn that statement"."""
    text = fold(reading.report.text)
    if not any(verb in text for verb in linking_words("takes_back")):
        return {}
    claims = sorted((claim.spans[-1][1], claim.id, claim.origin.name) for claim in reading.claims if claim.origin)
    found = (match.span() for match in _taking_back_it().finditer(reading.report.text))
    before = ((claims[at - 1], span) for span in found if (at := bisect_left(claims, (span[0], "", ""))))
    near = ((claim, span) for claim, span in before if span[0] - claim[0] < NEAR)
    return {name: span for (end, name, who), span in near if _by_it(reading.report.text[end : span[0]], who)}


def _by_it(front: str, source: str) -> bool:
    """Whether the words between a claim and those that take it back leave that to its source, and as done: not "the governor withdrew",
    "has not withdrawn", "called on it to retract".
    """
    words = set(words_of(front))
    told_anew = STOP.search(front) is not None
    own = words & {*words_of(source), *linking_words("pronoun")}
    return linking_words("stands").keys().isdisjoint(words) and (bool(own) or not told_anew)


@cache
def _taking_back_it() -> re.Pattern[str]:
    """What finds "withdrawn that statement" where no more is said of the statement."""
    verbs, nouns, more = map(_any_of, ("takes_back", "telling", "told of"))
    return re.compile(rf"\b{verbs}(?: \w+){{1,2}} {nouns}\b(?! {more}\b)", re.IGNORECASE)


def _any_of(sense: str) -> str:
    """A pattern of the words of a sense, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(linking_words(sense), key=len, reverse=True)))})"


def taking_back(claim: Claim, reading: Reading) -> Spans:
    """Where a report takes a claim back: its words, with those that say so in front of them or behind."""
    (start, end), *more = claim.spans
    if (behind := _left_behind(reading).get(claim.id)) is not None:
        return (*claim.spans, behind)
    cue = claim.origin.cue if claim.origin else None
    if cue is not None and 0 <= start - cue[0] < NEAR:
        return ((cue[0], end), *more)
    return claim.spans


def _said(speaker: str, reading: Reading, knowledge: Knowledge) -> Iterator[Claim]:
    """What a speaker says in a report, denials aside; of an outlet all that its own report tells."""
    told = (claim for claim in reading.claims if not denies(claim))
    whole = speaker == outlet_key(reading.report.outlet, knowledge)
    return (claim for claim in told if whole or _speaker(reading, claim, knowledge) == speaker)


def _denier(reading: Reading, claim: Claim, knowledge: Knowledge) -> str | None:
    """Who denies a claim; an unnamed source only takes back what it is said to: another such source may deny it."""
    unnamed = claim.origin is not None and claim.origin.unnamed is not None
    back = not unnamed or _takes_back(claim, reading) or claim.id in _left_behind(reading)
    return _speaker(reading, claim, knowledge) if back else None


def _speaker(reading: Reading, claim: Claim, knowledge: Knowledge) -> str | None:
    """On whose word a claim rests; an unnamed source is nobody that the report of another outlet could mean."""
    own = outlet_key(reading.report.outlet, knowledge)
    if claim.origin is None or is_outlet(claim.origin, reading.report.outlet, knowledge):
        return own
    if claim.origin.unnamed is None:
        return source_key(claim.origin, knowledge)
    return f"{claim.origin.name} of {own}" if own else None


def _alike(one: Claim, other: Claim, rarity: Rarity) -> bool:
    return dot(*(rarity.of_text(claim.text) for claim in (one, other))) >= ALIKE
