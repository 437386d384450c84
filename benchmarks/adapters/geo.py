"""Place names found and put on the map, by distance alone (`score_geoparse.py`): LGL, TR-News, GeoVirus.

Two of the corpora count words for peoples ("Norwegian") as mentions of their country. Our readings do not, for such a word tells
nothing of where; here they are added for those corpora only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from benchmarks.workbench import Article, Metrics, Row, Workbench, rows
from reportedly.knowledge.gazetteer import Gazetteer
from reportedly.knowledge.gazetteer import default as gazetteer
from reportedly.records import Reading

CORPORA = ("LGL", "TR-News", "GeoVirus")
COUNT_PEOPLES = ("LGL", "TR-News")
WORD = re.compile(r"[A-Z][a-z]{3,}")
WORDS = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]{3,}")


def places(bench: Workbench) -> Metrics:
    """F1 within 161 km, end to end, and how well names are recognised; one article in `every`."""
    out: Metrics = {}
    for name in CORPORA:
        gold = list(rows(bench.corpora / f"geo/{name}.jsonl"))[:: bench.every]
        told = [Article(row["id"], row["text"]) for row in gold]
        known = gazetteer() if name in COUNT_PEOPLES else None
        made = bench.predictions(name, (prediction(a.id, reading, known) for a, reading in bench.readings(told)))
        subset = bench.folder / f"{name}.gold.jsonl"
        subset.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
        found = json.loads(bench.score("score_geoparse.py", subset, made, "--json"))
        out[f"{name} F1@161"] = found["end2end"].get("f1161", 0.0)
        out[f"{name} overlap"] = found["overlap"]["f1"]
    return out


def prediction(article: str, reading: Reading, peoples: Gazetteer | None = None) -> Row:
    """The places of a reading; one that fits nothing is a name without a point. `peoples`: where words for them are looked up."""
    found = [{"start": p.span[0], "end": p.span[1], "lat": p.lat, "lon": p.lon} for p in reading.places]
    if peoples:
        taken = {at for p in reading.places for at in range(*p.span)}
        found += [row for row in words_for_peoples(reading.report.text, peoples) if row["start"] not in taken]
    return {"id": article, "places": found}


def words_for_peoples(text: str, known: Gazetteer) -> Iterator[Row]:
    """Words for a country's people or things, of two words before one."""
    ended = 0
    for match in WORD.finditer(text):
        pair = WORDS.match(text, match.start())
        for told in (pair, match):
            people = known.find_people(told.group()) if told and told.start() >= ended else ()
            if told and people:
                entry, ended = people[0].entry, told.end()
                yield {"start": told.start(), "end": told.end(), "lat": entry.lat, "lon": entry.lon}
                break
