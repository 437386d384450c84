"""How the words of a claim, a source or an event are read off it and set in it: which words of the report say so.

Values have the form of `marking`, with the place of the words in this very text. An event's place, day or figure whose words
are taken away stands at the event's own.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.corrections.around import BY, Around, Way
from reportedly.corrections.marking import kept, marked, place
from reportedly.corrections.values import NONE
from reportedly.knowledge.public_names import PERSON, named_openly, public_name
from reportedly.records import Claim, Count, Event, Place, Source, Span, Time, cut
from reportedly.visible import one_line


def _content(claim: Claim, value: str, around: Around) -> Claim:
    spans = marked(value).spans
    return replace(claim, spans=spans, text=cut(around.text, spans))


def _mentioned(source: Source, around: Around) -> str | None:
    """Where a private person is named is said, not the name."""
    if source.mention is None:
        return None
    if not named_openly(source):
        return f"{place((source.mention,))} {public_name(source)}"
    return kept((source.mention,), around.text)


def _mention(source: Source, value: str, around: Around) -> Source:
    """A source that has no name yet is called by the words."""
    if value == NONE:
        return replace(source, mention=None)
    span = _only(value)
    return replace(source, mention=span, name=source.name or one_line(around.text[slice(*span)]))


def _cue(source: Source, value: str, around: Around) -> Source:
    return replace(source, cue=None if value == NONE else _only(value))


def _place_words(event: Event, around: Around) -> str | None:
    return kept((around.places[event.place].span,), around.text) if event.place is not None else None


def _put_place_words(event: Event, value: str, around: Around) -> Event:
    """A place that is known stays where it is, called by these words; without one it is a name without a point."""
    span = _span(event, value)
    words = one_line(around.text[slice(*span)])
    known = around.places[event.place] if event.place is not None else Place(span, words, no_match=True, by=BY)
    around.places.append(replace(known, span=span, name=words))
    around.marked.add(span)
    return replace(event, place=len(around.places) - 1)


def _date_words(event: Event, around: Around) -> str | None:
    return kept((around.times[event.time].span,), around.text) if event.time is not None else None


def _put_date_words(event: Event, value: str, around: Around) -> Event:
    """A day that is known stays; without one it is only relative."""
    span = _span(event, value)
    known = around.times[event.time] if event.time is not None else Time(span, "DATE", by=BY)
    around.times.append(replace(known, span=span))
    around.marked.add(span)
    return replace(event, time=len(around.times) - 1)


def count_words(what: str) -> Way[Event]:
    """The words of the first figure of a kind; where there is none, they are one without bounds, as "dozens" is."""

    def get(event: Event, around: Around) -> str | None:
        found = next((count for count in event.counts if count.what == what), None)
        if found is None:
            return None
        return f"{place((found.span,))} {PERSON}" if found.private else kept((found.span,), around.text)

    def put(event: Event, value: str, around: Around) -> Event:
        at = next((at for at, count in enumerate(event.counts) if count.what == what), len(event.counts))
        span = _span(event, value)
        found = event.counts[at] if at < len(event.counts) else Count(what, span)
        return replace(event, counts=(*event.counts[:at], replace(found, span=span), *event.counts[at + 1 :]))

    return Way(get, put)


def _span(event: Event, value: str) -> Span:
    return event.span if value == NONE else _only(value)


def _only(value: str) -> Span:
    """The words as one span: what stands between pieces belongs to it."""
    spans = marked(value).spans
    return spans[0][0], spans[-1][1]


CONTENT: Way[Claim] = Way(lambda claim, around: kept(claim.spans, around.text), _content)
MENTION: Way[Source] = Way(_mentioned, _mention)
CUE: Way[Source] = Way(lambda source, around: kept((source.cue,), around.text) if source.cue else None, _cue)
PLACE_WORDS: Way[Event] = Way(_place_words, _put_place_words)
DATE_WORDS: Way[Event] = Way(_date_words, _put_date_words)
