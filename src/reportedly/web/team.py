"""The door of a workspace that several people use: who asks is whoever the session in the browser's cookie belongs to. They log
in by password, or by the identity provider of their house.

A cookie holds 32 random bytes and nothing else. It is another one after every login, and what a browser brings that no
login of ours gave out is worth nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from reportedly.text import N_, gettext
from reportedly.visible import one_line, shortened
from reportedly.web.browser import Network, browser_of
from reportedly.web.errors import RefusedError
from reportedly.web.passwords import Passwords
from reportedly.web.permission import STRANGER, Actor, role_named
from reportedly.web.person import PersonName
from reportedly.web.turns import Turns

if TYPE_CHECKING:
    from reportedly.oidc.provider import HouseLogin
    from reportedly.workspace import Accounts, LoginMethod, Person, Session

MONTH, QUARTER = 30 * 24 * 3600, 15 * 60  # seconds
HOUSE_BACK = "/login/house/back"
WAIT = N_(
    "Too many attempts for this name, or from where you are. Wait a quarter of an hour, or ask an owner for a link to "
    "choose a new password."
)
BY_HOUSE = N_("People log in here with the account of their house. Go back to the login.")


class TeamEntrance:
    """Lets people in and out. `address` is the one that they type: over https, cookies go over nothing else."""

    stranger = STRANGER
    reads_freely = False

    def __init__(
        self, accounts: Accounts, address: str, house: HouseLogin | None = None, proxies: Sequence[Network] = ()
    ) -> None:
        self.accounts = accounts
        self.house = house
        self.passwords = Passwords()
        self.going_out, self.coming_back = Turns(4, 2), Turns(6, 4)  # of those who wait for the provider of the house
        self.address = address.rstrip("/")
        parts = urlsplit(address)
        self.hosts = frozenset({parts.hostname} if parts.hostname else ())
        self.secure = parts.scheme == "https"
        self._proxies = proxies
        prefix = "__Host-" if self.secure else ""
        self._cookie, self._seed = f"{prefix}session", f"{prefix}login"

    def actor_of(self, request: Request) -> Actor:
        """The person who is logged in, else a stranger."""
        session = self.session_of(request)
        if session is None:
            return STRANGER
        self.accounts.sessions.used(session)
        return Actor(PersonName(session.person.name), role_named(session.person.role))

    def session_of(self, request: Request) -> Session | None:
        """The session in the browser's cookie, null where there is none that stands."""
        held = request.cookies.get(self._cookie)
        return self.accounts.sessions.of(held) if held else None

    @property
    def house_back(self) -> str:
        """The address to which the provider of the house sends a browser back."""
        return f"{self.address}{HOUSE_BACK}"

    def person_of(self, request: Request, name: str, password: str) -> Person | None:
        """The person of a name and a password; null where they do not fit. Raises RefusedError after too many attempts, and
        where people have no passwords.
        """
        if not self.accounts.people.passwords:
            raise RefusedError(gettext(BY_HOUSE), 403)
        address = self.browser_of(request)
        with self.passwords.turn():
            if not self.accounts.attempts.begin(name, address):
                raise RefusedError(gettext(WAIT), 429)
            person, kept = self.accounts.people.password_of(name) or (None, None)
            if not self.passwords.fits(password, kept):
                return None
        self.accounts.attempts.succeeded(name, address)
        return person

    def browser_of(self, request: Request) -> str | None:
        """The address of a browser, by which attempts are counted; null where it is not known."""
        return browser_of(request, self._proxies, self.secure)

    def send_out(self, response: Response, seed: str) -> Response:
        """Lets a browser go to the provider of the house; it keeps a seed until it is back."""
        response.set_cookie(
            self._seed, seed, max_age=QUARTER, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
        return response

    def seed_of(self, request: Request) -> str:
        """The seed that a browser kept, empty where it has none."""
        return request.cookies.get(self._seed, "")

    def back_home(self, response: Response) -> Response:
        """Takes the seed from a browser that is back: it is good for one way."""
        response.delete_cookie(self._seed, path="/", secure=self.secure, httponly=True, samesite="lax")
        return response

    def let_in(self, request: Request, response: Response, person: Person, method: LoginMethod) -> Response:
        """Logs a person in with a new session, in the place of any that the browser had; `method` is that by which they came."""
        self._end(request)
        browser = shortened(one_line(request.headers.get("user-agent", "")), 200) or "a program that does not say"
        held = self.accounts.sessions.begin(person.id, browser, method)
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
