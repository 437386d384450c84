"""Which claim a person has open in a queue: each has one, for some minutes, so that two people do not get the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from reportedly.store.desk_tables import leases

MINUTES = 10


@dataclass(frozen=True, slots=True)
class Lease:
    """That a person has a claim open, until so many seconds since 1970."""

    who: str
    claim: str
    until: int


def others(connection: Connection, who: str, moment: int) -> list[Lease]:
    """What other people have open now."""
    told = select(leases).where(leases.c.who != who, leases.c.until > moment).order_by(leases.c.until)
    return [Lease(row.who, row.claim, row.until) for row in connection.execute(told)]


def lease_first(connection: Connection, who: str, claims: Sequence[str], moment: int) -> str | None:
    """Opens for a person the first of some claims that nobody else has open; null where others have all of them."""
    taken = {lease.claim for lease in others(connection, who, moment)}
    free = next((claim for claim in claims if claim not in taken), None)
    connection.execute(delete(leases).where((leases.c.who == who) | (leases.c.until <= moment)))
    if free is not None:
        connection.execute(insert(leases).values(who=who, claim=free, until=moment + MINUTES * 60))
    return free
