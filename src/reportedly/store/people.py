"""The people who may use a workspace: each has a name, a role, and a password, a link by which to choose one, or an identity
for which the provider of their house vouches.

Two things never break here. One owner at least can log in, once there is one: the last is neither disabled nor given another
role, and passwords count until one has come in without. Nobody is taken out, so that a name under which decisions were made
goes to nobody else. Every change leaves a row in the history with a digest of what the person's row says then.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Row, delete, false, func, or_, select, update

from reportedly.store import secret, tokens
from reportedly.store.errors import AccountError
from reportedly.store.history import PEOPLE, note, now
from reportedly.store.packed import value_hash
from reportedly.store.tables import changes, invitations, people, sessions
from reportedly.text import N_, gettext

if TYPE_CHECKING:
    from reportedly.store.archive import Store

TARGET = "people"  # what rows of `changes` about accounts name
OWNER = "owner"
LINK_LASTS = timedelta(days=3)
LAST = N_("This is the only owner who can log in. Make somebody else an owner first.")
BY_HOUSE = N_(
    "People log in here with the identity provider of their house, and choose no passwords. Whoever runs the server can "
    "allow them: passwords = true in its settings."
)

Kept = Row[*tuple[Any, ...]]
LoginMethod = Literal[
    "password", "house"
]  # by what somebody came in: the house has an identity provider that vouches for them


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may use a workspace. `joined` says that a password was chosen, `vouched` that the provider of the house vouches
    for them, `seen` when a session was used last.
    """

    id: int
    name: str
    role: str
    made: str
    joined: bool
    disabled: bool
    seen: str | None = None
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class LoginMethods:
    """How people may come in, as the settings say. Where they have no passwords, those count until an owner has come in by the
    house, so that nobody is locked out.
    """

    passwords: bool = True
    house: bool = False

    def counting(self, connection: Connection) -> frozenset[LoginMethod]:
        """The methods that count now, for whoever comes in and for whoever came in before."""
        vouched = _owner() & people.c.identity.is_not(None)
        passwords = self.passwords or connection.scalar(select(people.c.id).where(vouched).limit(1)) is None
        told: dict[LoginMethod, bool] = {"password": passwords, "house": self.house}
        return frozenset(method for method, counts in told.items() if counts)


BY_PASSWORD = LoginMethods()


class People:
    """The people of a store, who come in by some methods."""

    def __init__(self, store: Store, methods: LoginMethods = BY_PASSWORD) -> None:
        self._store, self._methods = store, methods

    @property
    def passwords(self) -> bool:
        """Whether people come in by password."""
        with self._store.reads() as connection:
            return self._by_password(connection)

    def vouched(self, identity: str, name: str) -> Person | None:
        """The person for whom an identity stands: the one it stood for before, else the one who was added by the name that the
        provider gives and for whom none stands yet. Null where that is nobody who may come in.
        """
        with self._store.reads() as connection:
            known = _of_identity(connection, identity)
        if known is None:
            with self._store.writes() as connection:  # another browser of the same person may have been first
                known = _of_identity(connection, identity) or _bind(connection, identity, name)
        return None if known is None or known.disabled else known

    def release(self, person: int) -> None:
        """Lets another identity of the same name stand for a person: the sessions end. Raises AccountError for the last owner."""
        with self._store.writes() as connection:
            before = self._owners(connection)
            _set(connection, person, identity=None)
            if before and not self._owners(connection):
                raise AccountError(gettext(LAST))
            connection.execute(delete(sessions).where(sessions.c.person == person))

    def everyone(self) -> list[Person]:
        """All of them, in the order in which they were added."""
        seen = select(func.max(sessions.c.seen)).where(sessions.c.person == people.c.id).scalar_subquery()
        told = select(people, seen.label("last")).order_by(people.c.id)
        with self._store.reads() as connection:
            return [person_of(row, row.last) for row in connection.execute(told)]

    def named(self, name: str) -> Person | None:
        """The person of a name, however it is typed; null where there is none."""
        with self._store.reads() as connection:
            row = connection.execute(select(people).where(people.c.key == folded(name))).first()
            return person_of(row) if row else None

    def password_of(self, name: str) -> tuple[Person, str] | None:
        """Somebody who may log in, with the hash of the password; null where there is none of that name."""
        fits = (people.c.key == folded(name)) & people.c.disabled.is_(False) & people.c.password.is_not(None)
        with self._store.reads() as connection:
            row = connection.execute(select(people).where(fits)).first()
            return (person_of(row), row.password) if row else None

    def add(self, name: str, role: str) -> str | None:
        """Adds a person, and makes the link by which they choose a password; null where there are none. Raises AccountError
        where the name is taken.
        """
        with self._store.writes() as connection:
            number = _add(connection, name, role)
            return _invite(connection, number) if self._by_password(connection) else None

    def invite(self, person: int) -> str:
        """A new link by which a person chooses a password; those made before are void. Raises AccountError."""
        with self._store.writes() as connection:
            self._check_passwords(connection)
            if _person(connection, person).disabled:
                raise AccountError(gettext("This person is disabled. Let them in again first."))
            return _invite(connection, person)

    def invite_owner(self) -> str | None:
        """A link by which somebody becomes the first owner; null where an owner can log in. Those made before are void."""
        with self._store.writes() as connection:
            return None if self._owners(connection) else _invite(connection, None)

    def invited(self, link: str) -> Person | None:
        """Whom a link is for; somebody without a name where it makes the first owner. Raises AccountError where it is void, or
        passwords do not count.
        """
        with self._store.reads() as connection:
            self._check_passwords(connection)
            return _invited(connection, link)

    def accept(self, link: str, name: str, password: str) -> Person:
        """Uses a link up: sets the hash of a password and ends the person's sessions; `name` is for the first owner.

        Raises AccountError where the link is void or the name is taken.
        """
        with self._store.writes() as connection:
            self._check_passwords(connection)
            person = _invited(connection, link)
            number = person.id if person else self._first_owner(connection, name)
            connection.execute(delete(invitations).where(invitations.c.hash == secret.sealed(link)))
            _set(connection, number, password=password)
            connection.execute(delete(sessions).where(sessions.c.person == number))
            return _person(connection, number)

    def set_password(self, person: int, password: str) -> None:
        """Sets the hash of another password; the person's sessions end and links to choose one are void."""
        with self._store.writes() as connection:
            self._check_passwords(connection)
            _set(connection, person, password=password)
            connection.execute(delete(sessions).where(sessions.c.person == person))
            connection.execute(delete(invitations).where(invitations.c.person == person))

    def set_role(self, person: int, role: str) -> None:
        """Gives a person another role; tokens of their name were made for the one before and are revoked. Raises AccountError
        where they are the last owner.
        """
        with self._store.writes() as connection:
            if _person(connection, person).role == role:
                return
            self._keep_an_owner(connection, person, role == OWNER)
            _set(connection, person, role=role)
            _revoke(connection, folded(_person(connection, person).name))

    def disable(self, person: int) -> None:
        """Keeps a person out: sessions end, links are void, tokens of their name are revoked. Raises AccountError where they
        are the last owner.
        """
        with self._store.writes() as connection:
            self._keep_an_owner(connection, person, False)
            _set(connection, person, disabled=True)
            connection.execute(delete(sessions).where(sessions.c.person == person))
            connection.execute(delete(invitations).where(invitations.c.person == person))
            _revoke(connection, folded(_person(connection, person).name))

    def enable(self, person: int) -> None:
        """Lets a person in again, with the password they had. Raises AccountError where there is none such."""
        with self._store.writes() as connection:
            _set(connection, person, disabled=False)

    def _by_password(self, connection: Connection) -> bool:
        return "password" in self._methods.counting(connection)

    def _check_passwords(self, connection: Connection) -> None:
        if not self._by_password(connection):
            raise AccountError(gettext(BY_HOUSE))

    def _owners(self, connection: Connection) -> list[int]:
        """The owners who can log in."""
        columns = {"password": people.c.password, "house": people.c.identity}
        able = [columns[method].is_not(None) for method in self._methods.counting(connection)]
        return list(connection.scalars(select(people.c.id).where(_owner(), or_(false(), *able))))

    def _keep_an_owner(self, connection: Connection, person: int, stays: bool) -> None:
        if not stays and self._owners(connection) == [person]:
            raise AccountError(gettext(LAST))

    def _first_owner(self, connection: Connection, name: str) -> int:
        if self._owners(connection):
            raise AccountError(gettext("There is an owner already. Ask them for a link of your own."))
        return _add(connection, name, OWNER)


def _revoke(connection: Connection, key: str) -> None:
    """Ends the tokens that decide under a person's name."""
    for row in tokens.rows(connection):
        if folded(row.who) == key:
            tokens.revoke(connection, row.id)


def folded(name: str) -> str:
    """A name as it is compared: "ILKA  Dorn" is Ilka Dorn."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def person_of(row: Kept, seen: str | None = None) -> Person:
    """The person of a row of `people`."""
    return Person(
        row.id, row.name, row.role, row.made, row.password is not None, row.disabled, seen, row.identity is not None
    )


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the accounts: each row must be the one that the history tells of last."""
    told = select(changes.c.row, changes.c.content).where(changes.c.target == TARGET).order_by(changes.c.seq)
    noted = {row.row: row.content for row in connection.execute(told)}
    held = {str(row.id): _digest(row) for row in connection.execute(select(people))}
    for number in sorted(noted.keys() | held.keys(), key=int):
        if noted.get(number) != held.get(number):
            yield f"the account {number} is not as it was left"


def _owner() -> Any:
    """That a row is of an owner who is not kept out."""
    return (people.c.role == OWNER) & people.c.disabled.is_(False)


def _of_identity(connection: Connection, identity: str) -> Person | None:
    """The person for whom an identity stands already."""
    row = connection.execute(select(people).where(people.c.identity == identity)).first()
    return person_of(row) if row else None


def _bind(connection: Connection, identity: str, name: str) -> Person | None:
    """Lets an identity stand for the person of a name, where none does yet. Signs that only look alike are not the same here."""
    fits = (people.c.key == folded(name)) & people.c.disabled.is_(False) & people.c.identity.is_(None)
    row = connection.execute(select(people).where(fits)).first()
    if row is None or _plain(row.name) != _plain(name):
        return None
    _set(connection, row.id, identity=identity)
    return _person(connection, row.id)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _person(connection: Connection, person: int) -> Person:
    row = connection.execute(select(people).where(people.c.id == person)).first()
    if row is None:
        raise AccountError(gettext("There is no such person."))
    return person_of(row)


def _add(connection: Connection, name: str, role: str) -> int:
    key = folded(name)
    if connection.scalar(select(people.c.id).where(people.c.key == key)):
        raise AccountError(
            gettext("There is a person named %(name)s already. Nobody else can take that name.", name=name)
        )
    row = {"key": key, "name": name, "role": role, "made": now(), "disabled": False}
    number: int = connection.execute(people.insert().values(row).returning(people.c.id)).scalar_one()
    _note(connection, number)
    return number


def _set(connection: Connection, person: int, **values: Any) -> None:
    _person(connection, person)
    connection.execute(update(people).where(people.c.id == person).values(values))
    _note(connection, person)


def _note(connection: Connection, person: int) -> None:
    row = connection.execute(select(people).where(people.c.id == person)).one()
    note(connection, PEOPLE, TARGET, str(person), _digest(row))


def _digest(row: Kept) -> str:
    vouched = [row.identity] if row.identity else []  # a row without one has the digest that it always had
    return value_hash([row.key, row.name, row.role, row.password, row.made, row.disabled, *vouched])


def _invite(connection: Connection, person: int | None) -> str:
    link = secret.made()
    connection.execute(delete(invitations).where(invitations.c.person.is_not_distinct_from(person)))
    row = {"hash": secret.sealed(link), "person": person, "until": secret.after(LINK_LASTS)}
    connection.execute(invitations.insert().values(row))
    return link


def _invited(connection: Connection, link: str) -> Person | None:
    fits = (invitations.c.hash == secret.sealed(link)) & (invitations.c.until > now())
    row = connection.execute(select(invitations.c.person).where(fits)).first()
    if row is None:
        raise AccountError(
            gettext(
                "This link was used, or is too old. If you chose a password by it, log in with that; else ask an owner for a new link."
            )
        )
    return _person(connection, row.person) if row.person is not None else None
