"""Entity tags: marks of an answer that change with it, so that what a caller has is not sent again, nor written over."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response


def unless_known(request: Request, body: bytes, media_type: str) -> Response:
    """The answer with its mark; without its body where the caller has it already."""
    headers = {"ETag": mark(body)}
    if matches(request.headers.get("if-none-match", ""), headers["ETag"], weakly=True):
        return Response(None, 304, headers)
    return Response(body, 200, headers, media_type)


def mark(body: bytes) -> str:
    """The strong entity tag of an answer: another one after every change of it."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def matches(given: str, now: str, *, weakly: bool = False) -> bool:
    """Whether a mark is among those of a header. Caches may send it back marked as weak; who changes may not."""
    told = [one.strip() for one in given.split(",")]
    return "*" in told or now in told or (weakly and f"W/{now}" in told)
