"""The statistics of linking, frozen under a number, and which changes of a store linking has not seen yet.

Words are kept by a digest: what a forgotten report said cannot be read here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

from sqlalchemy import BindParameter, Connection, Executable, bindparam, delete, func, insert, select, union

from reportedly.decision import Verb
from reportedly.incident import report_of
from reportedly.store.batches import batches
from reportedly.store.decisions import TARGET
from reportedly.store.history import LINK, last_seq
from reportedly.store.occurrences import NOTED, linked_up_to, never_linked, seen_up_to
from reportedly.store.packed import pack, unpack
from reportedly.store.tables import blocks, changes, decisions, epochs, mentions, meta, reports, word_stats

BASIS = "basis"  # the row of `meta` with a digest of what else linking rests on: knowledge, names that are one
ASKED = 500  # words of one statement

# What every linking asks, made once.
SOME: BindParameter[str] = bindparam("some", expanding=True)
KNOWN = union(*(select(of.c.report).where(of.c.report.in_(SOME)) for of in (mentions, blocks)))
THERE = select(reports.c.key).where(reports.c.key.in_(SOME))
REJECTED = select(decisions.c.report).where(decisions.c.report.in_(SOME), decisions.c.verb == Verb.REJECT.value)
NOT_REJECTED = frozenset({Verb.ACCEPT.value, Verb.UNSURE.value})
MANY = select(func.count()).select_from(reports)
LATEST = select(epochs).order_by(epochs.c.number.desc()).limit(1)
SINCE = (
    select(changes.c.target, changes.c.row, func.max(changes.c.seq).label("seq"))
    .where(changes.c.seq > bindparam("seen"), changes.c.op != LINK)
    .group_by(changes.c.target, changes.c.row)
)


class Stretches(Protocol):
    """In how many stretches of text words stand."""

    @property
    def many(self) -> int: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def words(self) -> Mapping[str, tuple[int, bool]]: ...


class Learnt(Protocol):
    """The statistics of a set of reports, to be kept."""

    @property
    def reports(self) -> int: ...
    @property
    def stretches(self) -> Stretches: ...
    @property
    def crowded(self) -> frozenset[str]: ...
    @property
    def common(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class StoredStretches:
    """In how many stretches words stand, asked for as they are needed."""

    connection: Connection
    number: int
    many: int
    languages: tuple[str, ...]

    def look_up(self, words: Collection[str]) -> Mapping[str, tuple[int, bool]]:
        """What is known of some words."""
        named = {number_of(word): word for word in words}
        keys, found = sorted(named), {}
        for at in range(0, len(keys), ASKED):
            held = (word_stats.c.epoch == self.number) & word_stats.c.word.in_(keys[at : at + ASKED])
            for row in self.connection.execute(select(word_stats).where(held)):
                found[named[row.word]] = row.held, row.place
        return found


@dataclass(frozen=True, slots=True)
class KeptEpoch:
    """An epoch as it is kept: its number, of how many reports, their words, the names and places that too many share."""

    number: int
    reports: int
    stretches: StoredStretches
    crowded: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pending:
    """Reports that came, changed or went since the store was linked, to be joined at once; `left` others wait after them.

    When they are joined, the store is linked up to change `seq`, and what was kept before up to change `seen`.
    """

    reports: tuple[str, ...]
    left: int
    seq: int
    seen: int


def number_of(word: str) -> int:
    """The digest of a word, a number that both engines hold."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def load_epoch(connection: Connection) -> KeptEpoch | None:
    """The epoch by which the store is linked; null where there is none yet."""
    row = connection.execute(LATEST).first()
    if row is None:
        return None
    languages, crowded, common = _learnt(row.body)
    return KeptEpoch(
        row.number, row.reports, StoredStretches(connection, row.number, row.stretches, languages), crowded, common
    )


@lru_cache(maxsize=2)
def _learnt(packed: bytes) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """The languages of an epoch, and the names and places that too many share."""
    body = unpack(packed)
    return tuple(body["languages"]), frozenset(body["crowded"]), frozenset(body["common"])


@dataclass(frozen=True, slots=True)
class PackedEpoch:
    """An epoch as it is written: its row, and what is known of each word, by its digest."""

    row: Mapping[str, object]
    words: Mapping[int, tuple[int, bool]]


def packed_epoch(learnt: Learnt) -> PackedEpoch:
    """An epoch made ready to be written."""
    counted = learnt.stretches
    body = {"crowded": sorted(learnt.crowded), "common": sorted(learnt.common), "languages": list(counted.languages)}
    words = {number_of(word): told for word, told in counted.words.items()}
    row = {"reports": learnt.reports, "stretches": counted.many, "body": pack(body)}
    return PackedEpoch(row, {word: words[word] for word in sorted(words)})


def put_epoch(connection: Connection, made: PackedEpoch) -> int:
    """Keeps an epoch in the place of the one before; its number."""
    number = (connection.scalar(select(func.max(epochs.c.number))) or 0) + 1
    connection.execute(delete(word_stats))
    connection.execute(delete(epochs))
    connection.execute(insert(epochs), {"number": number} | dict(made.row))
    rows = [{"epoch": number, "word": word, "held": held, "place": place} for word, (held, place) in made.words.items()]
    if rows:
        connection.execute(insert(word_stats), rows)
    return number


def basis(connection: Connection) -> str | None:
    """What the store was linked by, beside its reports; null where it never was."""
    found: str | None = connection.scalar(NOTED, {"name": BASIS})
    return None if never_linked(connection) else found


def put_basis(connection: Connection, value: str) -> None:
    """Keeps what the store is linked by."""
    connection.execute(delete(meta).where(meta.c.name == BASIS))
    connection.execute(insert(meta).values(name=BASIS, value=value))


def size(connection: Connection) -> int:
    """How many reports there are."""
    return connection.scalar(MANY) or 0


def pending(connection: Connection, most: int) -> Pending:
    """What linking has not seen yet: all reports that are kept or gone, and of new ones so many, in order of their changes.

    What is kept of a report that changed must not meet a new one: so those go first, whatever their number.
    """
    changed, last = _changed(connection), last_seq(connection)
    fresh = _found(connection, THERE, changed) - _found(connection, KNOWN, changed)
    new = sorted(fresh, key=lambda report: (changed[report], report))
    seen = seen_up_to(connection)
    again = (report for report, seq in changed.items() if report not in fresh and seq > seen)
    now, left = new[:most], new[most:]
    return Pending(tuple(sorted((*again, *now))), len(left), changed[left[0]] - 1 if left else last, last)


def _changed(connection: Connection) -> dict[str, int]:
    """The reports that linking has not seen as they are, each with the number of its last change."""
    rows = connection.execute(SINCE, {"seen": linked_up_to(connection)}).all()
    found = {row.row: row.seq for row in rows if row.target == reports.name}
    for row in rows:
        if row.target == TARGET:
            for report in _decided_about(connection, {int(row.row)}):
                found[report] = max(row.seq, found.get(report, 0))
    return found


def _found(connection: Connection, asked: Executable, keys: Collection[str]) -> set[str]:
    """Those of some keys that a statement finds."""
    return {key for some in batches(keys) for key in connection.scalars(asked, {"some": some})}


def _decided_about(connection: Connection, numbers: set[int]) -> set[str]:
    """The reports that decisions are about, also those that they undo: a claim that is accepted or left open tells linking as much as one
    that nobody judged, unless somebody had rejected one of its report.
    """
    found: set[str] = set()
    while numbers:
        asked = select(decisions.c.verb, decisions.c.report, decisions.c.things, decisions.c.undoes)
        rows = connection.execute(asked.where(decisions.c.number.in_(numbers))).all()
        judged = {row.report for row in rows if row.report is not None and row.verb in NOT_REJECTED}
        found |= {row.report for row in rows if row.report is not None and row.verb not in NOT_REJECTED}
        found |= _found(connection, REJECTED, judged - found)
        found |= {report for row in rows for report in _things(row.things)}
        numbers = {row.undoes for row in rows if row.undoes is not None}
    return found


def _things(kept: str | None) -> list[str]:
    return [report_of(mention) for thing in json.loads(kept or "[]") for mention in thing]
