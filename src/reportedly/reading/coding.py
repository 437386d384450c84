"""What happened, coded onto a reading: times, counts, the events of every claim, the toll.

A pure step: the claims stay as they are, each gains its events; nothing is read that is not in the parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.reading.counts import find_counts
from reportedly.reading.counts_named import together
from reportedly.reading.counts_seen import with_seen
from reportedly.reading.events import Known, Scene, code_claim
from reportedly.reading.headline_events import as_below
from reportedly.reading.layers import Happened
from reportedly.reading.parse import Parse
from reportedly.reading.spoken_acts import with_spoken_acts
from reportedly.reading.times import find_times
from reportedly.reading.toll import toll_of
from reportedly.records import Act, Claim, Event, Place, Reading, Status


def coded(
    reading: Reading,
    parse: Parse,
    places: Sequence[Place],
    happened: Sequence[Happened] | None = None,
    known: Known | None = None,
) -> Reading:
    """The reading with its places, times, the events of each claim, and the toll of its main incident.

    `happened` is what a network has seen; where none has read, the language's words tell of events.
    """
    published = reading.report.published
    times = find_times(parse, published)
    counts = together(parse, with_seen(parse, find_counts(parse), happened or ()))
    scene = Scene(parse, places, times, counts, published, known, happened)
    claims = [
        replace(claim, events=_confirmed(parse, claim, code_claim(scene, claim.spans))) for claim in reading.claims
    ]
    claims = as_below(parse, reading.report.headline, with_spoken_acts(scene, claims))
    made = replace(reading, claims=tuple(claims), places=tuple(places), times=times)
    return replace(made, toll=toll_of(made, parse.language.counts))


def _confirmed(parse: Parse, claim: Claim, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events of a claim; what somebody outright confirms has happened ("confirmed only that there was an explosion")."""
    if claim.act is not Act.CONFIRM:
        return events
    return tuple(
        replace(event, status=Status.ACTUAL)
        if event.status is Status.NEGATED and _outright(parse, claim, event)
        else event
        for event in events
    )


def _outright(parse: Parse, claim: Claim, event: Event) -> bool:
    """Whether words say of an event that there was one, do not negate it, and hang on nothing else that is confirmed."""
    words, told = parse.between(*event.span), parse.language.events
    if not words or not told.there_was(parse, words[0].i) or told.status(parse, words[0].i) is Status.NEGATED:
        return False
    above = (parse.tokens[k].start for k in parse.above(words[0].i)[2:])
    return not any(s <= start < e for start in above for s, e in claim.spans)
