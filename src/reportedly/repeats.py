"""Requests that carry a key of their own (`Idempotency-Key`): sent twice, as when an answer was lost, they change once.

The key is kept in the transaction of the change itself, with a digest of the request; it is the token's own. Where a change that
was begun comes to nothing later, the key is free again, and the same request tries it once more.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.workspace import Connects


class RepeatError(ValueError):
    """A key that came with another request before."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """That a request was carried out; `number` is that of the decisions it made, null where it made none."""

    number: int | None


@dataclass(frozen=True, slots=True)
class RequestKey:
    """The key of a request, of the token with a number."""

    token: int
    text: str


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request with its key; `parts` are what makes it the same request."""

    key: RequestKey
    parts: tuple[bytes, ...]

    @property
    def asked(self) -> str:
        """The digest of the request."""
        return hashlib.sha256(b"\x1f".join(self.parts)).hexdigest()


def carried_out(store: Connects, keyed: KeyedRequest) -> Repeat | None:
    """What came of the request when it came before. Raises RepeatError where the key came with another one."""
    from reportedly.store import repeats

    with store.reads() as connection:
        row = repeats.found(connection, keyed.key.token, keyed.key.text)
    if row is None:
        return None
    if row.asked != keyed.asked:
        raise RepeatError("this Idempotency-Key came with another request before; give each request a key of its own")
    return Repeat(row.number)


def release(store: Connects, key: RequestKey) -> None:
    """Frees the key of a request that came to nothing."""
    from reportedly.store import repeats

    with store.writes() as connection:
        repeats.forget(connection, key.token, key.text)


def keep(store: Connects, keyed: KeyedRequest, number: int | None) -> None:
    """Keeps that the request was carried out."""
    from reportedly.store import repeats

    with store.writes() as connection:
        repeats.keep(connection, keyed.key.token, keyed.key.text, keyed.asked, number)
