"""The door: a name and a password let in, and lead to the page that was asked for; logging out ends the session."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from reportedly.text import N_, gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, Refusal, RefusedError
from reportedly.web.pages.shared import back, shown
from reportedly.web.team import TeamEntrance

WRONG = N_("That name and password do not go together.")


def page(team: TeamEntrance, asked: Asked) -> Response:
    """The form; whoever is in already is led on."""
    target = asked.value("back")
    return back(target) if asked.actor.permission else form(team, asked, target)


def again(team: TeamEntrance, asked: Asked, refused: Refusal) -> Response:
    """The form with the name that was typed, and why it let nobody in."""
    return form(team, asked, asked.field("back"), refused)


def enter(team: TeamEntrance, asked: Asked) -> Response:
    """Logs in. The words are the same whatever does not fit."""
    person = team.person_of(asked.request, asked.field("name"), asked.field("password"))
    if person is None:
        raise RefusedError(gettext(WRONG), 401)
    return team.let_in(asked.request, back(asked.field("back")), person, "password")


def leave(team: TeamEntrance, asked: Asked) -> Response:
    """Logs out, also where the session is over already."""
    return team.let_out(asked.request, RedirectResponse("/login", 303))


def form(team: TeamEntrance, asked: Asked, target: str, refused: Refusal = FINE) -> Response:
    """The ways in that there are, with what went wrong."""
    ways = {"house": team.house is not None, "passwords": team.accounts.people.passwords}
    return shown(
        asked, "login.html", refused.status, back=target, name=asked.field("name"), fault=refused.words, **ways
    )
