"""Who may use a workspace that is opened for a team: people, their sessions, links to choose a password, attempts to log in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _people()
    _invitations()
    _sessions()
    _attempts()


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("password", TEXT, nullable=True),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("key", name=op.f("uq_people_key")),
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("person", WHOLE, nullable=True),
        sa.Column("until", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_invitations_person")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_invitations")),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("person", WHOLE, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("seen", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("browser", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_sessions_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("hash", name=op.f("uq_sessions_hash")),
    )


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index("ix_attempts_name_at", "attempts", ["name", "at"], unique=False)
