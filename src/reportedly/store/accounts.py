"""The accounts of a store: its people, their sessions, and who tried to log in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from reportedly.store.attempts import Attempts
from reportedly.store.people import People
from reportedly.store.sessions import Sessions

if TYPE_CHECKING:
    from reportedly.store.archive import Store


@dataclass(frozen=True, slots=True)
class Accounts:
    """What a server that people log in to asks of a store."""

    people: People
    sessions: Sessions
    attempts: Attempts

    @classmethod
    def of(cls, store: Store) -> Self:
        """The accounts of a store that is open."""
        return cls(People(store), Sessions(store), Attempts(store))
