"""The assertions of an incident: each value that its claims give, and on how many independent origins each stands.

A value that one origin gives and forty reports repeat stands on one origin. What a source took back counts for nothing
and is listed as withdrawn. Values are never added or averaged, and none is chosen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from reportedly.incident import Account, Assertion, Incident, Where
from reportedly.linking.measured import Bounds, number
from reportedly.linking.origins import Standing
from reportedly.linking.statements import DAY, DENIED, DONE_BY, HAPPENED, PLACE, Statement
from reportedly.records import Place, Reading

FIRST, LAST = (HAPPENED, "killed", "injured"), (DONE_BY, PLACE, DAY, DENIED)  # the order in which they are told

Groups = Mapping[Hashable, Sequence[Statement]]


def assertions(readings: Sequence[Reading], said: Sequence[Statement], stands: Standing) -> tuple[Assertion, ...]:
    """What the claims of an incident assert, in one order: that it happened, how many, who, where, when, denials."""
    printed = {reading.report.id: reading.report.published for reading in readings}
    by_about: dict[str, list[Statement]] = defaultdict(list)
    for one in said:
        by_about[one.about].append(one)
    return tuple(_assertion(about, by_about[about], stands, printed) for about in sorted(by_about, key=_rank))


def _rank(about: str) -> tuple[int, str]:
    if about in FIRST:
        return FIRST.index(about), ""
    return (len(FIRST) + 1 + LAST.index(about) if about in LAST else len(FIRST)), about


def _assertion(about: str, said: Sequence[Statement], stands: Standing, printed: Mapping[str, str | None]) -> Assertion:
    """One assertion with its accounts, those of most reports first, figures by size."""
    back = {one.claim.id for one in said if (one.report, one.claim.id) in stands.withdrawn}
    groups = _by_value(one for one in said if one.claim.id not in back)
    accounts = tuple(_account(key, groups, stands, printed) for key in groups)
    whole = _whole_values(accounts)
    origins = stands.vouching(origin for account in whole for origin in account.origins)
    reports = {report for account in whole for report in account.reports}
    sourced = {report for account in whole for report in set(account.reports) - set(account.without_source)}
    return Assertion(
        about,
        accounts,
        *_range(accounts),
        tuple(sorted(origins)),
        *stands.independent(origins),
        tuple(sorted(reports)),
        tuple(sorted(reports - sourced)),
        tuple(sorted(back)),
    )


def _by_value(said: Iterable[Statement]) -> Groups:
    """The statements that give one value, in the order in which the values are told."""
    groups: dict[Hashable, list[Statement]] = defaultdict(list)
    for one in said:
        groups[one.key].append(one)
    return dict(sorted(groups.items(), key=_order))


def _whole_values(accounts: Sequence[Account]) -> Sequence[Account]:
    """The accounts that give no part of another figure; all where there is no other."""
    return [account for account in accounts if not account.part] or accounts


def _range(accounts: Iterable[Account]) -> Bounds:
    """The smallest and the largest whole figure; nothing for other values."""
    figures = [(account.low, account.high) for account in accounts if account.value is None and not account.part]
    if not figures:
        return None, None
    return min(map(number, figures)), max(max(filter(None, bounds), default=0) for bounds in figures)


def _order(group: tuple[Hashable, Sequence[Statement]]) -> tuple[bool, int, int, str]:
    key, said = group
    reports = len({one.report for one in said})
    return said[0].part, -number(said[0].bounds), -reports, str(key)


def _account(key: Hashable, groups: Groups, stands: Standing, printed: Mapping[str, str | None]) -> Account:
    """The record of the statements that give one value."""
    said = groups[key]
    first = said[0]
    reports = {one.report for one in said}
    spots = {(one.report, one.claim.id) for one in said}
    sourced = {report for report, claim in spots if (report, claim) in stands.resting}
    days = sorted(day for report in reports if (day := printed[report]))
    words = Counter(one.words for one in said if one.words)
    return Account(
        first.value,
        tuple(sorted(stands.origins_of(spots))),
        tuple(sorted(reports)),
        *first.bounds,
        claims=tuple(sorted({claim for _, claim in spots})),
        without_source=tuple(sorted(reports - sourced)),
        counted=_commonest(words) if first.value is None else None,
        names=tuple(sorted(words)),
        where=first.where,
        of=_whole(said, groups),
        part=first.part,
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _commonest(wordings: Mapping[str, int]) -> str | None:
    """The commonest wording, the first of the alphabet on a tie."""
    return min(wordings, key=lambda words: (-wordings[words], words), default=None)


def _whole(said: Sequence[Statement], groups: Groups) -> int | None:
    """The place among the accounts of the figure that most of the statements call the whole of theirs."""
    wholes = Counter(one.whole for one in said if one.whole)
    at = {tuple(held[0].bounds): place for place, held in reversed(list(enumerate(groups.values())))}
    return next((at[whole] for whole, _ in wholes.most_common() if whole in at), None)


def as_where(place: Place) -> Where:
    """A place of a report as that of an incident."""
    name = place.resolved or place.name
    admin1 = name if place.kind == "admin1" else None
    return Where(name, place.country, admin1, place.lat, place.lon, place.precision, place.gazetteer)


def whose_word(incident: Incident, about: str, report: str) -> tuple[str, ...]:
    """The ids of the origins on whose word a report gives an assertion, parts of a figure left out."""
    given = claims_of(incident.assertion(about))
    return tuple(sorted({p.origin for p in incident.paths if p.report == report and p.claim in given}))


def origins_named(assertion: Assertion | None) -> set[str]:
    """The ids of all origins that a whole value of an assertion rests on, those that do not vouch too."""
    return {origin for account in _whole_accounts(assertion) for origin in account.origins}


def claims_of(assertion: Assertion | None) -> set[str]:
    """The ids of the claims that give a whole value of an assertion."""
    return {claim for account in _whole_accounts(assertion) for claim in account.claims}


def _whole_accounts(assertion: Assertion | None) -> Iterator[Account]:
    """The accounts of an assertion, parts of a figure left out."""
    return (account for account in (assertion.accounts if assertion else ()) if not account.part)
