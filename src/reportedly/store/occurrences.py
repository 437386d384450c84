"""Incidents and links as linking made them of all readings, put in the place of those before in one transaction.

An incident keeps its row as long as its id stands. One whose id no longer comes out keeps the row without its content, and
`became` leads to the incident that most of its reports are in now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, func, select, update

from reportedly.incident import Incident, Link
from reportedly.records import from_json, to_json
from reportedly.store.history import LINK, forgotten_since, last_seq, note
from reportedly.store.keep import put
from reportedly.store.packed import pack, unpack, value_hash
from reportedly.store.tables import incidents, links, members, meta, reports, starting

LINKED = "linked"  # the row of `meta` that holds the number of the change up to which the store was linked
EMPTY = {column.name: None for column in incidents.columns if column.name not in ("id", "key", "became")}


def linked_up_to(connection: Connection) -> int:
    """The number of the change up to which the incidents were made."""
    return int(connection.scalar(select(meta.c.value).where(meta.c.name == LINKED)) or 0)


def stale(connection: Connection) -> bool:
    """Whether reports or decisions came or went since the incidents were made."""
    return linked_up_to(connection) != last_seq(connection)


def standing(connection: Connection) -> int:
    """How many incidents stand."""
    return connection.scalar(select(func.count()).where(incidents.c.body.is_not(None))) or 0


def put_linked(connection: Connection, found: Sequence[Incident], tied: Sequence[Link], seq: int) -> bool:
    """The incidents and links made of the readings as they were at change `seq`.

    False where a report was forgotten since, and nothing is written: they are to be made again, for they and their links
    tell of it. What was made of more is left as it is.
    """
    if seq < linked_up_to(connection):
        return True
    if forgotten_since(connection, seq):
        return False
    home: dict[str, int] = {row.key: row.id for row in connection.execute(select(reports.c.key, reports.c.id))}
    before = membership(connection)
    connection.execute(delete(members))
    rows = _put_incidents(connection, found)
    _retire(connection, found, before)
    held = [{"report": home[key], "incident": rows[made.id]} for made in found for key in made.reports]
    if held:
        connection.execute(members.insert(), held)
    connection.execute(delete(links))
    put(connection, links, [_link(link) for link in tied])
    _note(connection, found, seq)
    return True


def load_incidents(connection: Connection, least: int = 1) -> Iterator[Incident]:
    """The incidents told by at least so many reports, in the order of linking."""
    standing = select(incidents.c.body).where(incidents.c.body.is_not(None), incidents.c.reports >= least)
    for row in connection.execute(standing.order_by(incidents.c.rank)):
        yield from_json(Incident, unpack(row.body))


def load_links(connection: Connection, ends: Sequence[str]) -> list[Link]:
    """The links that begin at one of the ids, in the order of linking."""
    found = connection.execute(select(links.c.body).where(links.c.from_key.in_(ends)).order_by(links.c.id))
    return [from_json(Link, unpack(row.body)) for row in found]


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


def membership(connection: Connection) -> dict[str, list[str]]:
    """The reports of each incident that stands."""
    tables = members.join(reports).join(incidents, incidents.c.id == members.c.incident)
    found: dict[str, list[str]] = {}
    for row in connection.execute(select(incidents.c.key, reports.c.key.label("report")).select_from(tables)):
        found.setdefault(row.key, []).append(row.report)
    return found


def _put_incidents(connection: Connection, found: Sequence[Incident]) -> dict[str, int]:
    """Writes the incidents; the number of each one's row."""
    known: dict[str, int] = {row.key: row.id for row in connection.execute(select(incidents.c.key, incidents.c.id))}
    new: list[dict[str, object]] = []
    for rank, incident in enumerate(found):
        row = incident_row(incident) | {"rank": rank, "became": None, "body": pack(to_json(incident))}
        if incident.id in known:
            connection.execute(update(incidents).where(incidents.c.id == known[incident.id]).values(row))
        else:
            new.append(row)
    first = put(connection, incidents, new)
    return known | {str(row["key"]): first + at for at, row in enumerate(new)}


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


def _retire(connection: Connection, found: Sequence[Incident], before: Mapping[str, Sequence[str]]) -> None:
    """Empties the incidents whose ids no longer come out, and leads from them to where their reports are now."""
    stands = {incident.id for incident in found}
    home = {report: incident.id for incident in found for report in incident.reports}
    for key in sorted(before.keys() - stands):
        went = Counter(home[report] for report in before[key] if report in home)
        became = min(went, key=lambda successor: (-went[successor], successor), default=None)
        connection.execute(update(incidents).where(incidents.c.became == key).values(became=became))
        connection.execute(update(incidents).where(incidents.c.key == key).values(EMPTY | {"became": became}))


def _link(link: Link) -> dict[str, object]:
    named = {"relation": link.relation.value, "from_key": link.from_, "to_key": link.to}
    return named | {"sure": link.sure, "body": pack(to_json(link))}


def _note(connection: Connection, found: Sequence[Incident], seq: int) -> None:
    connection.execute(delete(meta).where(meta.c.name == LINKED))
    connection.execute(meta.insert().values(name=LINKED, value=str(seq)))
    note(connection, LINK, "incidents", str(len(found)), value_hash(to_json(tuple(found))))
