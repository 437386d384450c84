"""What two readings of one version say differently: claims gained, lost, and changed field by field.

Claims are matched by their spans, one to one: those of the same id first, then those that share most of their words. What
shares less than half of the shorter one's words is no match.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.checking.fields import COMPARED, fields_of
from reportedly.records import Claim, Reading, Spans

LEAST = 0.5  # of the shorter claim: the share of its characters that both must hold

Pair = tuple[Claim, Claim]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What the one and the other reading say of a field; empty where it is left open."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that is read differently: `change` is gained, lost or changed.

    `before` and `after` are ids of claims, null for one that is not there; `fields` holds what differs of a changed one.
    """

    report: str
    input: str
    change: str
    before: str | None
    after: str | None
    text: str
    fields: Mapping[str, FieldChange] = field(default_factory=dict)


@dataclass(slots=True)
class Totals:
    """How much two runs read differently: of `reports` that both read, and of the `matched` claims of both."""

    reports: int = 0
    differing: int = 0  # reports with any difference
    matched: int = 0
    changed: int = 0
    gained: int = 0
    lost: int = 0
    fields: Counter[str] = field(default_factory=Counter)  # matched claims in which a field differs

    def take(self, changes: Sequence[Change], matched: int) -> None:
        """Counts what came of one report."""
        self.reports += 1
        self.differing += bool(changes)
        self.matched += matched
        kinds = Counter(change.change for change in changes)
        self.changed += kinds["changed"]
        self.gained += kinds["gained"]
        self.lost += kinds["lost"]
        self.fields.update(name for change in changes for name in change.fields)


def differences(pairs: Iterable[tuple[Reading, Reading]], totals: Totals) -> Iterator[Change]:
    """The differences of each pair of readings, in the order of the text; `totals` counts along."""
    for before, after in pairs:
        matched = match(before.claims, after.claims)
        changes = list(_changes(before, after, matched))
        totals.take(changes, len(matched))
        yield from changes


def match(before: Sequence[Claim], after: Sequence[Claim]) -> list[Pair]:
    """The claims of two readings that are one, each in one pair at most."""
    same = {claim.id: claim for claim in after}
    pairs = [(claim, same[claim.id]) for claim in before if claim.id in same]
    taken = {claim.id for claim, _ in pairs}
    left = sorted((claim for claim in after if claim.id not in taken), key=lambda claim: claim.spans)
    close = [(one, other) for one in before if one.id not in taken for other in _near(one, left)]
    for one, other in sorted(close, key=_likeness):
        if one.id not in taken and other.id not in taken:
            taken |= {one.id, other.id}
            pairs.append((one, other))
    return pairs


def _changes(before: Reading, after: Reading, matched: Sequence[Pair]) -> Iterator[Change]:
    ones, others = ({claim.id for claim in side} for side in zip(*matched, strict=True)) if matched else (set(), set())
    found = [_change(after, "gained", None, claim) for claim in after.claims if claim.id not in others]
    found += [_change(before, "lost", claim, None) for claim in before.claims if claim.id not in ones]
    for one, other in matched:
        if fields := _differing(fields_of(one, before, COMPARED), fields_of(other, after, COMPARED)):
            found.append(_change(after, "changed", one, other, fields))
    return (change for _, change in sorted(found, key=lambda placed: placed[0]))


def _change(
    reading: Reading, kind: str, one: Claim | None, other: Claim | None, fields: Mapping[str, FieldChange] | None = None
) -> tuple[tuple[int, str], Change]:
    """A change, with its place in the text before it."""
    shown = other or one
    assert shown is not None
    report, ids = reading.report, (one.id if one else None, other.id if other else None)
    return (shown.spans[0][0], shown.id), Change(report.id, report.input, kind, *ids, shown.text, fields or {})


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, FieldChange]:
    return {name: FieldChange(before[name], after[name]) for name in before if before[name] != after[name]}


def _near(one: Claim, others: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that hold enough of the same words; `others` stand in the order of the text."""
    until = bisect_left(others, one.spans[-1][1], key=lambda claim: claim.spans[0][0])
    for other in others[:until]:
        if other.spans[-1][1] > one.spans[0][0] and _shared(one, other) >= LEAST * min(_size(one), _size(other)):
            yield other


def _likeness(pair: Pair) -> tuple[float, bool, int, int]:
    """The more alike, the smaller: words in common of all words of both, then the same chain, then the order of the text."""
    one, other = pair
    common = _shared(one, other)
    names = [[source.name for source in claim.chain] for claim in pair]
    return -common / (_size(one) + _size(other) - common), names[0] != names[1], one.spans[0][0], other.spans[0][0]


def _shared(one: Claim, other: Claim) -> int:
    """How many characters lie in both claims."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.spans for b in other.spans)


def _size(claim: Claim) -> int:
    spans: Spans = claim.spans
    return max(1, sum(end - start for start, end in spans))
