"""What is let in: requests to this machine by one of its own names, and changes only from pages of our own.

A page elsewhere can make a browser send a form here. So an unsafe method needs the browser's word that it comes from the
same origin: `Sec-Fetch-Site`, or an `Origin` that is this host. A link elsewhere may open a page here, but nothing else may
ask for one unseen, and no link elsewhere starts an export. A name that somebody else points at this machine is refused.
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"127.0.0.1", "::1", "localhost"})
MOST_FORM, MOST_UPLOAD = 256 * 1024, 64 * 1024 * 1024  # bytes of a request
LONGEST_ADDRESS = 16_000  # bytes of a path with its query


class TooLargeError(Exception):
    """A request that goes on beyond what is taken."""


class Guard:
    """Refuses what does not come from this machine's own pages, and what is too large."""

    def __init__(self, app: ASGIApp, uploads: str, exports: str) -> None:
        self._app = app
        self._uploads = uploads  # the path that takes files
        self._exports = exports  # the start of the paths that only pages of ours lead to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        most = MOST_UPLOAD if scope["path"] == self._uploads else MOST_FORM
        headers = Headers(scope=scope)
        opened = not scope["path"].startswith(self._exports) and _opens_a_page(headers)
        refused = _host(headers) or _origin(headers, scope["method"], opened) or _size(headers, most, scope)
        if refused:
            await PlainTextResponse(refused[1], refused[0])(scope, receive, send)
            return
        try:
            await self._app(scope, _bounded(receive, most), send)
        except TooLargeError:
            await PlainTextResponse(_large(most), 413)(scope, receive, send)


def _host(headers: Headers) -> tuple[int, str] | None:
    host = headers.get("host", "")
    name = _split(f"//{host}").hostname if "@" not in host else None
    return None if name in OURS else (421, "This server answers at 127.0.0.1 and localhost only.")


def _origin(headers: Headers, method: str, opened: bool) -> tuple[int, str] | None:
    """Whether an unsafe method comes from a page of ours; others may come from a link that opened a page."""
    if method in SAFE:
        fits = opened or headers.get("sec-fetch-site") not in ("cross-site", "same-site")
        return (
            None
            if fits
            else (403, "Another site may only lead to a page of this server. Open it here and go on there.")
        )
    same_origin = _split(headers.get("origin", "")).netloc == headers.get("host")
    site = headers.get("sec-fetch-site", "same-origin" if same_origin else "")
    fits = site in ("same-origin", "none")
    return (
        None if fits else (403, "A change is taken only from a page of this server. Open it there and send it again.")
    )


def _opens_a_page(headers: Headers) -> bool:
    """Whether a person followed a link: the answer is what the window shows."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") == "document"


def _split(address: str) -> SplitResult:
    """The parts of an address; all of them are empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _size(headers: Headers, most: int, scope: Scope) -> tuple[int, str] | None:
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return 414, "The address is too long."
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit():
        return 400, "The length of the request is no number."
    return (413, _large(most)) if int(length) > most else None


def _large(most: int) -> str:
    return f"The request is larger than {most // 1024:,} kB, the most that is taken here."


def _bounded(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError
        return message

    return bounded
