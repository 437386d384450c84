"""How a server knows who asks: the only user on loopback is whoever is there; a team logs in, a program shows a token."""

from __future__ import annotations

from typing import Protocol

from starlette.requests import Request

from reportedly.web.permission import Actor, Permission, Rights
from reportedly.web.person import person_of


class Entrance(Protocol):
    """What says who asks."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names, beside those of this machine, under which it is reached."""
        ...

    @property
    def secure(self) -> bool:
        """Whether it is reached over https."""
        ...

    @property
    def reads_freely(self) -> bool:
        """Whether a program may read without a token."""
        ...

    @property
    def stranger(self) -> Actor:
        """Who asks where that could not be found out."""
        ...

    def actor_of(self, request: Request) -> Actor:
        """Who asks. Raises StoreError where that cannot be looked up."""
        ...


class SingleUser:
    """Whoever reaches this machine's own addresses may do everything, under the name they gave."""

    hosts: frozenset[str] = frozenset()
    secure = False
    reads_freely = True
    stranger = Actor(None, Permission.OWNER)

    def actor_of(self, request: Request) -> Actor:
        """The person at this machine."""
        return Actor(person_of(request), Permission.OWNER)


def rights_of(request: Request) -> Rights:
    """What whoever asks may do, as far as it is known who that is."""
    state = request.app.state
    actor = getattr(request.state, "actor", None) or state.entrance.stranger
    return Rights(actor, state.needed)
