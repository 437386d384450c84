"""One claim under an address of its own: its words, its chain, why it is there, what people decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from reportedly import deciding
from reportedly.decision import Decision, DecisionError, State, Verb
from reportedly.records import Reading
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.decided_on import decisions_on
from reportedly.web.errors import FINE, NotHereError, Refusal, RefusedError
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address

if TYPE_CHECKING:
    from reportedly.web.person import PersonName
    from reportedly.workspace import Connects

JUDGING = {"accept": Verb.ACCEPT, "reject": Verb.REJECT, "unsure": Verb.UNSURE}


def page(asked: Asked) -> Response:
    """The page; the start of an id leads to the whole one."""
    reading, at = found(asked, asked.path("id"))
    if (whole := reading.claims[at].id) != asked.path("id"):
        return RedirectResponse(address(f"/claim/{whole}"), 307)
    return _page(asked, reading, at, FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The page, with why what was sent from it was not done."""
    return _page(asked, *found(asked, asked.path("id")), refused)


def _page(asked: Asked, reading: Reading, at: int, refused: Refusal) -> Response:
    claim, number = reading.claims[at], asked.number("done", 0)
    decisions = decisions_on(asked.desk.store, reading, claim)
    done = own_number(asked, [made for made in decisions if made.number == number])
    return shown(
        asked, "claim.html", refused.status, reading=reading, claim=claim, number=at + 1, fragments=fragments, decisions=decisions,
        fault=refused.words,
        paragraphs=fragments.lit_paragraphs(reading, claim), done=done,
        incident=next(iter(asked.desk.incidents_of(reading.report.id, at + 1)), None),
    )  # fmt: skip


def judge(asked: Asked) -> Response:
    """Accepts, rejects or leaves the claim open, and leads back to it."""
    reading, at = found(asked, asked.path("id"))
    named, verb, who = reading.claims[at].id, verb_of(asked), person(asked)
    made = asked.desk.decide(lambda _, store: judged(asked, store, verb, named, who))
    return remembered(asked, back(address(f"/claim/{named}", done=made[0].number)), who)


def judged(asked: Asked, store: Connects, verb: Verb, named: str, who: PersonName) -> Sequence[Decision]:
    """The judgement; after a second click the one that the first has made, where that stands."""
    return same_judgements(store, verb, named, who) or deciding.judge(
        store, verb, [named], who, asked.field("why") or None
    )


def same_judgements(store: Connects, verb: Verb, named: str, who: PersonName) -> list[Decision]:
    """The judgements of a claim that say the same, stand and are by the same person."""
    reading, at = deciding.find_claim(store, named)
    made = decisions_on(store, reading, reading.claims[at])
    return [one for one in made if (one.verb, one.state, one.who) == (verb, State.STANDS, who)]


def verb_of(asked: Asked) -> Verb:
    """What the pressed button says."""
    if asked.field("verb") not in JUDGING:
        raise RefusedError(gettext("Say whether the claim was read rightly: accept, reject or unsure."))
    return JUDGING[asked.field("verb")]


def found(asked: Asked, named: str) -> tuple[Reading, int]:
    """The reading that a claim stands in and its place there. Raises NotHereError."""
    try:
        return deciding.find_claim(asked.desk.store, named)
    except DecisionError as error:
        raise NotHereError(gettext("This workspace holds no claim %(name)s.", name=named[:60])) from error


def own_number(asked: Asked, made: Iterable[Decision]) -> int | None:
    """The number of the first of these decisions that stands and is by the person who asks, null where none is."""
    return next((one.number for one in made if one.state is State.STANDS and one.who == asked.who), None)
