"""What people follow, for the command line, a web server and Python users: saved searches and their alerts, beside `workspace.py`.

What came in is told once: each search is asked only of the claims that came since, whoever asks, and each sending is a job in
the store that one worker at a time holds. Raises FollowingError for what cannot be done as asked, and StoreError where the
store cannot be written to.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.store.errors import FollowingError as FollowingError
from reportedly.text import gettext

if TYPE_CHECKING:
    from reportedly.alerts.sending import Sender
    from reportedly.search.page import Hit
    from reportedly.store.deliveries import Alert as Alert
    from reportedly.store.deliveries import Delivery as Delivery
    from reportedly.store.deliveries import HeldDelivery
    from reportedly.store.saved import SavedSearch as SavedSearch
    from reportedly.workspace import Store

LONGEST = 200  # characters of a name or an address for mail
MOST_ALERTS = 20  # of one search
EVERY = {"now": 0, "hour": 3_600, "day": 86_400}  # how often at most, in seconds; at once where 0
MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,120}[A-Za-z0-9])?", re.ASCII)
SHOWN = 50  # finds of a page
AT_ONCE = 50  # searches whose finds are kept in one go: others wait to write meanwhile


@dataclass(frozen=True, slots=True)
class NewFinds:
    """What is new to a person in a saved search: the latest claims, how many there are, and the change up to which that is."""

    hits: tuple[Hit, ...]
    total: int
    upto: int


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What one round of work did: finds that are new, sendings that arrived, tries that failed."""

    found: int
    sent: int
    failed: int


def save(store: Store, name: str, query: str, who: str) -> SavedSearch:
    """Saves a search under a name. Raises FollowingError, and QueryError for a query that cannot be understood."""
    from reportedly.store import saved
    from reportedly.workspace import search_store

    name = _line(name, gettext("the name"))
    who = _line(who, gettext("the name of who saves it"))
    search_store(store, query, 1)
    with store.writes() as connection:
        number = saved.save(connection, name, query.strip(), who)
        return next(one for one in saved.saved_searches(connection, who) if one.id == number)


def saved_searches(store: Store, who: str | None = None) -> list[SavedSearch]:
    """All saved searches by name, with how many of their finds are new to a person."""
    from reportedly.store import saved

    with store.reads() as connection:
        return saved.saved_searches(connection, who)


def find_saved(store: Store, named: str | int, who: str | None = None) -> SavedSearch:
    """The saved search of a name or a number. Raises FollowingError where there is none."""
    for one in saved_searches(store, who):
        if named in (one.id, one.name):
            return one
    raise FollowingError(
        gettext("no search is saved as %(named)s; `reportedly saved DIR` lists them", named=repr(str(named)[:80]))
    )


def remove(store: Store, search: SavedSearch, who: str) -> None:
    """Takes a saved search out, with its alerts and what they have not sent."""
    from reportedly.store import saved

    with store.writes() as connection:
        saved.remove(connection, search.id, who)


def new_in(store: Store, search: SavedSearch, who: str | None) -> NewFinds:
    """What came in that a person has not looked at; without a person, all that came in since the search was saved."""
    from reportedly.search.page import hits_of
    from reportedly.store import saved

    with store.reads() as connection:
        since = saved.looked_up_to(connection, search.id, who) if who else 0
        upto = saved.last_find(connection, search.id)
        claims = saved.finds_of(connection, search.id, since, upto)
        return NewFinds(hits_of(connection, claims[:SHOWN]), len(claims), upto)


def look(store: Store, search: SavedSearch, who: str, upto: int) -> None:
    """Keeps that a person has looked at what came in up to a change."""
    from reportedly.store import saved

    with store.writes() as connection:
        saved.look(connection, search.id, who, min(upto, saved.last_find(connection, search.id)))


def add_webhook(store: Store, search: SavedSearch, url: str, who: str) -> tuple[int, str]:
    """Has new finds sent to an address, each batch signed; the alert's number and the secret, which is shown only now.

    Raises FollowingError where the address may not be asked.
    """
    from reportedly.alerts.signing import new_secret
    from reportedly.intake.address import AddressError, target_of
    from reportedly.store.deliveries import WEBHOOK

    try:
        target = target_of(url).url
    except AddressError as error:
        raise FollowingError(
            gettext("%(url)s: %(why)s; give the public address of what takes the message", url=url[:120], why=error)
        ) from error
    secret = new_secret()
    return _add(store, search, WEBHOOK, target, 0, who, secret), secret


def add_mail(store: Store, search: SavedSearch, address: str, every: str, who: str) -> int:
    """Has new finds sent by mail, at most one an hour or a day where so said; the alert's number."""
    from reportedly.store.deliveries import MAIL

    if not MAILBOX.fullmatch(address):
        raise FollowingError(
            gettext("%(address)s is no address for mail; write it as desk@news.example", address=repr(address[:80]))
        )
    if every not in EVERY:
        raise FollowingError(
            gettext(
                "%(every)s is not how often; give one of %(listed)s", every=repr(every[:20]), listed=", ".join(EVERY)
            )
        )
    return _add(store, search, MAIL, address, EVERY[every], who, None)


def alerts_of(store: Store, search: SavedSearch | None = None) -> list[Alert]:
    """The alerts of a search, or all of them."""
    from reportedly.store import deliveries

    with store.reads() as connection:
        return deliveries.alerts_of(connection, search.id if search else None)


def remove_alert(store: Store, search: SavedSearch, alert: int, who: str) -> None:
    """Ends an alert of a search, with what it has not sent. Raises FollowingError where there is none."""
    from reportedly.store import deliveries

    if alert not in {one.id for one in alerts_of(store, search)}:
        raise FollowingError(gettext("%(name)s has no alert %(alert)s", name=search.name, alert=alert))
    with store.writes() as connection:
        deliveries.remove_alert(connection, alert, who)


def sendings(store: Store, search: SavedSearch | None = None) -> list[Delivery]:
    """What was sent, waits or failed, those that failed first, with the reasons."""
    from reportedly.store import deliveries

    with store.reads() as connection:
        return deliveries.listed(connection, search.id if search else None)


def try_again(
    store: Store, delivery: int, clock: Callable[[], float] = time.time, search: SavedSearch | None = None
) -> None:
    """Has a sending that failed tried again; of one search, where it is named. Raises FollowingError where it did not fail."""
    from reportedly.store import deliveries

    with store.writes() as connection:
        deliveries.again(connection, delivery, int(clock()), search.id if search else None)


def sender_of(folder: Path) -> Sender:
    """What sends for a workspace, by the settings in its folder. Raises StoreError where they cannot be used."""
    from reportedly.alerts.sending import Sender
    from reportedly.store.settings import read_mail

    return Sender(read_mail(folder))


def mail_has_a_server(folder: Path) -> bool:
    """Whether the settings of a workspace name who takes its mail. Raises StoreError where they cannot be used."""
    return sender_of(folder).mail is not None


def ask(store: Store, clock: Callable[[], float] = time.time) -> int:
    """Asks every saved search of what came in since it was asked; how many finds are new."""
    from reportedly.search.news import news
    from reportedly.store import saved

    found = 0
    while True:
        with store.reads() as connection:
            answers = news(connection)
        if not answers:
            return found
        for first in range(0, len(answers), AT_ONCE):
            with store.writes() as connection:
                found += saved.keep_answers(connection, answers[first : first + AT_ONCE], int(clock()))


def work(
    store: Store, sender: Sender, clock: Callable[[], float] = time.time, stop: Callable[[], bool] = lambda: False
) -> WorkDone:
    """One round: asks the saved searches, then sends whatever is due and nobody else is sending, until it is to stop."""
    from reportedly.store import deliveries

    found, holder = ask(store, clock), uuid.uuid4().hex
    ended: list[str] = []
    while not stop() and (job := _take(store, holder, int(clock()))):
        ended.append(_deliver(store, sender, job, clock))
    return WorkDone(found, ended.count(deliveries.SENT), ended.count(deliveries.FAILED))


def _take(store: Store, holder: str, moment: int) -> HeldDelivery | None:
    """The next sending that is due, held from now on; the store is written to only where there is one."""
    from reportedly.store import deliveries

    with store.reads() as connection:
        if not deliveries.any_due(connection, moment):
            return None
    with store.writes() as connection:
        return deliveries.take(connection, holder, moment)


def _deliver(store: Store, sender: Sender, job: HeldDelivery, clock: Callable[[], float]) -> str:
    """Sends what a job tells of that is there now, and nothing where all of it was forgotten; what became of it."""
    from reportedly.alerts.message import MOST, Message
    from reportedly.intake.post import PostError
    from reportedly.search.page import hits_of
    from reportedly.store import deliveries, saved

    with store.reads() as connection:
        claims = saved.finds_of(connection, job.alert.search, job.since, job.upto)
        hits = hits_of(connection, claims[:MOST])
    if not hits:
        with store.writes() as connection:
            deliveries.not_sent(connection, job)
        return deliveries.NOT_SENT
    try:
        sender.send(job, Message(f"{job.id}.{job.upto}", job.name, job.query, hits, len(claims)))
    except PostError as error:
        with store.writes() as connection:
            deliveries.failed(connection, job, str(error), error.final, int(clock()))
        return deliveries.FAILED
    with store.writes() as connection:
        deliveries.sent(connection, job)
    return deliveries.SENT


def _add(store: Store, search: SavedSearch, kind: str, target: str, every: int, who: str, secret: str | None) -> int:
    from reportedly.store import deliveries

    if len(alerts_of(store, search)) >= MOST_ALERTS:
        raise FollowingError(
            gettext(
                "%(name)s has %(most)s alerts, the most there can be; end one first", name=search.name, most=MOST_ALERTS
            )
        )
    with store.writes() as connection:
        return deliveries.add_alert(connection, search.id, kind, target, every, _line(who, gettext("the name")), secret)


def _line(typed: str, what: str) -> str:
    text = " ".join(typed.split())
    if not text or len(text) > LONGEST or not text.isprintable():
        raise FollowingError(
            gettext(
                "%(what)s %(text)s is empty, longer than %(most)s characters or holds odd signs",
                what=what,
                text=repr(text[:40]),
                most=LONGEST,
            )
        )
    return text
