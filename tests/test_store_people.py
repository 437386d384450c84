"""Accounts in a store, on both engines: links are used once, sessions end, an owner stays, and what was altered is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from invented import reading
from postgres_server import Found
from sqlalchemy import Table, select, update

from reportedly import tokens
from reportedly.store import secret
from reportedly.store.accounts import Accounts
from reportedly.store.archive import Store
from reportedly.store.attempts import MOST, MOST_OF_ONE
from reportedly.store.errors import AccountError
from reportedly.store.noting import UseNotes
from reportedly.store.tables import attempts, invitations, metadata, people, sessions
from reportedly.workspace import open_workspace

OWNER, CODER = "Ilka Dorn", "Bo Hale"
HASH = "what Argon2 made of it"


@pytest.fixture
def store(tmp_path: Path, founded: Found) -> Iterator[Store]:
    with Store.make(founded(tmp_path)) as made:
        yield made


@pytest.fixture
def accounts(store: Store) -> Accounts:
    return Accounts.of(store)


@pytest.fixture
def owner(accounts: Accounts) -> int:
    link = accounts.people.invite_owner()
    assert link
    return accounts.people.accept(link, OWNER, HASH).id


def aged(store: Store, table: Table, **span: float) -> None:
    """Lets time go by for every row of a table."""
    with store.writes() as connection:
        for row in connection.execute(select(table)).mappings().all():
            moved = {
                name: secret.after(-timedelta(**span), row[name]) for name in ("at", "seen", "until") if name in row
            }
            key = table.primary_key.columns.values()[0]
            connection.execute(update(table).where(key == row[key.name]).values(moved))


def test_the_first_link_makes_the_owner_and_is_used_once(accounts: Accounts) -> None:
    first, link = accounts.people.invite_owner(), accounts.people.invite_owner()
    assert first and link and accounts.people.invited(link) is None
    with pytest.raises(AccountError, match="was used, or is too old"):
        accounts.people.accept(first, OWNER, HASH)
    made = accounts.people.accept(link, OWNER, HASH)
    assert (made.name, made.role, made.joined) == (OWNER, "owner", True)
    with pytest.raises(AccountError, match="was used, or is too old"):
        accounts.people.accept(link, "Somebody Else", HASH)
    assert accounts.people.invite_owner() is None
    assert accounts.people.password_of("  ilka   DORN ") == (made, HASH)


def test_a_person_is_added_by_a_link_and_chooses_a_password(accounts: Accounts, owner: int) -> None:
    link = accounts.people.add(CODER, "coder")
    assert accounts.people.password_of(CODER) is None
    invited = accounts.people.invited(link)
    assert invited and (invited.name, invited.role, invited.joined) == (CODER, "coder", False)
    assert accounts.people.accept(link, "a name that somebody sent along", HASH).name == CODER
    with pytest.raises(AccountError, match="named bo hale already"):
        accounts.people.add("bo hale", "viewer")
    assert [person.name for person in accounts.people.everyone()] == [OWNER, CODER]


def test_a_link_grows_old_and_a_new_one_takes_its_place(store: Store, accounts: Accounts, owner: int) -> None:
    link = accounts.people.add(CODER, "coder")
    aged(store, invitations, days=4)
    with pytest.raises(AccountError, match="too old"):
        accounts.people.invited(link)
    person = accounts.people.named(CODER)
    assert person
    earlier, newer = accounts.people.invite(person.id), accounts.people.invite(person.id)
    with pytest.raises(AccountError):
        accounts.people.accept(earlier, "", HASH)
    held = accounts.sessions.begin(person.id, "a browser")
    accounts.people.accept(newer, "", "another hash")
    assert accounts.sessions.of(held) is None
    assert accounts.people.password_of(CODER) == (accounts.people.named(CODER), "another hash")


def test_the_last_owner_stays(accounts: Accounts, owner: int) -> None:
    for change in (accounts.people.disable, lambda person: accounts.people.set_role(person, "viewer")):
        with pytest.raises(AccountError, match="only owner who can log in"):
            change(owner)
    link = accounts.people.add(CODER, "owner")
    with pytest.raises(AccountError, match="only owner who can log in"):
        accounts.people.disable(owner)
    accounts.people.accept(link, "", HASH)
    accounts.people.disable(owner)
    assert accounts.people.password_of(OWNER) is None


def test_whoever_is_disabled_is_out_at_once_and_can_come_back(accounts: Accounts, owner: int) -> None:
    person = accounts.people.accept(accounts.people.add(CODER, "coder"), "", HASH).id
    held, link = accounts.sessions.begin(person, "a browser"), accounts.people.invite(person)
    accounts.people.disable(person)
    assert accounts.sessions.of(held) is None and accounts.people.password_of(CODER) is None
    for refused in (lambda: accounts.people.invited(link), lambda: accounts.people.invite(person)):
        with pytest.raises(AccountError):
            refused()
    accounts.people.enable(person)
    assert accounts.sessions.of(held) is None and accounts.people.password_of(CODER)


def test_the_tokens_of_whoever_is_disabled_are_worth_nothing(store: Store, accounts: Accounts, owner: int) -> None:
    person = accounts.people.accept(accounts.people.add(CODER, "coder"), "", HASH).id
    (theirs, _), (other, _) = (tokens.make(store, who, "coder") for who in (CODER.upper(), OWNER))
    accounts.people.disable(person)
    assert tokens.valid(store, theirs) is None and tokens.valid(store, other)
    accounts.people.enable(person)
    assert tokens.valid(store, theirs) is None


def test_tokens_for_another_role_end_and_links_for_another_password_too(
    store: Store, accounts: Accounts, owner: int
) -> None:
    person = accounts.people.accept(accounts.people.add(CODER, "coder"), "", HASH).id
    token, _ = tokens.make(store, CODER, "coder")
    accounts.people.set_role(person, "viewer")
    assert tokens.valid(store, token) is None
    link = accounts.people.invite(person)
    accounts.people.set_password(person, HASH)
    with pytest.raises(AccountError):
        accounts.people.invited(link)


def test_the_role_that_somebody_has_already_changes_nothing(store: Store, accounts: Accounts, owner: int) -> None:
    accounts.people.add("Cass Orme", "coder")
    coder = accounts.people.everyone()[-1].id
    held, before = tokens.make(store, "Cass Orme", "coder")[0], store.moment()
    accounts.people.set_role(coder, "coder")
    assert tokens.valid(store, held) and store.moment() == before


def test_a_session_ends_when_it_is_not_used_or_old_or_told_to(store: Store, accounts: Accounts, owner: int) -> None:
    held = accounts.sessions.begin(owner, "a browser")
    session = accounts.sessions.of(held)
    assert session and session.person.name == OWNER and session.browser == "a browser"
    assert accounts.sessions.of(held[:-1]) is None and accounts.sessions.of("") is None
    aged(store, sessions, days=6)
    later = accounts.sessions.of(held)
    assert later
    accounts.sessions.used(later)
    renewed = accounts.sessions.of(held)
    assert renewed and renewed.until > later.until and renewed.seen > later.seen
    aged(store, sessions, days=8)
    assert accounts.sessions.of(held) is None and accounts.sessions.standing() == []
    other = accounts.sessions.begin(owner, "a browser")
    accounts.sessions.end(accounts.sessions.standing()[0].id)
    assert accounts.sessions.of(other) is None


def test_a_note_of_use_is_tried_once_a_minute_and_never_waits_for_who_writes(
    store: Store, accounts: Accounts, owner: int
) -> None:
    held, at = accounts.sessions.begin(owner, "a browser"), [0.0]
    store.noting = UseNotes(store.database, lambda: at[0])
    aged(store, sessions, days=1)
    session = accounts.sessions.of(held)
    assert session
    with store.writes() as connection:
        connection.execute(select(sessions))
        accounts.sessions.used(session)
    accounts.sessions.used(session)
    assert accounts.sessions.of(held) == session
    at[0] = 61.0
    accounts.sessions.used(session)
    later = accounts.sessions.of(held)
    assert later and later.seen > session.seen
    store.noting.close()


def test_no_use_makes_a_session_last_longer_than_a_month(store: Store, accounts: Accounts, owner: int) -> None:
    held = accounts.sessions.begin(owner, "a browser")
    with store.writes() as connection:
        began = secret.after(timedelta(days=-28))
        connection.execute(update(sessions).values(made=began, seen=began))
    session = accounts.sessions.of(held)
    assert session
    accounts.sessions.used(session)
    used = accounts.sessions.of(held)
    assert used and used.until == secret.after(timedelta(days=30), began)


def test_attempts_are_counted_by_name_until_one_succeeds_or_time_has_gone_by(store: Store, accounts: Accounts) -> None:
    assert [accounts.attempts.begin(name) for name in (CODER, CODER.upper()) * (MOST // 2)] == [True] * MOST
    assert not accounts.attempts.begin(CODER) and accounts.attempts.begin(OWNER)
    aged(store, attempts, minutes=16)
    assert accounts.attempts.begin(CODER)
    for _ in range(MOST):
        accounts.attempts.begin(CODER)
    accounts.attempts.succeeded(CODER)
    assert accounts.attempts.begin(CODER)


def test_attempts_from_one_address_keep_nobody_out_elsewhere(store: Store, accounts: Accounts) -> None:
    attempts, here, there = accounts.attempts, "203.0.113.9", "203.0.113.10"
    assert [attempts.begin(CODER, here) for _ in range(MOST + 1)] == [True] * MOST + [False]
    assert attempts.begin(CODER, there) and attempts.begin(OWNER, here)
    for number in range(MOST_OF_ONE):
        attempts.begin(f"Nobody {number}", here)
    assert not attempts.begin("Vera Lund", here) and attempts.begin("Vera Lund", there)
    for number in range(MOST_OF_ONE):
        attempts.begin(CODER, f"198.51.100.{number}")
    assert not attempts.begin(CODER, "198.51.100.200")


def test_a_house_behind_one_address_logs_in_as_often_as_it_likes(store: Store, accounts: Accounts) -> None:
    for number in range(2 * MOST_OF_ONE):
        assert accounts.attempts.begin(f"Person {number}", "203.0.113.9")
        accounts.attempts.succeeded(f"Person {number}", "203.0.113.9")


def test_nothing_that_opens_the_store_can_be_read_in_it(store: Store, accounts: Accounts, owner: int) -> None:
    link = accounts.people.add(CODER, "coder")
    held = accounts.sessions.begin(owner, "a browser")
    accounts.attempts.begin("a password in the wrong field")
    with store.reads() as connection:
        kept = str([connection.execute(select(table)).all() for table in metadata.sorted_tables])
    assert OWNER in kept
    assert not [told for told in (link, held, "a password in the wrong field") if told in kept]


def test_an_account_that_was_altered_is_found(store: Store, accounts: Accounts, owner: int) -> None:
    accounts.people.accept(accounts.people.add(CODER, "coder"), "", HASH)
    accounts.people.set_role(2, "reviewer")
    assert store.check() == []
    with store.writes() as connection:
        connection.execute(update(people).where(people.c.name == CODER).values(role="owner"))
    assert store.check() == ["the account 2 is not as it was left"]


def test_accounts_make_no_incident_stale(store: Store, accounts: Accounts) -> None:
    store.add(reading())
    open_workspace().relink(store)
    moment = store.moment()
    accounts.people.add(CODER, "coder")
    assert not store.size().stale and store.moment() == moment
