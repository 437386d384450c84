"""The benchmarks by name: what each measures, with which reader, on which files.

A row of the tables is one benchmark with one reader. `files` are hashed: a floor holds for those bytes and no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.adapters import (
    copies,
    cost,
    coverage,
    desk,
    events,
    fakes_reports,
    geo,
    growth,
    incidents,
    insertion,
    muc,
    network,
    origins,
    polnear,
    serving,
    timex,
    wars,
    wire,
    workers,
)
from benchmarks.war_labels import ASKELUND, DORVASH, ORSAVIA, VELMORA, WrittenWar
from benchmarks.workbench import Metrics, Workbench


@dataclass(frozen=True, slots=True)
class Bench:
    """One benchmark: its name, its question, the function that measures it, its data, and the readers it is run with.

    `every` thins a corpus out for the floors, so that they are checked in minutes; the tables use all of it. `files` lie
    with the corpora, or in `root`.
    """

    name: str
    question: str
    measure: Callable[[Workbench], Metrics]
    files: tuple[str, ...]
    readers: tuple[str, ...] = ("shipped",)
    every: int = 1
    root: Path | None = None


PROJECT = Path(__file__).parent.parent
SEEDS = ("seeds/articles.jsonl", "seeds/gold.jsonl")
LABELLED = ("fakes/articles.jsonl", "fakes/gold.jsonl", "fakes/incidents.json")


def _war(name: str, question: str, measure: Callable[[WrittenWar, Workbench], Metrics], written: WrittenWar) -> Bench:
    """A benchmark on an invented war."""
    labels = f"benchmarks/wars/{written.folder.name}"
    files = (labels,) if written.table.parent == written.folder else (labels, "src/reportedly/example")
    return Bench(name, question, partial(measure, written), files, root=PROJECT)


BENCHES = (
    Bench("seed", "Who says so: the seed", origins.seed, SEEDS),
    Bench("renamed", "Who says so: its renamed kin", origins.renamed, SEEDS),
    Bench(
        "reports",
        "Who says so: 64 war reports",
        origins.reports,
        ("fakes/articles.jsonl", "fakes/gold.jsonl"),
        ("shipped", "by rules"),
    ),
    Bench(
        "swapped",
        "Who says so: the same reports with invented names",
        origins.swapped,
        ("swapped/articles.jsonl", "swapped/gold.jsonl", "swapped/names.tsv"),
        ("shipped", "empty knowledge"),
    ),
    Bench("wire", "Whole chains: agency copy", wire.passages, ("wire/wire_dev.jsonl",), ("shipped", "by rules")),
    Bench(
        "author_b",
        "Whole chains: an author nobody tuned on",
        wire.author_b,
        ("wire/wire_author_b.jsonl",),
        ("shipped", "by rules"),
    ),
    Bench(
        "hands",
        "Whole chains: hands that are held out",
        wire.hands,
        ("wire/wire_author_b.jsonl",),
        ("shipped", "by rules"),
    ),
    Bench(
        "events",
        "What happened, to whom, how many: hands that are held out",
        events.hands,
        ("wire/wire_author_b.jsonl",),
        ("shipped", "by rules"),
    ),
    Bench(
        "polnear", "Source, cue and content: US news", polnear.attributions, ("polnear/dev",), ("shipped", "by rules")
    ),
    Bench(
        "places",
        "Where: place names on the map",
        geo.places,
        ("geo/LGL.jsonl", "geo/TR-News.jsonl", "geo/GeoVirus.jsonl"),
        every=4,
    ),
    Bench("times", "When: time expressions", timex.times, ("times/tbaq.jsonl",)),
    Bench(
        "crowd",
        "Where, how many, how, by whom: crowd-coded reports",
        fakes_reports.measure,
        ("fakes/reports.csv",),
        every=2,
    ),
    Bench("copies", "Copies: planted reprints", copies.reprints, ("polnear/dev/text", "polnear/train/text")),
    Bench("incidents", "On whose word: incidents and origins of the 64 reports", incidents.incidents, LABELLED),
    Bench(
        "perfect",
        "The same with labelled sources, events as read: what linking itself loses",
        incidents.perfect,
        LABELLED,
    ),
    _war("velmora", "Where accounts differ: the bundled war", wars.plain, VELMORA),
    _war("velmora_named", "The same, its names known", wars.named, VELMORA),
    _war("velmora_grouped", "The same, grouped by hand", wars.grouped, VELMORA),
    _war("askelund", "Where accounts differ: a war that nobody tuned on", wars.plain, ASKELUND),
    _war("askelund_grouped", "The same, grouped by hand", wars.grouped, ASKELUND),
    _war("orsavia", "Where accounts differ: another such war", wars.plain, ORSAVIA),
    _war("orsavia_grouped", "The same, grouped by hand", wars.grouped, ORSAVIA),
    _war("dorvash", "Where accounts differ: a war that nothing was chosen on", wars.plain, DORVASH),
    _war("dorvash_grouped", "The same, grouped by hand", wars.grouped, DORVASH),
    Bench("growth", "How the cost of linking grows", growth.linking, ("fakes/articles.jsonl",)),
    Bench("network", "What a network of 20,000 reports costs", network.making, ("fakes/articles.jsonl",)),
    Bench(
        "insertion", "What a report costs that comes into a workspace", insertion.insertion, ("fakes/articles.jsonl",)
    ),
    Bench("war", "The same in one war that grows", insertion.war, ("fakes/articles.jsonl",)),
    Bench("desk", "What searches and exports of 100,000 claims cost", desk.used, ("fakes/articles.jsonl",)),
    Bench("serving", "What serving 100,000 claims costs: a file", serving.on_sqlite, ("fakes/articles.jsonl",)),
    Bench("serving_postgres", "The same from PostgreSQL", serving.on_postgres, ("fakes/articles.jsonl",)),
    Bench("muc", "Role fillers: conflict reports of 1990", muc.fillers, ("muc4/dev.json",)),
    Bench("muc_certainty", "How firmly whom is blamed: the same reports", muc.blame, ("muc4/raw",)),
    Bench(
        "coverage",
        "Outlets and bodies of the 64 reports that are known",
        coverage.outlets_and_bodies,
        ("fakes/gold.jsonl", "fakes/canonical_names.tsv"),
    ),
    Bench("cost", "Cost of reading", cost.reading, ("polnear/dev", "fakes/articles.jsonl")),
    Bench("workers", "What a second worker costs: 1,000 files", workers.ratio, ("polnear/train/text",)),
)


def digest(corpora: Path, bench: Bench) -> str:
    """The hash of the data of a benchmark: of every file named, or in a folder named, by path."""
    total, root = hashlib.sha256(), bench.root or corpora
    for name in bench.files:
        path = root / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                total.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
