"""What every page has in common: the template with the frame around it, and whither a form leads back."""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.entrance import rights_of
from reportedly.web.errors import RefusedError
from reportedly.web.person import PersonName, person_named, remember
from reportedly.web.templates import rendered


def shown(asked: Asked, template: str, status: int = 200, **values: Any) -> Response:
    """A page with what its frame shows of the request, and the name that was given with a form."""
    may, given = rights_of(asked.request), asked.field("who")
    return rendered(template, status, who=asked.who, given=given, may=may, address=asked.address, **values)


def back(target: str) -> Response:
    """Leads to a page of this server after something was done; elsewhere is nowhere."""
    inside = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return RedirectResponse(target if inside else "/", 303)


def person(asked: Asked) -> PersonName:
    """Who decides: the name of whoever asks; where they have none yet, the one in the form. Raises RefusedError where there is none."""
    found = asked.who or person_named(asked.field("who"))
    if found is None:
        raise RefusedError(gettext("A decision is kept with the name of the person who makes it. Give yours too."))
    return found


def name_given(asked: Asked, field: str) -> PersonName:
    """The name in a field. Raises RefusedError for what can be none."""
    found = person_named(asked.field(field))
    if found is None:
        raise RefusedError(gettext("That is no name. Give one of at most 80 characters, without “>”."))
    return found


def remembered(asked: Asked, response: Response, who: PersonName) -> Response:
    """The response; it keeps the name of somebody who gave it just now."""
    if asked.who != who:
        remember(response, who)
    return response
