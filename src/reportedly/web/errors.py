"""What is said when a page cannot be given: which thing is not here, what was wrong with what was sent, or that we failed."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.corrections.marking import StaleWordsError
from reportedly.decision import DecisionError
from reportedly.following import FollowingError
from reportedly.render.labels import label
from reportedly.text import N_, gettext
from reportedly.web.entrance import rights_of
from reportedly.web.headers import HEADERS
from reportedly.web.permission import Permission
from reportedly.web.problem import UNDER, problem
from reportedly.web.templates import address, rendered
from reportedly.workspace import AccountError, AmbiguousError, QueryError, StoreError


class NotHereError(LookupError):
    """Something that was named is not in this workspace; the message says so."""


class RefusedError(ValueError):
    """What was sent cannot be done; the message says why and what to do. `status` is 400 where nothing else fits: 403 where
    somebody may not, 409 where others were first, 429 where it was too often.
    """

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why what was asked for was not done, in words for whoever asked, and the status that says so."""

    words: str
    status: int


FINE = Refusal("", 200)  # where nothing was refused


class TooLargeError(Exception):
    """A request that goes on beyond what is taken; the message says how much is."""


LOOKING = frozenset({"GET", "HEAD"})  # what a login can lead back to
LONGEST_BACK = 2_000  # characters of an address that a login leads back to
BUSY = (
    N_(
        "The workspace cannot be read at this moment. Try again in a minute."
    )  # to those who are not to know where it lies
)
REFUSALS = (NotHereError, RefusedError, DecisionError, AccountError, FollowingError, QueryError, StoreError)
NOT_DONE = N_("Not done")
TITLES = {404: N_("Not here"), 503: N_("The store did not answer")}
OURS = N_("Something went wrong here, and nothing was changed by it. The server’s own log says what it was.")


def answer_errors(app: Starlette) -> None:
    """Gives every error of an application a page."""
    for kind in REFUSALS:
        app.add_exception_handler(kind, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def refusal_of(request: Request, error: Exception) -> Refusal:
    """What is said of one of `REFUSALS`. Where the store lies is told to nobody who is not in."""
    match error:
        case NotHereError():
            return Refusal(str(error), 404)
        case RefusedError():
            return Refusal(str(error), error.status)
        case StaleWordsError():
            return Refusal(str(error), 409)
        case QueryError():
            return Refusal(gettext("The query cannot be understood: %(fault)s", fault=error), 400)
        case StoreError() if not isinstance(error, AmbiguousError):
            return Refusal(str(error) if rights_of(request).actor.permission else gettext(BUSY), 503)
    return Refusal(str(error), 400)


def denied(request: Request, needed: Permission) -> Response:
    """What whoever asks is told who may not: to log in, or what it takes."""
    actor = rights_of(request).actor
    if actor.permission:
        return _page(request, 403, gettext("Not for you"), _too_little(actor.permission, needed))
    if request.method in LOOKING:
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(address("/login", back=asked if 1 < len(asked) <= LONGEST_BACK else ""), 303)
    return _page(
        request, 401, gettext("Not logged in"), gettext("Nothing was done. Log in, go back and send it again.")
    )


def _too_little(held: Permission, needed: Permission) -> str:
    if needed is Permission.OWNER:
        return gettext("You are a %(role)s. This takes an owner.", role=label(held.word))
    return gettext(
        "You are a %(role)s. This takes a %(needed)s or more.", role=label(held.word), needed=label(needed.word)
    )


def _refused(request: Request, error: Exception) -> Response:
    said = refusal_of(request, error)
    return _page(request, said.status, gettext(TITLES.get(said.status, NOT_DONE)), said.words)


def _http(request: Request, error: Exception) -> Response:
    """No route was found: who asks is not known yet."""
    try:
        request.state.actor = request.app.state.entrance.actor_of(request)
    except StoreError as unread:
        return _refused(request, unread)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return _page(request, 404, gettext("Not here"), gettext("There is no page %(path)s.", path=request.url.path))
    if status == 405:
        words = gettext("%(path)s does not take %(method)s.", path=request.url.path, method=request.method)
        return _page(request, 405, gettext("Not done"), words)
    return _page(request, status, gettext("Not done"), gettext("The request could not be understood."))


def _fault(request: Request, error: Exception) -> Response:
    """The one answer that does not pass the headers on its way out."""
    made = _page(request, 500, gettext("Our mistake"), gettext(OURS))
    made.headers.update(HEADERS)
    return made


def _page(request: Request, status: int, title: str, words: str) -> Response:
    if request.url.path.startswith(UNDER):
        return problem(status, words)
    may = rights_of(request)
    return rendered("error.html", status, code=status, title=title, words=words, may=may, who=may.actor.name)
