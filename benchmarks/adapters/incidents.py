"""On whose word: incidents and independent origins of the 64 war reports, from id, outlet, title and text alone.

`own` scores the origins of the incidents that linking finds, `gold` those of the labelled incidents, so that a wrong
group and a wrong origin can be told apart. A count of nobody is given to the scorer as one, which is how the labels
count an incident without any source. Names are the texts' own where linking shows a role.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import predictions
from benchmarks.adapters.oracle import readings as from_labels
from benchmarks.adapters.origins import articles
from benchmarks.workbench import Metrics, Row, Workbench, rows
from reportedly.incident import Incident, Origin
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.linking.assertions import origins_named, whose_word
from reportedly.linking.clusters import Group
from reportedly.linking.copies import copies
from reportedly.linking.linked import IncidentAccounts, pairs_of
from reportedly.linking.mentions import Counted, Rarity, mentions
from reportedly.records import Reading

OWN = ("bcubed_f1", "pair_f1", "origins_all_f1", "count_multi_mae", "same_toll_origin")
SPLIT = ("origins_", "count_")  # measures that are given for own and for labelled incidents
GIVEN = (
    "origins_all_f1",
    "origins_multi_f1",
    "count_all_mae",
    "count_multi_mae",
    "count_multi_exact",
    "count_multi_within1",
)


def read(bench: Workbench) -> list[Reading]:
    """The readings of the 64 reports, each report under its id in the corpus."""
    found = bench.readings(articles(bench.corpora / "fakes"))
    return [replace(reading, report=replace(reading.report, id=article.id)) for article, reading in found]


def incidents(bench: Workbench) -> Metrics:
    """As the product reads them."""
    return measure(bench, "incidents", read(bench))


def perfect(bench: Workbench) -> Metrics:
    """As a reader without mistakes would: what linking itself loses."""
    folder = bench.corpora / "fakes"
    told, gold = ({row["id"]: row for row in rows(folder / f"{name}.jsonl")} for name in ("articles", "gold"))
    return measure(bench, "perfect", from_labels(read(bench), told, gold))


def measure(bench: Workbench, name: str, readings: Sequence[Reading]) -> Metrics:
    """Own and given incidents of these readings, scored."""
    own = link(readings, default()).incidents
    home = {mention: incident.id for incident in own for mention in incident.mentions}
    by_id = {reading.report.id: reading for reading in readings}
    tolls = {
        name: _whose(incident, by_id[name], by_id) for incident in own for name in incident.mentions if name in by_id
    }
    pred = bench.predictions(name, (_article(reading, home, tolls) for reading in readings))
    out: Metrics = {}
    labelled = given(bench, readings)
    for kind, found, kept in (("own", own, OWN), ("gold", labelled, GIVEN)):
        clusters = bench.folder / f"{name}.{kind}.json"
        clusters.write_text(json.dumps(_clusters(found, readings, "happened")), encoding="utf-8")
        scored = _scored(bench, pred, clusters, bench.corpora / "fakes/incidents.json")
        out |= {f"{kind}.{key}" if key.startswith(SPLIT) else key: scored[key] for key in kept}
    return out | {"toll_origins_f1": tolls_named(bench, name, labelled, readings, pred)}


def tolls_named(
    bench: Workbench, name: str, found: Sequence[Incident], readings: Sequence[Reading], pred: Path
) -> float:
    """F1 of the names of those who give the toll of each labelled incident of several reports."""
    labelled = json.loads((bench.corpora / "fakes/incidents.json").read_text(encoding="utf-8"))
    wanted, ours = (bench.folder / f"{name}.toll.{side}.json" for side in ("gold", "ours"))
    wanted.write_text(json.dumps({k: row | {"origins": row["toll_origins"]} for k, row in labelled.items()}))
    ours.write_text(json.dumps(_clusters(found, readings, "killed")), encoding="utf-8")
    return _scored(bench, pred, ours, wanted)["origins_multi_f1"]


def given(bench: Workbench, readings: Sequence[Reading]) -> tuple[Incident, ...]:
    """The incidents of the labelled groups of reports."""
    labelled = json.loads((bench.corpora / "fakes/incidents.json").read_text(encoding="utf-8"))
    rarity = Rarity(Counted.of(readings))
    told = mentions(readings, default(), rarity)
    at = {mention.report: i for i, mention in enumerate(told)}
    groups = [Group(tuple(sorted(at[name] for name in row["articles"]))) for row in labelled.values()]
    by_id = {reading.report.id: reading for reading in readings}
    return IncidentAccounts(by_id, told, pairs_of(copies(readings, default())), default(), rarity).of(groups)[0]


def _article(reading: Reading, home: dict[str, str], tolls: dict[str, str]) -> Row:
    """A report with its incident and, as the origins of its toll, those that linking finds it to stand on."""
    toll, name = reading.toll, reading.report.id
    bounds = (toll.killed_min, toll.killed_max) if toll else (None, None)
    told = toll is not None or tolls[name]
    given = {"killed_min": bounds[0], "killed_max": bounds[1], "origin": tolls[name]} if told else None
    return {"id": name} | predictions.reading(reading, default()) | {"incident": home[name], "toll": given}


def _whose(incident: Incident, reading: Reading, by_id: dict[str, Reading]) -> str:
    wanted = set(whose_word(incident, "killed", reading.report.id))
    return "; ".join(_name(origin, by_id) for origin in incident.origins if origin.id in wanted)


def _clusters(found: Iterable[Incident], readings: Sequence[Reading], about: str) -> Row:
    """The incidents as the scorer takes them, with the names of those who give one assertion."""
    by_id = {reading.report.id: reading for reading in readings}
    return {
        incident.id: {
            "articles": list(incident.reports),
            "independent_origins": max(incident.independent_low, 1),
            "origins": _names(origins_named(incident.assertion(about)), incident, by_id),
        }
        for incident in found
    }


def _names(ids: Iterable[str], incident: Incident, by_id: dict[str, Reading]) -> list[str]:
    """The names of some origins of an incident."""
    wanted = set(ids)
    return [_name(origin, by_id) for origin in incident.origins if origin.id in wanted]


def _name(origin: Origin, by_id: dict[str, Reading]) -> str:
    """The origin's name; the commonest wording of the texts where knowledge has none."""
    if origin.source:
        return origin.name
    claims = (claim for name in origin.reports for claim in by_id[name].claims if claim.id in origin.claims)
    wordings = Counter(claim.chain[-1].name for claim in claims if claim.chain)
    return origin.name if origin.name in wordings or not wordings else wordings.most_common(1)[0][0]


def _scored(bench: Workbench, pred: Path, clusters: Path, labelled: Path) -> Metrics:
    folder = bench.corpora / "fakes"
    files = ("--gold", folder / "gold.jsonl", "--articles", folder / "articles.jsonl", "--pred", pred)
    more = ("--incidents", labelled, "--pred-incidents", clusters, "--json")
    return {key: row[0] for key, row in json.loads(bench.score("score_origins.py", *files, *more)).items()}
