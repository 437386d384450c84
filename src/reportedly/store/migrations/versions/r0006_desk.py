"""Saved searches with their alerts, leases, and what each person said of a claim. Versions that are here already are no news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("versions", sa.Column("came", WHOLE, nullable=True))
    op.create_index(op.f("ix_versions_came"), "versions", ["came"], unique=False)
    _searches()
    _finds()
    _looks()
    _alerts()
    _deliveries()
    _leases()
    _judgings()
    _fill()


def _searches() -> None:
    op.create_table(
        "searches",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("query", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("asked", WHOLE, nullable=False),
        sa.Column("fault", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
        sa.UniqueConstraint("name", name=op.f("uq_searches_name")),
    )


def _finds() -> None:
    op.create_table(
        "finds",
        sa.Column("search", WHOLE, nullable=False),
        sa.Column("claim", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("seq", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["search"], ["searches.id"], name=op.f("fk_finds_search")),
        sa.PrimaryKeyConstraint("search", "claim", name=op.f("pk_finds")),
    )
    op.create_index(op.f("ix_finds_report"), "finds", ["report"], unique=False)
    op.create_index("ix_finds_search_seq", "finds", ["search", "seq"], unique=False)


def _looks() -> None:
    op.create_table(
        "looks",
        sa.Column("search", WHOLE, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("seq", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["search"], ["searches.id"], name=op.f("fk_looks_search")),
        sa.PrimaryKeyConstraint("search", "who", name=op.f("pk_looks")),
    )


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("search", WHOLE, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("every", WHOLE, nullable=False),
        sa.Column("secret", TEXT, nullable=True),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["search"], ["searches.id"], name=op.f("fk_alerts_search")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("search", "kind", "target", name=op.f("uq_alerts_search_kind_target")),
    )
    op.create_index(op.f("ix_alerts_search"), "alerts", ["search"], unique=False)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("alert", WHOLE, nullable=False),
        sa.Column("since", WHOLE, nullable=False),
        sa.Column("upto", WHOLE, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("due", WHOLE, nullable=False),
        sa.Column("holder", TEXT, nullable=True),
        sa.Column("lease", WHOLE, nullable=True),
        sa.Column("tries", WHOLE, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_deliveries_alert")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_alert"), "deliveries", ["alert"], unique=False)
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"], unique=False)


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("who", TEXT, nullable=False),
        sa.Column("claim", TEXT, nullable=False),
        sa.Column("until", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_leases")),
    )
    op.create_index(op.f("ix_leases_claim"), "leases", ["claim"], unique=False)


def _judgings() -> None:
    op.create_table(
        "judgings",
        sa.Column("claim", WHOLE, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_judgings_claim")),
        sa.PrimaryKeyConstraint("claim", "who", name=op.f("pk_judgings")),
    )
    op.create_index("ix_judgings_who", "judgings", ["who"], unique=False)


def _fill() -> None:
    """What was judged before is made by the store when it is opened: `judged.renew` says how."""
    op.execute("INSERT INTO meta (name, value) SELECT 'unjudged', '1' WHERE EXISTS (SELECT 1 FROM decisions)")
