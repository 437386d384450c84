"""The door: a name and a password let in, and lead to the page that was asked for; logging out ends the session."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from reportedly.text import N_, gettext
from reportedly.web.asked import Asked
from reportedly.web.pages.shared import back, shown
from reportedly.web.team import Team

WRONG = N_("That name and password do not go together.")


def page(team: Team, asked: Asked) -> Response:
    """The form; whoever is in already is led on."""
    target = asked.value("back")
    return back(target) if asked.actor.permission else shown(asked, "login.html", back=target, name="", fault="")


def enter(team: Team, asked: Asked) -> Response:
    """Logs in. The words are the same whatever does not fit."""
    name, target = asked.field("name"), asked.field("back")
    person = team.person_of(name, asked.field("password"))
    if person is None:
        return shown(asked, "login.html", 401, back=target, name=name, fault=gettext(WRONG))
    return team.let_in(asked.request, back(target), person)


def leave(team: Team, asked: Asked) -> Response:
    """Logs out, also where the session is over already."""
    return team.let_out(asked.request, RedirectResponse("/login", 303))
