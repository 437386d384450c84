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
    *("toll_killed_min", "toll_origin", "same_toll_origin"),
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


def seed(bench: Workbench) -> Metrics:
    """The seed article."""
    return part_of_seeds(bench, "seed", renamed=False)


def renamed(bench: Workbench) -> Metrics:
    """Its three invented kin, with the same constructions."""
    return part_of_seeds(bench, "renamed", renamed=True)


def part_of_seeds(bench: Workbench, name: str, *, renamed: bool) -> Metrics:
    """The seed, or the others of its folder, scored by themselves."""
    folder = bench.corpora / "seeds"
    chosen = [article for article in articles(folder) if (article.id != "seed") == renamed]
    ids = {article.id for article in chosen}
    files: list[object] = []
    for kind in ("gold", "articles"):
        path = bench.folder / f"{name}.{kind}.jsonl"
        part = [row for row in rows(folder / f"{kind}.jsonl") if row["id"] in ids]
        path.write_text("".join(json.dumps(row) + "\n" for row in part), encoding="utf-8")
        files += [f"--{kind}", path]
    return kept(bench.score("score_origins.py", *files, "--pred", predict(bench, name, chosen), "--json"))


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
