"""What a large store costs that is used: searches with all counts, and exports, on the dev reports replayed.

The searches are those of search_queries.txt, each twice in one process, the second counts. An export is a process of its own,
and the memory is its peak.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from benchmarks.adapters.incidents import read
from benchmarks.adapters.network import apart, fill
from benchmarks.workbench import Metrics, Workbench
from reportedly.store.archive import Store
from reportedly.workspace import open_store, search_store

REPORTS = 6_000  # some 100,000 claims
QUERIES = Path(__file__).parent.parent / "search_queries.txt"
PAGE = 50  # claims of a page
FORMATS = ("jsonl", "csv", "geojson", "annotations")
EXPORT = """
import json, re, sys, time
from pathlib import Path
from reportedly.cli.app import app
try:
    app(["export", sys.argv[1], "--format", sys.argv[2], "--out", sys.argv[3]])
except SystemExit as ended:
    assert not ended.code, ended.code
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(json.dumps({"CPU s": time.process_time(), "peak MB": int(peak) / 1024}))
"""


def used(bench: Workbench) -> Metrics:
    """CPU of a search at the middle and at the 95th percentile, and CPU and peak megabytes of exports."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as name:
        folder = Path(name)
        fill(folder, islice(apart(read(bench)), REPORTS))
        with open_store(folder) as store:
            out = {"claims": float(store.size().claims)} | searched(store)
        for form in FORMATS:
            out |= {f"{form}.{what}": value for what, value in exported(folder, form).items()}
    return out


def searched(store: Store) -> Metrics:
    """What the searches cost."""
    costs = []
    for query in QUERIES.read_text(encoding="utf-8").splitlines():
        search_store(store, query, PAGE, facets=True)
        started = time.process_time()
        search_store(store, query, PAGE, facets=True)
        costs.append(1000 * (time.process_time() - started))
    return {"search ms": median(costs), "search ms_p95": quantiles(costs, n=20)[-1]}


def exported(folder: Path, form: str) -> Metrics:
    """What an export of everything cost."""
    command = [sys.executable, "-c", EXPORT, str(folder), form, str(folder / f"all.{form}")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"reportedly export: {done.stderr.strip()[-500:]}")
    found: Metrics = json.loads(done.stdout)
    return found
