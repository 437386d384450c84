"""Linking keeps how reports are printed and which have a day. The next linking makes everything anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "prints",
        sa.Column("report", TEXT, nullable=False),
        sa.Column("imprint", sa.LargeBinary(), nullable=False),
        sa.Column("shingles", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_prints")),
    )
    op.drop_table("mentions")
    op.create_table(
        "mentions",
        sa.Column("report", TEXT, nullable=False),
        sa.Column("cluster", TEXT, nullable=True),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_cluster"), "mentions", ["cluster"], unique=False)
    op.execute("DELETE FROM meta WHERE name = 'basis'")
