"""The name under which somebody decides, to be given or changed."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.web.asked import Asked
from reportedly.web.errors import Refusal
from reportedly.web.pages.shared import back, name_given, shown
from reportedly.web.person import remember


def page(asked: Asked) -> Response:
    """The form."""
    return shown(asked, "person.html", back=asked.value("back") or "/", name=asked.who or "", fault="")


def again(asked: Asked, refused: Refusal) -> Response:
    """The form with what can be no name."""
    typed, target = asked.field("who"), asked.field("back")
    return shown(asked, "person.html", refused.status, back=target, name=typed, fault=refused.words)


def keep(asked: Asked) -> Response:
    """Keeps the name and leads back."""
    who, response = name_given(asked, "who"), back(asked.field("back"))
    remember(response, who)
    return response
