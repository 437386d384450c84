"""What is let in: requests to this machine by one of its own names, and changes only from pages of our own.

A page elsewhere can make a browser send a form here. So an unsafe method needs the browser's word that it comes from the
same origin: `Sec-Fetch-Site`, or an `Origin` that is this host. A link elsewhere may open a page here, but nothing else may
ask for one unseen, and no link elsewhere starts an export. A program has no pages, and says nothing of the kind: under
`/api/` its token speaks for it. A name that somebody else points at this machine is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.text import gettext
from reportedly.web.errors import TooLargeError
from reportedly.web.problem import UNDER, refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"127.0.0.1", "::1", "localhost"})
MOST_FORM = 256 * 1024  # bytes of a request
WINDOW = frozenset({"document"})  # what a browser says that the answer is shown in
FRAMES = WINDOW | {"iframe", "frame"}
LONGEST_ADDRESS = 16_000  # bytes of a path with its query


class RequestGuard:
    """Refuses what does not come from this machine's own pages, and what is too large."""

    def __init__(
        self,
        app: ASGIApp,
        most: Mapping[str, int],
        exports: str,
        embeds: str,
        hosts: frozenset[str] = frozenset(),
        secure: bool = False,
    ) -> None:
        self._app = app
        self._hosts = OURS | hosts
        self._most = most  # bytes of a request, by the paths that take more than a form
        self._exports = exports  # the start of the paths that only pages of ours lead to
        self._secure = secure  # whether people reach it over https, by a proxy in front
        self._embeds = embeds  # the start of the paths that pages elsewhere may show in a frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        most = self._most.get(scope["path"], MOST_FORM)
        headers = Headers(scope=scope)
        framed = scope["path"].startswith(self._embeds)
        opened = not scope["path"].startswith(self._exports) and _opens_a_page(headers, framed)
        program = scope["path"].startswith(UNDER) and "origin" not in headers  # there, only tokens count
        refused = (
            _host(headers, self._hosts)
            or _origin(headers, scope["method"], opened, program)
            or _size(headers, most, scope)
            or _signs(headers)
        )
        if refused:
            await refusal(scope["path"], *refused)(scope, receive, send)
            return
        if self._secure:
            scope["scheme"] = "https"  # so that addresses it gives out are those that people use
        try:
            await self._app(scope, _bounded(receive, most), send)
        except TooLargeError as error:
            await refusal(scope["path"], 413, str(error))(scope, receive, send)


def _host(headers: Headers, hosts: frozenset[str]) -> tuple[int, str] | None:
    host = headers.get("host", "")
    name = _split(f"//{host}").hostname if "@" not in host else None
    return (
        None
        if name in hosts
        else (421, gettext("This server answers at %(hosts)s only.", hosts=", ".join(sorted(hosts))))
    )


def _origin(headers: Headers, method: str, opened: bool, program: bool) -> tuple[int, str] | None:
    """Whether an unsafe method comes from a page of ours; others may come from a link that opened a page."""
    if method in SAFE:
        fits = opened or headers.get("sec-fetch-site") not in ("cross-site", "same-site")
        return (
            None
            if fits
            else (403, gettext("Another site may only lead to a page of this server. Open it here and go on there."))
        )
    same_origin = _split(headers.get("origin", "")).netloc == headers.get("host")
    site = headers.get("sec-fetch-site", "same-origin" if same_origin or program else "")
    fits = site in ("same-origin", "none")
    return (
        None
        if fits
        else (403, gettext("A change is taken only from a page of this server. Open it there and send it again."))
    )


def _opens_a_page(headers: Headers, embedded: bool) -> bool:
    """Whether a person followed a link: the answer is what the window shows; or a frame, where that is what it is for."""
    shown = FRAMES if embedded else WINDOW
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") in shown


def _split(address: str) -> SplitResult:
    """The parts of an address; all of them are empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _size(headers: Headers, most: int, scope: Scope) -> tuple[int, str] | None:
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return 414, gettext("The address is too long.")
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit():
        return 400, gettext("The length of the request is no number.")
    return (413, _large(most)) if int(length) > most else None


def _signs(headers: Headers) -> tuple[int, str] | None:
    """Whether a form is in the encoding that browsers send; a small one in some others takes seconds to read."""
    _, told = parse_options_header(headers.get("content-type", ""))
    fits = told.get(b"charset", b"utf-8").lower() == b"utf-8"
    return None if fits else (415, gettext("Text is taken here as UTF-8 only."))


def _large(most: int) -> str:
    return gettext(
        "The request is larger than %(most)s kB, the most that is taken here. Go back and send less at once.",
        most=f"{most // 1024:,}",
    )


def _bounded(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError(_large(most))
        return message

    return bounded
