"""A report: the article with every source lit, its claims by origin beside their permalinks, where and when."""

from __future__ import annotations

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError
from reportedly.web.pages.shared import shown


def page(asked: Asked) -> Response:
    """The page."""
    store, named = asked.desk.store, asked.path("id")
    reading = store.reading(named)
    if reading is None:
        raise NotHereError(gettext("This workspace holds no report %(name)s.", name=named[:60]))
    incidents = asked.desk.incidents_of(named)
    return shown(asked, "report.html", reading=reading, fragments=fragments, incidents=incidents)
