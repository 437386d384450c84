"""One incident: on how many independent origins it stands, the way to each, and its reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from reportedly import deciding
from reportedly.decision import Decision, State
from reportedly.incident import Incident
from reportedly.matching import possible_matches
from reportedly.records import digest
from reportedly.render.standing import alike_words
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, NotHereError, Refusal
from reportedly.web.pages.shared import shown
from reportedly.web.templates import address

if TYPE_CHECKING:
    from reportedly.workspace import Summary

NEAR, MOST = 5, 12  # days; incidents that are offered


def page(asked: Asked) -> Response:
    """The page; an incident that went into another leads there."""
    incident = found(asked)
    if incident.id != asked.path("id"):
        return RedirectResponse(address(f"/incident/{incident.id}"), 307)
    return _page(asked, incident, FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The page as it is now, with what could not be done to it, and the form that was sent as it was filled in."""
    return _page(asked, found(asked), refused)


def found(asked: Asked) -> Incident:
    """The incident that the address names, or the one that it went into. Raises NotHereError."""
    named = asked.path("id")
    incident = asked.desk.store.incident(named)
    if incident is None:
        raise NotHereError(gettext("This workspace holds no incident %(name)s.", name=named[:60]))
    return incident


def held_by(reports: Iterable[str]) -> str:
    """The reports of an incident as its forms say them: how many, and a digest of which."""
    ids = sorted(reports)
    return f"{len(ids)} {digest(*ids)}"


def _page(asked: Asked, incident: Incident, refused: Refusal) -> Response:
    desk = asked.desk
    readings = desk.store.readings_of(incident.reports)
    return shown(
        asked, "incident.html", refused.status, here="incidents", incident=incident, title=incident.title or gettext("No headline"),
        parts=fragments.incident_parts(incident, readings, desk.store),
        reports=[readings[name].report for name in incident.reports if name in readings], stale=desk.store.stale(),
        possible=possible_matches(desk.store, incident), alike=alike_words, others=_near(incident, desk.incidents()),
        was=held_by(incident.reports), done=_decided_now(asked), fault=refused.words,
        sent=asked.request.url.path.rpartition("/")[2], other=asked.field("other"), ticked=asked.fields("report"),
        why=asked.field("why"),
    )  # fmt: skip


def _decided_now(asked: Asked) -> Decision | None:
    """The decision that the address calls done, where it stands and is by the person who asks."""
    number = asked.number("done", 0)
    made = deciding.numbered(asked.desk.store, number) if number else []
    fitting = (one for one in made if one.state is State.STANDS and one.who == asked.who)
    return next(fitting, None)


def _near(incident: Incident, every: Iterable[Summary]) -> list[Summary]:
    """Other incidents of the same days, those in the same place and then of the same kind first: what it may be one with."""
    if incident.start is None:
        return []
    place, kind = incident.where.name if incident.where else None, (incident.type or "").lower()
    day = date.fromisoformat(incident.start[:10])
    first, last = (_later(day, days) for days in (-NEAR, NEAR))
    found = [one for one in every if one.start and first <= one.start[:10] <= last and one.id != incident.id]
    return sorted(found, key=lambda one: (one.place != place, one.kind != kind, one.id))[:MOST]


def _later(day: date, days: int) -> str:
    """An ISO day so many days later, or the last that there is."""
    return date.fromordinal(min(max(1, day.toordinal() + days), date.max.toordinal())).isoformat()
