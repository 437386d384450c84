"""How the telling of an incident changed on its way: what it lost or gained, new figures, what was taken back.

The way runs from the body of a report to its headline, from a report to those that relay or copy it, and from an
origin's word to later reports that give the same. A change is between two claims that tell one thing; what a report
says elsewhere of the same with its source or its hedge is no loss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from reportedly.incident import Assertion, Change, ChangeKind, Passage
from reportedly.linking.losses import DETAIL, losses
from reportedly.linking.measured import number
from reportedly.linking.mentions import Rarity
from reportedly.linking.statements import Statement
from reportedly.linking.tellings import tellings
from reportedly.linking.ways import Ways
from reportedly.linking.withdrawn import taking_back

MOST = 20  # changes of one kind that an incident lists


def changes(said: Sequence[Statement], way: Ways, rarity: Rarity) -> tuple[Change, ...]:
    """The changes of an incident by kind, each loss by both its ends, what was taken back by its claim."""
    told = [one for one in said if (one.report, one.claim.id) not in way.stands.withdrawn]
    figures = [one for one in told if one.bounds != (None, None) and not one.part]
    readings = [way.reports[report] for report in sorted(way.reports)]
    updates = list(_updates(figures, way))
    news = {
        (change.about, number(one.bounds))
        for change in updates
        for one in figures
        if change.to == one.passage and one.about == change.about
    }
    found = [*losses(tellings(readings, said, rarity), way, news), *updates, *_withdrawals(said, way)]
    once = {_once(change): change for change in reversed(found)}
    by_kind = groupby(sorted(once.values(), key=_order), key=lambda change: change.kind)
    return tuple(change for _, of_kind in by_kind for change in list(of_kind)[:MOST])


def _once(change: Change) -> tuple[str, ...]:
    """What is told once: what was taken back by its claim, all else by both ends."""
    if change.kind is ChangeKind.WITHDRAWN:
        return change.kind, change.from_.claim
    about = change.about if change.kind is ChangeKind.FIGURE_UPDATED else ""
    return change.kind, about, change.from_.claim, change.to.claim


def _order(change: Change) -> tuple[str, bool, str, str, str]:
    return change.kind.value, change.about == DETAIL, change.about, change.to.report, change.to.claim


def _updates(figures: Sequence[Statement], way: Ways) -> Iterator[Change]:
    """Each figure of an origin that takes the place of the one it gave before, in order of the days. Both are told by the first
    report that gives them and is no copy; who prints an old figure late tells nothing new.
    """
    given: dict[tuple[str, str], dict[int, Statement]] = defaultdict(dict)
    for one in sorted(figures, key=lambda one: (one.report in way.copies, *_told_at(one, way))):
        if way.printed(one.report):
            for origin in way.origins(one.report, one.claim):
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
    about = {(one.report, one.claim.id): one.about for one in sorted(said, key=lambda one: one.bounds != (None, None))}
    claims = {(report, claim.id): claim for report, reading in way.reports.items() for claim in reading.claims}
    for place, denial in sorted(way.stands.withdrawn.items()):
        if place in claims and denial in claims:
            spans = taking_back(claims[denial], way.reports[denial[0]])
            given = Passage(*place, claims[place].spans)
            yield Change(ChangeKind.WITHDRAWN, about.get(place, DETAIL), given, Passage(*denial, spans))


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
