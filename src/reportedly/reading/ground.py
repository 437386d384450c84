"""The verbatim check that every reader's output passes.

After `ground`, every span of a reading lies inside the report's text and is not empty; what does not is dropped, never repaired by guess.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportedly.records import Claim, Event, Reading, Report, Span, cut

SPAN_FIELDS = ("span", "mention", "cue")


def ground(reading: Reading) -> Reading:
    """The reading with only what can be found verbatim in its report; indices into places and times follow what is kept."""
    size = len(reading.report.text)
    places, place_at = _kept(reading.places, size)
    times, time_at = _kept(reading.times, size)

    def event(old: Event) -> Event:
        return replace(old, place=_moved(old.place, place_at), time=_moved(old.time, time_at))

    claims = []
    for claim in reading.claims:
        held = tuple(span for span in claim.spans if _inside(span, size))
        if held and all(_grounded(source, size) for source in claim.chain):
            events = tuple(event(e) for e in claim.events if _grounded(e, size))
            claims.append(_ground_claim(replace(claim, spans=held, events=events), reading.report, size))
    notices = tuple(notice for notice in reading.notices if _grounded(notice, size))
    return replace(reading, claims=tuple(claims), places=tuple(places), times=tuple(times), notices=notices)


def _ground_claim(claim: Claim, report: Report, size: int) -> Claim:
    hedge = claim.hedge if claim.hedge is None or _inside(claim.hedge.cue, size) else None
    trace = tuple(t for t in claim.trace if _grounded(t, size))
    return replace(claim, text=cut(report.text, claim.spans), hedge=hedge, trace=trace)


def _kept(items: Sequence[Any], size: int) -> tuple[list[Any], dict[int, int]]:
    """The grounded items, and the new index of each old one."""
    kept = [i for i, item in enumerate(items) if _grounded(item, size)]
    return [items[i] for i in kept], {old: new for new, old in enumerate(kept)}


def _moved(index: int | None, at: dict[int, int]) -> int | None:
    return None if index is None else at.get(index)


def _inside(span: Span, size: int) -> bool:
    return 0 <= span[0] < span[1] <= size


def _grounded(record: Any, size: int) -> bool:
    """Whether every span of a record, and of the records inside it, lies in the text."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in SPAN_FIELDS and value is not None and not _inside(value, size):
            return False
        if field.name == "spans" and not all(_inside(span, size) for span in value):
            return False
        nested = isinstance(value, tuple) and bool(value) and dataclasses.is_dataclass(value[0])
        if nested and not all(_grounded(item, size) for item in value):
            return False
    return True
