"""What a second worker costs: processor time of two against one on a folder of 1,000 texts (PolNeAR train), start-up taken out.

Each run is a command of its own, as a user would give it; what it takes to start is measured on the first few files and
subtracted. Where the two cores are two threads of one, they slow each other down, and that is in the figure too.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from benchmarks.workbench import Metrics, Workbench

FILES = 1_000
STARTING = 16  # files of the run that is taken for start-up
READ = "from reportedly.cli import main; main()"


def ratio(bench: Workbench) -> Metrics:
    """Processor time of two workers as a multiple of one's, and seconds a thousand files of each."""
    many, few = (folder(bench, number) for number in (FILES // bench.every, STARTING))
    spent = {workers: seconds(many, workers) - seconds(few, workers) for workers in (1, 2)}
    thousand = 1_000 / (FILES // bench.every - STARTING)
    return {
        "two workers × one": spent[2] / spent[1],
        "one worker s/1k files": spent[1] * thousand,
        "two workers s/1k files": spent[2] * thousand,
    }


def folder(bench: Workbench, number: int) -> Path:
    """A folder with that many texts; where the corpus has fewer they come again under other names."""
    texts = sorted((bench.corpora / "polnear/train/text").iterdir())
    out = bench.folder / f"files-{number}"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for at, text in enumerate(islice(cycle(texts), number)):
        shutil.copyfile(text, out / f"{at:04}.txt")
    return out


def seconds(files: Path, workers: int) -> float:
    """Processor time, children and all, of reading a folder with so many workers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", READ, "read", "--json", "--workers", str(workers), str(files)]
    with Path(os.devnull).open("w") as nowhere:
        subprocess.run(command, stdout=nowhere, stderr=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
