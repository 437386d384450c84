"""The kinds of a headline's events, where the report below tells them better.

A headline leaves out what tells an accident from an attack, a rebuke from a blow.  So harm in it is of the kind that all harm in the
report is of, and a word of it tells of the kind that the same word has wherever the report repeats it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.reading.parse import Parse
from reportedly.records import Claim, Event, Span, Status

HARMS = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "DISEASE"})


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
    """The kinds of events that a report tells below its headline: of all harm, and by word."""

    def __init__(self, parse: Parse, events: Iterable[Event]) -> None:
        self._parse = parse
        self._harms: set[str] = set()
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        for event in events:
            self._words[self._word(event)].add(event.type)
            if event.type in HARMS and event.status is Status.ACTUAL and not event.background:
                self._harms.add(event.type)

    def as_told(self, event: Event) -> Event:
        """An event of the headline as the report tells it."""
        kinds = self._words.get(self._word(event)) or (self._harms if event.type in HARMS else set())
        if event.type in kinds or len(kinds) != 1:
            return event
        return replace(event, type=min(kinds), mode=None)

    def _word(self, event: Event) -> str:
        return self._parse.between(*event.span)[0].lemma


def _inside(event: Event, headline: Span) -> bool:
    return headline[0] <= event.span[0] < headline[1]
