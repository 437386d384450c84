"""Incidents as CSV in the layout of UCDP GED (49 columns, in order), with our own columns after them.

A column that we cannot know stays empty: ids of conflicts, dyads and actors, the type of violence. `low` and `high` run
over the origins' own figures, and are empty where one of them is open on that side ("at least 14" has no highest
number); `best` is only filled by `reportedly origins --best`. `number_of_sources` counts reports, `source_original`
names the independent origins, `side_a` who the accounts say did it. Layout: GED 23.1 as two projects give it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from reportedly.exchange.cells import cell, decided_text, line
from reportedly.exchange.incident_table import (
    SEPARATOR,
    IncidentTable,
    actors,
    country_names,
    credit,
    killed,
    killed_bounds,
)
from reportedly.incident import Figure, Incident, Where
from reportedly.records import Report

GED = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
OURS = ("independent_origins_low", "independent_origins_high", "reports_without_source", "event_type", "event_mode",
        "country_iso", "incident_id", "places_credit", "decided_by")  # fmt: skip
BAND = 720  # PRIO-GRID cells of half a degree in a band of latitude


def ged_rows(incidents: Iterable[Incident], reports: Mapping[str, Report], best: str | None = None) -> Iterator[str]:
    """The lines of the file, the header first. `best` names the origin whose figure becomes the best estimate."""
    yield line((*GED, *OURS))
    for number, incident in enumerate(incidents, 1):
        held = [reports[name] for name in incident.reports if name in reports]
        values = _event(number, incident) | _sources(incident, held) | _place(incident.where) | _deaths(incident, best)
        yield line(cell(values.get(column)) for column in (*GED, *OURS))


FORMAT = IncidentTable((*GED, *OURS), ged_rows)


def _event(number: int, incident: Incident) -> dict[str, object]:
    return {
        "id": number, "relid": incident.id, "year": incident.start[:4] if incident.start else None,
        "side_a": SEPARATOR.join(actors(incident)) or None, "side_b": SEPARATOR.join(incident.targets) or None,
        "event_clarity": 2 if incident.holds else 1, "date_prec": incident.date_precision,
        "date_start": incident.start, "date_end": incident.end, "event_type": incident.type,
        "event_mode": incident.mode, "incident_id": incident.id,
        "independent_origins_low": incident.independent_low, "independent_origins_high": incident.independent_high,
        "reports_without_source": incident.reports_without_source,
        "decided_by": decided_text(incident.decided_by) or None,
    }  # fmt: skip


def _sources(incident: Incident, reports: Iterable[Report]) -> dict[str, object]:
    """Lists keep one entry a report, in one order, so that office, date and headline can be read across."""
    held = list(reports)
    return {
        "number_of_sources": len(incident.reports),
        "source_article": SEPARATOR.join(report.url or report.input for report in held),
        "source_office": SEPARATOR.join(report.outlet.name if report.outlet else "" for report in held),
        "source_date": SEPARATOR.join(report.published or "" for report in held),
        "source_headline": SEPARATOR.join(report.title or "" for report in held),
        "source_original": SEPARATOR.join(origin.name for origin in incident.origins if origin.counted),
    }


def _place(where: Where | None) -> dict[str, object]:
    if where is None:
        return {}
    found: dict[str, object] = {
        "where_prec": where.precision, "where_coordinates": where.name, "adm_1": where.admin1,
        "country": country_names().get(where.country or ""), "country_iso": where.country,
        "places_credit": credit(where),
    }  # fmt: skip
    if where.lat is not None and where.lon is not None:
        found |= {"latitude": where.lat, "longitude": where.lon, "geom_wkt": f"POINT ({where.lon} {where.lat})"}
        found["priogrid_gid"] = priogrid(where.lat, where.lon)
    return found


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half-degree cells numbered from the south-west corner, row by row."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), BAND - 1)
    return row * BAND + column + 1


def _deaths(incident: Incident, best: str | None) -> dict[str, object]:
    low, high = killed_bounds(incident)
    return {"low": low, "high": high, "best": _best(incident, killed(incident), best)}


def _best(incident: Incident, dead: Iterable[Figure], best: str | None) -> int | None:
    """The largest exact figure of the origin named, null where it gives none."""
    if best is None:
        return None
    wanted = best.casefold()
    named = {o.id for o in incident.origins if wanted in (name.casefold() for name in o.names)}
    given = [figure.low for figure in dead if named & set(figure.origins) and figure.low == figure.high]
    return max((low for low in given if low is not None), default=None)
