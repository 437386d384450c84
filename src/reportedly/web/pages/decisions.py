"""Decisions: what people decided, the latest first, who and why; each can be taken back."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from starlette.responses import Response

from reportedly import deciding
from reportedly.decision import Decision, Verb
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.permission import Permission
from reportedly.web.person import PersonName

MANY = 50  # commands on a page
OTHERS = Permission.REVIEWER  # who may take back what somebody else decided


def page(asked: Asked) -> Response:
    """The list, of everybody or of one person, of all or those that lost what they were about."""
    every = deciding.decisions(asked.desk.store)
    people = sorted({made.who for made in every}, key=str.casefold)
    by, state = asked.value("by"), asked.value("state")
    fitting = [made for made in every if (not by or made.who == by) and (not state or made.state.value == state)]
    commands = [list(held) for _, held in groupby(reversed(fitting), key=lambda made: made.number)]
    number = asked.number("page")
    first = (number - 1) * MANY
    return shown(
        asked, "decisions.html", here="decisions", commands=commands[first : first + MANY], total=len(commands), by=by,
        state=state, people=people, page=number, more=len(commands) > first + MANY, fragments=fragments, verbs=Verb,
        may_take_back=partial(may_take_back, asked),
    )  # fmt: skip


def undo(asked: Asked) -> Response:
    """Takes a decision back and leads back to where it was asked for."""
    number, who = asked.chosen("number"), person(asked)
    take_back(asked, number, who)
    return remembered(asked, back(asked.field("back") or "/decisions"), who)


def take_back(asked: Asked, number: int, who: PersonName) -> None:
    """Takes a decision back. Raises RefusedError where somebody else made it and whoever asks may not."""
    if asked.actor.permission < OTHERS:
        made = [one for one in deciding.decisions(asked.desk.store) if one.number == number]
        if not all(may_take_back(asked, one) for one in made):
            words = gettext(
                "Somebody else made decision %(number)s. It takes a reviewer to take it back.", number=number
            )
            raise RefusedError(words, 403)
    asked.desk.decide(lambda _, store: deciding.undo(store, number, who, asked.field("why") or None))


def may_take_back(asked: Asked, made: Decision) -> bool:
    """Whether somebody may undo a decision: their own, or anybody's."""
    return made.who == asked.who or asked.actor.permission >= OTHERS
