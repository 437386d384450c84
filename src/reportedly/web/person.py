"""The name under which somebody decides: asked once with the first decision, kept in a cookie until there are accounts."""

from __future__ import annotations

from typing import NewType
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

PersonName = NewType("PersonName", str)
COOKIE = "person"
LONGEST = 80  # characters of a name
YEAR = 365 * 24 * 3600  # seconds


def person_of(request: Request) -> PersonName | None:
    """The name in the cookie, null where there is none that can be a name."""
    return person_named(unquote(request.cookies.get(COOKIE, "")))


def person_named(typed: str) -> PersonName | None:
    """A name on one line, null where the text can be none."""
    text = " ".join(typed.split())
    fits = len(text) <= LONGEST and any(sign.isalnum() for sign in text) and ">" not in text and text.isprintable()
    return PersonName(text) if fits else None


def remember(response: Response, who: PersonName) -> None:
    """Keeps the name in the person's browser."""
    response.set_cookie(COOKIE, quote(who), max_age=YEAR, httponly=True, samesite="strict", path="/")
