"""What can be asked of a workspace, as JSON: beside `deciding.py`, for assistants and for the interface for programs.

Every answer holds records, ids and the words of the reports; none holds a verdict. People who are not public go by their
roles, outside the quoted words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportedly.knowledge.public_names import public_claim
from reportedly.records import Reading, Report, to_json
from reportedly.workspace import search_store

if TYPE_CHECKING:
    from reportedly.incident import Incident
    from reportedly.workspace import Store

Answer = dict[str, Any]

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


def incident_line(incident: Incident) -> Answer:
    """An incident as a line of a list."""
    told = to_json(incident)
    return {key: told[key] for key in LINE} | {"reports": len(incident.reports)}


def head(report: Mapping[str, Any]) -> Answer:
    """What is known of a report, from its record, without its text."""
    return {key: report.get(key) for key in HEAD}
