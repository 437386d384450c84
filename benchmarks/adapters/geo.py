"""Place names found and put on the map, by distance alone (`score_geoparse.py`): LGL, TR-News, GeoVirus."""

from __future__ import annotations

import json

from benchmarks.workbench import Article, Metrics, Row, Workbench, rows
from reportedly.records import Reading

CORPORA = ("LGL", "TR-News", "GeoVirus")


def places(bench: Workbench) -> Metrics:
    """F1 within 161 km, end to end, and how well names are recognised; one article in `every`."""
    out: Metrics = {}
    for name in CORPORA:
        gold = list(rows(bench.corpora / f"geo/{name}.jsonl"))[:: bench.every]
        told = [Article(row["id"], row["text"]) for row in gold]
        made = bench.predictions(name, (prediction(a.id, reading) for a, reading in bench.readings(told)))
        subset = bench.folder / f"{name}.gold.jsonl"
        subset.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
        found = json.loads(bench.score("score_geoparse.py", subset, made, "--json"))
        out[f"{name} F1@161"] = found["end2end"].get("f1161", 0.0)
        out[f"{name} overlap"] = found["overlap"]["f1"]
    return out


def prediction(article: str, reading: Reading) -> Row:
    """The places of a reading; one that fits nothing is a name without a point."""
    found = [{"start": p.span[0], "end": p.span[1], "lat": p.lat, "lon": p.lon} for p in reading.places]
    return {"id": article, "places": found}
