"""What a network costs: the dev reports replayed into a store of 20,000, as `growth` replays them, then `reportedly network`.

Making the store is not counted. The network is made twice, by a process of its own each time; the quicker one counts,
and the memory is the peak of that process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.adapters.growth import replays
from benchmarks.adapters.incidents import read
from benchmarks.workbench import Metrics, Workbench
from reportedly.records import Reading
from reportedly.store import keep
from reportedly.store.archive import Store
from reportedly.workspace import make_store, open_workspace

SIZE = 20_000
BATCH = 500  # readings that are kept in one transaction
TURNS = 2
# The peak is not that of getrusage: that also counts what the process that starts this one holds.
MAKE = """
import json, re, sys, time
from pathlib import Path
from reportedly.cli.app import app
try:
    app(["network", sys.argv[1], "--format", "json", "--out", sys.argv[2]])
except SystemExit as ended:
    assert not ended.code, ended.code
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(json.dumps({"CPU s": time.process_time(), "peak MB": int(peak) / 1024}))
"""


def making(bench: Workbench) -> Metrics:
    """Processor seconds and peak megabytes of the command, and how large the network is that it makes."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as name:
        folder = Path(name)
        fill(folder, islice(apart(read(bench)), SIZE))
        turns = [made(folder) for _ in range(TURNS)]
        network = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    sizes = {name: len(network[name]) for name in ("nodes", "ties", "mutual")}
    return min(turns, key=lambda turn: turn["CPU s"]) | sizes | {"reports": network["reports"]}


def apart(once: Sequence[Reading]) -> Iterator[Reading]:
    """The replayed readings, each as from a file of its own."""
    yield from map(own_file, replays(once))


def own_file(reading: Reading) -> Reading:
    """A reading as from a file of its own."""
    return replace(reading, report=replace(reading.report, input=f"{reading.report.id}.txt", url=None))


def fill(folder: Path, readings: Iterable[Reading]) -> None:
    """A store of these readings, linked."""
    with make_store(folder) as store:
        waiting = iter(readings)
        while batch := list(islice(waiting, BATCH)):
            put(store, batch)
        open_workspace(folder / "home").relink(store)


def put(store: Store, batch: Iterable[Reading]) -> None:
    """Keeps readings in one transaction."""
    with store.writes() as connection:
        for reading in batch:
            keep.keep(connection, reading, True)


def made(folder: Path) -> Metrics:
    """What making the network cost."""
    command = [sys.executable, "-c", MAKE, str(folder), str(folder / "network.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"reportedly network: {done.stderr.strip()[-500:]}")
    found: Metrics = json.loads(done.stdout)
    return found
