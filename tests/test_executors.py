"""Work in order over processes."""

from __future__ import annotations

import os
import signal

import pytest

from reportedly.executors.processes import Processes, all_cores
from reportedly.executors.turns import HEAVY


def doubled(number: int) -> int:
    return 2 * number


def ended(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def lost(number: int) -> int:
    return -1


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(Processes(workers).in_order(doubled, range(40), lost)) == list(range(0, 80, 2))


def test_items_are_taken_in_only_as_they_are_needed() -> None:
    taken: list[int] = []
    items = (taken.append(i) or i for i in range(1000))
    assert next(Processes(2).in_order(doubled, items, lost)) == 0
    assert len(taken) < 100


def test_heavy_items_are_taken_in_one_at_a_time() -> None:
    taken: list[int] = []
    items = (taken.append(i) or i for i in range(40))
    results = Processes(2).in_order(doubled, items, lost, weigh=lambda item: HEAVY)
    assert next(results) == 0
    assert len(taken) == 2
    assert list(results) == list(range(2, 80, 2))


def test_who_stops_asking_stops_the_work() -> None:
    taken: list[int] = []
    results = Processes(2).in_order(doubled, (taken.append(i) or i for i in range(100_000)), lost)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 100


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_process_ended_from_outside_loses_items_not_the_run() -> None:
    found = list(Processes(1 + 1).in_order(ended, range(6), lost))
    assert len(found) == 6
    assert found[3] == -1
    assert all(value in (-1, i) for i, value in enumerate(found))


def test_there_is_a_core() -> None:
    assert all_cores() >= 1
