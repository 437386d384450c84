"""Every route there is: its method and path, what answers it, and what a person must be allowed to do for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from reportedly.web.asked import Asked
from reportedly.web.pages import (
    claim,
    correct,
    decisions,
    export,
    help,
    incident,
    incidents,
    intake,
    network,
    person,
    queue,
    report,
    search,
    sets,
    source,
    static,
    versions,
)
from reportedly.web.permission import Permission

VIEWER, CODER, REVIEWER, OWNER = Permission
UPLOADS = "/intake/upload"  # the one path that takes files
EXPORTS = "/export"  # the start of all paths that only pages of ours lead to


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
    Route("POST", "/incidents/looked", incidents.looked, VIEWER),
    Route("GET", "/incident/{id}", incident.page, VIEWER),
    Route("GET", "/report/{id}", report.page, VIEWER),
    Route("GET", "/report/{id}/versions", versions.page, VIEWER),
    Route("GET", "/claim/{id}", claim.page, VIEWER),
    Route("GET", "/search", search.page, VIEWER),
    Route("GET", EXPORTS, export.page, VIEWER),
    Route("GET", "/network", network.page, VIEWER),
    Route("GET", EXPORTS + "/network", network.file, VIEWER),
    Route("GET", "/source", source.source_page, VIEWER),
    Route("GET", "/outlet", source.outlet_page, VIEWER),
    Route("GET", "/decisions", decisions.page, VIEWER),
    Route("GET", "/help", help.page, VIEWER),
    Route("GET", "/static/{mark}/{name}", static.page, VIEWER),
    Route("GET", "/person", person.page, VIEWER),
    Route("POST", "/person", person.keep, VIEWER),
    Route("GET", "/queue", queue.page, CODER),
    Route("POST", "/queue", queue.judge, CODER),
    Route("POST", "/queue/undo", queue.undo, CODER),
    Route("POST", "/claim/{id}/judge", claim.judge, CODER),
    Route("GET", "/claim/{id}/correct", correct.page, CODER),
    Route("POST", "/claim/{id}/correct", correct.correct, CODER),
    Route("POST", "/incident/{id}/merge", sets.merge, CODER),
    Route("POST", "/incident/{id}/split", sets.split, CODER),
    Route("POST", "/source/same", sets.same, CODER),
    Route("POST", "/undo", decisions.undo, REVIEWER),
    Route("GET", "/intake", intake.page, OWNER),
    Route("POST", UPLOADS, intake.upload, OWNER),
    Route("POST", "/intake/folder", intake.folder, OWNER),
    Route("POST", "/intake/address", intake.address, OWNER),
    Route("POST", "/intake/stop", intake.stop, OWNER),
)
