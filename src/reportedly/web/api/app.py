"""The interface as an application of its own, which the pages' application stands around."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.web.api.call import Answer, Call, sent
from reportedly.web.api.caller import Caller, caller_of
from reportedly.web.api.openapi import description
from reportedly.web.api.problems import ProblemError, answer_problems
from reportedly.web.api.table import ENDPOINTS, Endpoint
from reportedly.web.desk import Desk

SHOWN = 10  # faults of one request that are named


@dataclass(frozen=True, slots=True)
class ApiDesk:
    """A desk to which calls are made, and who reads without a token; null where nobody does."""

    desk: Desk
    without_token: Caller | None


def make_api(served: ApiDesk) -> Starlette:
    """The interface on a desk."""
    reads_freely = served.without_token is not None

    def described(request: Request) -> Response:
        return sent(Answer(description(reads_freely)), request)

    api = Starlette(routes=[Route("/openapi.json", described, methods=["GET"]), *_routes(served)])
    answer_problems(api)
    return api


def _routes(served: ApiDesk) -> list[Route]:
    """A route a path: methods that a path does not take are refused by naming those that it does."""
    paths = {endpoint.path: [one for one in ENDPOINTS if one.path == endpoint.path] for endpoint in ENDPOINTS}
    return [
        Route(path, _endpoint({one.method: one for one in held}, served), methods=[one.method for one in held])
        for path, held in paths.items()
    ]


def _endpoint(held: dict[str, Endpoint], served: ApiDesk) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        called = held["GET" if request.method == "HEAD" else request.method]
        caller = await run_in_threadpool(_caller, called, served, request)
        body = await request.body() if called.changes else b""
        return await run_in_threadpool(_answered, called, Call(served.desk, request, caller, body))

    return endpoint


def _caller(called: Endpoint, served: ApiDesk, request: Request) -> Caller:
    """Who calls is looked at before anything that was sent is taken."""
    return caller_of(served.desk, request, called.permission, called.changes, served.without_token)


def _answered(called: Endpoint, call: Call) -> Response:
    asked = _asked(called, call.request, call.body)
    return sent(called.answer(call, asked), call.request)


def _asked(called: Endpoint, request: Request, body: bytes) -> Any:
    """What is asked, checked. Raises ProblemError that names what does not fit."""
    model = _model(called)
    try:
        if not called.changes:
            return model.validate_python(dict(request.query_params))
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise ProblemError(415, "Send the body as JSON, with `Content-Type: application/json`.")
        return model.validate_json(body)
    except ValidationError as error:
        faults = [(".".join(map(str, one["loc"])) or "body", one["msg"]) for one in error.errors(include_url=False)]
        where = "the body" if called.changes else "the address"
        words = f"What {where} asks does not fit: {'; '.join(f'{at}: {why}' for at, why in faults[:SHOWN])}."
        raise ProblemError(400, words, faults[:SHOWN]) from error


@lru_cache(maxsize=len(ENDPOINTS))
def _model(called: Endpoint) -> TypeAdapter[Any]:
    return TypeAdapter(called.asks)
