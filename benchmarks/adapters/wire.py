"""Short passages of agency copy, each pinning a construction: whole chains, acts, certainty (`score_wire.py`)."""

from __future__ import annotations

import json

from benchmarks import predictions
from benchmarks.workbench import Article, Metrics, Workbench, rows
from reportedly.knowledge.loader import default

KEPT = (
    "claim_f1", "attributed_f1", "chain_exact", "chain_exact_1", "chain_exact_2", "chain_exact_3", "chain_found",
    "origin_exact", "certainty_macro_f1", "act_f1", "anonymous_f1", "custody_f1", "own_voice_r", "false_attribution",
)  # fmt: skip


def passages(bench: Workbench) -> Metrics:
    """All passages; the outlet of a passage is unknown."""
    path = bench.corpora / "wire/wire_dev.jsonl"
    told = [Article(row["id"], row["text"]) for row in rows(path)]
    made = ({"id": a.id} | predictions.reading(reading, default()) for a, reading in bench.readings(told))
    printed = bench.score("score_wire.py", "--gold", path, "--pred", bench.predictions("wire", made), "--json")
    found = json.loads(printed)["all"]
    return {key: found[key][0] for key in KEPT}
