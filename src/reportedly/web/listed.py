"""An incident as lists show and narrow it: one small record, so that thousands of them can be kept at hand."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.incident import Incident
from reportedly.web.fragments import about, standing

IN_WORDS = {"happened": "whether it happened", "actor": "who did it", "where": "where", "when": "when"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of incidents. `low`..`high` are its independent origins; `disputed` names where accounts differ."""

    id: str
    title: str
    about: str
    standing: str
    reports: tuple[str, ...]
    low: int
    high: int
    disputed: tuple[str, ...]
    kind: str | None
    country: str | None
    month: str | None
    start: str | None


def listed(incident: Incident) -> Listed:
    """The line of an incident."""
    return Listed(
        incident.id,
        incident.title or "No headline",
        about(incident),
        standing(incident),
        incident.reports,
        incident.independent_low,
        incident.independent_high,
        tuple(IN_WORDS.get(found.field, found.field.replace("_", " ")) for found in incident.differences),
        incident.type.lower() if incident.type else None,
        incident.where.country if incident.where else None,
        incident.start[:7] if incident.start else None,
        incident.start,
    )
