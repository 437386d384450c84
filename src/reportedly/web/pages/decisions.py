"""Decisions: what people decided, the latest first, who and why; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from starlette.responses import Response

from reportedly import deciding
from reportedly.decision import Decision
from reportedly.render.decision_words import named_reports
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, Refusal, RefusedError
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.permission import Permission
from reportedly.web.person import PersonName
from reportedly.workspace import report_titles

MANY = 50  # commands on a page
MOST = 500  # commands that are looked at for a page of those that share what became of them
OTHERS = Permission.REVIEWER  # who may take back what somebody else decided


def page(asked: Asked) -> Response:
    """The list, of everybody or of one person, of all or those that lost what they were about."""
    return _page(asked, FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The whole list, with why a decision was not taken back; somebody who gave no name is asked for it."""
    return _page(asked, refused)


def _page(asked: Asked, refused: Refusal) -> Response:
    store, by, state, before = asked.desk.store, asked.value("by"), asked.value("state"), asked.number("before", 0)
    commands, further = _commands(asked, before or None, by, state)
    return shown(
        asked, "decisions.html", refused.status, here="decisions", fault=refused.words, number=asked.field("number"),
        back=asked.field("back"), commands=commands, by=by, state=state, before=before, further=further,
        total=None if state else deciding.commands_counted(store, by), people=deciding.deciders(store),
        fragments=fragments, titles=_titles(asked, commands), may_take_back=partial(may_take_back, asked),
    )  # fmt: skip


def _commands(asked: Asked, before: int | None, by: str, state: str) -> tuple[list[list[Decision]], int | None]:
    """The next commands that fit, and the number before which the list goes on, null where it ends. What became of a
    decision is not kept but found, so no more than `MOST` commands are looked at for one page.
    """
    found: list[list[Decision]] = []
    for _ in range(MOST // MANY):
        some = deciding.commands_before(asked.desk.store, before, MANY, by)
        fitting = ([made for made in held if state in ("", made.state.value)] for held in some)
        found += filter(None, fitting)
        before = some[-1][0].number if len(some) == MANY else None
        if len(found) > MANY:
            return found[:MANY], found[MANY - 1][0].number
        if before is None:
            break
    return found, before


def _titles(asked: Asked, commands: Iterable[Iterable[Decision]]) -> dict[str, str]:
    """The titles of the reports by which incidents are named that were put together or apart."""
    return report_titles(asked.desk.store, named_reports(one for held in commands for one in held))


def undo(asked: Asked) -> Response:
    """Takes a decision back and leads back to where it was asked for."""
    _, who = taken_back(asked)
    return remembered(asked, back(asked.field("back") or "/decisions"), who)


def taken_back(asked: Asked) -> tuple[deciding.Made, PersonName]:
    """What a form takes back, and who does. Raises RefusedError where somebody else made it and whoever asks may not,
    DecisionError where it is not there or was taken back already.
    """
    number, who = asked.chosen("number"), person(asked)
    made = deciding.of_number(asked.desk.store, number)
    if not all(may_take_back(asked, one) for one in made):
        words = gettext("Somebody else made decision %(number)s. It takes a reviewer to take it back.", number=number)
        raise RefusedError(words, 403)
    asked.desk.decide(lambda _, store: deciding.undo(store, number, who, asked.field("why") or None))
    return made, who


def may_take_back(asked: Asked, made: Decision) -> bool:
    """Whether somebody may undo a decision: their own, or anybody's."""
    return made.who == asked.who or asked.actor.permission >= OTHERS
