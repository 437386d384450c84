"""Tokens as a store keeps them: by their digests, so that nobody who sees the file can use one."""

from __future__ import annotations

from sqlalchemy import Connection, Row, Update, insert, select, update

from reportedly.store.history import now
from reportedly.store.tables import tokens

TokenRow = Row[int, str, str, str, str, str | None, str | None]


def add(connection: Connection, digest: str, who: str, may: str) -> TokenRow:
    """Keeps a new token; its row."""
    connection.execute(insert(tokens).values(digest=digest, who=who, may=may, made=now()))
    return connection.execute(select(tokens).where(tokens.c.digest == digest)).one()


def rows(connection: Connection) -> list[TokenRow]:
    """All tokens, those revoked too, in the order in which they were made."""
    return list(connection.execute(select(tokens).order_by(tokens.c.id)))


def revoke(connection: Connection, number: int) -> TokenRow | None:
    """Ends a token for good; its row, null where there is none of that number. One that has ended stays as it is."""
    ended = update(tokens).where(tokens.c.id == number, tokens.c.revoked.is_(None))
    connection.execute(ended.values(revoked=now()))
    return connection.execute(select(tokens).where(tokens.c.id == number)).first()


def valid(connection: Connection, digest: str) -> TokenRow | None:
    """The row of a token that was not revoked."""
    return connection.execute(select(tokens).where(tokens.c.digest == digest, tokens.c.revoked.is_(None))).first()


def used(number: int) -> Update:
    """The note that a token was used now."""
    return update(tokens).where(tokens.c.id == number).values(used=now())
