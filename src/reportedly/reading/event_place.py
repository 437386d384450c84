"""Where an event took place, out of the places a report names: told from places that are merely named.

A place that a locative preposition brings into the event's sentence comes before one that only stands there, a town or province before
a country, the nearer before the farther; the claim's other sentences come after that. What no sentence of the claim places took place
where most of the report's located places are. Nothing is chosen where the report names no place within a country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportedly.reading.parse import Parse
from reportedly.reading.place_names import located
from reportedly.records import Place, Span, Spans

WIDE = 6  # where_prec from which on a place is a country or more
LEDE = 600  # characters of a report in which a place counts twice


def place_of(parse: Parse, places: Sequence[Place], event_span: Span, claim_spans: Spans) -> int | None:
    """The index of the place of the event at `event_span`, told by the claim with these spans; null where none is told."""
    sentence = _sentence(parse, event_span[0])
    near = [i for i, place in enumerate(places) if _sentence(parse, place.span[0]) == sentence]
    inside = [i for i in near if any(s <= places[i].span[0] < e for s, e in claim_spans)]
    others = [i for i, place in enumerate(places) if any(s <= place.span[0] < e for s, e in claim_spans)]
    for choice in (inside, near, others):
        told = [i for i in choice if not _wide(places[i])]
        if told:
            return min(told, key=lambda i: _order(parse, places[i], event_span))
    best = main_place(parse, places)
    return best if best is not None else min(inside, key=lambda i: _order(parse, places[i], event_span), default=None)


def main_place(parse: Parse, places: Sequence[Place]) -> int | None:
    """The index of the first mention of the place that a report is about: most often located, twice counted in its first lines."""
    counted: Counter[str] = Counter()
    first: dict[str, int] = {}
    for i, place in enumerate(places):
        if not _wide(place):
            name = place.gazetteer or place.name
            counted[name] += (2 if _located(parse, place) else 1) * (2 if place.span[0] < LEDE else 1)
            first.setdefault(name, i)
    return first[max(counted, key=lambda name: (counted[name], -first[name]))] if counted else None


def _order(parse: Parse, place: Place, event: Span) -> tuple[bool, int, int]:
    """Located before merely named, then the nearer, then the more precise."""
    gap = max(place.span[0] - event[1], event[0] - place.span[1])
    return not _located(parse, place), gap, place.precision or WIDE


def _wide(place: Place) -> bool:
    return place.kind in ("country", "continent") or (place.precision or 0) >= WIDE


def _located(parse: Parse, place: Place) -> bool:
    tokens = parse.between(place.span[0], place.span[1])
    if not tokens:
        return False
    first = tokens[0].i
    head = first - 2 if first >= 2 and parse.tokens[first - 1].text == "of" else first
    return located(parse, head) or (head != first and parse.tokens[head].pos == "NOUN")


def _sentence(parse: Parse, at: int) -> int | None:
    """The number of the sentence that holds the token beginning at or after a place in the text."""
    tokens = parse.between(at, at + 1)
    return tokens[0].sentence if tokens else None
