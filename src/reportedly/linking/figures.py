"""The figures of an incident, each with the origins that give it: how many of whom, on whose word.

A figure stands as the claim gives it ("at least 18" is 18 and no upper bound); figures are never added or averaged.
A figure that no source gives has no origin: it stands in the voice of the reports that print it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportedly.incident import Figure
from reportedly.linking.mentions import LEDE_SIGNS, body_start
from reportedly.linking.origins import Standing
from reportedly.records import Claim, Count, Reading, Status

Key = tuple[str, str | None, int | None, int | None]


def figures(readings: Sequence[Reading], stands: Standing) -> tuple[Figure, ...]:
    """The figures of the claims that carry the main assertion, the largest lower bounds of each kind first."""
    origins = _origins_of(stands)
    on: dict[Key, set[str]] = defaultdict(set)
    by: dict[Key, set[str]] = defaultdict(set)
    for reading in readings:
        for claim in _carrying(reading, origins):
            for count in counted(claim):
                key = (count.what, count.who, count.low, count.high)
                by[key].add(reading.report.id)
                on[key] |= origins.get((reading.report.id, claim.id), set())
    made = [
        Figure(what, low, high, who, tuple(sorted(on[what, who, low, high])), tuple(sorted(reports)))
        for (what, who, low, high), reports in by.items()
    ]
    return tuple(sorted(made, key=lambda f: (f.what, -(f.low or 0), f.high or 0, f.who or "")))


def _origins_of(stands: Standing) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in stands.paths:
        found[path.report, path.claim].add(path.origin)
    return found


def _carrying(reading: Reading, origins: dict[tuple[str, str], set[str]]) -> Iterator[Claim]:
    """The claims with an origin of the incident, and the own-voice claims of headline and lede."""
    until = body_start(reading) + LEDE_SIGNS
    for claim in reading.claims:
        lede = not claim.chain and (claim.where == "headline" or min(s[0] for s in claim.spans) < until)
        if lede or (reading.report.id, claim.id) in origins:
            yield claim


def counted(claim: Claim) -> Iterator[Count]:
    """The counts of a claim's main events with a number; a part of another count is left out."""
    for event in claim.events:
        if event.status is Status.ACTUAL and not event.background:
            yield from (c for c in event.counts if c.of is None and not (c.low is None and c.high is None))
