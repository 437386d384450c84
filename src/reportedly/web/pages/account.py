"""One's own account: where one is logged in, and the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, NotHereError, Refusal, RefusedError
from reportedly.web.pages.shared import back, shown
from reportedly.web.permission import Permission
from reportedly.web.team import TeamEntrance

if TYPE_CHECKING:
    from reportedly.workspace import Session


def page(team: TeamEntrance, asked: Asked) -> Response:
    """Name, role, sessions, and the form for another password."""
    return _form(team, asked, FINE)


def again(team: TeamEntrance, asked: Asked, refused: Refusal) -> Response:
    """The same with why what was sent was not done; passwords are typed anew."""
    return _form(team, asked, refused)


def password(team: TeamEntrance, asked: Asked) -> Response:
    """Sets another password: every other session ends, and this one is a new one."""
    person = _own(team, asked).person
    if team.person_of(asked.request, person.name, asked.field("now")) is None:
        raise RefusedError(gettext("The password that you have now is another one."), 403)
    hashed = team.passwords.hashed(asked.field("password"), asked.field("again"), person.name)
    team.accounts.people.set_password(person.id, hashed)
    return team.let_in(asked.request, back("/account?done=1"), person, "password")


def end(team: TeamEntrance, asked: Asked) -> Response:
    """Ends a session: one's own, and for an owner anybody's."""
    number, person = asked.chosen("session"), _own(team, asked).person
    found = next((one for one in team.accounts.sessions.standing() if one.id == number), None)
    if found is None or (found.person.id != person.id and asked.actor.permission < Permission.OWNER):
        raise NotHereError(gettext("You have no session %(number)s.", number=number))
    team.accounts.sessions.end(number)
    return back(asked.field("back") or "/account")


def _form(team: TeamEntrance, asked: Asked, refused: Refusal) -> Response:
    here = _own(team, asked)
    own = [one for one in team.accounts.sessions.standing() if one.person.id == here.person.id]
    return shown(
        asked, "account.html", refused.status, person=here.person, sessions=own, this=here.id, fault=refused.words,
        done=asked.value("done"), passwords=here.person.joined and team.accounts.people.passwords,
    )  # fmt: skip


def _own(team: TeamEntrance, asked: Asked) -> Session:
    """The session of whoever asks. It may have ended a moment ago."""
    found = team.session_of(asked.request)
    if found is None:
        raise RefusedError(gettext("You were logged out meanwhile. Log in again."), 401)
    return found
