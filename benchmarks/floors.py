"""Floors: the least that each measure may be, pinned to the hash of the data it was measured on.

A floor is a measured value less a margin for differences between machines; it is only ever raised (`--pin`), or lowered
by
hand with a word in the changelog. A ceiling (cost, memory) is the same with the sign turned.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.benches import Bench, digest
from benchmarks.workbench import Metrics

FILE = Path(__file__).with_name("floors.toml")
MARGIN = 0.005  # of a measure between 0 and 1
HEAD = "# Floors of the measures (ceilings of cost and memory): see benchmarks/floors.py. `--pin` only raises them."
CEILINGS = ("× spaCy", "MB above", "--help s", "false_attribution", "_mae")


@dataclass(frozen=True, slots=True)
class Floor:
    """One measure of one benchmark with one reader, and the bound that it must keep."""

    bench: str
    reader: str
    measure: str
    bound: float

    @property
    def is_ceiling(self) -> bool:
        """Whether less is better."""
        return self.measure.endswith(CEILINGS)

    def holds(self, value: float) -> bool:
        """Whether a measured value keeps the bound."""
        return value <= self.bound if self.is_ceiling else value >= self.bound


def load() -> tuple[dict[str, str], list[Floor]]:
    """The hashes of the data by benchmark, and all floors."""
    with FILE.open("rb") as file:
        told = tomllib.load(file)
    return told.get("data", {}), list(_floors(told.get("floors", {})))


def _floors(told: dict[str, Any]) -> Iterator[Floor]:
    for bench, readers in told.items():
        for reader, measures in readers.items():
            yield from (Floor(bench, reader, measure, bound) for measure, bound in measures.items())


def pin(bench: Bench, ours: dict[str, Metrics], corpora: Path) -> None:
    """Raise the floors of a benchmark to what was measured, less the margin; other floors stay as they are."""
    data, known = load()
    kept = {(f.bench, f.reader, f.measure): f for f in known}
    for reader, row in ours.items():
        for measure, value in row.items():
            key = (bench.name, reader, measure)
            if key in kept and not kept[key].is_ceiling and value - MARGIN > kept[key].bound:
                kept[key] = Floor(*key, round(value - MARGIN, 3))
    data[bench.name] = digest(corpora, bench)
    FILE.write_text(_written(data, list(kept.values())), encoding="utf-8")


def _written(data: dict[str, str], floors: list[Floor]) -> str:
    """The file: a hash for every benchmark, a table of measures for every benchmark and reader."""
    lines = [HEAD, "", "[data]", *(f'{name} = "{value}"' for name, value in sorted(data.items()))]
    table = None
    for floor in floors:
        if (floor.bench, floor.reader) != table:
            table = (floor.bench, floor.reader)
            lines += ["", f'[floors.{floor.bench}."{floor.reader}"]']
        lines.append(f'"{floor.measure}" = {floor.bound}')
    return "\n".join(lines) + "\n"
