"""Whether a reading that somebody else wrote holds together: its spans lie in its text, its indices in its lists, its
places on the globe.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import chain

from reportedly.records import Reading, Span

ONE = ("span", "mention", "cue", "headline")
SEVERAL = ("spans", "furniture")


def fault_of(reading: Reading) -> str | None:
    """What does not hold together, in words; null for a sound reading."""
    return next(chain(_spans_outside(reading), _places_outside(reading), _pointers_outside(reading)), None)


def _spans_outside(reading: Reading) -> Iterator[str]:
    end = len(reading.report.text)
    for name, (first, last) in _spans(reading, "reading"):
        if not 0 <= first <= last <= end:
            yield f"{name} is {first}–{last}, and the text has {end} characters"


def _places_outside(reading: Reading) -> Iterator[str]:
    for place in reading.places:
        if not (_within(place.lat, -90, 90) and _within(place.lon, -180, 180) and _within(place.precision, 1, 7)):
            yield f"the place at {place.span[0]} has latitude {place.lat}, longitude {place.lon}, precision {place.precision}"


def _pointers_outside(reading: Reading) -> Iterator[str]:
    for claim in reading.claims:
        if not all(_in(e.place, reading.places) and _in(e.time, reading.times) for e in claim.events):
            yield f"an event of claim {claim.id} points to a place or time that is not there"
        if claim.hedge and not _in(claim.hedge.holder, claim.chain):
            yield f"the hedge of claim {claim.id} points to a source that is not there"
    if reading.toll and not all(_in(claim, reading.claims) for claim in reading.toll.claims):
        yield "the toll points to a claim that is not there"


def _within(number: float | None, least: float, most: float) -> bool:
    return number is None or least <= number <= most


def _in(index: int | None, items: tuple[object, ...]) -> bool:
    return index is None or 0 <= index < len(items)


def _spans(record: object, where: str) -> Iterator[tuple[str, Span]]:
    """Every span below a record, with the name of its field."""
    if isinstance(record, tuple):
        for item in record:
            yield from _spans(item, where)
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return
    for field in dataclasses.fields(record):
        value, name = getattr(record, field.name), f"{where}.{field.name}"
        if field.name in SEVERAL:
            yield from ((name, span) for span in value)
        elif field.name in ONE and value is not None:
            yield name, value
        else:
            yield from _spans(value, name)
