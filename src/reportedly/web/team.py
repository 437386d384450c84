"""The door of a workspace that several people use: who asks is whoever the session in the browser's cookie belongs to.

A cookie holds 32 random bytes and nothing else. It is another one after every login, and what a browser brings that no
login of ours gave out is worth nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from reportedly.text import N_, gettext
from reportedly.visible import one_line, shortened
from reportedly.web.errors import RefusedError
from reportedly.web.passwords import Passwords
from reportedly.web.permission import STRANGER, Actor, role_named
from reportedly.web.person import PersonName
from reportedly.workspace import StoreError

if TYPE_CHECKING:
    from reportedly.workspace import Accounts, Person, Session

MONTH = 30 * 24 * 3600  # seconds
WAIT = N_(
    "Too many attempts for this name. Wait a quarter of an hour, or ask an owner for a link to choose a new password."
)


class Team:
    """Lets people in and out. `address` is the one that they type: over https, cookies go over nothing else."""

    stranger = STRANGER
    reads_freely = False

    def __init__(self, accounts: Accounts, address: str) -> None:
        self.accounts = accounts
        self.passwords = Passwords()
        self.address = address.rstrip("/")
        parts = urlsplit(address)
        self.hosts = frozenset({parts.hostname} if parts.hostname else ())
        self.secure = parts.scheme == "https"
        self._cookie = "__Host-session" if self.secure else "session"

    def actor_of(self, request: Request) -> Actor:
        """The person who is logged in, else a stranger."""
        session = self.session_of(request)
        if session is None:
            return STRANGER
        with suppress(StoreError):  # somebody writes for long: it is noted another time
            self.accounts.sessions.used(session)
        return Actor(PersonName(session.person.name), role_named(session.person.role))

    def session_of(self, request: Request) -> Session | None:
        """The session in the browser's cookie, null where there is none that stands."""
        held = request.cookies.get(self._cookie)
        return self.accounts.sessions.of(held) if held else None

    def person_of(self, name: str, password: str) -> Person | None:
        """The person of a name and a password; null where they do not fit. Raises RefusedError after too many attempts."""
        with self.passwords.place():
            if not self.accounts.attempts.begin(name):
                raise RefusedError(gettext(WAIT), 429)
            person, kept = self.accounts.people.password_of(name) or (None, None)
            if not self.passwords.fits(password, kept):
                return None
        self.accounts.attempts.succeeded(name)
        return person

    def let_in(self, request: Request, response: Response, person: Person) -> Response:
        """Logs a person in with a new session, in the place of any that the browser had."""
        self._end(request)
        browser = shortened(one_line(request.headers.get("user-agent", "")), 200) or "a program that does not say"
        held = self.accounts.sessions.begin(person.id, browser)
        response.set_cookie(
            self._cookie, held, max_age=MONTH, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
        return response

    def let_out(self, request: Request, response: Response) -> Response:
        """Ends the session of a browser."""
        self._end(request)
        response.delete_cookie(self._cookie, path="/", secure=self.secure, httponly=True, samesite="lax")
        return response

    def link(self, secret: str) -> str:
        """The address of a link that is used once."""
        return f"{self.address}/join/{secret}"

    def _end(self, request: Request) -> None:
        if session := self.session_of(request):
            self.accounts.sessions.end(session.id)
