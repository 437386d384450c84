"""One claim under an address of its own: its words, its chain, why it is there, what people decided on it."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import RedirectResponse, Response

from reportedly import deciding
from reportedly.decision import Decision, DecisionError, State, Verb
from reportedly.records import Reading
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.decided_on import decisions_on
from reportedly.web.errors import NotHereError, RefusedError
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address

JUDGING = {"accept": Verb.ACCEPT, "reject": Verb.REJECT, "unsure": Verb.UNSURE}


def page(asked: Asked) -> Response:
    """The page; the start of an id leads to the whole one."""
    reading, at = found(asked, asked.path("id"))
    if (whole := reading.claims[at].id) != asked.path("id"):
        return RedirectResponse(address(f"/claim/{whole}"), 307)
    return _page(asked, reading, at)


def _page(asked: Asked, reading: Reading, at: int, fault: str = "", status: int = 200) -> Response:
    """The page, with why what was sent from it was not done."""
    claim, number = reading.claims[at], asked.number("done", 0)
    decisions = decisions_on(asked.desk.store, reading, claim)
    done = own_number(asked, [made for made in decisions if made.number == number])
    return shown(
        asked, "claim.html", status, reading=reading, claim=claim, number=at + 1, fragments=fragments, decisions=decisions,
        fault=fault,
        paragraphs=fragments.lit_paragraphs(reading, claim), done=done,
        incident=next(iter(asked.desk.incidents_of(reading.report.id)), None),
    )  # fmt: skip


def judge(asked: Asked) -> Response:
    """Accepts, rejects or leaves the claim open, and leads back to it; with what is wrong, to its page as it was filled in."""
    reading, at = found(asked, asked.path("id"))
    named = reading.claims[at].id
    try:
        verb, who = verb_of(asked), person(asked)
        made = asked.desk.decide(lambda _, store: deciding.judge(store, verb, [named], who, asked.field("why") or None))
    except (DecisionError, RefusedError) as error:
        return _page(asked, reading, at, str(error), getattr(error, "status", 400))
    return remembered(asked, back(address(f"/claim/{named}", done=made[0].number)), who)


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
