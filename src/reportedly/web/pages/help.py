"""Help: what the words mean, how to ask, which keys there are."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.corrections.fields import FIELDS
from reportedly.web.asked import Asked
from reportedly.web.pages.shared import shown
from reportedly.workspace import search_fields


def page(asked: Asked) -> Response:
    """The page."""
    return shown(asked, "help.html", here="help", fields=search_fields(), corrected=tuple(FIELDS.values()))
