"""The figures of an incident, each with the origins that give it: how many of whom, on whose word.

A figure stands as the claim gives it ("at least 18" is 18 and no upper bound); figures are never added or averaged.
A figure that no source gives has no origin: it stands in the voice of the reports that print it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from reportedly.incident import Figure, Incident
from reportedly.knowledge.public_names import public_who
from reportedly.linking.mentions import LEDE_SIGNS, body_start, happened
from reportedly.linking.origins import Standing
from reportedly.records import Certainty, Claim, Count, Reading

LARGE = 0.5  # of a toll: a smaller figure is a part of it, or of another occurrence

Key = tuple[str, int | None, int | None]


def figures(readings: Sequence[Reading], stands: Standing) -> tuple[Figure, ...]:
    """The figures of the claims that carry the main assertion, the largest lower bounds of each kind first."""
    origins = _origins_of(stands)
    on: dict[Key, set[str]] = defaultdict(set)
    by: dict[Key, set[str]] = defaultdict(set)
    whom: dict[Key, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        told = (c for c in _carrying(reading, origins) if (reading.report.id, c.id) not in stands.withdrawn)
        for claim in told:
            for count in counted(claim):
                key = (count.what, count.low, count.high)
                whom[key].update([who] if (who := public_who(count)) else [])
                by[key].add(reading.report.id)
                on[key] |= origins.get((reading.report.id, claim.id), set())
    made = [
        Figure(*key, _most(whom[key]), tuple(sorted(on[key])), tuple(sorted(reports))) for key, reports in by.items()
    ]
    return tuple(sorted(made, key=lambda f: (f.what, -(f.low or 0), f.high or 0, f.who or "")))


def _most(wordings: Counter[str]) -> str | None:
    """The commonest wording, the first of the alphabet on a tie."""
    return min(wordings, key=lambda who: (-wordings[who], who), default=None)


def _origins_of(stands: Standing) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in stands.paths:
        found[path.report, path.claim].add(path.origin)
    return found


def _carrying(reading: Reading, origins: dict[tuple[str, str], set[str]]) -> Iterator[Claim]:
    """The claims with an origin of the incident, and the own-voice claims of headline and lede."""
    until = body_start(reading) + LEDE_SIGNS
    for claim in reading.claims:
        lede = not claim.chain and (claim.where == "headline" or min((s[0] for s in claim.spans), default=0) < until)
        if lede or (reading.report.id, claim.id) in origins:
            yield claim


def counted(claim: Claim) -> Iterator[Count]:
    """The counts of a claim's main events with a number; a part of another count is left out."""
    for event in () if claim.certainty is Certainty.DENIED else claim.events:
        if happened(event):
            yield from (c for c in event.counts if c.of is None and not (c.low is None and c.high is None))


def whose_toll(incident: Incident, reading: Reading) -> tuple[str, ...]:
    """The ids of the origins on whose word a report's figure of the dead stands, with the incident's merges applied.

    They are the sources of its toll and those of its other figures of the dead that are no small part of it (`LARGE`).
    """
    toll, report = reading.toll, reading.report.id
    total = (toll.killed_min or toll.killed_max) if toll else None
    own = {path.origin for path in incident.paths if path.report == report}
    named = set(toll.origins) if toll else set()
    claims = {claim.id: claim.chain[-1].name for claim in reading.claims if claim.chain}
    found = {p.origin for p in incident.paths if p.report == report and claims.get(p.claim) in named}
    for figure in incident.figures:
        large = figure.low is not None and (total is None or figure.low >= LARGE * total)
        if figure.what == "killed" and report in figure.reports and large:
            found |= own & set(figure.origins)
    return tuple(sorted(found))
