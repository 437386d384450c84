"""Who says so, sentence by sentence: the seed and its renamed kin, the 64 war reports, and the same with invented
names.

Gold and articles are those of `score_origins.py`; the swapped set is scored by `score_swapped.py`, whose own list of
known
names is swapped by the same table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import predictions
from benchmarks.workbench import Article, Metrics, Row, Workbench, rows
from reportedly.knowledge import Knowledge
from reportedly.knowledge.loader import default

KEPT = (
    *("voice_f1", "origin_strict_p", "origin_strict_r", "origin_strict_f1", "origin_lenient_f1", "via_f1"),
    *("chain_exact_f1", "chain_relayed_r", "anonymous_yes_f1", "custody_yes_f1"),
    *("certainty_acc", "certainty_macro_f1", "type_acc", "byline_acc"),
)


def articles(path: Path) -> Iterator[Article]:
    """The articles of a folder: id, outlet, title and text, nothing else."""
    for row in rows(path / "articles.jsonl"):
        yield Article(row["id"], row["text"], row["outlet"], row["title"])


def predict(bench: Workbench, name: str, chosen: Sequence[Article]) -> Path:
    """The predictions for these articles."""
    known = Knowledge() if bench.reader == "empty knowledge" else default()
    made: Iterator[Row] = (
        {"id": article.id} | predictions.reading(reading, known) for article, reading in bench.readings(chosen)
    )
    return bench.predictions(name, made)


def seeds(bench: Workbench) -> Metrics:
    """The seed and its three renamed kin, each set by itself."""
    folder = bench.corpora / "seeds"
    out: Metrics = {}
    gold = {row["id"]: row for row in rows(folder / "gold.jsonl")}
    told = list(rows(folder / "articles.jsonl"))
    made = {row["id"]: row for row in rows(predict(bench, "seeds", list(articles(folder))))}
    for part, ids in (("seed", ["seed"]), ("renamed", sorted(gold.keys() - {"seed"}))):
        files = [bench.folder / f"{part}.{kind}.jsonl" for kind in ("gold", "articles", "pred")]
        for path, source in zip(files, (gold, {row["id"]: row for row in told}, made), strict=True):
            path.write_text("".join(json.dumps(source[i]) + "\n" for i in ids), encoding="utf-8")
        printed = bench.score(
            "score_origins.py", "--gold", files[0], "--articles", files[1], "--pred", files[2], "--json"
        )
        out |= {f"{part}.{key}": value for key, value in kept(printed).items()}
    return out


def reports(bench: Workbench) -> Metrics:
    """The 64 labelled war reports."""
    folder = bench.corpora / "fakes"
    made = predict(bench, "reports", list(articles(folder)))
    files = ("--gold", folder / "gold.jsonl", "--articles", folder / "articles.jsonl", "--pred", made)
    return kept(bench.score("score_origins.py", *files, "--json"))


def swapped(bench: Workbench) -> Metrics:
    """The 64 with every outlet, body, person and place replaced by an invented one."""
    folder, scorers = bench.corpora / "swapped", bench.corpora.parent / "scorers"
    made = predict(bench, "swapped", list(articles(folder)))
    files = ("--gold", folder / "gold.jsonl", "--articles", folder / "articles.jsonl", "--pred", made)
    own = ("--scorers", scorers, "--table", folder / "names.tsv", "--")
    return kept(bench.score("score_swapped.py", *own, *files, "--json"))


def kept(printed: str) -> Metrics:
    """The measures that a row shows, out of all that the scorer prints."""
    found = json.loads(printed)
    return {key.replace("_yes", ""): found[key][0] for key in KEPT if key in found}
