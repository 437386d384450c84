"""How many of the outlets and bodies that the gold of the 64 reports names are rows of knowledge.

Persons (rows with a role) and sources that go unnamed are left out. A label resolves by the words of its mention or by
its
canonical name; a `via` by its name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.workbench import Metrics, Workbench, rows
from reportedly.knowledge.loader import default

BODIES = {"media", "agency", "ngo", "monitor", "government", "military", "armed_group", "official", "other", "activist"}


def outlets_and_bodies(bench: Workbench) -> Metrics:
    """The share of labels, and of names, that resolve."""
    folder, known = bench.corpora / "fakes", default()
    bodies = names(folder / "canonical_names.tsv")
    labels = [(name, said) for name, said in labelled(folder / "gold.jsonl") if name in bodies]
    resolved = [name for name, said in labels if known.find(name) or (said and known.find(said))]
    return {
        "labels": len(resolved) / len(labels),
        "names": len(set(resolved)) / len({name for name, _ in labels}),
    }


def names(path: Path) -> set[str]:
    """The canonical names of outlets and bodies."""
    with path.open(encoding="utf-8") as table:
        told = list(csv.DictReader(table, delimiter="\t"))
    return {row["name"] for row in told if row["anonymous"] == "no" and not row["role"] and row["type"] in BODIES}


def labelled(path: Path) -> Iterator[tuple[str, str | None]]:
    """Every source and relay of the gold: canonical name, and the words of the text where it has them."""
    for source in (s for row in rows(path) for sentence in row["sentences"] for s in sentence["sources"]):
        yield source["origin"], source["mention"]
        yield from ((via, None) for via in source["via"])
