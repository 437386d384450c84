"""The one style sheet and the one script, under addresses that change with their content."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError
from reportedly.web.templates import script, style

FOR_GOOD = "public, max-age=31536000, immutable"
FILES = {"style.css": (style, "text/css"), "keys.js": (script, "text/javascript")}


def page(asked: Asked) -> Response:
    """A file by its name."""
    name = asked.path("name")
    if name not in FILES:
        raise NotHereError(gettext("There is no file %(name)s.", name=name))
    made, kind = FILES[name]
    return Response(made(), media_type=kind, headers={"Cache-Control": FOR_GOOD})
