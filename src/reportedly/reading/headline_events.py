"""The kinds of a headline's events, where the report below tells them better.

A headline leaves out what tells an accident from an attack, a rebuke from a blow.  So a word of it tells of the kind that the same
word, in the same part of speech, has wherever the report repeats it; other words of the report say nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.reading.parse import Parse
from reportedly.records import Claim, Event, Span

Word = tuple[str, str]
"""A word by lemma and part of speech: that workers strike says nothing of an air strike."""


def as_below(parse: Parse, headline: Span | None, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, the events that stand in the headline with the kinds that the rest of the report gives them."""
    if headline is None:
        return list(claims)
    body = Body(parse, (event for claim in claims for event in claim.events if not _inside(event, headline)))
    return [
        replace(
            claim, events=tuple(body.as_told(event) if _inside(event, headline) else event for event in claim.events)
        )
        for claim in claims
    ]


class Body:
    """The kinds of events that a report tells below its headline, by word."""

    def __init__(self, parse: Parse, events: Iterable[Event]) -> None:
        self._parse = parse
        self._kinds: defaultdict[Word, set[str]] = defaultdict(set)
        for event in events:
            self._kinds[self._word(event)].add(event.type)

    def as_told(self, event: Event) -> Event:
        """An event of the headline as the report tells it."""
        kinds = self._kinds.get(self._word(event), {event.type})
        return event if event.type in kinds or len(kinds) > 1 else replace(event, type=min(kinds), mode=None)

    def _word(self, event: Event) -> Word:
        token = self._parse.between(*event.span)[0]
        return token.lemma.casefold(), "NOUN" if token.pos == "PROPN" else token.pos


def _inside(event: Event, headline: Span) -> bool:
    return headline[0] <= event.span[0] < headline[1]
