"""The name under which somebody decides, to be given or changed."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.pages.shared import back, shown
from reportedly.web.person import person_named, remember


def page(asked: Asked) -> Response:
    """The form."""
    return shown(asked, "person.html", back=asked.value("back") or "/", name=asked.who or "", fault="")


def keep(asked: Asked) -> Response:
    """Keeps the name and leads back; what can be no name stands in the form again."""
    typed = asked.field("who")
    who = person_named(typed)
    if who is None:
        fault = gettext("That is no name. Give one of at most 80 characters, without “>”.")
        return shown(asked, "person.html", 400, back=asked.field("back"), name=typed, fault=fault)
    response = back(asked.field("back"))
    remember(response, who)
    return response
