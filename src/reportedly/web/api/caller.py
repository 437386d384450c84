"""Who calls: the holder of a token. Cookies count for nothing here, so no page elsewhere can call in a person's name."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from reportedly import tokens
from reportedly.web.api.problems import ProblemError
from reportedly.web.desk import Desk
from reportedly.web.permission import Permission, role_named

ASK = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True, slots=True)
class Caller:
    """A name for decisions, what its holder may do, the number of the token; without one nobody decides."""

    name: str
    permission: Permission
    token: int | None = None


SINGLE_USER = Caller(
    "", Permission.OWNER
)  # the one user of this machine, who may see everything; changing needs a token


def caller_of(desk: Desk, request: Request, needed: Permission, changes: bool, without_token: Caller | None) -> Caller:
    """Who calls; `without_token` is who reads without one, null where nobody does. Raises ProblemError where that is
    nobody, or somebody who may not do this.
    """
    given = request.headers.get("authorization")
    if given is None and not changes and without_token is not None:
        return without_token
    scheme, _, secret = (given or "").partition(" ")
    if scheme.lower() != "bearer":
        raise ProblemError(
            401, "Send a token as `Authorization: Bearer …`; `reportedly token DIR --who NAME` makes one.", headers=ASK
        )
    token = tokens.valid(desk.store, secret.strip())
    if token is None:
        raise ProblemError(401, "The token is none of this workspace, or it was revoked.", headers=ASK)
    may = role_named(token.may)
    if may < needed:
        words = f"This needs the permission {needed.name.lower()}; token {token.number} has {token.may}."
        raise ProblemError(403, words)
    return Caller(token.who, may, token.number)
