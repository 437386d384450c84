"""A link that is used once: whoever has it chooses a password and is in. Opening it does not use it up."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, Refusal
from reportedly.web.pages.shared import back, name_given, shown
from reportedly.web.team import TeamEntrance


def page(team: TeamEntrance, asked: Asked) -> Response:
    """The form; for the first owner it asks for a name too."""
    return _form(team, asked, FINE)


def again(team: TeamEntrance, asked: Asked, refused: Refusal) -> Response:
    """The form with the name that was typed, and why nobody is in by it."""
    return _form(team, asked, refused)


def choose(team: TeamEntrance, asked: Asked) -> Response:
    """Sets the password and logs in."""
    people, link = team.accounts.people, asked.path("link")
    invited = people.invited(link)
    name = invited.name if invited else name_given(asked, "name")
    hashed = team.passwords.hashed(asked.field("password"), asked.field("again"), name)
    person = people.accept(link, name, hashed)
    team.accounts.attempts.succeeded(person.name, team.browser_of(asked.request))
    return team.let_in(asked.request, back("/"), person, "password")


def _form(team: TeamEntrance, asked: Asked, refused: Refusal) -> Response:
    person = team.accounts.people.invited(asked.path("link"))
    return shown(asked, "join.html", refused.status, person=person, name=asked.field("name"), fault=refused.words)
