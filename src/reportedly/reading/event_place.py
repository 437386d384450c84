"""Where an event took place, out of the places a report names: told from places that are merely named.

A place that a locative preposition brings into the event's sentence comes before one that only stands there, a town or province before
a country, the nearer before the farther; the claim's other sentences come after that. What no sentence of the claim places took place
where most of the report's located places are. Nothing is chosen where the report names no place within a country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.reading.event_drafts import steps_from
from reportedly.reading.parse import Parse
from reportedly.reading.place_names import located
from reportedly.records import Place, Span, Spans

WIDE = 6  # where_prec from which on a place is a country or more
LEDE = 600  # characters of a report in which a place counts for more
MOST = 500  # places of a report that are looked at for what it is about
FOREMOST = 4.0  # how much more
UNPLACED = 0.4  # weight of a name that no gazetteer places, so that it decides only where nothing else does


@dataclass(frozen=True)
class Setting:
    """The places of a report, in the order of its text; what is the same for all its events is found once."""

    parse: Parse
    places: Sequence[Place] = ()

    @cached_property
    def main(self) -> int | None:
        """The index of the place that the report is about."""
        told = [i for i in range(len(self.places)) if self.tells(i)]
        main = main_place([self.places[i] for i in told])
        return None if main is None else told[main]

    def tells(self, i: int) -> bool:
        """Whether place `i` can be where something happened; a name that no gazetteer holds ("Khelm's ministry") only where located."""
        place = self.places[i]
        told = not _wide(place) and (not place.no_match or _located(self.parse, place))
        return told and not names_something(self.parse, place)

    def within(self, span: Span) -> range:
        """The indices of the places that begin inside a span."""
        return range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1]))

    @cached_property
    def _starts(self) -> list[int]:
        return [place.span[0] for place in self.places]


def place_of(setting: Setting, event_span: Span, claim_spans: Spans) -> int | None:
    """The index of the place of the event at `event_span`, told by the claim with these spans; null where none is told."""
    parse, places = setting.parse, setting.places
    near = setting.within(_sentence(parse, event_span[0]))
    others = [i for span in claim_spans for i in setting.within(span)]
    inside = sorted(set(near) & set(others))
    for choice in (inside, near, others):
        told = [i for i in choice if setting.tells(i)]
        if told:
            return min(told, key=lambda i: _order(parse, places[i], event_span))
    if setting.main is not None:
        return setting.main
    return min(inside, key=lambda i: _order(parse, places[i], event_span), default=None)


def innermost(setting: Setting, place: int) -> int:
    """The place whose name stands right before one that holds it: Avdiivka of "Avdiivka in eastern Ukraine"; else the place itself."""
    if place == 0 or not setting.tells(place - 1):
        return place
    inner, outer = setting.places[place - 1], setting.places[place]
    words = setting.parse.between(inner.span[1], outer.span[0])
    held = bool(words) and words[0].text.casefold() in setting.parse.language.places.holding
    beside = held and all(word.pos in ("ADP", "DET", "ADJ", "PROPN") for word in words)
    return (
        place - 1
        if beside and (inner.precision or WIDE) < (outer.precision or WIDE) and inner.country == outer.country
        else place
    )


def main_place(places: Sequence[Place]) -> int | None:
    """The index of the first mention of the place that a report is about: the most spoken-of place of the most spoken-of province.

    What stands in the first lines counts for more (of 398 reports of one war, 0.82 in the right province).
    """
    by_region: defaultdict[str, float] = defaultdict(float)
    by_name: defaultdict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    region_of: dict[str, str] = {}
    for i, place in enumerate(places[:MOST]):
        if not _wide(place):
            name = place.gazetteer or place.name
            weight = (FOREMOST if place.span[0] < LEDE else 1.0) * (UNPLACED if place.no_match else 1.0)
            region_of[name] = f"{place.country} {place.admin1}" if place.admin1 else name
            by_region[region_of[name]] += weight
            by_name[name] += weight
            first.setdefault(name, i)
    if not first:
        return None
    return first[max(first, key=lambda name: (by_region[region_of[name]], by_name[name], -first[name]))]


def names_something(parse: Parse, place: Place) -> bool:
    """Whether a place is only part of the name of something else: "the Beirut Hotel"."""
    tokens = parse.between(*place.span)
    bearer = parse.tokens[tokens[-1].head] if tokens else None
    if bearer is None or bearer.pos != "PROPN" or bearer.start < place.span[1]:
        return False
    return parse.language.events.tie(parse, tokens[-1].i, bearer.i) == "modifier"


def _order(parse: Parse, place: Place, event: Span) -> tuple[bool, int, int, int]:
    """Located before merely named, then the nearer by grammar and in the text, then the more precise."""
    gap = max(place.span[0] - event[1], event[0] - place.span[1])
    return not _located(parse, place), steps_from(parse, event, place.span), gap, place.precision or WIDE


def _wide(place: Place) -> bool:
    return place.kind in ("country", "continent") or (place.precision or 0) >= WIDE


def _located(parse: Parse, place: Place) -> bool:
    tokens = parse.between(place.span[0], place.span[1])
    if not tokens:
        return False
    first = tokens[0].i
    head = first - 2 if first >= 2 and parse.tokens[first - 1].text in parse.language.places.genitive else first
    return located(parse, head) or (head != first and parse.tokens[head].pos == "NOUN")


def _sentence(parse: Parse, at: int) -> Span:
    """The span of the sentence that holds the token at a place in the text; empty where none begins there."""
    tokens = parse.between(at, at + 1)
    sentence = parse.sentences[tokens[0].sentence] if tokens else None
    return (sentence.start, sentence.end) if sentence else (at, at)
