"""Tokens for the interface for programs, and the keys of requests that were carried out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("may", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("used", TEXT, nullable=True),
        sa.Column("revoked", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_tokens_digest")),
    )
    op.create_table(
        "repeats",
        sa.Column("token", WHOLE, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("asked", TEXT, nullable=False),
        sa.Column("number", WHOLE, nullable=True),
        sa.Column("at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["token"], ["tokens.id"], name=op.f("fk_repeats_token")),
        sa.PrimaryKeyConstraint("token", "key", name=op.f("pk_repeats")),
    )
    op.create_index(op.f("ix_repeats_at"), "repeats", ["at"], unique=False)
