"""Requests with a key of their own: what came of each is kept with it, so that whoever asks twice changes once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, delete, insert, select

from reportedly.store.history import now
from reportedly.store.tables import repeats

KEPT = timedelta(days=7)  # that a key is remembered; who tries again does so within hours


def found(connection: Connection, token: int, key: str) -> Row[str, int | None] | None:
    """What is kept under a key of a token: the digest of the request, and the number of the decisions it made."""
    asked = select(repeats.c.asked, repeats.c.number)
    return connection.execute(asked.where(repeats.c.token == token, repeats.c.key == key)).first()


def forget(connection: Connection, token: int, key: str) -> None:
    """Forgets a request, whose key is free again then."""
    connection.execute(delete(repeats).where(repeats.c.token == token, repeats.c.key == key))


def keep(connection: Connection, token: int, key: str, asked: str, number: int | None) -> None:
    """Keeps a request that was carried out; those of long ago go."""
    before = (datetime.now(UTC) - KEPT).isoformat(timespec="seconds")
    connection.execute(delete(repeats).where(repeats.c.at < before))
    connection.execute(insert(repeats).values(token=token, key=key, asked=asked, number=number, at=now()))
