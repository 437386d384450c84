"""The tables of work at the desk: saved searches, what they found since, where that is sent, and who has which claim open.

What a search found points to a claim by its id and holds none of its words, so that what is sent later is what is there
then. Moments are seconds since 1970.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from reportedly.store.tables import Whole, Words, metadata

# A search that was saved. `asked` is the number of the change up to which it was asked; `fault` says why it cannot be any more.
searches = Table(
    "searches",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("query", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("asked", Whole, nullable=False),
    Column("fault", Words),
    sqlite_autoincrement=True,
)

# A claim that a search found as it came in: `words` is a digest of its words, `seq` the change with which it came.
finds = Table(
    "finds",
    metadata,
    Column("search", ForeignKey("searches.id"), primary_key=True),
    Column("claim", Words, primary_key=True),
    Column("report", Words, nullable=False, index=True),
    Column("words", Words, nullable=False),
    Column("seq", Whole, nullable=False),
    Index("ix_finds_search_seq", "search", "seq"),
)

# Up to which change a person has looked at what a search found.
looks = Table(
    "looks",
    metadata,
    Column("search", ForeignKey("searches.id"), primary_key=True),
    Column("who", Words, primary_key=True),
    Column("seq", Whole, nullable=False),
)

# Where finds of a search are sent: a `webhook` with the secret that signs it, or `mail`; at most once in `every` seconds.
alerts = Table(
    "alerts",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("search", ForeignKey("searches.id"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("every", Whole, nullable=False),
    Column("secret", Words),
    Column("who", Words, nullable=False),
    Column("at", Words, nullable=False),
    UniqueConstraint("search", "kind", "target"),
    sqlite_autoincrement=True,
)

# One sending: what the alert's search found after change `since` and up to `upto`, as far as it is there when it is sent.
# Whoever sends it holds it until `lease`; then another may.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("alert", ForeignKey("alerts.id"), nullable=False, index=True),
    Column("since", Whole, nullable=False),
    Column("upto", Whole, nullable=False),
    Column("state", Words, nullable=False),  # waiting, sent, failed, not_sent
    Column("due", Whole, nullable=False),
    Column("holder", Words),
    Column("lease", Whole),
    Column("tries", Whole, nullable=False),
    Column("reason", Words),  # why the last try failed
    Column("at", Words, nullable=False),
    Index("ix_deliveries_state_due", "state", "due"),
    sqlite_autoincrement=True,
)

# The claim that a person has open in a queue, until when.
leases = Table(
    "leases",
    metadata,
    Column("who", Words, primary_key=True),
    Column("claim", Words, nullable=False, index=True),
    Column("until", Whole, nullable=False),
)

DESK = frozenset({searches, finds, looks, alerts, deliveries, leases})
