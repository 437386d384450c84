"""A claim as one row in our own columns, the same whatever a reading holds; columns may be added, never renamed.

Null is an unknown value. Numbers are numbers; every other value is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.exchange.cells import CREDIT, chain_text, decided_text
from reportedly.knowledge.public_names import public_name, public_role, public_who
from reportedly.records import Claim, Count, Event, Reading, Source, Span

COLUMNS = (
    "report_id", "version", "input", "outlet", "outlet_id", "published", "title", "number", "claim_id", "where", "form",
    "certainty", "act", "polarity", "hedge", "hedge_holder", "chain", "origin", "origin_id", "origin_type", "unnamed",
    "unnamed_reason", "custody", "text", "spans", "event_type", "event_mode", "event_status", "roles", "place",
    "place_resolved", "country", "lat", "lon", "where_prec", "time_text", "time_start", "time_end", "counts",
    "more_events", "reader", "knowledge", "places_credit", "judgement", "decided_by",
)  # fmt: skip
INTEGERS = frozenset({"number", "where_prec", "more_events"})
DECIMALS = frozenset({"lat", "lon"})

Row = dict[str, object]


def rows(readings: Iterable[Reading]) -> Iterator[Row]:
    """The claims in the order of their readings, each with the columns that it has a value for."""
    for reading in readings:
        for number, claim in enumerate(reading.claims, 1):
            yield _report(reading) | _claim(number, claim) | _source(claim.origin) | _event(claim, reading)


def _report(reading: Reading) -> Row:
    report, outlet = reading.report, reading.report.outlet
    return {
        "report_id": report.id, "version": report.version, "input": report.input, "published": report.published,
        "outlet": outlet.name if outlet else None, "outlet_id": outlet.id if outlet else None, "title": report.title,
        "reader": reading.by.reader, "knowledge": reading.by.knowledge,
    }  # fmt: skip


def _claim(number: int, claim: Claim) -> Row:
    holder = claim.hedge.holder if claim.hedge else None
    held_by = public_name(claim.chain[holder]) if holder is not None and holder < len(claim.chain) else "outlet"
    return {
        "number": number, "claim_id": claim.id, "where": claim.where, "form": claim.form, "certainty": claim.certainty,
        "act": claim.act, "polarity": claim.polarity, "hedge": _span(claim.hedge.cue) if claim.hedge else None,
        "hedge_holder": held_by if claim.hedge else None,
        "chain": chain_text(public_name(source) for source in claim.chain),
        "judgement": claim.judgement, "decided_by": decided_text(claim.decided_by) or None,
        "text": claim.text, "spans": " ".join(_span(span) for span in claim.spans),
    }  # fmt: skip


def _source(origin: Source | None) -> Row:
    if origin is None:
        return {}
    return {
        "origin": public_name(origin), "origin_id": origin.id, "origin_type": origin.type, "unnamed": origin.unnamed,
        "unnamed_reason": origin.unnamed_reason, "custody": "yes" if origin.custody else "no",
    }  # fmt: skip


def _event(claim: Claim, reading: Reading) -> Row:
    """The first event of the claim; `more_events` says how many others the JSON holds."""
    if not claim.events:
        return {}
    event = claim.events[0]
    return {
        "event_type": event.type, "event_mode": event.mode, "event_status": event.status,
        "roles": "; ".join(f"{role.role}: {public_role(role)}" for role in event.roles),
        "counts": "; ".join(_count(count) for count in event.counts), "more_events": len(claim.events) - 1,
    } | _where(event, reading) | _when(event, reading)  # fmt: skip


def _where(event: Event, reading: Reading) -> Row:
    if event.place is None:
        return {}
    place = reading.places[event.place]
    return {
        "place": place.name, "place_resolved": place.resolved, "country": place.country, "lat": place.lat,
        "lon": place.lon, "where_prec": place.precision, "places_credit": None if place.no_match else CREDIT,
    }  # fmt: skip


def _when(event: Event, reading: Reading) -> Row:
    if event.time is None:
        return {}
    time = reading.times[event.time]
    return {"time_text": reading.report.text[slice(*time.span)], "time_start": time.start, "time_end": time.end}


def _count(count: Count) -> str:
    low, high = ("" if bound is None else str(bound) for bound in (count.low, count.high))
    return f"{count.what} {low}..{high} {public_who(count) or ''}".strip()


def _span(span: Span) -> str:
    return f"{span[0]}-{span[1]}"
