"""The queue: any search, one claim after the other, beside its article. Claims that somebody judged are done; where the query asks
for several people, those that the person has judged. Claims of the incidents told by most reports come first, as `search/waiting.py`
puts them in order.

Who has a claim open has it alone for some minutes; going on leaves it to others. It is opened where a page of this server led
to it, or the person by themselves.

Its address holds the query, the place in its results and the claim that is shown, so that it can be left and taken up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly import deciding, reviewing
from reportedly.decision import Decision, Verb
from reportedly.records import Reading
from reportedly.text import N_, gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.decided_on import decisions_on, state_of
from reportedly.web.errors import FINE, NotHereError, Refusal, RefusedError
from reportedly.web.pages.claim import found, judged, own_number, same_judgements, verb_of
from reportedly.web.pages.decisions import taken_back
from reportedly.web.pages.search import fault_of
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address
from reportedly.workspace import QueryError, hits_in_store, search_store

if TYPE_CHECKING:
    from reportedly.web.person import PersonName
    from reportedly.workspace import Connects

MANY = 100  # claims that are looked at ahead
GONE = N_(
    "The claim that was open is not here any more: its report was read anew or forgotten. Nothing was decided; this is "
    "what waits now."
)


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where a person is in a queue: the ids around the claim shown, null at the ends; `left` claims wait in all.

    `elsewhere` counts those that others have open; `holder` is who has the claim shown.
    """

    claim: str | None
    before: str | None
    behind: str | None
    left: int
    further: str | None
    blind: bool = False
    elsewhere: int = 0
    holder: str | None = None


def page(asked: Asked) -> Response:
    """The claim whose turn it is."""
    return _turn(asked, asked.value("q"), asked.value("after"), asked.value("claim"), FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The place in the queue from which something was sent, with why it was not done."""
    return _turn(asked, asked.field("q"), asked.field("after"), asked.field("claim"), refused)


def _turn(asked: Asked, query: str, after: str, named: str, refused: Refusal) -> Response:
    """The claim that is named, or whose turn it is; the latter too where the one that is named is gone."""
    try:
        return _shown(asked, query, after, named, refused)
    except NotHereError:
        if not named:
            raise
        return _shown(asked, query, after, "", Refusal(gettext(GONE), 404))


def _shown(asked: Asked, query: str, after: str, named: str, refused: Refusal) -> Response:
    """A place in a queue, with why what was sent from there was not done."""
    frame = {"here": "queue", "query": query, "refused": refused.words}
    try:
        place = _place(asked, query, after, named)
    except QueryError as error:
        fault = fault_of(query, error)
        return shown(asked, "queue_start.html", 400, **frame, fault=fault, last=None, elsewhere=0, left=0)
    last = _last(asked)
    if place.claim is None:
        waits = {"elsewhere": place.elsewhere, "left": place.left}
        return shown(asked, "queue_start.html", refused.status, **frame, fault=None, last=last, **waits)
    store = asked.desk.store
    state = (
        "" if place.blind else state_of(hits_in_store(store, [place.claim]))
    )  # before the rest: what is shown is not older
    reading, at = _alone(asked, place.claim) if place.blind else found(asked, place.claim)
    claim = reading.claims[at]
    return shown(
        asked, "queue.html", refused.status, **frame, after=after, place=place,
        reading=reading, claim=claim, number=at + 1, fragments=fragments, last=last,
        decisions=decisions_on(store, reading, claim), paragraphs=fragments.lit_paragraphs(reading, claim),
        state=state,
    )  # fmt: skip


def _alone(asked: Asked, named: str) -> tuple[Reading, int]:
    """The claim as it is shown to somebody who is to judge it alone: as it was read, without what anybody decided."""
    reading, at = found(asked, named)
    return asked.desk.store.as_read(reading.report.id) or reading, at


def judge(asked: Asked) -> Response:
    """Judges the claim and leads to the next one at once."""
    named = asked.field("claim")
    query, after = asked.field("q"), asked.field("after")
    try:
        place = _place(asked, query, after, named)
    except QueryError:
        place = QueuePlace(named, None, None, 0, None)
    verb, who = verb_of(asked), person(asked)
    made = asked.desk.decide(lambda _, whole: _judged(asked, whole, verb, who))
    behind = reviewing.open_first(asked.desk.store, who, [place.behind] if place.behind else [])
    target = _address(query, place.further or after, behind, str(made[0].number))
    return remembered(asked, back(target), who)


def _judged(asked: Asked, store: Connects, verb: Verb, who: PersonName) -> Sequence[Decision]:
    """Raises RefusedError, 409, where somebody was first; in a queue for several people nobody is."""
    named, was = asked.field("claim"), asked.field("state")
    overtaken = was and was != state_of(hits_in_store(store, [named]))
    if overtaken and not same_judgements(store, verb, named, who):
        raise RefusedError(
            gettext(
                "This claim was judged since you opened it. Look at what was decided, then judge it again or skip it."
            ),
            409,
        )
    return judged(asked, store, verb, named, who)


def undo(asked: Asked) -> Response:
    """Takes the last decision back and shows its claim again."""
    made, who = taken_back(asked)
    claim = next((one.target.claim for one in made if one.target), None)
    return remembered(asked, back(_address(asked.field("q"), asked.field("after"), claim, "")), who)


def _last(asked: Asked) -> int | str | None:
    """The number of the decision that the address calls the last one, where the person who asks can take it back; of a
    form that lacked a name, what it said.
    """
    if not asked.value("last"):
        return None if asked.who else asked.field("number") or None
    return own_number(asked, deciding.numbered(asked.desk.store, asked.number("last")))


def _address(query: str, after: str, claim: str | None, last: str) -> str:
    return address("/queue", q=query, after=after, claim=claim, last=last)


def _place(asked: Asked, query: str, after: str, claim: str) -> QueuePlace:
    """Where a claim is among those that wait; without one the first of them that nobody else has open. Raises QueryError."""
    store, held = asked.desk.store, _held(asked)
    wanted = reviewing.waiting(query, asked.who)
    try:
        waiting = reviewing.waiting_in_store(store, wanted.query, MANY, after or None)
    except QueryError:
        search_store(store, query, 1)  # says where it is in what the person typed
        raise
    ids = list(waiting.claims)
    free = [name for name in ids if name not in held]
    here = _opened(asked, [claim] if claim else free) or claim or None
    before, behind = _around(ids, free, here)
    further = waiting.after if behind is None else None
    elsewhere, holder = len(ids) - len(free), held.get(here or "")
    return QueuePlace(here, before, behind, waiting.total, further, wanted.blind, elsewhere, holder)


def _held(asked: Asked) -> dict[str, str]:
    """The claims that others have open, and who; somebody without a name is not told."""
    who = asked.who
    return {lease.claim: lease.who for lease in reviewing.opened_by_others(asked.desk.store, who)} if who else {}


def _around(ids: list[str], free: list[str], here: str | None) -> tuple[str | None, str | None]:
    """The free claims before and behind one; of one that no longer waits, the first that does is behind it."""
    at = ids.index(here) if here in ids else -1
    before = [name for name in ids[: max(at, 0)] if name in free]
    behind = [name for name in ids[at + 1 :] if name in free]
    return next(reversed(before), None), next(iter(behind), None)


def _opened(asked: Asked, ids: list[str]) -> str | None:
    """The first of these claims that can be opened for the person who asks; the first of all for somebody without a name.

    Whoever was led here by another site opens nothing: a link elsewhere would make them hold claims.
    """
    if asked.who is None or not asked.led_by_us:
        return next(iter(ids), None)
    return reviewing.open_first(asked.desk.store, asked.who, ids)
