"""Shares: a feed or a card for whoever has its address and no account, as a feed reader has none, nor who reads another page.

An owner gives each out, and it shows that one thing alone until an owner ends it. A store keeps the digest of what its address
holds, so that nobody who reads the store can open one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from reportedly.store import secret
from reportedly.store.errors import AccountError
from reportedly.store.history import FOLLOW, note, now
from reportedly.store.packed import value_hash
from reportedly.store.tables import shares
from reportedly.text import gettext

if TYPE_CHECKING:
    from reportedly.store.archive import Store

MOST = 500  # shares of a workspace


@dataclass(frozen=True, slots=True)
class SharedPage:
    """One thing that is shared: its kind, and what it is about: a query, or an id. `who` gave it out."""

    id: int
    kind: str
    about: str
    who: str
    made: str


class Shares:
    """The shares of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, kind: str, about: str, who: str) -> str:
        """Shares something; the secret that its address holds. Raises AccountError where too many are shared."""
        held = secret.made()
        row = {"kind": kind, "about": about, "who": who, "made": now()}
        with self._store.writes() as connection:
            if len(connection.execute(select(shares.c.id)).all()) >= MOST:
                raise AccountError(
                    gettext("%(most)s things are shared here, the most there can be. End one first.", most=MOST)
                )
            made = shares.insert().values(row | {"hash": secret.sealed(held)}).returning(shares.c.id)
            number: int = connection.execute(made).scalar_one()
            note(connection, FOLLOW, shares.name, str(number), value_hash(row))
        return held

    def of(self, held: str) -> SharedPage | None:
        """What the secret of an address opens; null where that was ended, or never was."""
        own = (shares.c.id, shares.c.kind, shares.c.about, shares.c.who, shares.c.made)
        with self._store.reads() as connection:
            row = connection.execute(select(*own).where(shares.c.hash == secret.sealed(held))).first()
            return SharedPage(*row) if row else None

    def standing(self) -> list[SharedPage]:
        """All that is shared, the latest first."""
        own = (shares.c.id, shares.c.kind, shares.c.about, shares.c.who, shares.c.made)
        with self._store.reads() as connection:
            return [SharedPage(*row) for row in connection.execute(select(*own).order_by(shares.c.id.desc()))]

    def end(self, number: int, who: str) -> None:
        """Ends a share; nothing where there is none of that number."""
        with self._store.writes() as connection:
            if connection.execute(delete(shares).where(shares.c.id == number)).rowcount:
                note(connection, FOLLOW, shares.name, str(number), value_hash({"ended by": who}))
