"""The application: the table of routes, what stands around every request, and how errors are answered.

Nothing is open by itself: a route answers those who hold the permission that the table names for it, before anything that
was sent is read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as StarletteRoute

from reportedly import __version__
from reportedly.web.api.app import ApiDesk, make_api
from reportedly.web.api.asks import MOST_REPORT
from reportedly.web.api.caller import SINGLE_USER
from reportedly.web.api.table import REPORTS
from reportedly.web.asked import Asked
from reportedly.web.assistants import ASSISTANTS, Assistants
from reportedly.web.desk import Desk
from reportedly.web.entrance import Entrance, SingleUser
from reportedly.web.errors import answer_errors, denied
from reportedly.web.guard import SAFE, RequestGuard
from reportedly.web.headers import SecurityHeaders
from reportedly.web.languages import Catalogues, LanguageChoice
from reportedly.web.routes import ALONE, EMBEDS, EXPORTS, ROUTES, UPLOADS, Route, team_routes
from reportedly.web.team import TeamEntrance

MOST_FIELDS = 500
API = "/api/v1"  # what has a table of its own, `api/table.py`
LARGE = {UPLOADS: 64 * 1024 * 1024, API + REPORTS: MOST_REPORT}  # bytes of a request, where it may be more than a form


def make_app(desk: Desk, language: str | None = None) -> FastAPI:
    """The application on a desk that is open, for one person at this machine; whoever opened the desk closes it.

    Pages are in the language of a code, or in the one that a browser asks for. Raises LanguageError where it is not there.
    """
    return _app(desk, SingleUser(), (*ROUTES, *ALONE), Catalogues(desk.folder, language))


def make_team_app(desk: Desk, team: TeamEntrance, language: str | None = None) -> FastAPI:
    """The same for people who log in."""
    return _app(desk, team, (*ROUTES, *team_routes(team)), Catalogues(desk.folder, language))


def _app(desk: Desk, entrance: Entrance, routes: Sequence[Route], catalogues: Catalogues) -> FastAPI:
    guard = Middleware(
        RequestGuard, most=LARGE, exports=EXPORTS, embeds=EMBEDS, hosts=entrance.hosts, secure=entrance.secure
    )
    app = FastAPI(
        title="reportedly",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[Middleware(LanguageChoice, catalogues=catalogues), Middleware(SecurityHeaders), guard],
    )
    app.state.entrance = entrance
    app.state.needed = {(route.method, route.path): route.permission for route in routes}
    for route in routes:
        app.add_route(route.path, _endpoint(route, desk, entrance), [route.method], include_in_schema=False)
    served = ApiDesk(desk, SINGLE_USER if entrance.reads_freely else None)
    app.router.routes.append(StarletteRoute(ASSISTANTS, Assistants(served), methods=["POST"]))
    app.mount(API, make_api(served))
    answer_errors(app)
    return app


def _endpoint(route: Route, desk: Desk, entrance: Entrance) -> Callable[[Request], Awaitable[Response]]:
    """A route as the framework calls it: the form is read here, pages run in a thread."""

    async def endpoint(request: Request) -> Response:
        actor = request.state.actor = await run_in_threadpool(entrance.actor_of, request)
        if actor.permission < route.permission:
            return denied(request, route.permission)
        if request.method in SAFE:
            return await run_in_threadpool(route.answered, Asked(desk, request, FormData(), actor))
        async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
            return await run_in_threadpool(route.answered, Asked(desk, request, form, actor))

    return endpoint
