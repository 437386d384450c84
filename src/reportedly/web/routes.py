"""Every route there is: its method and path, what answers it, and what a person must be allowed to do for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from reportedly.web.asked import Asked
from reportedly.web.pages import (
    bulk,
    checks,
    claim,
    correct,
    decisions,
    export,
    help,
    incident,
    incidents,
    intake,
    person,
    queue,
    report,
    saved,
    search,
    source,
    static,
)
from reportedly.web.permission import Permission

VIEWER, CODER, REVIEWER, OWNER = Permission
UPLOADS = "/intake/upload"  # the one path that takes files
EXPORTS = "/export"  # the one path that only pages of ours lead to


@dataclass(frozen=True, slots=True)
class Route:
    """One route; whoever lacks the permission gets no answer from it."""

    method: str
    path: str
    answer: Callable[[Asked], Response]
    permission: Permission


def _home(asked: Asked) -> Response:
    return RedirectResponse("/incidents", 303)


ROUTES = (
    Route("GET", "/", _home, VIEWER),
    Route("GET", "/incidents", incidents.page, VIEWER),
    Route("GET", "/incident/{id}", incident.page, VIEWER),
    Route("GET", "/report/{id}", report.page, VIEWER),
    Route("GET", "/claim/{id}", claim.page, VIEWER),
    Route("GET", "/search", search.page, VIEWER),
    Route("GET", EXPORTS, export.page, VIEWER),
    Route("GET", "/source", source.source_page, VIEWER),
    Route("GET", "/outlet", source.outlet_page, VIEWER),
    Route("GET", "/decisions", decisions.page, VIEWER),
    Route("GET", "/saved", saved.page, VIEWER),
    Route("GET", "/saved/{id}", saved.one, VIEWER),
    Route("GET", "/saved/{id}/feed", saved.feed, VIEWER),
    Route("GET", "/checks", checks.page, VIEWER),
    Route("GET", "/checks/sheet", checks.sheet, VIEWER),
    Route("GET", "/help", help.page, VIEWER),
    Route("GET", "/static/{mark}/{name}", static.page, VIEWER),
    Route("GET", "/person", person.page, VIEWER),
    Route("POST", "/person", person.keep, VIEWER),
    Route("GET", "/queue", queue.page, CODER),
    Route("POST", "/queue", queue.judge, CODER),
    Route("POST", "/queue/undo", queue.undo, CODER),
    Route("POST", "/bulk", bulk.preview, CODER),
    Route("POST", "/bulk/judge", bulk.judge, CODER),
    Route("POST", "/bulk/undo", bulk.undo, CODER),
    Route("POST", "/saved", saved.save, CODER),
    Route("POST", "/saved/{id}/seen", saved.seen, CODER),
    Route("POST", "/saved/{id}/remove", saved.remove, REVIEWER),
    Route("POST", "/saved/{id}/alert", saved.alert, OWNER),
    Route("POST", "/saved/{id}/alert/end", saved.end_alert, OWNER),
    Route("POST", "/saved/{id}/again", saved.again, OWNER),
    Route("POST", "/claim/{id}/judge", claim.judge, CODER),
    Route("GET", "/claim/{id}/correct", correct.page, CODER),
    Route("POST", "/claim/{id}/correct", correct.correct, CODER),
    Route("POST", "/undo", decisions.undo, REVIEWER),
    Route("GET", "/intake", intake.page, OWNER),
    Route("POST", UPLOADS, intake.upload, OWNER),
    Route("POST", "/intake/folder", intake.folder, OWNER),
    Route("POST", "/intake/address", intake.address, OWNER),
    Route("POST", "/intake/stop", intake.stop, OWNER),
)
