"""Which figures of a report count only some of its toll, or are of another occurrence; a rival figure is neither.

A figure far off the toll that its own report gives is one or the other, unless it is of the losses of a side: those of another
side than the toll's are no part of it, and what another body tells of the same side's is its own account of them. Where rebels
tell of 30 dead soldiers and the army of six, the six are no part of the thirty.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.knowledge.loader import Knowledge
from reportedly.linking.identity import ACTING, TELLING, side_of
from reportedly.records import Claim, Count, Reading, SourceType, Toll

LARGE = 0.5  # of the toll of its report: a smaller figure counts only some
OTHER = 3.0  # times the toll of its report from which a figure is of another occurrence; as in reading/toll.py
TOLLS = frozenset({"killed", "injured"})  # counts of which a reading gives a toll
GIVING = (
    ACTING | TELLING | {SourceType.OFFICIAL, SourceType.NGO}
)  # who counts losses; others tell of those whom they saw

Bounds = tuple[int | None, int | None]


def number(bounds: Bounds) -> int:
    """The figure that bounds give: the lower where there is one."""
    low, high = bounds
    return low if low is not None else high or 0


def counts_some(count: Count, claim: Claim, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a figure is so small beside the toll of its report that it counts only some of it."""
    small = number((count.low, count.high)) < LARGE * _toll(count.what, reading)
    return small and not _apart(count, claim, reading, knowledge)


def of_another(count: Count, claim: Claim, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a figure is too large for the toll of its report; one that a person set is not."""
    if any(decided.field == count.what for decided in claim.decided_by):
        return False
    toll = _toll(count.what, reading)
    large = bool(toll) and number((count.low, count.high)) > OTHER * toll
    return large and not _apart(count, claim, reading, knowledge)


def _toll(what: str, reading: Reading) -> int:
    """What the report gives as the toll of its main incident; 0 where it gives none."""
    toll = reading.toll
    return number(_bounds(toll, what)) if toll and what in TOLLS else 0


def _bounds(toll: Toll, what: str) -> Bounds:
    return (toll.killed_min, toll.killed_max) if what == "killed" else (toll.injured_min, toll.injured_max)


def _apart(count: Count, claim: Claim, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a figure is of the losses of a side of which the toll says nothing, or on another body's word than it."""
    side, sides = side_of(count.who or "", knowledge), set(_sides(count.what, reading, knowledge))
    if not sides or not ACTING.issuperset({side, *sides}):
        return False
    return side not in sides or _on_another_word(claim, reading)


def _on_another_word(claim: Claim, reading: Reading) -> bool:
    """Whether a body gives a figure that is not the one on whose word the toll stands."""
    origins = reading.toll.origins if reading.toll else ()
    origin = claim.origin
    return origin is not None and origin.type in GIVING and bool(origins) and origin.name not in origins


def _sides(what: str, reading: Reading, knowledge: Knowledge) -> Iterator[SourceType | None]:
    """On which sides those are whom the toll counts, as its claims word them."""
    toll = _toll(what, reading)
    claims = reading.toll.claims if reading.toll else ()
    told = (count for index in claims for event in reading.claims[index].events for count in event.counts)
    for count in told:
        if count.what == what and count.who and number((count.low, count.high)) == toll:
            yield side_of(count.who, knowledge)
