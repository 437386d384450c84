"""Incidents and links as linking made them, put in the place of those before in one transaction.

An incident keeps its row as long as its id stands, and is not written again where nothing of it changed. One whose id no
longer comes out keeps the row without its content, and `became` leads to the incident that most of its reports are in now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, func, select, update

from reportedly.incident import Incident, Link, LinkKind
from reportedly.records import from_json, to_json
from reportedly.store.batches import batches
from reportedly.store.history import LINK, forgotten_since, last_linking, last_seq, note
from reportedly.store.membership import put_members
from reportedly.store.numbers import put
from reportedly.store.packed import pack, pack_hashed, unpack
from reportedly.store.tables import incidents, links, members, meta, starting

LINKED = "linked"  # the row of `meta` that holds the number of the change up to which the store was linked
SEEN = "seen"  # the same for reports that were linked before: of new ones some may wait
KEPT = ("id", "key", "became", "content")
EMPTY = {column.name: None for column in incidents.columns if column.name not in KEPT}
ROUND = 1 << 256  # digests of incidents are added up in this ring, so that their order does not matter
SORTED = (incidents.c.reports.desc(), func.coalesce(incidents.c.start, "~"), incidents.c.key)  # as linking sorts them


# What every linking asks and does, made once.
SOME: BindParameter[str] = bindparam("some", expanding=True)
NOTED = select(meta.c.value).where(meta.c.name == bindparam("name"))
NOTED_NO_MORE = delete(meta).where(meta.c.name.in_(SOME))
MEMBERSHIP = select(incidents.c.key, members.c.mention).distinct().join_from(members, incidents)
OF_NONE = delete(members).where(members.c.incident.in_(select(incidents.c.id).where(incidents.c.content.is_(None))))
MEMBERS_OF = MEMBERSHIP.where(incidents.c.key.in_(SOME))
STANDING = select(
    incidents.c.id, incidents.c.key, incidents.c.content, incidents.c.body.is_not(None).label("stands")
).where(incidents.c.key.in_(SOME))
BEGINNING = select(links.c.to_key, links.c.body).where(links.c.from_key.in_(SOME))
INSIDE = delete(links).where(links.c.incident.in_(SOME))


@dataclass(frozen=True, slots=True)
class Changed:
    """What linking changed: ids of incidents that are new, that say something else, and that stand no longer."""

    new: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def then(self, later: Changed) -> Changed:
        """What both changed, one after the other."""
        new, gone, more, less = (set(keys) for keys in (self.new, self.gone, later.new, later.gone))
        other = {*self.other, *later.other, *(gone & more)} - new - less
        kept = (new - less) | (more - gone), other, (gone - more) | (less - new)
        return Changed(*(tuple(sorted(keys)) for keys in kept))


@dataclass(frozen=True, slots=True)
class Packed:
    """An incident as it is written."""

    incident: Incident
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What linking made anew, as it is written: incidents, and links to be put in the place of those that were inside them.

    `holding` are incidents whose links stay as they are.
    """

    incidents: Sequence[Packed]
    links: Sequence[Mapping[str, Any]]
    holding: Sequence[Packed] = ()


def packed(found: Iterable[Incident], tied: Sequence[Link], holding: Iterable[Incident] = ()) -> Made:
    """Incidents and links made ready to be written, so that a transaction only has to write them."""
    return Made([_packed(one) for one in found], [link_row(link) for link in tied], [_packed(one) for one in holding])


def _packed(incident: Incident) -> Packed:
    body, content = pack_hashed(to_json(incident))
    return Packed(incident, incident_row(incident) | {"became": None, "content": content, "body": body})


def linked_up_to(connection: Connection) -> int:
    """The number of the change up to which the incidents were made."""
    return int(connection.scalar(NOTED, {"name": LINKED}) or 0)


def seen_up_to(connection: Connection) -> int:
    """The number of the change up to which reports that had been linked before are linked again."""
    return int(connection.scalar(NOTED, {"name": SEEN}) or 0)


def never_linked(connection: Connection) -> bool:
    """Whether nothing was linked yet, or only by an earlier program."""
    return connection.scalar(NOTED, {"name": LINKED}) is None


def stale(connection: Connection) -> bool:
    """Whether reports or decisions came or went since the incidents were made."""
    return linked_up_to(connection) != last_seq(connection)


def standing(connection: Connection) -> int:
    """How many incidents stand."""
    return connection.scalar(select(func.count()).where(incidents.c.body.is_not(None))) or 0


def put_linked(connection: Connection, made: Made, seq: int) -> Changed | None:
    """All incidents and links, made of the readings as they were at change `seq`.

    Null where a report was forgotten since, and nothing is written: they are to be made again, for they and their links
    tell of it. What was made of more is left as it is.
    """
    if seq < linked_up_to(connection):
        return Changed()
    if forgotten_since(connection, seq):
        return None
    before = list(connection.scalars(select(incidents.c.key).where(incidents.c.content.is_not(None))))
    connection.execute(delete(links))
    connection.execute(OF_NONE)
    return put_made(connection, made, before, seq)


def put_made(connection: Connection, made: Made, before: Collection[str], seq: int, seen: int | None = None) -> Changed:
    """Puts incidents in the place of those before, whose reports are all in them now, and says up to which change they
    are made: up to a later one, `seen`, where of what came in since only new reports are left out.
    """
    written = [*made.incidents, *made.holding]
    told, own = ([item.incident for item in some] for some in (written, made.incidents))
    rows = _rows(connection, {incident.id for incident in told} | set(before))
    row_of, new, other = _write(connection, written, rows)
    gone = _retire(connection, told, rows)
    put_members(connection, own, {key: row.id for key, row in rows.items()} | row_of, before)
    _tie(connection, made, before)
    _note(connection, written, rows)
    _keep_up_to(connection, {LINKED: seq, SEEN: seq if seen is None else seen})
    return Changed(new, other, gone)


def load_incidents(connection: Connection, least: int = 1) -> Iterator[Incident]:
    """The incidents told by at least so many reports, in the order of linking."""
    standing = select(incidents.c.body).where(incidents.c.body.is_not(None), incidents.c.reports >= least)
    for row in connection.execute(standing.order_by(*SORTED)):
        yield from_json(Incident, unpack(row.body))


def load_links(connection: Connection, incident: Incident) -> list[Link]:
    """The links between the reports and the sources of an incident: by kind, then in order of the ids."""
    ends = set(ends_in(incident))
    rows = (row for some in batches(ends) for row in connection.execute(BEGINNING, {"some": some}))
    inside = (from_json(Link, unpack(row.body)) for row in rows if row.to_key in ends)
    return sorted((link for link in inside if link.incident in (None, incident.id)), key=_by_kind)


def _by_kind(link: Link) -> tuple[int, str, str]:
    return list(LinkKind).index(link.relation), link.from_, link.to


def find_incidents(connection: Connection, start: str) -> list[str]:
    """The ids of the incidents that stand and that an id, or the start of one, leads to, redirects followed."""
    stands = incidents.alias()
    leads = incidents.join(stands, stands.c.key == func.coalesce(incidents.c.became, incidents.c.key))
    alike = select(stands.c.key).distinct().select_from(leads).where(starting(incidents.c.key, start))
    return list(connection.scalars(alike.where(stands.c.body.is_not(None)).order_by(stands.c.key)))


def load_incident(connection: Connection, key: str) -> Incident | None:
    """The incident of an id; null where it stands no longer."""
    body = connection.scalar(select(incidents.c.body).where(incidents.c.key == key))
    return from_json(Incident, unpack(body)) if body else None


def headings(connection: Connection, keys: Collection[str]) -> dict[str, tuple[str | None, str | None, str | None]]:
    """The title, the first day and the place of those of some incidents that stand."""
    told = select(incidents.c.key, incidents.c.title, incidents.c.start, incidents.c.place)
    told = told.where(incidents.c.body.is_not(None))
    found = (connection.execute(told.where(incidents.c.key.in_(some))) for some in batches(keys))
    return {row.key: (row.title, row.start, row.place) for rows in found for row in rows}


def membership(connection: Connection, keys: Collection[str] | None = None) -> dict[str, list[str]]:
    """The mentions of incidents, of all where none are named."""
    found: dict[str, list[str]] = defaultdict(list)
    for some in batches(keys) if keys is not None else [None]:
        for row in connection.execute(MEMBERSHIP) if some is None else connection.execute(MEMBERS_OF, {"some": some}):
            found[row.key].append(row.mention)
    return dict(found)


def _rows(connection: Connection, keys: Collection[str]) -> dict[str, Row[Any]]:
    """The rows that stand under some ids, without what they hold."""
    return {row.key: row for some in batches(keys) for row in connection.execute(STANDING, {"some": some})}


def _write(
    connection: Connection, made: Sequence[Packed], rows: Mapping[str, Row[Any]]
) -> tuple[dict[str, int], tuple[str, ...], tuple[str, ...]]:
    """Writes the incidents that are not there as they are; the row of each by id, and the ids of the new ones and of the changed ones."""
    new: list[dict[str, Any]] = []
    other: list[str] = []
    for item in made:
        kept = rows.get(item.incident.id)
        if kept is None:
            new.append(dict(item.row))
        elif not (kept.stands and kept.content == item.row["content"]):
            connection.execute(update(incidents).where(incidents.c.id == kept.id).values(item.row))
            other.append(item.incident.id)
    first = put(connection, incidents, new)
    made_now = {str(row["key"]): first + at for at, row in enumerate(new)}
    again = tuple(key for key in other if not rows[key].content)
    row_of = {key: row.id for key, row in rows.items()} | made_now
    return row_of, (*made_now, *again), tuple(key for key in other if key not in again)


def incident_row(incident: Incident) -> dict[str, object]:
    """What is listed, searched and counted of an incident."""
    where = incident.where
    return {
        "key": incident.id, "title": incident.title, "kind": incident.type, "mode": incident.mode,
        "start": incident.start, "end": incident.end, "place": where.name if where else None,
        "country": where.country if where else None, "lat": where.lat if where else None,
        "lon": where.lon if where else None, "precision": where.precision if where else None,
        "origins_low": incident.independent_low, "origins_high": incident.independent_high,
        "reports": len(incident.reports),
    }  # fmt: skip


def _retire(connection: Connection, made: Sequence[Incident], rows: Mapping[str, Row[Any]]) -> tuple[str, ...]:
    """Empties the incidents whose ids no longer come out, and leads from them to where their mentions are now."""
    stands = {incident.id for incident in made}
    home = {mention: incident.id for incident in made for mention in incident.mentions}
    gone = tuple(sorted(key for key, row in rows.items() if key not in stands and row.content))
    was = membership(connection, gone)
    for key in gone:
        went = Counter(home[mention] for mention in was.get(key, ()) if mention in home)
        became = min(went, key=lambda successor: (-went[successor], successor), default=None)
        connection.execute(update(incidents).where(incidents.c.became == key).values(became=became))
        row = EMPTY | {"content": None, "became": became}
        connection.execute(update(incidents).where(incidents.c.key == key).values(row))
    return gone


def _tie(connection: Connection, made: Made, before: Collection[str]) -> None:
    """Puts the links inside the incidents in the place of those before."""
    for some in batches({item.incident.id for item in made.incidents} | set(before)):
        connection.execute(INSIDE, {"some": some})
    put(connection, links, made.links)


def ends_in(incident: Incident) -> Iterator[str]:
    """The ids that links inside an incident may end at: of its reports, and of its sources."""
    yield from incident.reports
    yield from (member.id for origin in incident.origins for member in origin.members)


def link_row(link: Link) -> dict[str, object]:
    """The row of a link, by itself."""
    named = {"relation": link.relation.value, "from_key": link.from_, "to_key": link.to, "incident": link.incident}
    return named | {"sure": link.sure, "body": pack(to_json(link))}


def total(connection: Connection) -> str:
    """The digest of the incidents that stand, which does not tell in which order they were made."""
    told = connection.scalars(select(incidents.c.content).where(incidents.c.content.is_not(None)))
    return added_up(told)


def added_up(digests: Iterable[str], start: str = "0", without: Iterable[str] = ()) -> str:
    """Digests of incidents added up to one, and others taken away."""
    more, less = (sum(int(digest, 16) for digest in some) for some in (digests, without))
    return f"{(int(start, 16) + more - less) % ROUND:064x}"


def _keep_up_to(connection: Connection, upto: Mapping[str, int]) -> None:
    """Says up to which changes the incidents are made."""
    connection.execute(NOTED_NO_MORE, {"some": sorted(upto)})
    connection.execute(meta.insert(), [{"name": name, "value": str(seq)} for name, seq in upto.items()])


def _note(connection: Connection, made: Sequence[Packed], rows: Mapping[str, Row[Any]]) -> None:
    """Notes the incidents in the history by their digest."""
    first = never_linked(connection)
    last = last_linking(connection)
    old = [row.content for row in rows.values() if row.content]
    now = [item.row["content"] for item in made]
    content = added_up(now, last.content, old) if last and not first else total(connection)
    note(connection, LINK, "incidents", str(len(made)), content)
