"""One call of the interface: what was asked, by whom, and the answer on its way out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from reportedly.exchange.json_line import whole
from reportedly.repeats import KeyedRequest, RequestKey
from reportedly.web.api.caller import Caller
from reportedly.web.api.problems import ProblemError
from reportedly.web.desk import Desk
from reportedly.web.entity_tags import unless_known

KEY = re.compile(r"[!-~]{1,200}")  # a key of a request: visible ASCII


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a JSON value, or, with `location`, where to ask instead."""

    value: Any
    status: int = 200
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose caller may do what is asked."""

    desk: Desk
    request: Request
    caller: Caller
    body: bytes = b""

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    @property
    def matching(self) -> str | None:
        """The marks of `If-Match`, null where it was not sent."""
        return self.request.headers.get("if-match")

    @property
    def keyed(self) -> KeyedRequest | None:
        """The request with its `Idempotency-Key`, null where it has none. Raises ProblemError for what can be none."""
        key = self.request.headers.get("idempotency-key")
        if key is None or self.caller.token is None:
            return None
        if not KEY.fullmatch(key):
            raise ProblemError(400, "The Idempotency-Key is not 1 to 200 visible characters of ASCII.")
        parts = (self.request.url.path.encode(), (self.matching or "").encode(), self.body)
        return KeyedRequest(RequestKey(self.caller.token, key), parts)


def sent(answer: Answer, request: Request) -> Response:
    """The answer as it goes out; what the caller has already, by its mark, is not sent again."""
    headers = {"Location": answer.location} if answer.location else {}
    body = rendered(answer.value)
    if answer.status != 200:
        return Response(body, answer.status, headers, "application/json")
    return unless_known(request, body, "application/json")


def rendered(value: Any) -> bytes:
    """A JSON value as its bytes: the same value gives the same bytes."""
    return whole(json.dumps(value, ensure_ascii=False, allow_nan=False)).encode("utf-8")
