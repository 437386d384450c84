"""Incidents: those there are, narrowed, and one whole with its assertions, origins and differences."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from reportedly import asking
from reportedly.incident import Incident
from reportedly.web.api.asks import IncidentsAsked, NoParameters
from reportedly.web.api.call import Answer, Call
from reportedly.web.api.paging import opened_number, sealed
from reportedly.web.desk import Desk
from reportedly.web.errors import NotHereError

OF = "incidents"


def page(call: Call, asked: IncidentsAsked) -> Answer:
    """Incidents, those made last first: that never changes, whatever is added to one."""
    shared = asked.standing in ("shared", "one")
    wanted = asking.IncidentFilter(
        asked.kind or None, asked.country or None, asked.month or None, 2 if shared else None,
        1 if asked.standing == "one" else None, asked.report or None, asked.standing == "disputed",
    )  # fmt: skip
    before = opened_number(OF, asked.after) or None
    found, further = asking.incidents_page(call.desk.store, before, asked.limit, wanted)
    return Answer({"incidents": found, "after": sealed(OF, further)})


def incident(call: Call, asked: NoParameters) -> Answer:
    """One incident; where it went into another one, that is where to ask."""
    named = call.path("id")
    found = incident_of(call.desk, named)
    whole = told(call.desk, found)
    if found.id != named:
        return Answer(whole, 307, f"/api/v1/incidents/{quote(found.id, safe='')}")
    return Answer(whole)


def incident_of(desk: Desk, named: str) -> Incident:
    """The incident of an id. Raises NotHereError."""
    found = desk.store.incident(named)
    if found is None:
        raise NotHereError(f"This workspace holds no incident {named[:60]}.")
    return found


def told(desk: Desk, found: Incident) -> dict[str, Any]:
    """An incident with its reports."""
    return asking.incident_whole(found, desk.store.reports(found.reports))
