"""Row numbers that an address or a "since" depends on are never given again; on PostgreSQL they never were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

GROWING = ("reports", "failures", "searches", "alerts", "deliveries")
NOTED = ("searches", "alerts")  # of which the history names every number that was ever given
VIEWS = ("v_claims", "v_incidents")  # made anew when the schema stands


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for view in VIEWS:
        op.execute(f"DROP VIEW IF EXISTS {view}")
    for table in GROWING:
        with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}):
            pass
    for table in NOTED:
        _go_on(table)


def _go_on(table: str) -> None:
    """Has the numbers of a table go on from the highest one that the history tells of."""
    last = sa.text('SELECT max(CAST("row" AS INTEGER)) FROM changes WHERE target = :name')
    highest = op.get_bind().scalar(last, {"name": table})
    if highest:
        there = op.get_bind().scalar(sa.text(f"SELECT max(id) FROM {table}")) or 0
        op.get_bind().execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
        row = {"name": table, "seq": max(highest, there)}
        op.get_bind().execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), row)
