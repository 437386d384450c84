"""What was done to a store, row by row, each with the hash of the row before it: nothing can be taken out unseen.

The hash of a row is the SHA-256 of the hash before it and of its own content; the first one follows an empty hash. Where the
history ends is kept apart from it, so that its end cannot be cut off unseen either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from reportedly.store.tables import changes, meta

ADD, LINK, FORGET, DECIDE, PEOPLE, FOLLOW = "add", "link", "forget", "decide", "people", "follow"
ASIDE = (LINK, PEOPLE, FOLLOW)  # what changes neither reports nor decisions
END = "end"  # the row of `meta` that holds the number and the hash of the newest change

# What every write asks and does, made once.
NEWEST = select(changes.c.seq, changes.c.hash).order_by(changes.c.seq.desc()).limit(1)
TO_LINK = select(changes.c.seq).where(changes.c.op.not_in(ASIDE)).order_by(changes.c.seq.desc()).limit(1)
LINKED_LAST = (
    select(changes.c.seq, changes.c.content).where(changes.c.op == LINK).order_by(changes.c.seq.desc()).limit(1)
)
LEFT = (
    select(changes.c.row)
    .where(changes.c.op == FORGET, changes.c.content == bindparam("trail"))
    .order_by(changes.c.seq.desc())
    .limit(1)
)
NEW_END = update(meta).where(meta.c.name == END).values(value=bindparam("newest"))


def now() -> str:
    """The time, as stores write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note(connection: Connection, op: str, target: str, row: str, content: str = "") -> int:
    """Adds one row; its number. Whoever writes holds the store's lock, so no other comes between."""
    last = connection.execute(NEWEST).first()
    seq, before = (last.seq + 1, last.hash) if last else (1, "")
    made = {"at": now(), "op": op, "target": target, "row": row, "content": content}
    follows = _hash(before, seq, *made.values())
    connection.execute(insert(changes), made | {"seq": seq, "hash": follows})
    newest = f"{seq} {follows}"
    if not connection.execute(NEW_END, {"newest": newest}).rowcount:
        connection.execute(insert(meta), {"name": END, "value": newest})
    return int(seq)


def last_seq(connection: Connection) -> int:
    """The number of the newest change to reports or decisions; linking is none, nor accounts, nor saving a search."""
    return connection.scalar(TO_LINK) or 0


def forgotten(connection: Connection, report: str) -> bool:
    """Whether the last thing that happened to a report is that it was forgotten."""
    of_report = (changes.c.target == "reports") & (changes.c.row == report)
    last = select(changes.c.op).where(of_report).order_by(changes.c.seq.desc()).limit(1)
    return connection.scalar(last) == FORGET


def forgotten_since(connection: Connection, seq: int) -> bool:
    """Whether any report was forgotten after the change of that number."""
    found = select(changes.c.seq).where(changes.c.op == FORGET, changes.c.seq > seq).limit(1)
    return connection.scalar(found) is not None


def forgotten_at(connection: Connection, trail: str) -> str | None:
    """The id of a report that was forgotten and left this trail."""
    found: str | None = connection.scalar(LEFT, {"trail": trail})
    return found


def last_linking(connection: Connection) -> Row[int, str] | None:
    """The number and the digest of the newest linking; null where there was none."""
    return connection.execute(LINKED_LAST).first()


def reports_added(connection: Connection) -> set[str]:
    """The ids of the reports that were added and not forgotten since."""
    told = select(changes.c.row, changes.c.op).where(changes.c.target == "reports").order_by(changes.c.seq)
    last = {row.row: row.op for row in connection.execute(told)}
    return {report for report, op in last.items() if op == ADD}


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the history: rows that do not follow from the row before them, and an end that is not the one noted."""
    before, expected = "", 1
    for row in connection.execute(select(changes).order_by(changes.c.seq)):
        if row.seq != expected or row.hash != _hash(before, row.seq, row.at, row.op, row.target, row.row, row.content):
            yield f"change {row.seq} does not follow from the one before it: the history was altered"
        before, expected = row.hash, row.seq + 1
    noted = connection.scalar(select(meta.c.value).where(meta.c.name == END))
    if noted != (f"{expected - 1} {before}" if before else None):
        yield f"the history ends with change {expected - 1}, which is not the newest one that was made"


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8")).hexdigest()
