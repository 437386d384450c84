"""The accounts of a store: its people, their sessions, who tried to log in, and what is shared with people who have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from reportedly.store.attempts import Attempts
from reportedly.store.people import BY_PASSWORD, LoginMethods, People
from reportedly.store.sessions import Sessions
from reportedly.store.shares import Shares

if TYPE_CHECKING:
    from reportedly.store.archive import Store
    from reportedly.store.door import Provider


@dataclass(frozen=True, slots=True)
class Accounts:
    """What a server that people log in to asks of a store."""

    people: People
    sessions: Sessions
    attempts: Attempts
    shares: Shares

    @classmethod
    def of(cls, store: Store, provider: Provider | None = None) -> Self:
        """The accounts of a store that is open, where people have passwords, or where a provider vouches for them."""
        methods = LoginMethods(provider.passwords, house=True) if provider else BY_PASSWORD
        return cls(People(store, methods), Sessions(store, methods), Attempts(store), Shares(store))
