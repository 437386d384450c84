"""The tables of a store, for SQLite and PostgreSQL: columns for what is filtered or counted, packed JSON for what is read back whole.

Three things never break here. A reading is never overwritten: another version, program or knowledge adds one, and
`current` says which one counts. Rows in `claims`, `sources`, `events` and `counts` are made from the current reading of
the current version with the `decisions` laid over it, so they can be made again at any time. `decisions` and `changes`
only grow.
A row number is never given again: on SQLite the engine sees to that (`sqlite_autoincrement`), or `numbers.py` does.
Days are ISO dates as text (they sort as they stand); unknown values are null. A source is named as `public_name` allows.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)

Whole = BigInteger().with_variant(Integer(), "sqlite")  # a number that fits wherever the other engine's fits


class Words(TypeDecorator[str]):
    """Text as both engines can hold and sort it: by code points, with halves of characters, as odd file names have them,
    and zero characters replaced.
    """

    impl = Text().with_variant(Text(collation="C"), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: object) -> str | None:
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """A text as a column of `Words` holds it."""
    if text.isascii():  # as most are
        return text.replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def starting(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """That a text starts with another, letter by letter: `LIKE` takes a for A on one engine."""
    return (column >= start) & (column < start + "\U0010ffff")


def _id() -> Column[int]:
    return Column("id", Whole, primary_key=True)


def _of(name: str, table: str, *, primary: bool = False, needed: bool = True) -> Column[int]:
    """A column that points to a row of another table."""
    return Column(name, ForeignKey(f"{table}.id"), primary_key=primary, nullable=not needed)


meta = Table("meta", metadata, Column("name", Words, primary_key=True), Column("value", Words, nullable=False))

# The last number that was given to a row, by table; `numbers.py` says of which tables.
numbers = Table("numbers", metadata, Column("name", Words, primary_key=True), Column("last", Whole, nullable=False))

# A report's text, packed; two reports that print the same text share it. `hash` is the SHA-256 of the text in UTF-8.
blobs = Table(
    "blobs",
    metadata,
    Column("hash", Words, primary_key=True),
    Column("size", Whole, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# `key` is the report's id in the records; `place_of` is what `known.place_of` says, null for addresses and what was piped in.
reports = Table(
    "reports",
    metadata,
    _id(),
    Column("key", Words, nullable=False, unique=True),
    Column("place_of", Words, index=True),
    Column("input", Words, nullable=False),
    Column("url", Words),
    Column("outlet", Words),
    Column("outlet_id", Words),
    Column("title", Words),
    Column("published", Words),
    Column("language", Words),
    Index("ix_reports_outlet_published", "outlet", "published"),
    sqlite_autoincrement=True,
)

# The bytes of a report (`hash`) with what was stated and found about them (`facts`, a digest of the record).
versions = Table(
    "versions",
    metadata,
    _id(),
    _of("report", "reports"),
    Column("hash", Words, nullable=False),
    Column("facts", Words, nullable=False),
    Column("text", ForeignKey("blobs.hash"), nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),  # the Report without its text
    Column("added", Words, nullable=False),
    Column("came", Whole, index=True),  # the change with which it came in, null before that was kept
    Column("current", Boolean, nullable=False),
    UniqueConstraint("report", "hash", "facts"),
)

readings = Table(
    "readings",
    metadata,
    _id(),
    _of("version", "versions"),
    Column("reader", Words, nullable=False),
    Column("tagger", Words, nullable=False),  # empty where the rules read
    Column("knowledge", Words, nullable=False),
    Column("added", Words, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the Reading without its report
    UniqueConstraint("version", "reader", "tagger", "knowledge"),
)

# One row a claim of what counts now. Event columns are those of its first event; `killed` is its first such count.
claims = Table(
    "claims",
    metadata,
    _id(),
    _of("report", "reports"),
    _of("reading", "readings"),
    Column("number", Whole, nullable=False),  # in its reading, from 1
    Column("key", Words, nullable=False, index=True),  # the claim's id in the records
    Column("outlet", Words),
    Column("published", Words),
    Column("part", Words, nullable=False),  # headline or body
    Column("form", Words, nullable=False),
    Column("certainty", Words, nullable=False),
    Column("act", Words),
    Column("hops", Whole, nullable=False),  # sources between the outlet and the fact; 0 is the outlet's own voice
    Column("origin", Words),
    Column("origin_id", Words),
    Column("origin_type", Words),
    Column("unnamed", Words),
    Column("custody", Boolean, nullable=False),  # whether anybody in the chain speaks from custody
    Column("kind", Words),
    Column("mode", Words),
    Column("status", Words),
    Column("day", Words),
    Column("day_end", Words),
    Column("place", Words),  # as resolved, else as named
    Column("country", Words),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Whole),
    Column("killed_low", Whole),
    Column("killed_high", Whole),
    Column("quote", Words, nullable=False),  # the claim's words
    Column("chain", Words, nullable=False),  # the names from the reader to the origin, parted by " > "
    Column("judgement", Words),  # what a person says of it as a whole: accepted, rejected, unsure
    Column("decided_by", Words),  # the people who decided on it, parted by " > "
    UniqueConstraint("report", "number"),
    Index("ix_claims_published_id", "published", "id"),
    Index("ix_claims_origin_published", "origin", "published"),
)

sources = Table(
    "sources",
    metadata,
    _of("claim", "claims", primary=True),
    Column("position", Whole, primary_key=True),  # from 0, nearest the reader first
    Column("name", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("entity", Words),  # a row of knowledge
    Column("unnamed", Words),
    Column("custody", Boolean, nullable=False),
    Index("ix_sources_name_claim", "name", "claim"),
    Index("ix_sources_entity_claim", "entity", "claim"),
)

events = Table(
    "events",
    metadata,
    _of("claim", "claims", primary=True),
    Column("number", Whole, primary_key=True),  # in its claim, from 0
    Column("kind", Words, nullable=False),
    Column("mode", Words),
    Column("status", Words, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("day", Words),
    Column("day_end", Words),
    Column("place", Words),
    Column("country", Words),
    Column("lat", Float),
    Column("lon", Float),
    Index("ix_events_kind_day", "kind", "day"),
    Index("ix_events_place_day", "place", "day"),
)

counts = Table(
    "counts",
    metadata,
    _of("claim", "claims", primary=True),
    Column("event", Whole, primary_key=True),
    Column("number", Whole, primary_key=True),  # in its event, from 0
    Column("what", Words, nullable=False),
    Column("who", Words),
    Column("low", Whole),
    Column("high", Whole),
    Column("part", Boolean, nullable=False),
    Index("ix_counts_what_low", "what", "low"),
)

# What each person last said of a claim as a whole, as far as it was not taken back.
judgings = Table(
    "judgings",
    metadata,
    _of("claim", "claims", primary=True),
    Column("who", Words, primary_key=True),
    Column("value", Words, nullable=False),
    Index("ix_judgings_who", "who"),
)

# An incident that no longer stands keeps its row: `body` is null, and `became` names the one that its reports went into.
incidents = Table(
    "incidents",
    metadata,
    _id(),
    Column("key", Words, nullable=False, unique=True),
    Column("became", Words, index=True),
    Column("title", Words),
    Column("kind", Words),
    Column("mode", Words),
    Column("start", Words, index=True),
    Column("end", Words),
    Column("place", Words),
    Column("country", Words),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Whole),
    Column("origins_low", Whole),
    Column("origins_high", Whole),
    Column("reports", Whole),
    Column("content", Words),  # the hash of the record as linking gave it last; null where none stands under the id
    Column("body", LargeBinary),
)
emptied = incidents.c.content.is_not(None) & incidents.c.body.is_(None)
Index("ix_incidents_emptied", incidents.c.key, sqlite_where=emptied, postgresql_where=emptied)

# Which incident the claims `first`..`last` of a report tell of, and by which mention: the report as a whole, but for its sections.
members = Table(
    "members",
    metadata,
    _of("report", "reports", primary=True),
    Column("first", Whole, primary_key=True),
    Column("last", Whole, nullable=False),
    Column("mention", Words, nullable=False, index=True),
    _of("incident", "incidents"),
)
Index("ix_members_incident", members.c.incident)
LAST_CLAIM = 2_147_483_647  # stands for the last claim of a report

# What ties two reports, or two sources of an incident, together; `from_key` and `to_key` are ids of the records, `incident`
# is that of the one that both ends are in, null for copies.
links = Table(
    "links",
    metadata,
    _id(),
    Column("relation", Words, nullable=False),
    Column("from_key", Words, nullable=False),
    Column("to_key", Words, nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("incident", Words, index=True),
    Column("body", LargeBinary, nullable=False),
    Index("ix_links_from_key_relation", "from_key", "relation"),
    Index("ix_links_to_key_relation", "to_key", "relation"),
)

# What linking learnt of all reports of one moment, and its words by a digest, so that none can be read here.
epochs = Table(
    "epochs",
    metadata,
    Column("number", Whole, primary_key=True),
    Column("reports", Whole, nullable=False),
    Column("stretches", Whole, nullable=False),
    Column("body", LargeBinary, nullable=False),  # languages, crowded names, common places
)
word_stats = Table(
    "word_stats",
    metadata,
    Column("epoch", ForeignKey("epochs.number"), primary_key=True),
    Column("word", BigInteger, primary_key=True, autoincrement=False),
    Column("held", Whole, nullable=False),
    Column("place", Boolean, nullable=False),
)

# What linking keeps of each mention: a report's main occurrence under its own id, those of its sections; and the machine's group.
mentions = Table(
    "mentions",
    metadata,
    Column("mention", Words, primary_key=True),
    Column("report", Words, nullable=False, index=True),
    Column("cluster", Words, index=True),
    Column("firm", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# How each report is printed: by whom, whom it credits, its day, what it only quotes; and its words by digests of five in a row.
prints = Table(
    "prints",
    metadata,
    Column("report", Words, primary_key=True),
    Column("imprint", LargeBinary, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
)

# In which blocks a report stands: the marks of its text, and its text as a whole; and in which its mentions do, by their own ids.
blocks = Table(
    "blocks",
    metadata,
    Column("kind", Whole, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("day", Whole, primary_key=True),
    Column("report", Words, primary_key=True),
    Index("ix_blocks_report_kind", "report", "kind"),
    sqlite_with_rowid=False,
)

# Pairs of reports that were compared and tied: the score, or the one of the two that tells a campaign which holds the other.
edges = Table(
    "edges",
    metadata,
    Column("one", Words, primary_key=True),
    Column("other", Words, primary_key=True, index=True),
    Column("score", Float),
    Column("campaign", Words),
)

# Inputs that gave no reading when they were added last; one that gives a reading later leaves the table.
failures = Table(
    "failures",
    metadata,
    _id(),
    Column("input", Words, nullable=False, unique=True),
    Column("reason", Words, nullable=False),
    Column("hint", Words, nullable=False),
    Column("at", Words, nullable=False),
    sqlite_autoincrement=True,
)

# What people decided, a row for each claim and field, never changed: a later row `undoes` a number. The rows of one command
# share a number. One about a claim is anchored to the report's id, the version, the spans and the quoted words; when the report is
# forgotten, what may quote it is emptied.
decisions = Table(
    "decisions",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("number", Whole, nullable=False, index=True),
    Column("at", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("verb", Words, nullable=False),
    Column("why", Words),
    Column("report", Words),
    Column("version", Words),
    Column("claim", Words),
    Column("spans", Words),  # JSON: [[start, end], …]
    Column("quote", Words),
    Column("field", Words),
    Column("part", Words),
    Column("old", Words),
    Column("new", Words),
    Column("things", Words),  # JSON: the ids of reports, or the names, that are put together or parted
    Column("undoes", Whole, index=True),
    Index("ix_decisions_report_seq", "report", "seq"),
)

# Everything that was done to the store, in order; each row holds the hash of the row before it and of its own content.
changes = Table(
    "changes",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("at", Words, nullable=False),
    Column("op", Words, nullable=False),  # add, link, forget, decide, people, follow
    Column("target", Words, nullable=False),  # which table
    Column("row", Words, nullable=False),  # which row, by its key
    Column("content", Words, nullable=False),  # a digest of what was written
    Column("hash", Words, nullable=False),
    Index("ix_changes_row", "row"),
    Index("ix_changes_op_content", "op", "content"),
)

# Who may use the workspace where it is opened for a team. A row is never taken out: `key` is the name folded, so that no two
# people's decisions stand under names that look alike. `password` is its Argon2 hash, null until one was chosen.
people = Table(
    "people",
    metadata,
    _id(),
    Column("key", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("role", Words, nullable=False),  # viewer, coder, reviewer, owner
    Column("password", Words),
    Column("made", Words, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("identity", Words),  # the digest of an issuer and of what it calls the person: whom it vouches for
    Index("ix_people_identity", "identity", unique=True),
)

# Links by which somebody chooses a password, once; `person` is null where it makes the first owner. `hash` is the SHA-256 of what
# the link holds, here and in `sessions`, so that nobody who reads the store can log in with it.
invitations = Table(
    "invitations",
    metadata,
    Column("hash", Words, primary_key=True),
    _of("person", "people", needed=False),
    Column("until", Words, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    _id(),
    Column("hash", Words, nullable=False, unique=True),
    _of("person", "people"),
    Column("made", Words, nullable=False),
    Column("seen", Words, nullable=False),
    Column("until", Words, nullable=False),
    Column("browser", Words, nullable=False),
    Column("method", Words, nullable=False, server_default="password"),  # password, house
)

# Feeds and cards that are shared with whoever has an address: `hash` is the SHA-256 of the secret in it.
shares = Table(
    "shares",
    metadata,
    _id(),
    Column("hash", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),  # claims, saved, incidents, claim, chain, map
    Column("about", Words, nullable=False),  # a query, or an id
    Column("who", Words, nullable=False),
    Column("made", Words, nullable=False),
    sqlite_autoincrement=True,
)

# Attempts to log in that did not succeed; `name` is a digest of what they count for: some type their password in the place of a name.
attempts = Table(
    "attempts", metadata, _id(), Column("name", Words, nullable=False), Column("at", Words, nullable=False)
)
Index("ix_attempts_name_at", attempts.c.name, attempts.c.at)

# Who may use the interface for programs, and how far: a token is known by its digest alone. `may` is a word of permissions.
tokens = Table(
    "tokens",
    metadata,
    _id(),
    Column("digest", Words, nullable=False, unique=True),
    Column("who", Words, nullable=False),
    Column("may", Words, nullable=False),
    Column("made", Words, nullable=False),
    Column("used", Words),
    Column("revoked", Words),
)

# Requests that carried a key of their own and were carried out: `asked` is a digest of the request, `number` that of the
# decisions it made, null where it made none. What was answered is not kept: it may quote a report.
repeats = Table(
    "repeats",
    metadata,
    _of("token", "tokens", primary=True),
    Column("key", Words, primary_key=True),
    Column("asked", Words, nullable=False),
    Column("number", Whole),
    Column("at", Words, nullable=False, index=True),
)

# Lists and feeds that were fetched, under the address that was asked: what they sent, packed, and the server's marks of it.
fetched = Table(
    "fetched",
    metadata,
    Column("address", Words, primary_key=True),
    Column("url", Words, nullable=False),
    Column("etag", Words),
    Column("modified", Words),
    Column("charset", Words),
    Column("at", Words, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
)

# Words for search, by `words.tokens`: made beside the tables above, by engine. The row numbers are those of claims and reports.
WORD_TABLES = {"claim_words": ("quote",), "report_words": ("title", "text")}
