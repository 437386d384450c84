"""Labelled passages, short and whole: chains, acts, certainty (`score_wire.py`).

Three sets: agency copy on whose kind the rules were tuned, an author who saw neither tool nor set, and the hands of our own that no
fit and no choice of rules sees.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks import predictions
from benchmarks.workbench import Article, Metrics, Row, Workbench, rows
from reportedly.knowledge.loader import default
from training.passages import FOLDER, HELD_OUT, read_hand, record

KEPT = (
    "claim_f1", "attributed_f1", "chain_exact", "chain_exact_1", "chain_exact_2", "chain_exact_3", "chain_found",
    "origin_exact", "certainty_macro_f1", "act_f1", "anonymous_f1", "custody_f1", "own_voice_r", "false_attribution",
)  # fmt: skip
BY_HAND = ("chain_exact", "chain_exact_3", "origin_exact", "attributed_f1", "false_attribution")


def passages(bench: Workbench) -> Metrics:
    """The dev set of agency copy; the outlet of a passage is unknown."""
    return measured(bench, "wire", rows(bench.corpora / "wire/wire_dev.jsonl"))


def author_b(bench: Workbench) -> Metrics:
    """The author that nobody fits or tunes on."""
    return measured(bench, "author_b", rows(bench.corpora / "wire/wire_author_b.jsonl"))


def hands(bench: Workbench) -> Metrics:
    """The hands that are held out: the worst of them, then each."""
    found = {name: measured(bench, name, map(record, read_hand(FOLDER / name)[0])) for name in HELD_OUT}
    worst = {f"worst {key}": min(one[key] for one in found.values()) for key in BY_HAND[:-1]}
    worst["most false_attribution"] = max(one["false_attribution"] for one in found.values())
    return worst | {f"{name} {key}": found[name][key] for name in HELD_OUT for key in BY_HAND}


def measured(bench: Workbench, name: str, labelled: Iterable[Row]) -> Metrics:
    """Our reading of labelled passages against their labels."""
    gold = list(labelled)
    path = bench.folder / f"{name}.gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
    told = [Article(str(row["id"]), str(row["text"])) for row in gold]
    made = ({"id": a.id} | predictions.reading(reading, default()) for a, reading in bench.readings(told))
    printed = bench.score("score_wire.py", "--gold", Path(path), "--pred", bench.predictions(name, made), "--json")
    found = json.loads(printed)["all"]
    return {key: found[key][0] for key in KEPT}
