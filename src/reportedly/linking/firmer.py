"""Details that are told more firmly further on: "reportedly used" becomes "killed by", a report of one's own is "confirmed".

A detail is whatever a claim says, an assertion of the incident or not ("cluster munitions had reportedly been used"): a
later claim that holds most of its telling words without its hedge has lost it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.incident import Change, ChangeKind, Passage
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.chosen import denies
from reportedly.linking.identity import outlet_key, source_key
from reportedly.linking.mentions import Rarity, deeds, words_of
from reportedly.linking.statements import HAPPENED, Statement
from reportedly.records import Act, Certainty, Claim, Reading

DETAIL = "detail"  # what a change is about that is no assertion of the incident
HELD = 0.4  # of the weight of what a hedged claim says: from there another says it too
FLAT = frozenset({Certainty.ASSERTED, Certainty.PLANNED})  # said, or set, where another only thinks or hopes it
FEWEST = 2  # telling words that both share


@dataclass(frozen=True, slots=True)
class Detail:
    """A claim in its report, and its telling words by weight, those of its hedge left out."""

    reading: Reading
    claim: Claim
    words: Mapping[str, float] = field(hash=False)

    @property
    def passage(self) -> Passage:
        return Passage(self.reading.report.id, self.claim.id, self.claim.spans)

    def holds(self, other: Detail) -> bool:
        """Whether the claim says most of what another does, and tells a deed where that does."""
        shared = [weight for word, weight in other.words.items() if word in self.words]
        whole = sum(weight * weight for weight in other.words.values())
        enough = len(shared) >= FEWEST and sum(weight * weight for weight in shared) >= HELD * whole
        return enough and (not deeds(other.claim) or bool(deeds(self.claim)))


def hedges_lost(readings: Sequence[Reading], rarity: Rarity, knowledge: Knowledge) -> Iterator[Change]:
    """The claims that say flatly what a report that they may have it from holds back."""
    every = _every(readings, rarity)
    way = _Onward(readings, knowledge)
    hedged = [one for one in every if one.claim.certainty is Certainty.HEDGED and len(one.words) >= FEWEST]
    flat = _by_word(one for one in every if one.claim.certainty in FLAT)
    own: dict[str, list[Detail]] = defaultdict(list)
    for one in hedged:
        own[one.reading.report.id].append(one)
    for one in _first_of_texts(hedged):
        words = one.reading.report.text[slice(*one.claim.hedge.cue)] if one.claim.hedge else None
        for to in _sharing(one, flat):
            if to.holds(one) and way.onward(one, to) and not _held(one, to, own[to.reading.report.id]):
                yield Change(ChangeKind.HEDGE_LOST, DETAIL, one.passage, to.passage, words=words)


def _held(one: Detail, to: Detail, own: Sequence[Detail]) -> bool:
    """Whether the report that says it flatly in its body holds it back there as well."""
    return to.claim.where != "headline" and any(it is one or it.holds(one) for it in own)


def _every(readings: Sequence[Reading], rarity: Rarity) -> list[Detail]:
    return [_said(reading, claim, rarity) for reading in readings for claim in reading.claims if not denies(claim)]


def _said(reading: Reading, claim: Claim, rarity: Rarity) -> Detail:
    cue = reading.report.text[slice(*claim.hedge.cue)] if claim.hedge else ""
    hedge = set(words_of(cue))
    return Detail(
        reading, claim, {word: weight for word, weight in rarity.of_text(claim.text).items() if word not in hedge}
    )


def _by_word(said: Iterator[Detail]) -> Mapping[str, list[Detail]]:
    found: dict[str, list[Detail]] = defaultdict(list)
    for one in said:
        for word in one.words:
            found[word].append(one)
    return found


def _sharing(one: Detail, others: Mapping[str, list[Detail]]) -> list[Detail]:
    """The claims that share enough words with one, in the order of the reports."""
    shared: dict[tuple[str, str], int] = defaultdict(int)
    known = {}
    for word in one.words:
        for other in others.get(word, ()):
            spot = other.reading.report.id, other.claim.id
            shared[spot] += 1
            known[spot] = other
    return [known[spot] for spot in sorted(known) if shared[spot] >= FEWEST]


def _first_of_texts(said: Sequence[Detail]) -> list[Detail]:
    """The claims of each wording that were printed first: those who copy them hold back what the first did."""
    ordered = sorted(said, key=lambda one: (one.reading.report.published or "~", one.reading.report.id, one.claim.id))
    return list({fold(one.claim.text): one for one in reversed(ordered)}.values())[::-1]


class _Onward:
    """How a telling may have gone from one report to another."""

    def __init__(self, readings: Sequence[Reading], knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._outlet = {reading.report.id: outlet_key(reading.report.outlet, knowledge) for reading in readings}

    def onward(self, one: Detail, to: Detail) -> bool:
        """Whether the second may have it from the first: a headline from its body, a report from one that it cites, or from
        an earlier one where it has the same source or none.
        """
        if one.reading.report.id == to.reading.report.id:
            return to.claim.where == "headline" != one.claim.where
        cited = {source_key(source, self._knowledge) for source in to.claim.chain}
        if self._outlet[one.reading.report.id] in cited:
            return True
        before, after = one.reading.report.published, to.reading.report.published
        return bool(before and after and before <= after and (not cited or self._speaker(one) in cited))

    def _speaker(self, said: Detail) -> str | None:
        return source_key(said.claim.origin, self._knowledge) if said.claim.origin else None


def confirmed_from(
    told: Sequence[Statement], readings: Mapping[str, Reading], knowledge: Knowledge
) -> Iterator[Change]:
    """Each claim that an outlet confirms the incident, where the outlet's own earlier report only held it possible."""
    happened = [one for one in told if one.about == HAPPENED]
    hedged = {
        outlet_key(readings[one.report].report.outlet, knowledge): one
        for one in reversed(happened)
        if one.claim.certainty is Certainty.HEDGED
    }
    for to in happened:
        if to.claim.act is Act.CONFIRM and to.claim.origin:
            one = hedged.get(source_key(to.claim.origin, knowledge))
            if one and _before(readings[one.report], readings[to.report]):
                yield Change(ChangeKind.CERTAINTY_GAINED, HAPPENED, one.passage, to.passage)


def _before(one: Reading, other: Reading) -> bool:
    before, after = one.report.published, other.report.published
    return bool(before and after and before < after)
