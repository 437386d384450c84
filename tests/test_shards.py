"""Readings in shards: whole or absent files, the same bytes wherever they are read, a run that was ended goes on."""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pyarrow.parquet import read_table
from store_desk import QuickReader, write_reports

from reportedly import readers, shards
from reportedly.executors import ExecutorError
from reportedly.executors.cluster import Cluster
from reportedly.executors.processes import Processes
from reportedly.records import Reading, from_json
from reportedly.shards import MANIFEST, ShardError, Written
from reportedly.workspace import open_workspace

REPORTS = 7


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "INPUTS", 3)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    write_reports(folder, REPORTS)
    (folder / "z-empty.txt").write_text("", encoding="utf-8")
    return folder


def quick(monkeypatch: pytest.MonkeyPatch, version: str = "1") -> QuickReader:
    reader = QuickReader(0.0, version)
    monkeypatch.setattr(readers, "reader_of", lambda language, overlays: reader)
    return reader


def written(inputs: Path, folder: Path, executor: Any = None) -> list[Written]:
    desk = open_workspace(folder.parent / "home")
    return list(desk.to_shards(desk.plan([str(inputs)]), folder, executor or Processes()))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_reading_stands_in_one_file_and_the_manifest_counts_them(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    found = written(inputs, tmp_path / "out")
    assert [(one.file, one.reports, len(one.failures)) for one in found] == [
        ("000000.parquet", 3, 0), ("000001.parquet", 3, 0), ("000002.parquet", 1, 1),
    ]  # fmt: skip
    rows = [row for one in found for row in read_table(tmp_path / "out" / one.file).to_pylist()]
    readings = [from_json(Reading, json.loads(row["reading"])) for row in rows]
    assert [one.report.id for one in readings] == [row["report"] for row in rows]
    assert len({one.report.id for one in readings}) == REPORTS
    assert sum(len(one.claims) for one in readings) == sum(one.claims for one in found)
    told = json.loads((tmp_path / "out" / MANIFEST).read_text(encoding="utf-8"))
    assert [(one["file"], one["sha256"]) for one in told["shards"]] == [(one.file, one.sha256) for one in found]


def test_a_run_that_was_ended_goes_on_and_ends_as_one_that_was_not(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    written(inputs, tmp_path / "whole")
    desk = open_workspace(tmp_path / "home")
    begun = desk.to_shards(desk.plan([str(inputs)]), tmp_path / "out")
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    (tmp_path / "out" / "000001.parquet").write_bytes(b"PAR1 cut in the mid")
    first = (tmp_path / "out" / "000000.parquet").stat().st_mtime_ns
    assert MANIFEST not in files(tmp_path / "out")
    written(inputs, tmp_path / "out")
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert (tmp_path / "out" / "000000.parquet").stat().st_mtime_ns == first


def test_another_reader_or_a_changed_report_is_read_anew(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    before = written(inputs, tmp_path / "out")
    changed = sorted(inputs.iterdir())[0]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n\nThe ferry was late, police said.\n", encoding="utf-8")
    after = written(inputs, tmp_path / "out")
    assert [one.sha256 != two.sha256 for one, two in zip(before, after, strict=True)] == [True, False, False]
    quick(monkeypatch, "2")
    assert all(one.inputs != two.inputs for one, two in zip(after, written(inputs, tmp_path / "out"), strict=True))


def test_a_folder_that_cannot_be_made_is_said(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(ShardError, match="name a folder"):
        written(inputs, tmp_path / "out")


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_the_cluster_says_how_to_get_it() -> None:
    with pytest.raises(ExecutorError, match=r"reportedly\[ray\]"):
        list(Cluster().in_order(str, [1], str))


def once_ended(item: tuple[int, str]) -> int:
    """Ends its own worker the first time that item 2 is done."""
    number, folder = item
    mark = Path(folder) / "ended"
    if number == 2 and not mark.exists():
        mark.write_text("", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    return 10 * number


def gone(item: tuple[int, str]) -> int:
    return -1


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (extra ray)")
def test_on_two_ray_workers_the_files_are_the_same_and_an_ended_one_costs_a_retry(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)]))
    import ray

    ray.init(num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1", log_to_driver=False)
    try:
        assert list(Cluster().in_order(once_ended, [(n, str(tmp_path)) for n in range(5)], gone)) == [0, 10, 20, 30, 40]
        written(inputs, tmp_path / "here")
        written(inputs, tmp_path / "there", Cluster())
    finally:
        ray.shutdown()
    assert files(tmp_path / "there") == files(tmp_path / "here")
