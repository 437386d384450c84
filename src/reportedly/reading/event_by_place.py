"""Events of one verb in several places: "two were killed in Tarn and four in Orrin" tells of two.

A count with a place of its own right behind it, which goes on with the verb of the count before, is an event of its own there. Its word is
what is counted, for the verb stands only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.reading.counts import Counted
from reportedly.reading.event_drafts import Draft
from reportedly.reading.laid import Laid
from reportedly.reading.language import Part
from reportedly.reading.parse import Parse
from reportedly.records import Span


def by_place(parse: Parse, draft: Draft, places: Laid[int]) -> Iterator[Draft]:
    """The draft, and each part of it that its words put somewhere else."""
    own = dict(_elsewhere(parse, draft, places))
    targets = {one: _told(parse, draft, one) for one in own}
    moved = [part for parts in targets.values() for part in parts]
    draft.counts = [one for one in draft.counts if one not in own]
    draft.parts = [part for part in draft.parts if part not in moved]
    yield draft
    for one, place in own.items():
        parts = [part for part in draft.parts if part.role != "target"]
        yield Draft(one.noun, draft.kind, draft.status, [*parts, *targets[one]], counts=[one], places=(place,))


def _elsewhere(parse: Parse, draft: Draft, places: Laid[int]) -> Iterator[tuple[Counted, Span]]:
    """The counts with a place of their own, behind the place of that which the event's own word counts or, where it
    counts none, of the first.
    """
    stays = next((one for one in draft.counts if one.anchor == draft.token), next(iter(draft.counts), None))
    if stays is None:
        return
    for one in draft.counts:
        between = places.touching((stays.count.span[1], one.count.span[0]))  # else one place is that of both
        place = _behind(parse, one, places) if between and one.count.of is None else None
        if place is not None:
            yield one, place


def _behind(parse: Parse, one: Counted, places: Laid[int]) -> Span | None:
    """The place that a preposition puts right behind a count: "four in Orrin"."""
    last = one.anchor if one.anchor == one.noun + 1 else one.noun  # "12 injured in Orrin"
    after = next(iter(parse.tokens[last + 1 : last + 2]), None)
    name = parse.tokens[after.i + 1 : after.i + 2] if after is not None else ()
    held = after is not None and after.text.casefold() in parse.language.places.locative
    return next(((t.start, t.end) for t in name if held and places.touching((t.start, t.end))), None)


def _told(parse: Parse, draft: Draft, one: Counted) -> Sequence[Part]:
    """The participants that a count counts."""
    start, end = one.count.span
    return [part for part in draft.parts if part.role == "target" and start <= parse.tokens[part.head].start < end]
