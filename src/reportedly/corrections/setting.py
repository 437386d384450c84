"""How each field is read off a claim and set in it. A value is text in the form of `values`; null is no value.

Rows, by what the field belongs to: of a claim, of one of its sources, of one of its events. What a row sets follows the
words where it can: a place, day or figure that a person gives stands at the event's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.corrections import values
from reportedly.corrections.around import BY, Around, Way
from reportedly.corrections.fields import COUNTED, JUDGEMENT, NO, OF_WORDS, YES
from reportedly.corrections.marking import places
from reportedly.corrections.values import NONE, STEP, Spot
from reportedly.corrections.worded import CONTENT, CUE, DATE_WORDS, MENTION, PLACE_WORDS, count_words
from reportedly.knowledge.public_names import PERSON, public_name
from reportedly.records import (
    Act,
    Certainty,
    Claim,
    Count,
    Event,
    Judgement,
    Place,
    Source,
    SourceType,
    Span,
    Status,
    Time,
    Unnamed,
)


def _certainty(claim: Claim, value: str, around: Around) -> Claim:
    """What is said of the claim's firmness beside the certainty follows it."""
    certainty = Certainty(value)
    polarity = "negative" if certainty is Certainty.DENIED else "positive"
    hedge = claim.hedge if certainty is Certainty.HEDGED else None
    return replace(claim, certainty=certainty, polarity=polarity, hedge=hedge)


def _act(claim: Claim, value: str, around: Around) -> Claim:
    return replace(claim, act=None if value == NONE else Act(value))


def _chain(claim: Claim, value: str, around: Around) -> Claim:
    """The sources of these names: those that the claim or the report has, else new ones."""
    names = [] if value == NONE else value.split(STEP)
    return replace(claim, chain=tuple(_source(name, (*claim.chain, *around.sources), around) for name in names))


def _source(name: str, known: Sequence[Source], around: Around) -> Source:
    same = (source for source in known if name.casefold() in (source.name.casefold(), public_name(source).casefold()))
    mention = next(iter(places(name, around.text)), None)
    return next(same, None) or Source(name, SourceType.OTHER, mention=mention)


def _named(source: Source, value: str, around: Around) -> Source:
    """Another source in the place of this one; one that the report does not know keeps the type until that is set."""
    found = _source(value, (source, *around.sources), around)
    kept = found.type if found.type is not SourceType.OTHER else source.type
    return replace(found, type=kept, cue=found.cue or source.cue)


def _unnamed(source: Source, value: str, around: Around) -> Source:
    if value == NONE:
        return replace(source, unnamed=None, unnamed_reason=None)
    return replace(source, unnamed=Unnamed(value))


def _place(event: Event, value: str, around: Around) -> Event:
    if value == NONE:
        return replace(event, place=None)
    spot, marked = values.spot_of(value), _marked(around.places, event.place, around)
    same = (at for at, one in enumerate(around.places) if _fits(spot, one) and marked in (None, one.span))
    found = next(same, None)
    if found is None:
        found = len(around.places)
        around.places.append(_placed(spot, marked or event.span))
    return replace(event, place=found)


def _fits(spot: Spot, place: Place) -> bool:
    """Whether a place is the one that a person gave, who may leave its row of the gazetteer out."""
    found = _spot(place)
    return spot in (found, replace(found, row=None))


def _placed(spot: Spot, span: Span) -> Place:
    return Place(span, spot.name, spot.name, None, spot.country, spot.lat, spot.lon, spot.precision, spot.row,
                 no_match=spot.lat is None, by=BY)  # fmt: skip


def _marked(known: Sequence[Place] | Sequence[Time], at: int | None, around: Around) -> Span | None:
    """The words that a person said are those of an event's place or day; null where nobody did."""
    return known[at].span if at is not None and known[at].span in around.marked else None


def _spot(place: Place) -> Spot:
    if place.lat is None or place.lon is None:
        return Spot(place.resolved or place.name, place.country)
    point = round(place.lat, 5), round(place.lon, 5)
    return Spot(place.resolved or place.name, place.country, *point, place.precision, place.gazetteer)


def _where(event: Event, around: Around) -> str | None:
    return values.spot_text(_spot(around.places[event.place])) if event.place is not None else None


def _when(event: Event, around: Around) -> str | None:
    time = around.times[event.time] if event.time is not None else None
    if time is None or time.start is None:
        return time.value if time else None
    return values.days_text(time.start, time.end or time.start)


def _date(event: Event, value: str, around: Around) -> Event:
    if value == NONE:
        return replace(event, time=None)
    start, end = values.interval(value)
    span = _marked(around.times, event.time, around) or event.span
    around.times.append(Time(span, "DATE", start if start == end else None, start, end, "day", by=BY))
    return replace(event, time=len(around.times) - 1)


def _kind(event: Event, value: str, around: Around) -> Event:
    """The mode belongs to the kind and goes with it."""
    kind = value.upper()
    return event if kind == event.type else replace(event, type=kind, mode=None)


def _counted(what: str) -> Way[Event]:
    def get(event: Event, around: Around) -> str | None:
        found = next((count for count in event.counts if count.what == what), None)
        if found is None:
            return None
        if found.low is not None or found.high is not None:
            return _figure(found)
        return PERSON if found.private else around.text[slice(*found.span)]

    def put(event: Event, value: str, around: Around) -> Event:
        return replace(event, counts=_figures(event, what, value))

    return Way(get, put)


def _figure(count: Count) -> str:
    return values.figure_text(count.low, count.high)


def _figures(event: Event, what: str, value: str) -> tuple[Count, ...]:
    """The counts with another figure for the first of that kind; without it where there is to be none."""
    at = next((at for at, count in enumerate(event.counts) if count.what == what), len(event.counts))
    before, rest = event.counts[:at], event.counts[at:]
    if value == NONE:
        return tuple(_without(count, at) for count in (*before, *rest[1:]))
    low, high = values.bounds(value)
    found = rest[0] if rest else Count(what, event.span)
    return (*before, replace(found, low=low, high=high), *rest[1:])


def _without(count: Count, at: int) -> Count:
    """A count where the one at a place is gone: `of` points to the same as before."""
    if count.of is None or count.of < at:
        return count
    return replace(count, of=None if count.of == at else count.of - 1)


OF_CLAIM: dict[str, Way[Claim]] = {
    JUDGEMENT: Way(
        lambda claim, _: claim.judgement, lambda claim, value, _: replace(claim, judgement=Judgement(value))
    ),
    "certainty": Way(lambda claim, _: claim.certainty, _certainty),
    "act": Way(lambda claim, _: claim.act, _act),
    "content": CONTENT,
    "chain": Way(lambda claim, _: STEP.join(map(public_name, claim.chain)) or None, _chain),
}

OF_SOURCE: dict[str, Way[Source]] = {
    "source": Way(lambda source, _: public_name(source), _named),
    "mention": MENTION,
    "cue": CUE,
    "type": Way(lambda source, _: source.type, lambda source, value, _: replace(source, type=SourceType(value))),
    "unnamed": Way(lambda source, _: source.unnamed, _unnamed),
    "custody": Way(
        lambda source, _: YES if source.custody else NO,
        lambda source, value, _: replace(source, custody=value == YES),
    ),
}

OF_EVENT: dict[str, Way[Event]] = {
    "kind": Way(lambda event, _: event.type.lower(), _kind),
    "status": Way(lambda event, _: event.status, lambda event, value, _: replace(event, status=Status(value))),
    "place": Way(_where, _place),
    "date": Way(_when, _date),
    **{what: _counted(what) for what in COUNTED},
    "place" + OF_WORDS: PLACE_WORDS,
    "date" + OF_WORDS: DATE_WORDS,
    **{what + OF_WORDS: count_words(what) for what in COUNTED},
}
