"""What is kept at hand of a store between two queries: it counts as long as the store is in one state."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from reportedly.store.engine import ONLY_READS
from reportedly.store.tables import changes, claims

KEPT = 4  # states of one store: who began to read before a change sees the one before it

State = tuple[int, int]
T = TypeVar("T")


class AtHand(Generic[T]):
    """One thing that is made of a store, for each engine, by one thread at a time: `make` is told the state that a connection
    sees, and, where an earlier one is at hand, that with what was made of it. A connection that writes gets its own: what it
    sees may be taken back.
    """

    def __init__(self, make: Callable[[Connection, State, tuple[State, T] | None], T]) -> None:
        self._make = make
        self._held: WeakKeyDictionary[Engine, OrderedDict[State, T]] = WeakKeyDictionary()
        self._lock = Lock()

    def of(self, connection: Connection) -> T:
        """What is at hand of the store as the connection sees it."""
        state = state_of(connection)
        if not connection.get_execution_options().get(ONLY_READS):
            return self._make(connection, state, None)
        with self._lock:
            held = self._held.setdefault(connection.engine, OrderedDict())
            if state not in held:
                earlier = max((other for other in held if other[0] < state[0]), default=None)
                held[state] = self._make(connection, state, (earlier, held[earlier]) if earlier else None)
            held.move_to_end(state)
            while len(held) > KEPT:
                held.popitem(last=False)
            return held[state]


def state_of(connection: Connection) -> State:
    """What differs after every change: the last of the changes, the last claim."""
    change, claim = select(func.max(changes.c.seq)), select(func.max(claims.c.id))
    return connection.scalar(change) or 0, connection.scalar(claim) or 0
