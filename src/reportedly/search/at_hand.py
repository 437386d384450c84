"""What is kept at hand of a store between two queries: it counts as long as the store is in one state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from reportedly.store.engine import ONLY_READS
from reportedly.store.tables import changes, claims

State = tuple[int, int]
T = TypeVar("T")


class AtHand(Generic[T]):
    """One thing that is made of a store, for each engine: `make` is told the state that a connection sees, and, where the store
    was in another before, that with what was made of it. A connection that writes gets its own: what it sees may be taken back.
    """

    def __init__(self, make: Callable[[Connection, State, tuple[State, T] | None], T]) -> None:
        self._make = make
        self._held: WeakKeyDictionary[Engine, tuple[State, T]] = WeakKeyDictionary()

    def of(self, connection: Connection) -> T:
        """What is at hand of the store as the connection sees it."""
        state = state_of(connection)
        if not connection.get_execution_options().get(ONLY_READS):
            return self._make(connection, state, None)
        held = self._held.get(connection.engine)
        if held is None or held[0] != state:
            held = self._held[connection.engine] = state, self._make(connection, state, held)
        return held[1]


def state_of(connection: Connection) -> State:
    """What differs after every change: the last of the changes, the last claim."""
    change, claim = select(func.max(changes.c.seq)), select(func.max(claims.c.id))
    return connection.scalar(change) or 0, connection.scalar(claim) or 0
