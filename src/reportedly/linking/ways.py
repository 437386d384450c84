"""The ways on which the telling of an incident went: from a report to those that relay or copy it, or that came out later.

Whether one claim may come from another is asked claim by claim: who cites somebody else has it from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.knowledge.loader import Knowledge
from reportedly.linking.identity import PRINTS, is_outlet, outlet_key, source_key, unspecified
from reportedly.linking.origins import Standing
from reportedly.linking.tellings import Telling
from reportedly.records import Claim, Reading


@dataclass(frozen=True)
class Ways:
    """How the telling went: which report cites the outlet of which, when each was published, which share text, which took it.

    `cites` and `shares` are pairs of report ids; of `copies` others were there first.
    """

    stands: Standing
    reports: Mapping[str, Reading]
    knowledge: Knowledge
    cites: frozenset[tuple[str, str]] = frozenset()
    shares: frozenset[tuple[str, str]] = frozenset()
    copies: frozenset[str] = frozenset()

    def onward(self, one: Telling, to: Telling) -> bool:
        """Whether the second claim may have come from the first: its report took from it, or came out later, and it names nobody
        else for it. The headline of a report has it from its body.
        """
        if one.report == to.report:
            return True
        if self.names_outlet(one, to.report):
            return False
        return self.later(one, to) and (all(map(unspecified, to.claim.chain)) or self._of_one(one, to))

    def elsewhere(self, one: Telling, to: Telling) -> bool:
        """Whether the second claim came after the first and has it from somebody else."""
        return self.later(one, to) and not self.onward(one, to)

    def later(self, one: Telling, to: Telling) -> bool:
        """Whether the second claim came after the first, from whomever it has it; what was taken back by then went on no more."""
        back = self.stands.withdrawn.get((one.report, one.claim.id))
        taken = back is not None and self.printed(back[0]) <= self.printed(to.report)
        return one.report == to.report or (not taken and self._after(one.report, to.report))

    def surely_later(self, one: Telling, to: Telling) -> bool:
        """Whether a day or a citation says that the second claim came after the first."""
        tied = any((to.report, one.report) in took for took in (self.cites, self.shares))
        return tied or "" < self.printed(one.report) < self.printed(to.report)

    def _after(self, one: str, other: str) -> bool:
        """Whether a report took from another, or was not printed before it; where no day says so, who cites the other was later."""
        before, after = self.printed(one), self.printed(other)
        if (one, other) in self.cites and (other, one) not in self.cites:
            return "" < before < after
        return any((other, one) in took for took in (self.cites, self.shares)) or "" < before <= after

    def _of_one(self, one: Telling, to: Telling) -> bool:
        """Whether a claim cites the outlet of another or somebody of its chain, or both rest on origins that are or may be one."""
        cited = self.cited(to)
        if self.outlet(one.report) in cited or cited & self.cited(one):
            return True
        mine, theirs = self.origins(one.report, one.claim), self.origins(to.report, to.claim)
        return bool(mine & theirs) or any(tuple(sorted((a, b))) in self._may_be for a in mine for b in theirs)

    @cached_property
    def _may_be(self) -> frozenset[tuple[str, ...]]:
        """The pairs of origins that may be one, by id, the smaller first."""
        return frozenset(self.stands.unsure)

    def printed(self, report: str) -> str:
        """The day a report was published; empty where nobody knows."""
        return self.reports[report].report.published or ""

    def origins(self, report: str, claim: Claim) -> set[str]:
        """The origins on whose word a claim of a report rests."""
        return self.stands.origins_of([(report, claim.id)])

    def outlet(self, report: str) -> str | None:
        """What the outlet of a report is known by."""
        return outlet_key(self.reports[report].report.outlet, self.knowledge)

    def names_outlet(self, one: Telling, report: str) -> bool:
        """Whether a claim cites the outlet of a report, by its name or by some words of it."""
        outlet = self.reports[report].report.outlet
        return any(is_outlet(source, outlet, self.knowledge) for source in one.claim.chain)

    @cached_property
    def firsthand(self) -> frozenset[str]:
        """The reports whose outlet is no press and gives its own word in them: a monitor's, a rescue service's."""
        origins = ((name, claim.origin) for name, reading in self.reports.items() for claim in reading.claims)
        told = ((name, source) for name, source in origins if source and source.type not in PRINTS)
        return frozenset(name for name, source in told if source_key(source, self.knowledge) == self.outlet(name))

    def cited(self, one: Telling) -> set[str]:
        """What those whom a claim cites are known by."""
        return {source_key(source, self.knowledge) for source in one.claim.chain}


def ways(
    readings: Sequence[Reading], stands: Standing, copied: Iterable[tuple[str, str]], knowledge: Knowledge
) -> Ways:
    """The ways of an incident: who cites whose report; `copied` are pairs of report ids that share text."""
    cited = _cited(readings, knowledge)
    shared = {pair for one, other in copied for pair in ((one, other), (other, one))}
    by_id = {reading.report.id: reading for reading in readings}
    here = [pair for pair in shared if by_id.keys() >= {*pair}]
    copies = {one for one, other in here if _took(by_id[one], by_id[other], (one, other) in cited)}
    return Ways(stands, by_id, knowledge, frozenset(cited), frozenset(here), frozenset(copies))


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
