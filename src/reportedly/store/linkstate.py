"""What linking keeps from one call to the next, in the tables of a store, within the caller's transaction.

Every question is answered by an index and costs what it finds, however much the store holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, Protocol

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    Row,
    Table,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
    union,
    update,
)

from reportedly.incident import MARK, Incident, Link, LinkKind, report_of
from reportedly.records import Reading
from reportedly.store.batches import batches
from reportedly.store.dialect import Dialect, dialect
from reportedly.store.load import load_some
from reportedly.store.numbers import put
from reportedly.store.occurrences import link_row, load_incident
from reportedly.store.tables import blocks, edges, emptied, incidents, links, members, mentions, prints

MENTIONS, MARKS, TEXTS = 0, 1, 2  # the kinds of blocks
ASKED = (1, 10, 50)  # blocks that one statement asks for: so many statements are made, and kept ready
SIDES = (("<", "DESC"), (">", "ASC"))

At = tuple[int, str]
Pair = tuple[str, str]
Tie = tuple[float | None, str | None]
Placed = tuple[At, Sequence[int]]
Home = tuple[str | None, bool]
INSERTED = 5_000  # rows of one statement


# What is asked with some keys, made once.
SOME: BindParameter[str] = bindparam("some", expanding=True)
MENTION = select(mentions.c.mention, mentions.c.body).where(mentions.c.mention.in_(SOME))
INSIDE = select(mentions.c.mention).where(mentions.c.report.in_(SOME), mentions.c.mention != mentions.c.report)
BLOCKED = (
    select(blocks.c.report)
    .distinct()
    .where(blocks.c.kind == MENTIONS, blocks.c.report > bindparam("low"), blocks.c.report < bindparam("high"))
)
PRINT = select(prints).where(prints.c.report.in_(SOME))
IMPRINT = select(prints.c.report, prints.c.imprint).where(prints.c.report.in_(SOME))
PLACED = union(*(select(of.c.report).where(of.c.report.in_(SOME)) for of in (blocks, mentions, prints)))
EDGES = union(select(edges).where(edges.c.one.in_(SOME)), select(edges).where(edges.c.other.in_(SOME)))
_COPY = select(links.c.from_key, links.c.to_key).where(links.c.relation == LinkKind.COPY.value)
COPIED = union(_COPY.where(links.c.from_key.in_(SOME)), _COPY.where(links.c.to_key.in_(SOME)))
_HOME = select(mentions.c.mention, mentions.c.cluster, mentions.c.firm)
HOMES, IN_GROUPS = _HOME.where(mentions.c.mention.in_(SOME)), _HOME.where(mentions.c.cluster.in_(SOME))
_MEMBER = select(members.c.mention, incidents.c.key).join_from(members, incidents)
EMPTIED = select(incidents.c.key).where(emptied)
INCIDENTS, MEMBERS = _MEMBER.where(members.c.mention.in_(SOME)), _MEMBER.where(incidents.c.key.in_(SOME))


ANY_BLOCK = (
    select(blocks.c.key).where(blocks.c.report == bindparam("report"), blocks.c.kind == bindparam("kind")).limit(1)
)
GROUPED = update(mentions).where(mentions.c.mention == bindparam("of")).values(cluster=bindparam("to"))
NO_EDGE = delete(edges).where(edges.c.one == bindparam("a"), edges.c.other == bindparam("b"))
NO_MENTION = delete(mentions).where(mentions.c.mention == bindparam("of"))


class Filling(Protocol):
    """What is to be kept of all reports at once."""

    @property
    def mentions(self) -> Sequence[tuple[str, bytes, Home]]: ...
    @property
    def edges(self) -> Mapping[Pair, Tie]: ...
    @property
    def blocks(self) -> Sequence[Placed]: ...
    @property
    def marks(self) -> Sequence[Placed]: ...
    @property
    def texts(self) -> Sequence[Placed]: ...
    @property
    def prints(self) -> Sequence[tuple[str, bytes, bytes]]: ...


class StoredBlocks:
    """The blocks of one kind, each in order of day and id of the report."""

    def __init__(self, connection: Connection, kind: int) -> None:
        self._connection, self._kind = connection, kind

    def put(self, at: At, keys: Collection[int]) -> None:
        """Puts a report into blocks."""
        if rows := list(_block_rows(self._kind, at, keys)):
            self._connection.exec_driver_sql(_put(dialect(self._connection)), rows)

    def take(self, report: str) -> tuple[At, Sequence[int]] | None:
        """Takes a report out of its blocks; where it stood, null where it is in none."""
        own = (blocks.c.report == report, blocks.c.kind == self._kind)
        rows = self._connection.execute(select(blocks.c.key, blocks.c.day).where(*own)).all()
        if not rows:
            return None
        self._connection.execute(delete(blocks).where(*own))
        return (rows[0].day, report), [row.key for row in rows]

    def holds(self, report: str) -> bool:
        """Whether a report is in any block."""
        return self._connection.scalar(ANY_BLOCK, {"report": report, "kind": self._kind}) is not None

    def beside(self, keys: Collection[int], at: At, many: int) -> Iterator[tuple[Sequence[At], Sequence[At]]]:
        """For each block that holds others, up to so many before a place and after it, in order."""
        ordered, most = sorted(keys), ASKED[-1]
        for first in range(0, len(ordered), most):
            asked = ordered[first : first + most]
            room = next(room for room in ASKED if room >= len(asked))
            found: dict[int, tuple[list[At], list[At]]] = {}
            named = {"kind": self._kind, "day": at[0], "report": at[1], "many": many}
            walks = _beside(dialect(self._connection), room)
            walked = self._connection.exec_driver_sql(walks, named | _numbered(asked, room))
            for n, side, day, report in walked.all():
                found.setdefault(n, ([], []))[side].append((day, report))
            yield from ((sorted(before), sorted(after)) for _, (before, after) in sorted(found.items()))

    def meet(self, one: str, other: str, many: int, least: int) -> bool:
        """Whether two reports share so many blocks in which they stand at most so many places apart."""
        both = blocks.alias()
        same = (both.c.kind == blocks.c.kind) & (both.c.key == blocks.c.key) & (both.c.report == other)
        told = select(blocks.c.key, blocks.c.day, both.c.day.label("to")).join(both, same)
        rows = self._connection.execute(told.where(blocks.c.report == one, blocks.c.kind == self._kind)).all()
        near = (row for row in rows if self._apart(row.key, (row.day, one), (row.to, other), many) <= many)
        return len(list(islice(near, least))) == least

    def _apart(self, key: int, one: At, other: At, many: int) -> int:
        """How many places two reports stand apart in a block, counted no further than needed."""
        first, last = sorted((one, other))
        where = tuple_(blocks.c.day, blocks.c.report)
        between = select(blocks.c.key).where(
            blocks.c.kind == self._kind, blocks.c.key == key, where > tuple_(*first), where <= tuple_(*last)
        )
        return len(self._connection.execute(between.limit(many + 1)).all())


@cache
def _beside(spoken: Dialect, room: int) -> str:
    """The neighbours of a place in so many blocks, each found by its own walk along the index."""
    kind, day, report, many = map(spoken.named, ("kind", "day", "report", "many"))
    walks = (
        f"SELECT * FROM (SELECT {n} AS n, {side} AS side, day, report FROM blocks WHERE kind = {kind}"
        f" AND key = {spoken.named(f'k{n}')} AND (day, report) {sign} ({day}, {report})"
        f" ORDER BY day {way}, report {way} LIMIT {many}) AS w{n}_{side}"
        for n in range(room)
        for side, (sign, way) in enumerate(SIDES)
    )
    return " UNION ALL ".join(walks)


@cache
def _put(spoken: Dialect) -> str:
    """What puts a report into a block: in so many that the rows go to the engine as they are."""
    names = ("kind", "key", "day", "report")
    return f"INSERT INTO blocks ({', '.join(names)}) VALUES ({', '.join(map(spoken.named, names))})"


def _numbered(keys: Sequence[int], room: int) -> dict[str, int | None]:
    return {f"k{n}": keys[n] if n < len(keys) else None for n in range(room)}


def _block_rows(kind: int, at: At, keys: Collection[int]) -> Iterator[dict[str, Any]]:
    """The rows of a report in blocks of one kind."""
    return ({"kind": kind, "key": key, "day": at[0], "report": at[1]} for key in keys)


def pair(one: str, other: str) -> Pair:
    """Two ids, the smaller first."""
    return (one, other) if one < other else (other, one)


def _mention_row(mention: str, packed: bytes, home: Home) -> dict[str, Any]:
    group, firm = home
    return {"mention": mention, "report": report_of(mention), "cluster": group, "firm": firm, "body": packed}


def _edge_row(both: Pair, tie: Tie) -> dict[str, Any]:
    return {"one": both[0], "other": both[1], "score": tie[0], "campaign": tie[1]}


class LinkState:
    """Blocks, mentions, edges, copies and groups of a store, and the readings and incidents that linking asks for.

    Edges, copies, groups and incidents that were looked up are kept at hand: nobody else writes while it has the store.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._edges: dict[str, dict[Pair, Tie]] = {}
        self._copied: dict[str, set[Pair]] = {}
        self._homes: dict[str, Home | None] = {}
        self._incidents: dict[str, str | None] = {}
        self.blocks, self.marks, self.texts = (StoredBlocks(connection, kind) for kind in (MENTIONS, MARKS, TEXTS))

    @property
    def connection(self) -> Connection:
        """The transaction that everything is kept in."""
        return self._connection

    def clear(self) -> None:
        """Forgets everything that is kept; incidents and links stay."""
        for table in (blocks, mentions, prints, edges):
            self._connection.execute(delete(table))

    def fill(self, made: Filling) -> None:
        """Keeps what is made of all reports, where nothing is kept yet."""
        self._put_all(mentions, (_mention_row(of, body, home) for of, body, home in made.mentions))
        printed = ({"report": of, "imprint": imprint, "shingles": shingles} for of, imprint, shingles in made.prints)
        self._put_all(prints, printed)
        self._put_all(edges, (_edge_row(both, tie) for both, tie in made.edges.items()))
        for kind, placed in ((MENTIONS, made.blocks), (MARKS, made.marks), (TEXTS, made.texts)):
            self._put_all(blocks, (row for at, keys in placed for row in _block_rows(kind, at, keys)))

    def _put_all(self, table: Table, rows: Iterator[dict[str, Any]]) -> None:
        while some := list(islice(rows, INSERTED)):
            self._connection.execute(insert(table), some)

    def readings(self, reports: Collection[str]) -> dict[str, Reading]:
        """The readings of some reports that count, as they are shown; those that are not there are left out."""
        return load_some(self._connection, reports)

    def sections(self, reports: Collection[str]) -> set[str]:
        """The ids of the sections of some reports, also of reports that are there no more: their places in blocks are left."""
        found = {row.mention for row in self._rows(INSIDE, reports)}
        for report in set(reports) - self.mentions(reports).keys():
            low, high = report + MARK, report + chr(ord(MARK) + 1)
            found.update(self._connection.scalars(BLOCKED, {"low": low, "high": high}))
        return found

    def mentions(self, named: Collection[str]) -> dict[str, bytes]:
        """Some mentions by their ids, packed."""
        return {row.mention: row.body for row in self._rows(MENTION, named)}

    def put_mention(self, mention: str, packed: bytes, firm: bool) -> None:
        """Keeps a mention, which has no group yet, and whether it is firm."""
        self._homes.pop(mention, None)
        self._connection.execute(insert(mentions), _mention_row(mention, packed, (None, firm)))

    def drop_mention(self, mention: str) -> None:
        """Forgets a mention, and its group."""
        self._homes.pop(mention, None)
        self._connection.execute(NO_MENTION, {"of": mention})

    def prints(self, reports: Collection[str]) -> dict[str, tuple[bytes, bytes]]:
        """The imprints of some reports and the shingles of their texts, packed."""
        return {row.report: (row.imprint, row.shingles) for row in self._rows(PRINT, reports)}

    def imprints(self, reports: Collection[str]) -> dict[str, bytes]:
        """The imprints of some reports, packed."""
        return {row.report: row.imprint for row in self._rows(IMPRINT, reports)}

    def put_print(self, report: str, imprint: bytes, shingles: bytes) -> None:
        """Keeps how a report is printed."""
        self._connection.execute(insert(prints), {"report": report, "imprint": imprint, "shingles": shingles})

    def drop_print(self, report: str) -> None:
        """Forgets how a report is printed."""
        self._connection.execute(delete(prints).where(prints.c.report == report))

    def placed(self, reports: Collection[str]) -> set[str]:
        """Those of some reports of which anything is kept."""
        return {row.report for row in self._rows(PLACED, reports)}

    def edges(self, reports: Collection[str]) -> dict[Pair, Tie]:
        """The edges that end at one of the reports."""
        new = set(reports) - self._edges.keys()
        self._edges |= {report: {} for report in new}
        self._keep_edges({(row.one, row.other): (row.score, row.campaign) for row in self._rows(EDGES, new)}, new)
        return {both: tie for report in reports for both, tie in self._edges[report].items()}

    def _keep_edges(self, made: Mapping[Pair, Tie], reports: Collection[str]) -> None:
        for both, tie in made.items():
            for end in both:
                if end in reports:
                    self._edges[end][both] = tie

    def put_edges(self, made: Mapping[Pair, Tie | None]) -> None:
        """Keeps edges, or takes them out where there is nothing to keep."""
        gone = [{"a": one, "b": other} for one, other in made]
        if gone:
            self._connection.execute(NO_EDGE, gone)
        kept = {both: tie for both, tie in made.items() if tie}
        if kept:
            self._connection.execute(insert(edges), [_edge_row(both, tie) for both, tie in kept.items()])
        for both in made:
            for end in both:
                self._edges.get(end, {}).pop(both, None)
        self._keep_edges(kept, self._edges.keys())

    def copied(self, reports: Collection[str]) -> frozenset[Pair]:
        """The pairs of reports that share text of which one of the reports is an end."""
        new = set(reports) - self._copied.keys()
        self._copied |= {report: set() for report in new}
        for row in self._rows(COPIED, new):
            for end in (row.from_key, row.to_key):
                if end in new:
                    self._copied[end].add(pair(row.from_key, row.to_key))
        return frozenset(both for report in reports for both in self._copied[report])

    def put_copies(self, made: Iterable[Link]) -> None:
        """Keeps copy links."""
        if made := list(made):
            put(self._connection, links, [link_row(link) for link in made])
        for link in made:
            for end in (link.from_, link.to):
                if end in self._copied:
                    self._copied[end].add(pair(link.from_, link.to))

    def drop_copies(self, pairs: Collection[Pair]) -> None:
        """Takes out the copy links between pairs of reports."""
        ways = [{"a": end, "b": other} for both in pairs for end, other in (both, both[::-1])]
        if ways:
            ends = (links.c.from_key == bindparam("a"), links.c.to_key == bindparam("b"))
            self._connection.execute(delete(links).where(*ends, links.c.relation == LinkKind.COPY.value), ways)
        for both in pairs:
            for end in both:
                self._copied.get(end, set()).discard(both)

    def homes(self, reports: Collection[str]) -> dict[str, Home]:
        """Where mentions are grouped, and whether they are firm; those that are not there are left out."""
        new = set(reports) - self._homes.keys()
        self._homes |= dict.fromkeys(new) | self._grouped(HOMES, new)
        return {report: home for report in reports if (home := self._homes[report])}

    def in_groups(self, groups: Collection[str]) -> dict[str, Home]:
        """The mentions of some groups."""
        return self._grouped(IN_GROUPS, groups)

    def _grouped(self, asked: Executable, keys: Collection[str]) -> dict[str, Home]:
        return {row.mention: (row.cluster, row.firm) for row in self._rows(asked, keys)}

    def put_groups(self, groups: Mapping[str, str | None]) -> None:
        """Keeps in which groups mentions are."""
        if groups:
            self._connection.execute(GROUPED, [{"of": report, "to": group} for report, group in groups.items()])
        for report in groups:
            self._homes.pop(report, None)

    def incidents(self, reports_: Collection[str]) -> dict[str, str]:
        """The ids of the incidents that mentions are in up to now."""
        new = set(reports_) - self._incidents.keys()
        self._incidents |= dict.fromkeys(new) | self._members(INCIDENTS, new)
        return {report: key for report in reports_ if (key := self._incidents[report])}

    def members(self, incidents_: Collection[str]) -> dict[str, str]:
        """The mentions of incidents up to now, each with the id of its incident."""
        return self._members(MEMBERS, incidents_)

    def emptied(self) -> list[str]:
        """The ids of the incidents that lost a report for good, and their content with it."""
        return sorted(self._connection.scalars(EMPTIED))

    def incident(self, key: str) -> Incident | None:
        """The incident of an id; null where it stands no longer."""
        return load_incident(self._connection, key)

    def _members(self, asked: Executable, keys: Collection[str]) -> dict[str, str]:
        return {row.mention: row.key for row in self._rows(asked, keys)}

    def _rows(self, asked: Executable, keys: Collection[str]) -> Iterator[Row[Any]]:
        """The rows of a statement that is asked with some keys."""
        for some in batches(keys):
            yield from self._connection.execute(asked, {"some": some}).all()
