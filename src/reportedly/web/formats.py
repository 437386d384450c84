"""The formats in which results are offered, with the words on their buttons."""

from __future__ import annotations

from functools import lru_cache

from reportedly.exchange.formats import IncidentExporter, exporter, format_names
from reportedly.text import N_

NAMES = {
    "csv": N_("CSV of claims"), "jsonl": N_("JSON lines"), "geojson": N_("GeoJSON"), "atom": N_("Atom"),
    "parquet": N_("Parquet"), "ris": N_("RIS"), "csl": N_("CSL JSON"), "annotations": N_("Web Annotation"),
    "ftm": N_("FollowTheMoney"), "ged": N_("GED layout"), "acled": N_("ACLED-like"),
    "atom-incidents": N_("Atom of incidents"), "label-studio": N_("Label Studio"), "docbin": N_("spaCy DocBin"),
}  # fmt: skip
OF_REPORTS = frozenset({"ris", "csl"})  # bibliographies
FIRST = ("csv", "jsonl", "geojson", "atom")


@lru_cache(maxsize=1)
def offered() -> tuple[tuple[str, str, str], ...]:
    """Name, words and what a file holds (claims, incidents or reports) of each format, the commonest first."""
    names = sorted(format_names(), key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    return tuple((name, NAMES.get(name, name), _holds(name)) for name in names)


def _holds(name: str) -> str:
    if name in OF_REPORTS:
        return "reports"
    return "incidents" if isinstance(exporter(name), IncidentExporter) else "claims"
