"""Time expressions with TIMEX3 values, TimeBank and AQUAINT (`score_times.py`)."""

from __future__ import annotations

import json

from benchmarks.workbench import Article, Metrics, Workbench, rows


def times(bench: Workbench) -> Metrics:
    """Relaxed and value F1 over all texts, each read with its day of publication."""
    path = bench.corpora / "times/tbaq.jsonl"
    told = [Article(row["id"], row["text"], date=row["published"]) for row in rows(path)]
    made = (
        {
            "id": article.id,
            "times": [{"start": t.span[0], "end": t.span[1], "type": t.type, "value": t.value} for t in reading.times],
        }
        for article, reading in bench.readings(told)
    )
    found = json.loads(bench.score("score_times.py", path, bench.predictions("times", made), "--json"))
    return {name: found[name]["F1"] for name in ("relaxed", "strict", "type", "value")}
