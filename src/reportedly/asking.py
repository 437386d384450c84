"""What can be asked of a workspace, as JSON: beside `deciding.py`, for assistants and for the interface for programs.

Every answer holds records, ids and the words of the reports; none holds a verdict. People who are not public go by their
roles, outside the quoted words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from reportedly.knowledge.public_names import public_claim
from reportedly.records import Reading, Report, to_json
from reportedly.search.cited import CitedName
from reportedly.search.page import Hit
from reportedly.store import listed
from reportedly.store.listed import ChangeRow, IncidentFilter
from reportedly.workspace import search_store

if TYPE_CHECKING:
    from reportedly.incident import Incident
    from reportedly.workspace import Store

__all__ = ["HELD", "Answer", "CitedName", "IncidentFilter"]

Answer = dict[str, Any]
Page = tuple[list[Answer], int | None]
"""Entries of a list, and the place to go on from; null where it ends."""
HELD = (Hit, CitedName, ChangeRow)
"""The records that stand in lists and are of no kind of their own."""

HEAD = ("id", "version", "outlet", "title", "published", "url", "language")
"""What is said of a report without its text."""
LINE = (
    "id", "title", "type", "mode", "where", "start", "end", "actors", "targets", "independent_low", "independent_high",
    "figures",
)  # fmt: skip
"""What a list says of each incident."""


def claims_found(store: Store, query: str, limit: int, after: str | None) -> Answer:
    """A page of the claims that a query finds. Raises QueryError for a query or a place that cannot be understood."""
    page = search_store(store, query, limit, after)
    return {
        "query": page.query, "total": page.total, "claims": [to_json(hit) for hit in page.hits], "after": page.after,
        "alone": dict(page.alone),
    }  # fmt: skip


def facets(store: Store, query: str) -> Answer:
    """How many of the claims that a query finds have which values. Raises QueryError likewise."""
    page = search_store(store, query, 1, facets=True)
    return {"total": page.total, "facets": to_json(page)["facets"]}


def claim_whole(reading: Reading, at: int) -> Answer:
    """A claim of a reading by its place there from 0, with its report, and what read it."""
    claim = to_json(public_claim(reading.claims[at]))
    return {"report": head(to_json(reading.report)), "number": at + 1, "claim": claim, "read_by": to_json(reading.by)}


def reading_whole(reading: Reading) -> Answer:
    """A reading with its report's text."""
    answer: Answer = to_json(replace(reading, claims=tuple(map(public_claim, reading.claims))))
    return answer


def incident_whole(incident: Incident, reports: Mapping[str, Report]) -> Answer:
    """An incident with its reports, without their texts."""
    heads = {key: head(to_json(reports[key])) for key in incident.reports if key in reports}
    return {"incident": to_json(incident), "reports": heads}


def reports_page(store: Store, after: int, limit: int, outlet: str | None = None) -> Page:
    """Reports in the order in which they came, without their texts, from a place on."""
    with store.reads() as connection:
        found = listed.reports_after(connection, after, limit + 1, outlet)
    return [head(record) for _, record in found[:limit]], _further(found, limit)


def newest_incidents(store: Store, most: int) -> list[Incident]:
    """The incidents made last."""
    with store.reads() as connection:
        return [one for _, one in islice(listed.incidents_before(connection, None, IncidentFilter()), most)]


def incidents_page(store: Store, before: int | None, limit: int, wanted: IncidentFilter) -> Page:
    """Incidents as lines, those made last first, from a place on."""
    with store.reads() as connection:
        found = list(islice(listed.incidents_before(connection, before, wanted), limit + 1))
    return [incident_line(one) for _, one in found[:limit]], _further(found, limit)


def incidents_most_told(store: Store, least: int, skip: int, limit: int) -> Answer:
    """The incidents that at least so many reports tell of as lines, those that most tell of first, and how many there are."""
    with store.reads() as connection:
        total, found = listed.incidents_most_told(connection, least, skip, limit)
    return {"total": total, "incidents": [incident_line(one) for one in found]}


def failures_page(store: Store, after: int, limit: int) -> Page:
    """Inputs that gave no reading, from a place on: each with the reason and what to do."""
    with store.reads() as connection:
        found = listed.failures_after(connection, after, limit + 1)
    return [dict(failure) for _, failure in found[:limit]], _further(found, limit)


def changes_since(store: Store, since: int, limit: int) -> Answer:
    """What was done after the change of that number; `last` is the number to ask with next."""
    with store.reads() as connection:
        found = listed.changes_since(connection, since, limit)
    return {"changes": [to_json(one) for one in found], "last": found[-1].seq if found else since}


def incident_line(incident: Incident) -> Answer:
    """An incident as a line of a list."""
    told = to_json(incident)
    return {key: told[key] for key in LINE} | {"reports": len(incident.reports)}


def head(report: Mapping[str, Any]) -> Answer:
    """What is known of a report, from its record, without its text."""
    return {key: report.get(key) for key in HEAD}


def _further(found: Sequence[tuple[int, object]], limit: int) -> int | None:
    """The place of the last entry that is shown, where more follow."""
    return found[limit - 1][0] if len(found) > limit else None
