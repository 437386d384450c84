"""The formats in which results are offered, with the words on their buttons."""

from __future__ import annotations

from functools import lru_cache

from reportedly.exchange.formats import IncidentExporter, exporter, format_names

NAMES = {
    "csv": "CSV of claims", "jsonl": "JSON lines", "geojson": "GeoJSON", "atom": "Atom", "parquet": "Parquet", "ris": "RIS",
    "csl": "CSL JSON", "annotations": "Web Annotation", "ftm": "FollowTheMoney", "ged": "GED layout", "acled": "ACLED-like",
    "atom-incidents": "Atom of incidents", "label-studio": "Label Studio", "docbin": "spaCy DocBin",
}  # fmt: skip
FIRST = ("csv", "jsonl", "geojson", "atom")


@lru_cache(maxsize=1)
def offered() -> tuple[tuple[str, str, str], ...]:
    """Name, words and what a file holds (claims or incidents) of each format, the commonest first."""
    names = sorted(format_names(), key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    return tuple((name, NAMES.get(name, name), _holds(name)) for name in names)


def _holds(name: str) -> str:
    return "incidents" if isinstance(exporter(name), IncidentExporter) else "claims"
