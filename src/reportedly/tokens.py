"""Tokens for the interface for programs: who may use it, and how far. A token is shown once, when it is made.

It is 32 random bytes in letters; a store keeps the SHA-256 of it, so that nobody who sees the file can use one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.corrections.values import name
from reportedly.store import secret

if TYPE_CHECKING:
    from reportedly.store.tokens import TokenRow
    from reportedly.workspace import Store

BEGINNING = "reportedly_"  # so that a token that lies about is known for one
SELDOM = timedelta(minutes=10)  # of use between two notes of it


class TokenError(ValueError):
    """A token that cannot be made or ended as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Token:
    """Who may use the interface under a number, and how far (`may`, a word of permissions). Times are in UTC; `used` is
    noted every ten minutes at most.
    """

    number: int
    who: str
    may: str
    made: str
    used: str | None = None
    revoked: str | None = None


def make(store: Store, who: str, may: str) -> tuple[str, Token]:
    """A new token, and what is kept of it. Raises TokenError where the name is none."""
    from reportedly.store import tokens

    try:
        named = name(who)
    except ValueError as error:
        raise TokenError(f"--who {who[:40]!r} {error}") from error
    told = BEGINNING + secret.made()
    with store.writes() as connection:
        return told, _token(tokens.add(connection, secret.sealed(told), named, may))


def listed(store: Store) -> list[Token]:
    """All tokens, those that were revoked too, in the order in which they were made."""
    from reportedly.store import tokens

    with store.reads() as connection:
        return [_token(row) for row in tokens.rows(connection)]


def revoke(store: Store, number: int) -> Token:
    """Ends a token for good. Raises TokenError where there is none of that number."""
    from reportedly.store import tokens

    with store.writes() as connection:
        row = tokens.revoke(connection, number)
    if row is None:
        raise TokenError(f"there is no token {number}; `reportedly token DIR --list` shows them")
    return _token(row)


def valid(store: Store, told: str) -> Token | None:
    """What is kept of a token that may be used; null where it is none, or was revoked."""
    from reportedly.store import tokens

    with store.reads() as connection:
        row = tokens.valid(connection, secret.sealed(told))
    if row is None:
        return None
    if row.used is None or datetime.now(UTC) - datetime.fromisoformat(row.used) > SELDOM:
        store.noting.note(f"token {row.id}", tokens.used(row.id))
    return _token(row)


def _token(row: TokenRow) -> Token:
    return Token(row.id, row.who, row.may, row.made, row.used, row.revoked)
