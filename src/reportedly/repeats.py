"""Requests that carry a key of their own (`Idempotency-Key`): sent twice, as when an answer was lost, they change once.

The key is the token's own. It is kept with a digest of the request, in the transaction of the change itself, or, of work that
goes on behind the answer, once that is done: where a server is ended before, the request can be sent again.
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
class Keyed:
    """A request with its key, of the token with a number; `parts` are what makes it the same request."""

    token: int
    key: str
    parts: tuple[bytes, ...]

    @property
    def asked(self) -> str:
        """The digest of the request."""
        return hashlib.sha256(b"\x1f".join(self.parts)).hexdigest()

    def again(self, other: Keyed | None) -> bool:
        """Whether it is another one sent again. Raises RepeatError where only the key is the same."""
        if other is None or (self.token, self.key) != (other.token, other.key):
            return False
        self.check(other.asked)
        return True

    def check(self, asked: str) -> None:
        """Raises RepeatError where the request that came with this key has another digest."""
        if asked != self.asked:
            raise RepeatError(
                "this Idempotency-Key came with another request before; give each request a key of its own"
            )


def carried_out(store: Connects, keyed: Keyed) -> Repeat | None:
    """What came of the request when it came before. Raises RepeatError where the key came with another one."""
    from reportedly.store import repeats

    with store.reads() as connection:
        row = repeats.found(connection, keyed.token, keyed.key)
    if row is None:
        return None
    keyed.check(row.asked)
    return Repeat(row.number)


def keep(store: Connects, keyed: Keyed, number: int | None) -> None:
    """Keeps that the request was carried out."""
    from reportedly.store import repeats

    with store.writes() as connection:
        repeats.keep(connection, keyed.token, keyed.key, keyed.asked, number)
