"""A reading as the rows that are searched and counted: its claims, their sources, events and counts. Pure.

A value that the reading leaves open is null. Sources and the counted are named as `public_names` allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.knowledge.public_names import public_name, public_who
from reportedly.records import Claim, Event, Place, Reading, Report, Source

Row = dict[str, Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """One claim's row, and the rows that belong to it; they get the claim's number when it is stored."""

    claim: Row
    sources: list[Row]
    events: list[Row]
    counts: list[Row]


def report_row(report: Report) -> Row:
    """What a list of reports shows of one."""
    outlet = report.outlet
    return {
        "url": report.url, "outlet": outlet.name if outlet else None, "outlet_id": outlet.id if outlet else None,
        "title": report.title, "published": day(report.published), "language": report.language,
    }  # fmt: skip


def claim_rows(reading: Reading) -> Iterator[ClaimRows]:
    """The rows of each claim of a reading, in order."""
    for number, claim in enumerate(reading.claims, 1):
        events = [_event(at, event, reading) for at, event in enumerate(claim.events)]
        counts = [row for at, event in enumerate(claim.events) for row in _counts(at, event)]
        yield ClaimRows(
            _report_facets(reading) | _claim(number, claim) | _origin(claim.origin) | _first_event(claim, reading),
            [_source(at, source) for at, source in enumerate(claim.chain)],
            events,
            counts,
        )


def day(value: str | None) -> str | None:
    """The day an ISO date or time begins with, null where it names none."""
    found = DAY.match(value or "")
    return found.group() if found else None


def _report_facets(reading: Reading) -> Row:
    outlet = reading.report.outlet
    return {"outlet": outlet.name if outlet else None, "published": day(reading.report.published)}


def _claim(number: int, claim: Claim) -> Row:
    killed = [count for event in claim.events for count in event.counts if count.what == "killed"]
    return {
        "number": number, "key": claim.id, "part": claim.where, "form": claim.form.value,
        "certainty": claim.certainty.value, "act": claim.act.value if claim.act else None, "hops": len(claim.chain),
        "custody": any(source.custody for source in claim.chain), "quote": claim.text,
        "chain": " > ".join(public_name(source) for source in claim.chain),
        "killed_low": killed[0].low if killed else None, "killed_high": killed[0].high if killed else None,
        "judgement": claim.judgement.value if claim.judgement else None,
        "decided_by": " > ".join(dict.fromkeys(decided.who for decided in claim.decided_by)) or None,
    }  # fmt: skip


def _origin(origin: Source | None) -> Row:
    if origin is None:
        return dict.fromkeys(("origin", "origin_id", "origin_type", "unnamed"))
    return {
        "origin": public_name(origin), "origin_id": origin.id, "origin_type": origin.type.value,
        "unnamed": origin.unnamed.value if origin.unnamed else None,
    }  # fmt: skip


def _first_event(claim: Claim, reading: Reading) -> Row:
    """What the claim's first event adds to its row."""
    if not claim.events:
        return dict.fromkeys(("kind", "mode", "status", *_when(None, reading), *_where(None), "precision"))
    event = claim.events[0]
    place = _place(event, reading)
    return (
        {"kind": event.type, "mode": event.mode, "status": event.status.value}
        | _when(event, reading)
        | _where(place)
        | {"precision": place.precision if place else None}
    )


def _event(at: int, event: Event, reading: Reading) -> Row:
    named = {"number": at, "kind": event.type, "mode": event.mode, "status": event.status.value}
    return named | {"background": event.background} | _when(event, reading) | _where(_place(event, reading))


def _when(event: Event | None, reading: Reading) -> Row:
    time = reading.times[event.time] if event and event.time is not None else None
    start = day(time.start) if time else None
    return {"day": start, "day_end": (day(time.end) or start) if time else None}


def _place(event: Event, reading: Reading) -> Place | None:
    return reading.places[event.place] if event.place is not None else None


def _where(place: Place | None) -> Row:
    if place is None:
        return dict.fromkeys(("place", "country", "lat", "lon"))
    return {"place": place.resolved or place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def _counts(at: int, event: Event) -> Iterator[Row]:
    for number, count in enumerate(event.counts):
        yield {
            "event": at, "number": number, "what": count.what, "who": public_who(count), "low": count.low, "high": count.high,
            "part": count.part,
        }  # fmt: skip


def _source(position: int, source: Source) -> Row:
    return {
        "position": position, "name": public_name(source), "type": source.type.value, "entity": source.id,
        "unnamed": source.unnamed.value if source.unnamed else None, "custody": source.custody,
    }  # fmt: skip
