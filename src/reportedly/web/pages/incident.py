"""One incident: on how many independent origins it stands, the way to each, and its reports."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError
from reportedly.web.pages.shared import shown
from reportedly.web.templates import address


def page(asked: Asked) -> Response:
    """The page; an incident that went into another leads there."""
    desk, named = asked.desk, asked.path("id")
    incident = desk.store.incident(named)
    if incident is None:
        raise NotHereError(f"incident {named[:60]}")
    if incident.id != named:
        return RedirectResponse(address(f"/incident/{incident.id}"), 307)
    reports = desk.store.reports(incident.reports)
    return shown(
        asked, "incident.html", here="incidents", incident=incident, title=incident.title or "No headline",
        parts=fragments.incident_parts(incident, desk.store),
        reports=[reports[name] for name in incident.reports if name in reports], stale=desk.store.size().stale,
    )  # fmt: skip
