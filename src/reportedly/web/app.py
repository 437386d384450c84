"""The application: the table of routes, what stands around every request, and how errors are answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from reportedly import __version__
from reportedly.web.api.app import Served, make_api
from reportedly.web.api.caller import SINGLE_USER
from reportedly.web.asked import Asked
from reportedly.web.desk import Desk
from reportedly.web.errors import answer_errors
from reportedly.web.guard import SAFE, Guard
from reportedly.web.headers import Headers
from reportedly.web.routes import EMBEDS, EXPORTS, ROUTES, UPLOADS, Route

MOST_FIELDS = 500
API = "/api/v1"  # what has a table of its own, `api/table.py`


def make_app(desk: Desk) -> FastAPI:
    """The application on a desk that is open; whoever opened it closes it."""
    around = [Middleware(Headers), Middleware(Guard, uploads=UPLOADS, exports=EXPORTS, embeds=EMBEDS)]
    app = FastAPI(
        title="reportedly", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, middleware=around
    )
    for route in ROUTES:
        app.add_route(route.path, _endpoint(route, desk), [route.method], include_in_schema=False)
    app.mount(API, make_api(Served(desk, SINGLE_USER)))
    answer_errors(app)
    return app


def _endpoint(route: Route, desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    """A route as the framework calls it: the form is read here, pages run in a thread."""

    async def endpoint(request: Request) -> Response:
        if request.method in SAFE:
            return await run_in_threadpool(route.answer, Asked(desk, request, FormData()))
        async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
            return await run_in_threadpool(route.answer, Asked(desk, request, form))

    return endpoint
