"""Places that change hands: those who fight take a place of the report, or it falls to them. That is an attack, whichever
verb tells it and whatever a network sees in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.reading.event_drafts import Draft
from reportedly.reading.event_settled import ATTACK
from reportedly.reading.laid import Laid
from reportedly.reading.language import Kind, Part
from reportedly.reading.parse import Parse, Token

TAKEN = Kind(ATTACK, None, "act")


def with_takings(parse: Parse, tokens: Iterable[Token], drafts: list[Draft], places: Laid[int]) -> list[Draft]:
    """The drafts, those of a place that is taken so told, and those that were missing added."""
    made = list(drafts)
    for token in tokens:
        taking = parse.language.events.taken(parse, token.i)
        span = parse.language.events.phrase(parse, taking.place) if taking else (0, 0)
        if taking is None or not (taking.certain or places.touching(span)):
            continue
        here = [one for one in made if not {one.token, *one.merged}.isdisjoint(taking.words)]
        draft = here[0] if here else Draft(token.i, TAKEN, parse.language.events.status(parse, token.i), [])
        draft.kind, draft.places = TAKEN, (span,)
        draft.parts = [Part("actor", taking.by), Part("target", taking.place)]
        draft.counts = [one for one in draft.counts if one.noun != taking.place]
        made = [*(one for one in made if one not in here), draft]
    return made
