"""What linking keeps between two calls. The incidents stay as they are until they are made again, by all reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.drop_column("incidents", "rank")
    op.add_column("incidents", sa.Column("content", TEXT, nullable=True))
    emptied = sa.text("content IS NOT NULL AND body IS NULL")
    op.create_index("ix_incidents_emptied", "incidents", ["key"], sqlite_where=emptied, postgresql_where=emptied)
    op.add_column("links", sa.Column("incident", TEXT, nullable=True))
    op.create_index("ix_links_incident", "links", ["incident"], unique=False)
    _epochs()
    _mentions()
    _blocks()
    _edges()
    op.execute("UPDATE incidents SET content = '0' WHERE body IS NOT NULL")
    op.execute("DELETE FROM meta WHERE name = 'linked'")


def _epochs() -> None:
    op.create_table(
        "epochs",
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("reports", WHOLE, nullable=False),
        sa.Column("stretches", WHOLE, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_epochs")),
    )
    op.create_table(
        "word_stats",
        sa.Column("epoch", WHOLE, nullable=False),
        sa.Column("word", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held", WHOLE, nullable=False),
        sa.Column("place", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["epoch"], ["epochs.number"], name=op.f("fk_word_stats_epoch")),
        sa.PrimaryKeyConstraint("epoch", "word", name=op.f("pk_word_stats")),
    )


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("report", TEXT, nullable=False),
        sa.Column("cluster", TEXT, nullable=True),
        sa.Column("capped", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_cluster"), "mentions", ["cluster"], unique=False)


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("kind", WHOLE, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("day", WHOLE, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "day", "report", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_report_kind", "blocks", ["report", "kind"], unique=False)


def _edges() -> None:
    op.create_table(
        "edges",
        sa.Column("one", TEXT, nullable=False),
        sa.Column("other", TEXT, nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("campaign", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_edges")),
    )
    op.create_index(op.f("ix_edges_other"), "edges", ["other"], unique=False)
