"""What is to be sent where, as jobs in the store: planned in the transaction that keeps a find, so that none is lost.

Whoever sends one holds it for `LEASE` seconds; one that ended meanwhile is sent by the next, who counts the try. What fails
waits longer each time, and after `len(WAITS)` tries stays as failed, with the reason, until a person tries it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, delete, insert, or_, select, update

from reportedly.store.desk_tables import alerts, deliveries, searches
from reportedly.store.errors import FollowingError
from reportedly.store.history import FOLLOW, note, now
from reportedly.store.packed import value_hash
from reportedly.text import gettext

WAITING, SENT, FAILED, NOT_SENT = "waiting", "sent", "failed", "not_sent"
WEBHOOK, MAIL = "webhook", "mail"
LEASE = 180  # seconds: longer than any one sending may take
WAITS = (60, 300, 1_800, 7_200, 43_200, 86_400)  # seconds after each try that failed; none follows the last
KEPT = 100  # sendings of an alert that arrived, or that nothing was left of
GONE = "none of the claims that it was to tell of is here any more"
ENDED = "whoever sent it ended before it was known to have arrived"


@dataclass(frozen=True, slots=True)
class Alert:
    """Where the finds of a saved search are sent: an address for a webhook, or one for mail, at most once in `every` seconds."""

    id: int
    search: int
    kind: str
    target: str
    every: int
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class HeldDelivery:
    """A sending that somebody holds: its alert with the secret that signs it, the search, and the changes it tells of."""

    id: int
    alert: Alert
    secret: str | None
    name: str
    query: str
    since: int
    upto: int
    holder: str
    tries: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """A sending as it is listed: to what, what became of it, how often it was tried, and why the last try failed.

    `due` is when it is sent next, in seconds since 1970.
    """

    id: int
    search: str
    kind: str
    target: str
    state: str
    due: int
    tries: int
    reason: str | None
    at: str


def add_alert(
    connection: Connection, search: int, kind: str, target: str, every: int, who: str, secret: str | None
) -> int:
    """Has what a search finds from now on sent somewhere; the alert's number. Raises FollowingError where it is already."""
    same = and_(alerts.c.search == search, alerts.c.kind == kind, alerts.c.target == target)
    if connection.scalar(select(alerts.c.id).where(same)) is not None:
        raise FollowingError(gettext("what this search finds is sent to %(target)s already", target=target))
    row = {"search": search, "kind": kind, "target": target, "every": every, "who": who, "at": now()}
    made = connection.execute(insert(alerts), row | {"secret": secret}).inserted_primary_key
    number = int(made[0]) if made else 0
    note(connection, FOLLOW, alerts.name, str(number), value_hash(row))
    return number


def remove_alert(connection: Connection, alert: int, who: str) -> None:
    """Ends an alert, with what it has not sent yet."""
    connection.execute(delete(deliveries).where(deliveries.c.alert == alert))
    connection.execute(delete(alerts).where(alerts.c.id == alert))
    note(connection, FOLLOW, alerts.name, str(alert), value_hash({"removed by": who}))


def alerts_of(connection: Connection, search: int | None = None) -> list[Alert]:
    """The alerts of a search, or all, in the order in which they were made."""
    told = select(alerts).order_by(alerts.c.id)
    return [
        _alert(row) for row in connection.execute(told if search is None else told.where(alerts.c.search == search))
    ]


def plan(connection: Connection, search: int, since: int, upto: int, moment: int) -> None:
    """Plans that the finds of these changes are sent by each alert of a search, with its latest sending where that waits for its
    first try.
    """
    for alert in alerts_of(connection, search):
        latest = select(deliveries).where(deliveries.c.alert == alert.id).order_by(deliveries.c.id.desc()).limit(1)
        last = connection.execute(latest).first()
        if last is not None and (last.state, last.tries) == (WAITING, 0):
            connection.execute(update(deliveries).where(deliveries.c.id == last.id).values(upto=upto))
            continue
        connection.execute(insert(deliveries).values(
            alert=alert.id, since=since, upto=upto, state=WAITING, due=moment + alert.every, tries=0, at=now()
        ))  # fmt: skip


def any_due(connection: Connection, moment: int) -> bool:
    """Whether there is a sending that is due and that nobody holds."""
    return connection.scalar(select(deliveries.c.id).where(_due(moment)).limit(1)) is not None


def take(connection: Connection, holder: str, moment: int) -> HeldDelivery | None:
    """The next sending that is due and that nobody holds, held from now on; null where there is none."""
    due = _due(moment)
    while row := connection.execute(_jobs().where(due).order_by(deliveries.c.due, deliveries.c.id).limit(1)).first():
        own = update(deliveries).where(deliveries.c.id == row.id)
        if row.tries >= len(WAITS):
            connection.execute(own.values(state=FAILED, reason=ENDED, lease=None, holder=None))
            continue
        connection.execute(own.values(holder=holder, lease=moment + LEASE, tries=row.tries + 1))
        alert = Alert(row.alert, row.search, row.kind, row.target, row.every, row.who, row.made)
        return HeldDelivery(row.id, alert, row.secret, row.name, row.query, row.since, row.upto, holder, row.tries + 1)
    return None


def sent(connection: Connection, job: HeldDelivery) -> bool:
    """Keeps that a sending arrived; false where it is held by somebody else by now."""
    return _over(connection, job, {"state": SENT, "reason": None})


def not_sent(connection: Connection, job: HeldDelivery) -> bool:
    """Keeps that nothing was left of what a sending was to tell of, so that none was made."""
    return _over(connection, job, {"state": NOT_SENT, "reason": GONE})


def _over(connection: Connection, job: HeldDelivery, values: dict[str, Any]) -> bool:
    """Ends a sending that needs nobody any more; of those the latest are kept."""
    done = _end(connection, job, values)
    own = and_(deliveries.c.alert == job.alert.id, deliveries.c.state.in_((SENT, NOT_SENT)))
    latest = select(deliveries.c.id).where(own).order_by(deliveries.c.id.desc()).limit(KEPT)
    connection.execute(delete(deliveries).where(own, deliveries.c.id.not_in(latest)))
    return done


def failed(connection: Connection, job: HeldDelivery, reason: str, final: bool, moment: int) -> bool:
    """Keeps why a try failed: it is tried again later, unless it was the last one or no other could do better."""
    if final or job.tries >= len(WAITS):
        return _end(connection, job, {"state": FAILED, "reason": reason})
    return _end(connection, job, {"due": moment + WAITS[job.tries - 1], "reason": reason})


def again(connection: Connection, delivery: int, moment: int, search: int | None = None) -> None:
    """Has a sending that failed tried again, of one search where it is named. Raises FollowingError where it did not fail."""
    own = and_(deliveries.c.id == delivery, deliveries.c.state == FAILED)
    if search is not None:
        own = and_(own, deliveries.c.alert.in_(select(alerts.c.id).where(alerts.c.search == search)))
    if connection.scalar(select(deliveries.c.id).where(own)) is None:
        raise FollowingError(gettext("no sending %(delivery)s has failed here", delivery=delivery))
    connection.execute(update(deliveries).where(own).values(state=WAITING, tries=0, due=moment, lease=None))


def listed(connection: Connection, search: int | None = None, most: int = 100) -> list[Delivery]:
    """Sendings, those that failed first, then those that wait, each the latest first; of one search where it is named."""
    told = _jobs() if search is None else _jobs().where(alerts.c.search == search)
    order = case((deliveries.c.state == FAILED, 0), (deliveries.c.state == WAITING, 1), else_=2)
    rows = connection.execute(told.order_by(order, deliveries.c.id.desc()).limit(most))
    return [
        Delivery(row.id, row.name, row.kind, row.target, row.state, row.due, row.tries, row.reason, row.planned)
        for row in rows
    ]


def _due(moment: int) -> ColumnElement[bool]:
    free = or_(deliveries.c.lease.is_(None), deliveries.c.lease <= moment)
    return and_(deliveries.c.state == WAITING, deliveries.c.due <= moment, free)


def _end(connection: Connection, job: HeldDelivery, values: dict[str, Any]) -> bool:
    own = and_(deliveries.c.id == job.id, deliveries.c.holder == job.holder, deliveries.c.state == WAITING)
    ended = update(deliveries).where(own).values(lease=None, holder=None, **values)
    return connection.execute(ended).rowcount == 1


def _jobs() -> Select[Any]:
    """Sendings with their alerts and searches."""
    tables = deliveries.join(alerts).join(searches)
    columns = [deliveries.c[name] for name in ("id", "alert", "since", "upto", "state", "due", "tries", "reason")]
    of_alert = [alerts.c[name] for name in ("search", "kind", "target", "every", "secret", "who")]
    named = [alerts.c.at.label("made"), deliveries.c.at.label("planned"), searches.c.name, searches.c.query]
    return select(*columns, *of_alert, *named).select_from(tables)


def _alert(row: Row[Any]) -> Alert:
    return Alert(row.id, row.search, row.kind, row.target, row.every, row.who, row.at)
