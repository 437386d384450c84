"""What is said when a page cannot be given: which thing is not here, what was wrong with what was sent, or that we failed."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.decision import DecisionError
from reportedly.following import FollowingError
from reportedly.web.headers import HEADERS
from reportedly.web.templates import rendered
from reportedly.workspace import QueryError, StoreError


class NotHereError(LookupError):
    """Something that was named is not in this workspace; the message names it."""


class RefusedError(ValueError):
    """What was sent cannot be done; the message says why and what to do. `status` is 400, or 409 where others were first."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


OURS = "Something went wrong here, and nothing was changed by it. The server’s own log says what it was."


def answer_errors(app: Starlette) -> None:
    """Gives every error of an application a page."""
    app.add_exception_handler(NotHereError, _not_here)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(DecisionError, _refused)
    app.add_exception_handler(FollowingError, _refused)
    app.add_exception_handler(QueryError, _query)
    app.add_exception_handler(StoreError, _store)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def _not_here(request: Request, error: Exception) -> Response:
    return _page(404, "Not here", f"This workspace holds no {error}.")


def _refused(request: Request, error: Exception) -> Response:
    return _page(getattr(error, "status", 400), "Not done", str(error))


def _query(request: Request, error: Exception) -> Response:
    return _page(400, "Not done", f"The query cannot be understood: {error}")


def _store(request: Request, error: Exception) -> Response:
    return _page(503, "The store did not answer", str(error))


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return _page(404, "Not here", f"There is no page {request.url.path}.")
    if status == 405:
        return _page(405, "Not done", f"{request.url.path} does not take {request.method}.")
    return _page(status, "Not done", "The request could not be understood.")


def _fault(request: Request, error: Exception) -> Response:
    """The one answer that does not pass the headers on its way out."""
    made = _page(500, "Our mistake", OURS)
    made.headers.update(HEADERS)
    return made


def _page(status: int, title: str, words: str) -> Response:
    return rendered("error.html", status, code=status, title=title, words=words)
