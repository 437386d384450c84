"""The name under which somebody decides, to be given or changed."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.web.pages.shared import back, shown
from reportedly.web.person import person_named, remember


def page(asked: Asked) -> Response:
    """The form."""
    return shown(asked, "person.html", back=asked.value("back") or "/")


def keep(asked: Asked) -> Response:
    """Keeps the name and leads back."""
    who = person_named(asked.field("who"))
    if who is None:
        raise RefusedError(gettext("That is no name. Give one of at most 80 characters, without “>”."))
    response = back(asked.field("back"))
    remember(response, who)
    return response
