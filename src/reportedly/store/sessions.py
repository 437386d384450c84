"""Sessions: who is logged in, since when, in which browser. Each can be ended; none outlives its person's account, nor
the method by which they came in: where passwords count no more, neither do sessions that began with one.

A session ends 30 days after it began, and a week after it was last used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, delete, select, update

from reportedly.store import secret
from reportedly.store.history import now
from reportedly.store.people import BY_PASSWORD, Kept, LoginMethod, LoginMethods, Person, person_of
from reportedly.store.tables import people, sessions

if TYPE_CHECKING:
    from reportedly.store.archive import Store

LASTS = timedelta(days=30)
UNUSED = timedelta(days=7)
NOTED = timedelta(minutes=5)  # that a session is used is written down once in so long


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which a person is logged in."""

    id: int
    person: Person
    made: str
    seen: str
    until: str
    browser: str


class Sessions:
    """The sessions of a store."""

    def __init__(self, store: Store, methods: LoginMethods = BY_PASSWORD) -> None:
        self._store, self._methods = store, methods

    def begin(self, person: int, browser: str, method: LoginMethod = "password") -> str:
        """Logs a person in; the secret that the browser keeps. Sessions that are over are cleared away."""
        held, at = secret.made(), now()
        row = {
            "hash": secret.sealed(held),
            "person": person,
            "made": at,
            "seen": at,
            "browser": browser,
            "method": method,
        }
        with self._store.writes() as connection:
            connection.execute(delete(sessions).where(sessions.c.until <= at))
            connection.execute(sessions.insert().values(row | {"until": _until(at)}))
        return held

    def of(self, held: str) -> Session | None:
        """The session of a secret; null where it is over, or its person is kept out."""
        with self._store.reads() as connection:
            row = connection.execute(self._standing(connection).where(sessions.c.hash == secret.sealed(held))).first()
            return _session(row) if row else None

    def used(self, session: Session) -> None:
        """Notes that a session is used, where that was not done a short while ago and can be done at once."""
        at = now()
        if secret.after(NOTED, session.seen) <= at:
            values = {"seen": at, "until": _until(session.made)}
            self._store.noting.note(
                f"session {session.id}", update(sessions).where(sessions.c.id == session.id).values(values)
            )

    def standing(self) -> list[Session]:
        """The sessions that are not over, the one used last first."""
        with self._store.reads() as connection:
            found = connection.execute(
                self._standing(connection).order_by(sessions.c.seen.desc(), sessions.c.id.desc())
            )
            return [_session(row) for row in found]

    def end(self, number: int) -> None:
        """Ends a session; nothing where there is none of that number."""
        with self._store.writes() as connection:
            connection.execute(delete(sessions).where(sessions.c.id == number))

    def _standing(self, connection: Connection) -> Select[Any]:
        """Sessions that are not over, of people who may log in, by a method that counts."""
        own = (sessions.c.id.label("number"), sessions.c.made.label("began"), sessions.c.seen, sessions.c.until)
        counts = sessions.c.method.in_(self._methods.counting(connection))
        fits = (sessions.c.until > now()) & people.c.disabled.is_(False) & counts
        return select(people, *own, sessions.c.browser).join(sessions, sessions.c.person == people.c.id).where(fits)


def _session(row: Kept) -> Session:
    return Session(row.number, person_of(row), row.began, row.seen, row.until, row.browser)


def _until(made: str) -> str:
    """When a session that began then, and is used now, ends."""
    return min(secret.after(LASTS, made), secret.after(UNUSED))
