"""The first schema: all tables, and the words for search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# No text is kept: words leave by giving exactly those that were put in.
SQLITE_WORDS = (
    "CREATE VIRTUAL TABLE claim_words USING fts5(quote, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='', tokenize='ascii')",
)

# Beside the words their set, without positions: PostgreSQL keeps only 256 of a word, too few for phrases in a long text.
SET = "tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array({0}, ' '))) STORED"
POSTGRESQL_WORDS = (
    f"""CREATE TABLE claim_words (
        id bigint PRIMARY KEY, quote text COLLATE "C" NOT NULL, quote_words {SET.format("quote")}
    )""",
    f"""CREATE TABLE report_words (
        id bigint PRIMARY KEY, title text COLLATE "C" NOT NULL, text text COLLATE "C" NOT NULL,
        title_words {SET.format("title")}, text_words {SET.format("text")}
    )""",
    "CREATE INDEX ix_claim_words ON claim_words USING gin (quote_words)",
    "CREATE INDEX ix_report_words ON report_words USING gin (title_words, text_words)",
)


def upgrade() -> None:
    _blobs()
    _changes()
    _decisions()
    _failures()
    _incidents()
    _links()
    _meta()
    _reports()
    _members()
    _versions()
    _readings()
    _claims()
    _counts()
    _events()
    _sources()
    _words()


def _blobs() -> None:
    op.create_table(
        "blobs",
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_blobs")),
    )


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("op", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("row", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_op_content", "changes", ["op", "content"], unique=False)
    op.create_index("ix_changes_row", "changes", ["row"], unique=False)


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("verb", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=True),
        sa.Column("report", TEXT, nullable=True),
        sa.Column("version", TEXT, nullable=True),
        sa.Column("claim", TEXT, nullable=True),
        sa.Column("spans", TEXT, nullable=True),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("field", TEXT, nullable=True),
        sa.Column("part", TEXT, nullable=True),
        sa.Column("old", TEXT, nullable=True),
        sa.Column("new", TEXT, nullable=True),
        sa.Column("things", TEXT, nullable=True),
        sa.Column("undoes", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_number"), "decisions", ["number"], unique=False)
    op.create_index(op.f("ix_decisions_undoes"), "decisions", ["undoes"], unique=False)
    op.create_index("ix_decisions_report_seq", "decisions", ["report", "seq"], unique=False)


def _failures() -> None:
    op.create_table(
        "failures",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("input", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("hint", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
        sa.UniqueConstraint("input", name=op.f("uq_failures_input")),
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("became", TEXT, nullable=True),
        sa.Column("rank", WHOLE, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("start", TEXT, nullable=True),
        sa.Column("end", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", WHOLE, nullable=True),
        sa.Column("origins_low", WHOLE, nullable=True),
        sa.Column("origins_high", WHOLE, nullable=True),
        sa.Column("reports", WHOLE, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("key", name=op.f("uq_incidents_key")),
    )
    op.create_index(op.f("ix_incidents_became"), "incidents", ["became"], unique=False)
    op.create_index(op.f("ix_incidents_start"), "incidents", ["start"], unique=False)


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("from_key", TEXT, nullable=False),
        sa.Column("to_key", TEXT, nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_index("ix_links_from_key_relation", "links", ["from_key", "relation"], unique=False)
    op.create_index("ix_links_to_key_relation", "links", ["to_key", "relation"], unique=False)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("place_of", TEXT, nullable=True),
        sa.Column("input", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("outlet", TEXT, nullable=True),
        sa.Column("outlet_id", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("key", name=op.f("uq_reports_key")),
    )
    op.create_index("ix_reports_outlet_published", "reports", ["outlet", "published"], unique=False)
    op.create_index(op.f("ix_reports_place_of"), "reports", ["place_of"], unique=False)


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("report", WHOLE, nullable=False),
        sa.Column("incident", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_members_incident")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_members_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_members")),
    )
    op.create_index("ix_members_incident", "members", ["incident"], unique=False)


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("report", WHOLE, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("facts", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("added", TEXT, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_versions_report")),
        sa.ForeignKeyConstraint(["text"], ["blobs.hash"], name=op.f("fk_versions_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("report", "hash", "facts", name=op.f("uq_versions_report_hash_facts")),
    )
    op.create_index(op.f("ix_versions_text"), "versions", ["text"], unique=False)


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("tagger", TEXT, nullable=False),
        sa.Column("knowledge", TEXT, nullable=False),
        sa.Column("added", TEXT, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_readings_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "version", "reader", "tagger", "knowledge", name=op.f("uq_readings_version_reader_tagger_knowledge")
        ),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("report", WHOLE, nullable=False),
        sa.Column("reading", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("outlet", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("part", TEXT, nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("certainty", TEXT, nullable=False),
        sa.Column("act", TEXT, nullable=True),
        sa.Column("hops", WHOLE, nullable=False),
        sa.Column("origin", TEXT, nullable=True),
        sa.Column("origin_id", TEXT, nullable=True),
        sa.Column("origin_type", TEXT, nullable=True),
        sa.Column("unnamed", TEXT, nullable=True),
        sa.Column("custody", sa.Boolean(), nullable=False),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=True),
        sa.Column("day", TEXT, nullable=True),
        sa.Column("day_end", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", WHOLE, nullable=True),
        sa.Column("killed_low", WHOLE, nullable=True),
        sa.Column("killed_high", WHOLE, nullable=True),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("chain", TEXT, nullable=False),
        sa.Column("judgement", TEXT, nullable=True),
        sa.Column("decided_by", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name=op.f("fk_claims_reading")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_claims_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("report", "number", name=op.f("uq_claims_report_number")),
    )
    op.create_index(op.f("ix_claims_key"), "claims", ["key"], unique=False)
    op.create_index("ix_claims_origin_published", "claims", ["origin", "published"], unique=False)
    op.create_index("ix_claims_published_id", "claims", ["published", "id"], unique=False)


def _counts() -> None:
    op.create_table(
        "counts",
        sa.Column("claim", WHOLE, nullable=False),
        sa.Column("event", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=True),
        sa.Column("low", WHOLE, nullable=True),
        sa.Column("high", WHOLE, nullable=True),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_counts_claim")),
        sa.PrimaryKeyConstraint("claim", "event", "number", name=op.f("pk_counts")),
    )
    op.create_index("ix_counts_what_low", "counts", ["what", "low"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("claim", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("day", TEXT, nullable=True),
        sa.Column("day_end", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_events_claim")),
        sa.PrimaryKeyConstraint("claim", "number", name=op.f("pk_events")),
    )
    op.create_index("ix_events_kind_day", "events", ["kind", "day"], unique=False)
    op.create_index("ix_events_place_day", "events", ["place", "day"], unique=False)


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("claim", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("entity", TEXT, nullable=True),
        sa.Column("unnamed", TEXT, nullable=True),
        sa.Column("custody", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_sources_claim")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_sources")),
    )
    op.create_index("ix_sources_entity_claim", "sources", ["entity", "claim"], unique=False)
    op.create_index("ix_sources_name_claim", "sources", ["name", "claim"], unique=False)


def _words() -> None:
    """Indexes of our tokens, which come apart by spaces and are folded already."""
    for order in {"sqlite": SQLITE_WORDS, "postgresql": POSTGRESQL_WORDS}[op.get_bind().dialect.name]:
        op.execute(order)
