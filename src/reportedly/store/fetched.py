"""Lists and feeds that were fetched, with what their servers know them by: asked for again, one that did not change need not
be sent. A list holds addresses and a feed the words of reports, so nothing is left here when a report is forgotten, and nothing
is kept from then on: what is forgotten may still stand in them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from reportedly.store.history import forgotten_since, now
from reportedly.store.tables import fetched

KEPT = timedelta(days=30)  # without being sent anew; a list that nobody asks for goes
LARGEST = 5_000_000  # bytes; what is larger is fetched each time


@dataclass(frozen=True, slots=True)
class Sending:
    """What an address sent: where it lay in the end, its bytes, their encoding as claimed, and the marks of this state."""

    url: str
    data: bytes
    charset: str | None
    etag: str | None
    modified: str | None


def sent_before(connection: Connection, address: str) -> Sending | None:
    """What an address sent when it was asked last; null where that is not kept."""
    row = connection.execute(select(fetched).where(fetched.c.address == address)).first()
    return None if row is None else Sending(row.url, zlib.decompress(row.body), row.charset, row.etag, row.modified)


def keep_sent(connection: Connection, address: str, sent: Sending) -> None:
    """Keeps what an address sent in the place of what it sent before; what is old goes."""
    before = (datetime.now(UTC) - KEPT).isoformat(timespec="seconds")
    connection.execute(delete(fetched).where((fetched.c.address == address) | (fetched.c.at < before)))
    if len(sent.data) <= LARGEST and not forgotten_since(connection, 0):
        row = {"address": address, "url": sent.url, "charset": sent.charset, "etag": sent.etag}
        row |= {"modified": sent.modified, "at": now()}
        connection.execute(insert(fetched), row | {"body": zlib.compress(sent.data)})


def forget_sent(connection: Connection) -> None:
    """Takes out all that was kept."""
    connection.execute(delete(fetched))
