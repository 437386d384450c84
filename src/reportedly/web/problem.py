"""An error as programs are told of it: a problem of RFC 9457, in words for whoever reads the log of a program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.responses import PlainTextResponse, Response

MEDIA_TYPE = "application/problem+json"
UNDER = "/api/"  # all that answers in problems


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
