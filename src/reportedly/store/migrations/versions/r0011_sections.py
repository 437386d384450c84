"""A report may tell of several incidents, each by some of its claims. The next linking makes everything anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
LAST = 2_147_483_647  # stands for the last claim of a report
VIEWS = ("v_claims", "v_incidents")  # made anew when the schema stands


def upgrade() -> None:
    _mentions()
    if op.get_bind().dialect.name == "sqlite":
        _members_anew()
    else:
        _members()
    op.create_index(op.f("ix_members_incident"), "members", ["incident"], unique=False)
    op.create_index(op.f("ix_members_mention"), "members", ["mention"], unique=False)
    op.execute("DELETE FROM meta WHERE name = 'basis'")


def _mentions() -> None:
    op.drop_table("mentions")
    op.create_table(
        "mentions",
        sa.Column("mention", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("cluster", TEXT, nullable=True),
        sa.Column("firm", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("mention", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_cluster"), "mentions", ["cluster"], unique=False)
    op.create_index(op.f("ix_mentions_report"), "mentions", ["report"], unique=False)


def _members_anew() -> None:
    """SQLite changes no key of a table: a new one takes the rows of the old one."""
    for view in VIEWS:
        op.execute(f"DROP VIEW IF EXISTS {view}")
    op.drop_index("ix_members_incident", "members")
    op.rename_table("members", "members_before")
    op.create_table(
        "members",
        sa.Column("report", WHOLE, nullable=False),
        sa.Column("first", WHOLE, nullable=False),
        sa.Column("last", WHOLE, nullable=False),
        sa.Column("mention", TEXT, nullable=False),
        sa.Column("incident", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_members_incident")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_members_report")),
        sa.PrimaryKeyConstraint("report", "first", name=op.f("pk_members")),
    )
    op.execute(
        f"INSERT INTO members (report, first, last, mention, incident) SELECT m.report, 1, {LAST}, r.key, m.incident "
        "FROM members_before m JOIN reports r ON r.id = m.report"
    )
    op.drop_table("members_before")


def _members() -> None:
    op.drop_index("ix_members_incident", "members")
    op.add_column("members", sa.Column("first", WHOLE, nullable=False, server_default="1"))
    op.add_column("members", sa.Column("last", WHOLE, nullable=False, server_default=str(LAST)))
    op.add_column("members", sa.Column("mention", TEXT, nullable=False, server_default=""))
    op.execute("UPDATE members SET mention = r.key FROM reports r WHERE r.id = members.report")
    for column in ("first", "last", "mention"):
        op.alter_column("members", column, server_default=None)
    op.drop_constraint("pk_members", "members", type_="primary")
    op.create_primary_key("pk_members", "members", ["report", "first"])
