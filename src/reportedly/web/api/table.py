"""Every call that the interface answers: the one table from which it is served, guarded and described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportedly.web.api import asks, claims, decisions, history, incidents, reports
from reportedly.web.api.call import Answer, Call
from reportedly.web.permission import Permission

VIEWER, CODER, OWNER = Permission.VIEWER, Permission.CODER, Permission.OWNER


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One call: what answers it, what the caller must be allowed to do, what can be asked and what is given (names of
    `shapes.py`), and the status of an answer.
    """

    method: str
    path: str
    answer: Callable[[Call, Any], Answer]
    permission: Permission
    asks: Any
    gives: str
    words: str
    status: int = 200

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return self.method != "GET"


REPORTS = "/reports"  # the one path that takes more than a form holds
ENDPOINTS = (
    Endpoint("GET", REPORTS, reports.page, VIEWER, asks.ReportsAsked, "Reports", "List reports"),
    Endpoint(
        "GET", "/reports/{id}", reports.report, VIEWER, asks.NoParameters, "Reading", "Read one report with its claims"
    ),
    Endpoint("GET", "/claims", claims.page, VIEWER, asks.ClaimsAsked, "Claims", "Find claims, newest reports first"),
    Endpoint(
        "GET", "/claims/{id}", claims.claim, VIEWER, asks.NoParameters, "ClaimWhole", "One claim with its decisions"
    ),
    Endpoint("GET", "/facets", claims.facets, VIEWER, asks.QueryAsked, "Facets", "Count what a query finds"),
    Endpoint(
        "GET",
        "/sources",
        claims.sources,
        VIEWER,
        asks.QueryAsked,
        "Sources",
        "List the bodies that are cited, 30 at most",
    ),
    Endpoint("GET", "/outlets", claims.outlets, VIEWER, asks.QueryAsked, "Outlets", "List the outlets, 30 at most"),
    Endpoint("GET", "/incidents", incidents.page, VIEWER, asks.IncidentsAsked, "Incidents", "List incidents"),
    Endpoint(
        "GET", "/incidents/{id}", incidents.incident, VIEWER, asks.NoParameters, "IncidentWhole", "One incident whole"
    ),
    Endpoint("GET", "/decisions", decisions.page, VIEWER, asks.DecisionsAsked, "Decisions", "List what people decided"),
    Endpoint("GET", "/changes", history.changes, VIEWER, asks.ChangesAsked, "Changes", "What was done since a change"),
    Endpoint("GET", "/errors", reports.errors, OWNER, asks.Paged, "Errors", "List inputs that gave no reading"),
    Endpoint("GET", "/intake", reports.intake, OWNER, asks.NoParameters, "Intake", "What is being taken in"),
    Endpoint("POST", "/decisions", decisions.make, CODER, asks.Decide, "Made", "Decide", 201),
    Endpoint("POST", REPORTS, reports.take, OWNER, asks.ReportGiven, "Intake", "Take a report in", 202),
)
