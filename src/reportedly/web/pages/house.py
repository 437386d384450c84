"""The login of the house: a browser goes to its identity provider and comes back with somebody for whom that vouches.

Who was not added by an owner is told whom to ask, and nothing else.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from reportedly.text import N_, gettext
from reportedly.visible import one_line, shortened
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError, Refusal, RefusedError
from reportedly.web.pages.login import form
from reportedly.web.pages.shared import back, shown
from reportedly.web.permission import Permission
from reportedly.web.team import TeamEntrance

if TYPE_CHECKING:
    from reportedly.oidc.provider import HouseLogin, VouchedPerson

AWAY = N_(
    "The login of your house does not answer as it should. Try again in a minute; the log of this server says more."
)
NOT_BACK = N_("This login was not begun in this browser, took too long, or was refused. Begin again.")
log = logging.getLogger(__name__)


def begin(team: TeamEntrance, asked: Asked) -> Response:
    """Leads to the provider; whoever is in already is led on."""
    house, target = _house(team), asked.value("back")
    from reportedly.oidc.provider import HouseError

    if asked.actor.permission:
        return back(target)
    try:
        with team.going_out.turn():
            address, seed = house.way(target, team.house_back)
    except RefusedError as error:
        return form(team, asked, target, Refusal(str(error), error.status))
    except HouseError as error:
        log.warning("%s", error)
        return form(team, asked, target, Refusal(gettext(AWAY), 503))
    return team.send_out(RedirectResponse(address, 303), seed)


def arrive(team: TeamEntrance, asked: Asked) -> Response:
    """Lets in for whom the provider vouches, and who was added; whatever comes of it, the way is used up."""
    return team.back_home(_arrived(team, _house(team), asked))


def _arrived(team: TeamEntrance, house: HouseLogin, asked: Asked) -> Response:
    from reportedly.oidc.provider import HouseError, LoginReturn

    seed = team.seed_of(asked.request)
    brought = LoginReturn(seed, *(asked.value(name) for name in ("state", "code", "iss", "error")))
    try:
        with team.coming_back.turn():
            vouched, target = house.vouches(brought, team.house_back)
    except RefusedError as error:
        return form(team, asked, "", Refusal(str(error), error.status))
    except HouseError as error:
        log.warning("%s", error)
        return form(team, asked, "", Refusal(gettext(NOT_BACK), 401))
    person = team.accounts.people.vouched(vouched.identity, vouched.name)
    return team.let_in(asked.request, back(target), person, "house") if person else _stranger(team, asked, vouched)


def _stranger(team: TeamEntrance, asked: Asked, vouched: VouchedPerson) -> Response:
    """Whom to ask is told to those alone for whom the house vouches."""
    everyone = team.accounts.people.everyone()
    owners = [one.name for one in everyone if one.role == Permission.OWNER.word and not one.disabled]
    name = shortened(one_line(vouched.name), 255)
    return shown(asked, "stranger.html", 403, name=name, owners=owners)


def _house(team: TeamEntrance) -> HouseLogin:
    if team.house is None:
        raise NotHereError(gettext("People log in here by password; no accounts of a house are set up."))
    return team.house
