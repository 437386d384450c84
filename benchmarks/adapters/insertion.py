"""What a report costs that comes into a store: the dev reports replayed, so many kept, then some joined one by one.

An insertion is the keeping of the reading and the linking of it, in a process that goes on; reading is not counted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import fmean, median, quantiles

from benchmarks.adapters.growth import replays
from benchmarks.adapters.incidents import read
from benchmarks.workbench import Metrics, Workbench
from reportedly.records import Reading
from reportedly.workspace import make_store, open_workspace

SIZES = (1_000, 20_000)
JOINED = 200  # reports that are joined one by one at each size


def insertion(bench: Workbench) -> Metrics:
    """CPU of an insertion at each size, at the middle and at the 95th percentile, and how much it grows."""
    return measure(read(bench), SIZES)


def measure(once: Sequence[Reading], sizes: Sequence[int]) -> Metrics:
    """The same for readings that are replayed."""
    out: Metrics = {}
    means: list[float] = []
    coming = replays(once)
    desk = open_workspace()
    with tempfile.TemporaryDirectory() as folder, make_store(Path(folder)) as store:
        kept = 0
        for size in sizes:
            for reading in islice(coming, size - kept):
                store.add(reading)
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
