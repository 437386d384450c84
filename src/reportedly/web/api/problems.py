"""What is said when a call cannot be answered: which error is which problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.corrections.marking import StaleWordsError
from reportedly.decision import DecisionError
from reportedly.repeats import RepeatError
from reportedly.web.errors import TooLargeError, answer_errors
from reportedly.web.intake import IntakeBusyError
from reportedly.web.problem import problem
from reportedly.workspace import AmbiguousError, QueryError, StoreError


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
    QueryError: 400, AmbiguousError: 400, StaleWordsError: 409, DecisionError: 422, RepeatError: 422, IntakeBusyError: 409, StoreError: 503,
    TooLargeError: 413,
}  # fmt: skip


def answer_problems(app: Starlette) -> None:
    """Gives every error of the interface such an answer."""
    answer_errors(app)
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(HTTPException, _http)
    for kind in STATUS:
        app.add_exception_handler(kind, _known)


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem(error.status, error.words, error.faults, error.headers)


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
