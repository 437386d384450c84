"""Decisions: what people decided, the latest first, who and why; each can be taken back."""

from __future__ import annotations

from itertools import groupby

from starlette.responses import Response

from reportedly import deciding
from reportedly.decision import Verb
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.pages.shared import back, person, remembered, shown

MANY = 50  # commands on a page


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
    )  # fmt: skip


def undo(asked: Asked) -> Response:
    """Takes a decision back and leads back to where it was asked for."""
    number, who = asked.chosen("number"), person(asked)
    asked.desk.decide(lambda _, store: deciding.undo(store, number, who, asked.field("why") or None))
    return remembered(asked, back(asked.field("back") or "/decisions"), who)
