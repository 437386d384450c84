"""What a report costs that comes into a store: the dev reports replayed, so many kept, then some joined one by one.

An insertion is the keeping of the reading and the linking of it, in a process that goes on; reading is not counted.
In `war` the reports are replayed a day later each time, under the same names and places: one war, growing.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from statistics import fmean, median, quantiles

from benchmarks.adapters.growth import days_later
from benchmarks.adapters.incidents import read
from benchmarks.adapters.network import apart, own_file, put
from benchmarks.workbench import Metrics, Workbench
from reportedly.records import Reading
from reportedly.workspace import make_store, open_workspace

SIZES = (1_000, 20_000)
WARS = (600, 1_000)
JOINED = 200  # reports that are joined one by one at each size
BATCH = 500  # readings that are kept in one transaction


def insertion(bench: Workbench) -> Metrics:
    """CPU of an insertion at each size, at the middle and at the 95th percentile, and how much it grows."""
    return measure(apart(read(bench)), SIZES)


def war(bench: Workbench) -> Metrics:
    """The same in a war of which many reports stand near each other."""
    return measure(growing(read(bench)), WARS)


def growing(once: Sequence[Reading]) -> Iterator[Reading]:
    """The readings again and again, each time a day later, each as from a file of its own."""
    for days in count():
        for reading in once:
            yield own_file(days_later(reading, days))


def measure(coming: Iterator[Reading], sizes: Sequence[int]) -> Metrics:
    """The same for readings as they come."""
    out: Metrics = {}
    means: list[float] = []
    desk = open_workspace()
    with tempfile.TemporaryDirectory() as folder, make_store(Path(folder)) as store:
        kept = 0
        for size in sizes:
            waiting = islice(coming, size - kept)
            while batch := list(islice(waiting, BATCH)):
                put(store, batch)
            desk.relink(store, anew=True)
            costs = []
            for reading in islice(coming, JOINED):
                started = time.process_time()
                store.add(reading)
                desk.relink(store)
                costs.append(1000 * (time.process_time() - started))
            kept = size + JOINED
            out |= {f"ms.{size}": median(costs), f"ms_p95.{size}": quantiles(costs, n=20)[-1]}
            means.append(fmean(costs))
    out["growth"] = means[-1] / means[0]
    return out
