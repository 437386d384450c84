"""What is said when a call cannot be answered: a problem of RFC 9457, in words for whoever reads the log of a program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from reportedly.decision import DecisionError
from reportedly.repeats import RepeatError
from reportedly.web.errors import OURS, NotHereError, RefusedError, TooLargeError
from reportedly.web.intake import IntakeBusyError
from reportedly.workspace import AmbiguousError, QueryError, StoreError

MEDIA_TYPE = "application/problem+json"
UNDER = "/api/"  # all that answers in problems


class ProblemError(Exception):
    """A call that is not answered: the status, what was wrong and what to do, and headers that go with it. `faults` name
    the parts of the request that do not fit, with why.
    """

    def __init__(
        self, status: int, words: str, faults: Sequence[tuple[str, str]] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(words)
        self.status, self.words, self.faults, self.headers = status, words, faults, headers


STATUS: Mapping[type[Exception], int] = {
    QueryError: 400, AmbiguousError: 400, DecisionError: 422, RepeatError: 422, IntakeBusyError: 409, StoreError: 503,
    TooLargeError: 413,
}  # fmt: skip


def answer_problems(app: Starlette) -> None:
    """Gives every error of the interface such an answer."""
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(NotHereError, _not_here)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)
    for kind in STATUS:
        app.add_exception_handler(kind, _known)


def refusal(path: str, status: int, words: str) -> Response:
    """A refusal before anything was looked at: a problem under the interface, else plain words."""
    return problem(status, words) if path.startswith(UNDER) else PlainTextResponse(words, status)


def problem(
    status: int, words: str, faults: Sequence[tuple[str, str]] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """The answer."""
    told: dict[str, object] = {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": words,
    }  # fmt: skip
    if faults:
        told["errors"] = [{"where": where, "reason": reason} for where, reason in faults]
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers, MEDIA_TYPE)


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem(error.status, error.words, error.faults, error.headers)


def _not_here(request: Request, error: Exception) -> Response:
    return problem(404, f"This workspace holds no {error}.")


def _refused(request: Request, error: Exception) -> Response:
    return problem(getattr(error, "status", 400), str(error))


def _known(request: Request, error: Exception) -> Response:
    return problem(next(status for kind, status in STATUS.items() if isinstance(error, kind)), str(error))


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {
        404: f"There is no {request.url.path}; /api/v1/openapi.json lists what there is.",
        405: f"{request.url.path} does not take {request.method}; /api/v1/openapi.json says what it takes.",
    }
    headers = getattr(error, "headers", None)
    return problem(status, words.get(status, "The request could not be understood."), headers=headers)


def _fault(request: Request, error: Exception) -> Response:
    return problem(500, OURS)
