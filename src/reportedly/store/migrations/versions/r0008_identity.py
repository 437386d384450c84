"""Whom an identity provider vouches for: a digest of the issuer and of what it calls the person there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("people", sa.Column("identity", TEXT, nullable=True))
    op.create_index("ix_people_identity", "people", ["identity"], unique=True)
