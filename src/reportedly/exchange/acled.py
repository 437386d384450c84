"""Incidents as CSV in a layout like ACLED's (31 columns, in order), with our own columns after them.

What we cannot know stays empty: kinds and associates of actors, the country's number, region, whether civilians were
meant, scale of the sources, disorder type, tags, time stamp; the type where our coding fits several
(`acled_types.tsv`, our judgement); the day where it is not one day; `fatalities` where the origins' figures are not
one number. `actor1` is who the accounts say did it. Codings: time_precision and geo_precision from GED's date_prec
and where_prec, as far as the two agree. The layout alone is theirs: nothing here is ACLED data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from reportedly.exchange.cells import cell, decided_text, line
from reportedly.exchange.incident_table import SEPARATOR, IncidentTable, actors, country_names, credit, killed_bounds
from reportedly.incident import Incident, Where
from reportedly.knowledge.loader import table_rows
from reportedly.records import Report

ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OURS = (
    "date_start", "date_end", "fatalities_low", "fatalities_high", "reports", "independent_origins_low",
    "independent_origins_high", "source_original", "plover_type", "plover_mode", "country_iso", "where_prec",
    "places_credit", "decided_by",
)  # fmt: skip
TYPES = "acled_types.tsv"
TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}  # by GED's date_prec; a span of a year has no code
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}  # by GED's where_prec; a whole country or the open sea has no code


def acled_rows(incidents: Iterable[Incident], reports: Mapping[str, Report]) -> Iterator[str]:
    """The lines of the file, the header first."""
    yield line((*ACLED, *OURS))
    for incident in incidents:
        held = [reports[name] for name in incident.reports if name in reports]
        values = _event(incident) | _when(incident) | _told(incident, held) | _dead(incident) | _place(incident.where)
        yield line(cell(values.get(column)) for column in (*ACLED, *OURS))


FORMAT = IncidentTable((*ACLED, *OURS), acled_rows)


@cache
def _types() -> dict[tuple[str, str], tuple[str, str]]:
    """Event and sub-event type by PLOVER type and mode, where only one fits; an empty sub-event type fits several."""
    text = (files("reportedly.exchange") / TYPES).read_text(encoding="utf-8")
    rows = (row for _, row in table_rows(text, TYPES, ("type", "mode", "event_type")))
    return {(row["type"], row["mode"]): (row["event_type"], row.get("sub_event_type", "")) for row in rows}


def _event(incident: Incident) -> dict[str, object]:
    kind, sub = _types().get((incident.type or "", incident.mode or ""), (None, None))
    return {
        "event_id_cnty": incident.id, "event_type": kind, "sub_event_type": sub,
        "actor1": SEPARATOR.join(actors(incident)), "actor2": SEPARATOR.join(incident.targets),
        "plover_type": incident.type, "plover_mode": incident.mode,
    }  # fmt: skip


def _when(incident: Incident) -> dict[str, object]:
    start, end = incident.start, incident.end
    years = {day[:4] for day in (start, end) if day}
    return {
        "event_date": start if start == end else None, "year": years.pop() if len(years) == 1 else None,
        "decided_by": decided_text(incident.decided_by) or None,
        "time_precision": TIME_PRECISION.get(incident.date_precision or 0), "date_start": start, "date_end": end,
    }  # fmt: skip


def _told(incident: Incident, reports: Iterable[Report]) -> dict[str, object]:
    outlets = dict.fromkeys(report.outlet.name for report in reports if report.outlet)
    return {
        "source": SEPARATOR.join(outlets), "notes": incident.title, "reports": len(incident.reports),
        "independent_origins_low": incident.independent_low, "independent_origins_high": incident.independent_high,
        "source_original": SEPARATOR.join(origin.name for origin in incident.origins if origin.counted),
    }  # fmt: skip


def _dead(incident: Incident) -> dict[str, object]:
    """One number only where every origin's figure is that number; "at least 14" is none."""
    low, high = killed_bounds(incident)
    return {"fatalities": low if low == high else None, "fatalities_low": low, "fatalities_high": high}


def _place(where: Where | None) -> dict[str, object]:
    if where is None:
        return {}
    return {
        "country": country_names().get(where.country or ""), "country_iso": where.country, "admin1": where.admin1,
        "location": where.name, "latitude": where.lat, "longitude": where.lon, "where_prec": where.precision,
        "geo_precision": GEO_PRECISION.get(where.precision or 0), "places_credit": credit(where),
    }  # fmt: skip
