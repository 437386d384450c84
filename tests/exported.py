"""What a format writes, as tests ask for it: the formats that come with the project, and the bytes that they make."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from quellmark import KNOWN, World, say

from reportedly.exchange.formats import EXPORTERS, IncidentExporter
from reportedly.incident import Incident
from reportedly.linking import link
from reportedly.records import Reading, Report

ROOT = Path(__file__).parent.parent
DECLARED: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "entry-points"
][EXPORTERS]


def format_of(name: str) -> Any:
    """The format that the project declares under this name."""
    module, attribute = DECLARED[name].split(":")
    return getattr(import_module(module), attribute)


FORMATS = {name: format_of(name) for name in DECLARED}
OF_INCIDENTS = {name for name, found in FORMATS.items() if isinstance(found, IncidentExporter)}
OF_CLAIMS = set(FORMATS) - OF_INCIDENTS


def written(name: str, *readings: Reading) -> bytes:
    """The file of a format of claims."""
    out = io.BytesIO()
    FORMATS[name].write(iter(readings), out)
    return out.getvalue()


def written_incidents(name: str, incidents: Iterable[Incident], reports: dict[str, Report]) -> bytes:
    """The file of a format of incidents."""
    out = io.BytesIO()
    FORMATS[name].write_incidents(iter(incidents), reports, out)
    return out.getvalue()


def told() -> tuple[tuple[Incident, ...], dict[str, Report]]:
    """One incident that three outlets tell of two origins, and its reports."""
    world = World()
    for outlet, who, killed in (("Lumen", "Sarn Monitor", 9), ("Ostara Post", "Rill Rights Watch", 14)):
        text = f"Jets struck the Toll Bridge and ferrymen died, {outlet} learns."
        world.report(outlet, f"{killed} ferrymen die", say(text, who, killed=killed), place="Toll Bridge")
    return link(world.readings, KNOWN).incidents, {reading.report.id: reading.report for reading in world.readings}
