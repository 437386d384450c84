"""Which claims are others since a change: what is kept at hand of all of them is brought up to date by these alone."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.store.decisions import reports_touched
from reportedly.store.history import ADD, ASIDE, FORGET
from reportedly.store.tables import changes, reports

FEW = 200  # changes; after more it costs less to look at everything


def reports_changed(connection: Connection, since: int) -> list[int] | None:
    """The row numbers of the reports whose claims came or changed after a change. Null where there are many, or some went."""
    after = select(changes.c.op, changes.c.row).where(changes.c.seq > since, changes.c.op.not_in(ASIDE))
    rows = connection.execute(after.limit(FEW + 1)).all()
    if len(rows) > FEW or any(row.op == FORGET for row in rows):
        return None
    keys = {row.row for row in rows if row.op == ADD}
    keys.update(key for row in rows if row.op != ADD for key in reports_touched(connection, int(row.row)))
    return list(connection.scalars(select(reports.c.id).where(reports.c.key.in_(keys))))
