"""One incident: on how many independent origins it stands, the way to each, and its reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from reportedly.incident import Incident
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError
from reportedly.web.pages.sets import decided_now, held_by
from reportedly.web.pages.shared import shown
from reportedly.web.templates import address

if TYPE_CHECKING:
    from reportedly.workspace import Summary

NEAR, MOST = 5, 12  # days; incidents that are offered


def page(asked: Asked) -> Response:
    """The page; an incident that went into another leads there."""
    desk, named = asked.desk, asked.path("id")
    incident = desk.store.incident(named)
    if incident is None:
        raise NotHereError(gettext("incident %(name)s", name=named[:60]))
    if incident.id != named:
        return RedirectResponse(address(f"/incident/{incident.id}"), 307)
    reports = desk.store.reports(incident.reports)
    others = _near(incident, desk.incidents())
    return shown(
        asked, "incident.html", here="incidents", incident=incident, title=incident.title or gettext("No headline"),
        parts=fragments.incident_parts(incident, desk.store),
        reports=[reports[name] for name in incident.reports if name in reports], stale=desk.store.size().stale,
        others=others, was=held_by(incident.reports), done=decided_now(asked),
    )  # fmt: skip


def _near(incident: Incident, every: Iterable[Summary]) -> list[Summary]:
    """Other incidents of the same days, those in the same place and then of the same kind first: what it may be one with."""
    day = _day(incident.start)
    place, kind = incident.where.name if incident.where else None, (incident.type or "").lower()
    found = [one for one in every if one.id != incident.id and day and abs(_day(one.start) - day) <= NEAR]
    return sorted(found, key=lambda one: (one.place != place, one.kind != kind, one.id))[:MOST]


def _day(text: str | None) -> int:
    """The number of an ISO day, 0 where it is not known."""
    return date.fromisoformat(text[:10]).toordinal() if text else 0
