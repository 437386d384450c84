"""No measure falls below its floor; each benchmark is run once, on the data that its floors were measured on."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from benchmarks.benches import BENCHES, digest
from benchmarks.floors import Floor, load
from benchmarks.workbench import Metrics, Workbench

CORPORA = os.environ.get("REPORTEDLY_CORPORA")
DATA, FLOORS = load()
BY_NAME = {bench.name: bench for bench in BENCHES}

pytestmark = [
    pytest.mark.floors,
    pytest.mark.skipif(not CORPORA, reason="REPORTEDLY_CORPORA is not set"),
]


@cache
def measured(name: str, reader: str, folder: Path) -> Metrics:
    """The metrics of a benchmark with one reader, measured when first asked for."""
    bench = BY_NAME[name]
    return bench.measure(Workbench(Path(CORPORA or "").resolve(), folder, reader, bench.every))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the predictions of all benchmarks go."""
    return tmp_path_factory.mktemp("predictions")


@pytest.mark.parametrize("name", sorted(DATA))
def test_the_data_is_what_the_floors_were_measured_on(name: str) -> None:
    assert digest(Path(CORPORA or ""), BY_NAME[name]) == DATA[name]


@pytest.mark.parametrize(
    "floor",
    [pytest.param(floor, marks=pytest.mark.alone if floor.bench == "cost" else ()) for floor in FLOORS],
    ids=lambda floor: f"{floor.bench}, {floor.reader}: {floor.measure}",
)
def test_no_measure_falls_below_its_floor(floor: Floor, folder: Path) -> None:
    value = measured(floor.bench, floor.reader, folder)[floor.measure]
    assert floor.holds(value), f"{floor.measure} of {floor.bench} ({floor.reader}) is {value:.3f}, bound {floor.bound}"
