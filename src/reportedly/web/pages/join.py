"""A link that is used once: whoever has it chooses a password and is in. Opening it does not use it up."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.web.pages.shared import back, shown
from reportedly.web.person import person_named
from reportedly.web.team import TeamEntrance


def page(team: TeamEntrance, asked: Asked) -> Response:
    """The form; for the first owner it asks for a name too."""
    return _form(team, asked)


def choose(team: TeamEntrance, asked: Asked) -> Response:
    """Sets the password and logs in; with what is wrong, the form again."""
    people, link = team.accounts.people, asked.path("link")
    invited = people.invited(link)
    try:
        name = invited.name if invited else _name(asked)
        hashed = team.passwords.hashed(asked.field("password"), asked.field("again"), name)
    except RefusedError as error:
        return _form(team, asked, str(error), error.status)
    person = people.accept(link, name, hashed)
    team.accounts.attempts.succeeded(person.name, team.browser_of(asked.request))
    return team.let_in(asked.request, back("/"), person, "password")


def _form(team: TeamEntrance, asked: Asked, fault: str = "", status: int = 200) -> Response:
    person = team.accounts.people.invited(asked.path("link"))
    return shown(asked, "join.html", status, person=person, name=asked.field("name"), fault=fault)


def _name(asked: Asked) -> str:
    found = person_named(asked.field("name"))
    if found is None:
        raise RefusedError(gettext("That is no name. Give one of at most 80 characters, without “>”."))
    return found
