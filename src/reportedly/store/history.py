"""What was done to a store, row by row, each with the hash of the row before it: nothing can be taken out unseen.

The hash of a row is the SHA-256 of the hash before it and of its own content; the first one follows an empty hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from reportedly.store.tables import changes

ADD, LINK, FORGET, DECIDE = "add", "link", "forget", "decide"


def now() -> str:
    """The time, as stores write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note(connection: Connection, op: str, target: str, row: str, content: str = "") -> None:
    """Adds one row. Whoever writes holds the store's lock, so no other comes between."""
    last = connection.execute(select(changes.c.seq, changes.c.hash).order_by(changes.c.seq.desc()).limit(1)).first()
    seq, before = (last.seq, last.hash) if last else (0, "")
    made = {"at": now(), "op": op, "target": target, "row": row, "content": content}
    connection.execute(changes.insert().values(seq=seq + 1, hash=_hash(before, seq + 1, *made.values()), **made))


def last_seq(connection: Connection) -> int:
    """The number of the newest change to reports or decisions; linking is none."""
    return connection.scalar(select(func.max(changes.c.seq)).where(changes.c.op != LINK)) or 0


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
    left = select(changes.c.row).where(changes.c.op == FORGET, changes.c.content == trail)
    found: str | None = connection.scalar(left.order_by(changes.c.seq.desc()).limit(1))
    return found


def broken(connection: Connection) -> Iterator[int]:
    """The numbers of rows that do not follow from the row before them."""
    before, expected = "", 1
    for row in connection.execute(select(changes).order_by(changes.c.seq)):
        if row.seq != expected or row.hash != _hash(before, row.seq, row.at, row.op, row.target, row.row, row.content):
            yield row.seq
        before, expected = row.hash, row.seq + 1


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8")).hexdigest()
