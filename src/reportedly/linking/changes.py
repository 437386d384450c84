"""How the telling of an incident changed on its way: hedges lost, certainty gained, attributions dropped, new figures.

The way runs from the body of a report to its headline, from a report to those that relay or copy it, and from an
origin's word to later reports that give the same. A change is between two claims that give one value; what a report
says elsewhere of the same value with its source or its hedge is no loss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportedly.incident import Assertion, Change, ChangeKind, Passage
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.chosen import dot
from reportedly.linking.firmer import DETAIL, confirmed_from, hedges_lost
from reportedly.linking.identity import outlet_key, source_key
from reportedly.linking.measured import number
from reportedly.linking.mentions import Rarity
from reportedly.linking.origins import Standing
from reportedly.linking.statements import HAPPENED, Statement
from reportedly.linking.withdrawn import ALIKE, taking_back
from reportedly.records import Act, Certainty, Claim, Reading, Source, SourceType

MOST = 40  # changes of one incident that are listed
VERBATIM = (
    0.75  # the same of claims in which nothing happens: "near the bus station" is said of this and that; set by hand
)
COUNTED = 0.15  # cosine from which two claims that give one figure say the same of it


@dataclass(frozen=True)
class Ways:
    """How the telling went: which report took from which, when each was published, which share text, which of those took it."""

    stands: Standing
    reports: Mapping[str, Reading]
    ties: frozenset[tuple[str, str]]
    copies: frozenset[str] = frozenset()

    def onward(self, one: Statement, other: Statement) -> bool:
        """Whether the second statement may have come from the first: its report took from it, or came out later."""
        if one.report == other.report:
            return other.claim.where == "headline" != one.claim.where
        if (other.report, one.report) in self.ties:
            return True
        before, after = self.printed(one.report), self.printed(other.report)
        return bool(before and after and before <= after and (self._of_one(one, other) or not other.claim.chain))

    def _of_one(self, one: Statement, other: Statement) -> bool:
        """Whether two statements rest on one origin, or on two that may be one."""
        mine, theirs = self.origins(one), self.origins(other)
        return bool(mine & theirs) or any(tuple(sorted((a, b))) in self.may_be for a in mine for b in theirs)

    @cached_property
    def may_be(self) -> frozenset[tuple[str, ...]]:
        """The pairs of origins that may be one, by id, the smaller first."""
        return frozenset(self.stands.unsure)

    def printed(self, report: str) -> str:
        """The day a report was published; empty where nobody knows."""
        return self.reports[report].report.published or ""

    def origins(self, one: Statement) -> set[str]:
        """The origins on whose word a statement rests."""
        return self.stands.origins_of([(one.report, one.claim.id)])


def ways(
    readings: Sequence[Reading], stands: Standing, copied: Iterable[tuple[str, str]], knowledge: Knowledge
) -> Ways:
    """The ways of an incident: who cites whose report; `copied` are pairs of report ids that share text."""
    cited = _cited(readings, knowledge)
    shared = {pair for one, other in copied for pair in ((one, other), (other, one))}
    by_id = {reading.report.id: reading for reading in readings}
    here = [pair for pair in shared if by_id.keys() >= {*pair}]
    copies = {one for one, other in here if _took(by_id[one], by_id[other], (one, other) in cited)}
    return Ways(stands, by_id, frozenset(cited | shared), frozenset(copies))


def _cited(readings: Sequence[Reading], knowledge: Knowledge) -> set[tuple[str, str]]:
    """Which report cites the outlet of which other."""
    outlets = {reading.report.id: outlet_key(reading.report.outlet, knowledge) for reading in readings}
    return {
        (reading.report.id, report)
        for reading in readings
        for key in {source_key(source, knowledge) for claim in reading.claims for source in claim.chain}
        for report, outlet in outlets.items()
        if outlet == key and report != reading.report.id
    }


def _took(one: Reading, other: Reading, cites: bool) -> bool:
    """Whether a report that shares text with another took it: it cites or credits the other's outlet, or was printed later."""
    credited = other.report.outlet is not None and one.report.byline_agency == other.report.outlet.name
    return cites or credited or (one.report.published or "") > (other.report.published or "~")


def changes(said: Sequence[Statement], way: Ways, rarity: Rarity, knowledge: Knowledge) -> tuple[Change, ...]:
    """The changes of an incident: those of figures first, then of that it happened, each claim once a kind."""
    told = [one for one in said if (one.report, one.claim.id) not in way.stands.withdrawn]
    figures = [one for one in told if one.bounds != (None, None) and not one.part]
    happened = [one for one in told if one.about == HAPPENED]
    compared = _Compared(way, rarity, knowledge)
    found = [*compared.losses(figures), *compared.losses(happened), *_updates(figures, way), *_withdrawals(said, way)]
    found += confirmed_from(told, way.reports, knowledge)
    told_so = {(change.kind, change.from_.report, change.to.claim) for change in found}
    details = hedges_lost([way.reports[name] for name in sorted(way.reports)], rarity, knowledge)
    found += (change for change in details if (change.kind, change.from_.report, change.to.claim) not in told_so)
    once = {_once(change): change for change in reversed(found)}
    return tuple(sorted(once.values(), key=_order)[:MOST])


def _once(change: Change) -> tuple[str, ...]:
    """What is told once: a loss by the claim that lost it, what was taken back by its claim, a new figure and a detail by both."""
    if change.kind is ChangeKind.FIGURE_UPDATED or change.about == DETAIL:
        return change.kind, change.about, change.from_.claim, change.to.claim
    return (change.kind, change.from_.claim if change.kind is ChangeKind.WITHDRAWN else "", change.to.claim)


def _order(change: Change) -> tuple[str, str, str, str]:
    return change.kind.value, change.about, change.to.report, change.to.claim


class _Compared:
    """Finds what a later statement lost of an earlier one."""

    def __init__(self, way: Ways, rarity: Rarity, knowledge: Knowledge) -> None:
        self._way, self._rarity, self._knowledge = way, rarity, knowledge

    def losses(self, said: Sequence[Statement]) -> Iterator[Change]:
        """The changes between statements of one value, from the likest earlier one to each."""
        for kind, loss in LOSSES.items():
            having = _by_value(one for one in said if loss.had(one.claim))
            own = _by_value(one for one in said if one.claim.where != "headline")
            for to in filter(lambda one: loss.without(one.claim), said):
                value = to.about, number(to.bounds)
                lost = self._lost((one for one in having.get(value, ()) if not self._by_itself(kind, one, to)), to)
                if lost and not self._flat(kind, own.get(value, ()), to):
                    yield self._change(kind, max(lost, key=lambda one: (self._alike(one, to), one.claim.id)), to)

    def _lost(self, having: Iterable[Statement], to: Statement) -> list[Statement]:
        """The earlier statements that say in like words what a later one leaves out, unless its report has it elsewhere."""
        alike = [one for one in having if one.claim is not to.claim and self._same(one, to)]
        if to.claim.where != "headline" and any(one.report == to.report for one in alike):
            return []
        return [one for one in alike if self._way.onward(one, to)]

    def _by_itself(self, kind: ChangeKind, one: Statement, to: Statement) -> bool:
        """Whether the outlet that names no source is the source itself: it drops nobody."""
        if kind is not ChangeKind.ATTRIBUTION_DROPPED:
            return False
        outlet = outlet_key(self._way.reports[to.report].report.outlet, self._knowledge)
        return outlet is not None and outlet == source_key(one.claim.chain[-1], self._knowledge)

    def _flat(self, kind: ChangeKind, body: Iterable[Statement], to: Statement) -> bool:
        """Whether the body that a headline sums up says the same as flatly somewhere."""
        if to.claim.where != "headline":
            return False
        own = (one for one in body if one.report == to.report and not self._left_out(kind, one, to))
        return any(self._same(one, to) for one in own)

    def _left_out(self, kind: ChangeKind, one: Statement, to: Statement) -> bool:
        """Whether a headline lost it; a source that its words still name is not dropped."""
        if not LOSSES[kind].had(one.claim):
            return False
        dropped = kind is ChangeKind.ATTRIBUTION_DROPPED
        return not (dropped and words_for(one.claim.chain[-1], self._knowledge) & set(fold(to.claim.text).split()))

    def _same(self, one: Statement, other: Statement) -> bool:
        """Whether a statement may repeat another: in like words, and without an "at least" that the other does not have."""
        if one.bounds == (None, None):
            tells = one.claim.events or other.claim.events
            return self._alike(one, other) >= (ALIKE if tells else VERBATIM)
        gains = one.bounds[1] is not None and other.bounds[1] is None
        return not gains and self._alike(one, other) >= COUNTED

    def _alike(self, one: Statement, other: Statement) -> float:
        return dot(self._rarity.of_text(one.claim.text), self._rarity.of_text(other.claim.text))

    def _change(self, kind: ChangeKind, one: Statement, to: Statement) -> Change:
        origins = sorted(self._way.origins(one))
        words = self._words(kind, one)
        return Change(kind, one.about, one.passage, to.passage, origins[0] if origins else None, words)

    def _words(self, kind: ChangeKind, one: Statement) -> str | None:
        """The words that the later statement does not have."""
        if kind is ChangeKind.HEDGE_LOST and one.claim.hedge:
            return self._way.reports[one.report].report.text[slice(*one.claim.hedge.cue)]
        return public_name(one.claim.chain[-1]) if kind is ChangeKind.ATTRIBUTION_DROPPED else None


def _by_value(said: Iterable[Statement]) -> Mapping[tuple[str, int], Sequence[Statement]]:
    """Statements by what they are about and the figure that they give."""
    values: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for one in said:
        values[one.about, number(one.bounds)].append(one)
    return values


def words_for(source: Source, knowledge: Knowledge) -> set[str]:
    """The words by which a text may name a source: of its own name, those that knowledge lists for its kind."""
    listed = {word for word in fold(source.name).split() if word in knowledge.nouns}
    if source.type is not SourceType.MONITOR:
        return listed
    return listed | {lemma for lemma, noun in knowledge.nouns.items() if noun.type is SourceType.MONITOR}


@dataclass(frozen=True, slots=True)
class Loss:
    """What an earlier claim has to have and a later one has to be for something to be lost between them."""

    had: Callable[[Claim], bool]
    without: Callable[[Claim], bool]


LOSSES = {
    ChangeKind.HEDGE_LOST: Loss(
        lambda one: one.certainty is Certainty.HEDGED, lambda to: to.certainty is Certainty.ASSERTED
    ),
    ChangeKind.CERTAINTY_GAINED: Loss(
        lambda one: one.act is not Act.CONFIRM and bool(one.chain), lambda to: to.act is Act.CONFIRM
    ),
    ChangeKind.ATTRIBUTION_DROPPED: Loss(lambda one: bool(one.chain), lambda to: not to.chain),
}


def _updates(figures: Sequence[Statement], way: Ways) -> Iterator[Change]:
    """Each figure of an origin that takes the place of the one it gave before, in order of the days. Both are told by the first
    report that gives them and is no copy; who prints an old figure late tells nothing new.
    """
    given: dict[tuple[str, str], dict[int, Statement]] = defaultdict(dict)
    for one in sorted(figures, key=lambda one: (one.report in way.copies, *_told_at(one, way))):
        if way.printed(one.report):
            for origin in way.origins(one):
                given[one.about, origin].setdefault(number(one.bounds), one)
    for (about, origin), first in sorted(given.items()):
        for one, to in pairwise(sorted(first.values(), key=lambda one: _told_at(one, way))):
            if way.printed(one.report) < way.printed(to.report):
                yield Change(ChangeKind.FIGURE_UPDATED, about, one.passage, to.passage, origin)


def _told_at(one: Statement, way: Ways) -> tuple[str, str, bool, str]:
    """The order in which statements were printed; the body of a report before the headline that sums it up."""
    return way.printed(one.report), one.report, one.claim.where == "headline", one.claim.id


def _withdrawals(said: Sequence[Statement], way: Ways) -> Iterator[Change]:
    """Each claim that its own source took back, with the denial."""
    for one in sorted(said, key=lambda one: one.bounds == (None, None)):
        report, claim = way.stands.withdrawn.get((one.report, one.claim.id), ("", ""))
        if report:
            denial = next(denial for denial in way.reports[report].claims if denial.id == claim)
            spans = taking_back(denial, way.reports[report])
            yield Change(ChangeKind.WITHDRAWN, one.about, one.passage, Passage(report, claim, spans))


def superseded(assertion: Assertion) -> set[tuple[int, str]]:
    """The accounts of a count, by index, and the origins that gave a different figure in later reports only."""
    figures = [(i, account) for i, account in enumerate(assertion.accounts) if account.value is None]
    return {
        (i, origin)
        for i, one in figures
        for _, other in figures
        for origin in set(one.origins) & set(other.origins)
        if one.last and other.first and one.last < other.first and not other.part
    }
