"""The queue: any search, one claim after the other, beside its article. Claims that somebody judged are done.

Its address holds the query, the place in its results and the claim that is shown, so that it can be left and taken up again.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from reportedly import deciding
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.decided_on import decisions_on
from reportedly.web.narrowing import both
from reportedly.web.pages.claim import found, own_number, verb_of
from reportedly.web.pages.decisions import take_back
from reportedly.web.pages.search import fault_of
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address
from reportedly.workspace import QueryError, search_store

OPEN = "NOT judgement:accepted,rejected,unsure"  # what nobody has judged yet
MANY = 100  # claims that are looked at ahead


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in a queue: the ids around the claim shown, null at the ends; `left` claims wait in all."""

    claim: str | None
    before: str | None
    behind: str | None
    left: int
    further: str | None


def page(asked: Asked) -> Response:
    """The claim whose turn it is."""
    query = asked.value("q")
    try:
        place = _place(asked, query, asked.value("after"), asked.value("claim"))
    except QueryError as error:
        return shown(asked, "queue_start.html", 400, here="queue", query=query, fault=fault_of(query, error), last=None)
    last = _last(asked)
    if place.claim is None:
        return shown(asked, "queue_start.html", here="queue", query=query, fault=None, last=last)
    reading, at = found(asked, place.claim)
    claim = reading.claims[at]
    return shown(
        asked, "queue.html", here="queue", query=query, after=asked.value("after"), place=place, reading=reading,
        claim=claim, number=at + 1, fragments=fragments, last=last, decisions=decisions_on(asked.desk.store, reading, claim),
        paragraphs=fragments.lit_paragraphs(reading, claim),
    )  # fmt: skip


def judge(asked: Asked) -> Response:
    """Judges the claim and leads to the next one at once."""
    verb, who, named = verb_of(asked), person(asked), asked.field("claim")
    query, after = asked.field("q"), asked.field("after")
    try:
        place = _place(asked, query, after, named)
    except QueryError:
        place = Place(named, None, None, 0, None)
    made = asked.desk.decide(lambda _, store: deciding.judge(store, verb, [named], who, asked.field("why") or None))
    target = _address(query, place.further or after, place.behind, str(made[0].number))
    return remembered(asked, back(target), who)


def undo(asked: Asked) -> Response:
    """Takes the last decision back and shows its claim again."""
    number, who = asked.chosen("number"), person(asked)
    made = deciding.numbered(asked.desk.store, number)
    take_back(asked, number, who)
    claim = next((one.target.claim for one in made if one.target), None)
    return remembered(asked, back(_address(asked.field("q"), asked.field("after"), claim, "")), who)


def _last(asked: Asked) -> int | None:
    """The number of the decision that the address calls the last one, where the person who asks can take it back."""
    typed = asked.value("last")
    return own_number(asked, deciding.numbered(asked.desk.store, asked.number("last"))) if typed else None


def _address(query: str, after: str, claim: str | None, last: str) -> str:
    return address("/queue", q=query, after=after, claim=claim, last=last)


def _place(asked: Asked, query: str, after: str, claim: str) -> Place:
    """Where a claim is among those that wait; without one the first of them. Raises QueryError."""
    store = asked.desk.store
    search_store(store, query, 1)
    waiting = search_store(store, both(query, OPEN), MANY, after or None)
    ids = [hit.claim for hit in waiting.hits]
    shown_now = claim or (ids[0] if ids else None)
    at = ids.index(shown_now) if shown_now in ids else -1
    behind = ids[at + 1] if at + 1 < len(ids) else None
    further = waiting.after if behind is None else None
    return Place(shown_now, ids[at - 1] if at > 0 else None, behind, waiting.total, further)
