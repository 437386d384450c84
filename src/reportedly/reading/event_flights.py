"""Flight: where people are counted who fled, and nothing that is told drove them out, that they did is an event of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.reading.counts import Counted
from reportedly.reading.event_drafts import Draft
from reportedly.reading.language import Kind
from reportedly.reading.parse import Parse

FLIGHT = Kind("RETREAT", None, "self")


def flights(parse: Parse, drafts: Sequence[Draft], held: Sequence[Counted]) -> Iterator[Draft]:
    """The events of those counts of people who fled that no event has; those of one word are one."""
    taken = [one for draft in drafts for one in draft.counts]
    made: dict[int, Draft] = {}
    for one in held:
        if one.count.what == "displaced" and one not in taken:
            draft = made.get(one.anchor) or _draft(parse, one.anchor)
            if any(part.head == one.noun for part in draft.parts):  # not in "militiamen drove 3,000 people out"
                made.setdefault(one.anchor, draft).counts.append(one)
    yield from made.values()


def _draft(parse: Parse, anchor: int) -> Draft:
    words = parse.language.events
    return Draft(anchor, FLIGHT, words.status(parse, anchor), words.participants(parse, anchor, FLIGHT))
