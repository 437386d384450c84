"""Writes `docs/export.md`: each format with what its module says of it and the beginning of a real file."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

from reportedly.exchange.formats import EXPORTERS, IncidentExporter
from reportedly.knowledge import loader
from reportedly.linking import link
from reportedly.records import Reading, from_json

ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/osprey-harbour.json"
SHOWN, WIDE = 16, 118  # lines of a sample, characters of a line
BINARY = ("docbin", "parquet")
HEAD = """# Formats

Written from the formats themselves and `{example}`. `reportedly export` gives what a [workspace](workspace.md) or
a file of readings holds to other tools; a [query](search.md) narrows a workspace to the claims that it finds:

```sh
.venv/bin/reportedly export {example} --format csv --out claims.csv
.venv/bin/reportedly export {example} --format ris
.venv/bin/reportedly export {example} --format geojson --coarse-places --out places.geojson
```

Every format writes exactly the claims that it is given, in their order, and the same bytes whenever it is given the same.
Private persons go by their role in every chain. Who takes part in an event, or is counted, stands in the report's own words; where these
name a person whom nothing in the report puts in an office or public function, "a person (named in the text)" stands there. Only `jsonl`,
which holds readings as they are, keeps those words, and marks them `private`; quoted text is never changed.
With a query, `number` counts the claims that are
given, and the incidents are those that stand on one of them. What is not known stays empty. Text cannot act: no cell is a
formula, no line or element can be ended by what a report says. Places come from GeoNames (CC BY 4.0, modified): name it
where you show them. `--coarse-places` leaves no place finer than its first-order division
or half a degree; the words of the reports stay as they are.

A format of your own is an entry point of the group `{group}`: an object with `suffix`, `media_type` and
`write(readings, out)`, or `write_incidents(incidents, reports, out)`.
"""


def export_page() -> str:
    """The page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared: dict[str, str] = project["entry-points"][EXPORTERS]
    parts = [HEAD.format(example=EXAMPLE, group=EXPORTERS)]
    return "\n".join([*parts, *(_section(name, declared[name]) for name in sorted(declared))])


def _section(name: str, place: str) -> str:
    module, attribute = place.split(":")
    loaded = import_module(module)
    found = getattr(loaded, attribute)
    told = [f"## {name}", "", inspect.getdoc(loaded) or "", "", f"`{found.suffix}`, `{found.media_type}`", ""]
    if name not in BINARY:
        told += ["```text", *_sample(found), "```", ""]
    return "\n".join(told)


def _sample(found: Any) -> list[str]:
    """The beginning of the file that the example makes: a record of it as a person reads it best."""
    reading = from_json(Reading, json.loads((ROOT / EXAMPLE).read_text(encoding="utf-8")))
    out = io.BytesIO()
    if isinstance(found, IncidentExporter):
        incidents = link([reading], loader.default()).incidents
        found.write_incidents(incidents, {reading.report.id: reading.report}, out)
    else:
        found.write([reading], out)
    lines = _readable(out.getvalue().decode(), found.suffix)
    cut = [line if len(line) <= WIDE else line[: WIDE - 1] + "…" for line in lines[:SHOWN]]
    return cut if len(lines) <= SHOWN else [*cut, "…"]


def _readable(text: str, suffix: str) -> list[str]:
    if suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        return [f"{name}: {value}" for name, value in rows[min(1, len(rows) - 1)].items() if value]
    if "json" in suffix:
        lines = [line for line in text.splitlines() if re.match(r"[\[,]?\{.*\}$", line)]
        record = json.loads(lines[min(1, len(lines) - 1)].lstrip("[,"))
        return [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items()]
    return [line.rstrip() for line in text.splitlines()]
