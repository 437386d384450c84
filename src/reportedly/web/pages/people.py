"""People: who may use the workspace, added by a link that is used once. Owners alone see it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, Refusal, RefusedError
from reportedly.web.pages.shared import back, name_given, shown
from reportedly.web.permission import ROLES, Permission, role_named
from reportedly.web.team import TeamEntrance


def page(team: TeamEntrance, asked: Asked) -> Response:
    """Everybody, their sessions, and the form to add somebody."""
    return _list(team, asked)


def again(team: TeamEntrance, asked: Asked, refused: Refusal) -> Response:
    """The same with why what was sent was not done; somebody who was not added stands in the form still."""
    return _list(team, asked, refused=refused)


def add(team: TeamEntrance, asked: Asked) -> Response:
    """Adds somebody; the page that answers is the only one that ever shows the link."""
    name, role = name_given(asked, "name"), _role(asked)
    link = team.accounts.people.add(name, role)
    return _list(team, asked, team.link(link) if link else "", name)


def link(team: TeamEntrance, asked: Asked) -> Response:
    """Makes a new link for somebody who has not used theirs, or forgot the password."""
    number = asked.chosen("person")
    made = team.accounts.people.invite(number)
    name = next(person.name for person in team.accounts.people.everyone() if person.id == number)
    return _list(team, asked, team.link(made), name)


def role(team: TeamEntrance, asked: Asked) -> Response:
    """Gives somebody another role, from their next request on."""
    team.accounts.people.set_role(asked.chosen("person"), _role(asked))
    return back("/people")


def disable(team: TeamEntrance, asked: Asked) -> Response:
    """Keeps somebody out from now on."""
    return _done(asked, team.accounts.people.disable)


def enable(team: TeamEntrance, asked: Asked) -> Response:
    """Lets somebody in again."""
    return _done(asked, team.accounts.people.enable)


def release(team: TeamEntrance, asked: Asked) -> Response:
    """Lets another account of the house come in as somebody, as when they were given a new one there."""
    return _done(asked, team.accounts.people.release)


def _done(asked: Asked, change: Callable[[int], None]) -> Response:
    change(asked.chosen("person"))
    return back("/people")


def _role(asked: Asked) -> str:
    found = role_named(asked.field("role"))
    if found is Permission.NOBODY:
        raise RefusedError(gettext("Choose a role: viewer, coder, reviewer or owner."))
    return found.word


def _list(team: TeamEntrance, asked: Asked, made: str = "", name: str = "", refused: Refusal = FINE) -> Response:
    here, adding = team.session_of(asked.request), bool(refused.words) and asked.request.url.path == "/people"
    return shown(
        asked, "people.html", refused.status, here="people", people=team.accounts.people.everyone(), roles=[role.word for role in ROLES],
        sessions=team.accounts.sessions.standing(), link=made, name=name, this=here.id if here else None,
        house=team.house is not None, passwords=team.accounts.people.passwords, fault=refused.words, adding=adding,
        typed=asked.field("name") if adding else "", chosen=asked.field("role") if adding else "",
    )  # fmt: skip
