"""Adding that is stopped, repeated, shuffled or done by several: the store is the same, row for row."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import store_desk
from postgres_server import Found

from reportedly import readers
from reportedly.workspace import Given, Plan, Reading, make_store, open_store, open_workspace

SCRIPT = Path(store_desk.__file__)
MANY = 24


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "reader_of", readers.reader_of)
    store_desk.quick()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    store_desk.write_reports(folder, MANY)
    return folder


def added(folder: Path, names: list[str]) -> list[object]:
    """What comes of adding inputs in this process, linked."""
    desk = open_workspace(folder / "home")
    with make_store(folder) as store:
        found = list(desk.add(store, desk.plan(names, Given(language="en"))))
        desk.relink(store)
    return found


def rows(folder: Path) -> list[str]:
    with open_store(folder) as store:
        assert store.check() == []
        return list(store.dump())


def running(folder: Path, inputs: Path, workers: int = 1, seconds: float = 0.0) -> subprocess.Popen[str]:
    """A process of its own that adds the inputs, and a group of its own for the processes that it starts."""
    command = [sys.executable, str(SCRIPT), str(folder), str(inputs), str(workers), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def ended(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=120)
    return process.returncode


@pytest.fixture
def folder(tmp_path: Path, founded: Found) -> Path:
    """A folder that is to be a workspace."""
    return founded(tmp_path / "desk")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, inputs: Path) -> list[str]:
    """The rows of an uninterrupted run by one process; by SQLite, so that both engines must give the same."""
    folder = tmp_path_factory.mktemp("whole")
    assert ended(running(folder, inputs)) == 0
    return rows(folder)


def test_a_run_killed_three_times_and_run_again_is_as_if_never_stopped(
    folder: Path, inputs: Path, whole: list[str]
) -> None:
    for seen in (2, 5, 7):
        process = running(folder, inputs, seconds=0.02)
        assert process.stdout is not None
        for _ in range(seen):
            process.stdout.readline()
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        with open_store(folder) as store:
            assert store.check() == []
            assert store.size().reports < MANY
    assert ended(running(folder, inputs)) == 0
    assert rows(folder) == whole
    assert sum(line.startswith('["claims"') for line in whole) == MANY
    assert sum(line.startswith('["incidents"') for line in whole) < MANY


def test_two_workers_give_what_one_gives(folder: Path, inputs: Path, whole: list[str]) -> None:
    assert ended(running(folder, inputs, workers=2)) == 0
    assert rows(folder) == whole


def test_two_processes_that_add_at_once_lose_and_double_nothing(folder: Path, inputs: Path, whole: list[str]) -> None:
    with make_store(folder):
        both = [running(folder, inputs, seconds=0.005) for _ in range(2)]
        assert [ended(process) for process in both] == [0, 0]
    assert rows(folder) == whole


def test_the_order_of_the_inputs_changes_nothing(folder: Path, inputs: Path, whole: list[str], quick: None) -> None:
    names = [str(path) for path in sorted(inputs.iterdir())]
    random.Random(7).shuffle(names)
    added(folder, names)
    assert rows(folder) == whole


def test_the_same_inputs_again_are_not_read_again_and_that_is_said(folder: Path, inputs: Path, quick: None) -> None:
    first = added(folder, [str(inputs)])
    before = rows(folder)
    again = added(folder, [str(inputs)])
    assert all(isinstance(item, Reading) for item in first)
    assert [type(item).__name__ for item in again] == ["Present"] * MANY
    assert rows(folder) == before


def test_a_file_spelled_otherwise_is_the_same_report(
    folder: Path, inputs: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(folder, [str(inputs)])
    before = rows(folder)
    monkeypatch.chdir(inputs)
    assert [type(item).__name__ for item in added(folder, ["."])] == ["Present"] * MANY
    assert rows(folder) == before


def test_a_text_that_changed_is_a_new_version_of_its_report(tmp_path: Path, folder: Path, quick: None) -> None:
    store_desk.write_reports(tmp_path / "in", 3)
    added(folder, [str(tmp_path / "in")])
    (tmp_path / "in" / "r001.txt").write_text(store_desk.text_of(7), encoding="utf-8")
    found = added(folder, [str(tmp_path / "in")])
    assert [type(item).__name__ for item in found] == ["Present", "Reading", "Present"]
    with open_store(folder) as store:
        assert store.size().reports == 3
        assert sum(line.startswith('["versions"') for line in store.dump()) == 4
        texts = {reading.report.text for reading in store.readings()}
        assert texts == {store_desk.text_of(number) for number in (0, 2, 7)}
        assert store.check() == []


def test_another_reader_reads_again_and_its_reading_counts(tmp_path: Path, folder: Path, quick: None) -> None:
    store_desk.write_reports(tmp_path / "in", 2)
    added(folder, [str(tmp_path / "in")])
    store_desk.quick(version="2")
    added(folder, [str(tmp_path / "in")])
    with open_store(folder) as store:
        assert {reading.by.reader for reading in store.readings()} == {"quick@2"}
        assert sum(line.startswith('["readings"') for line in store.dump()) == 4
        assert store.size().claims == 2


def test_a_plan_that_breaks_off_leaves_what_was_read(folder: Path, inputs: Path, quick: None) -> None:
    desk = open_workspace(folder / "home")
    tasks = list(desk.plan([str(inputs)], Given(language="en")).tasks)

    def breaking() -> Iterator[object]:
        yield from tasks[:3]
        raise KeyboardInterrupt

    with make_store(folder) as store:
        with pytest.raises(KeyboardInterrupt):
            list(desk.add(store, Plan(breaking(), None)))  # type: ignore[arg-type]
        assert store.size().reports == 3


def test_failures_are_kept_until_their_input_gives_a_report(tmp_path: Path, folder: Path, quick: None) -> None:
    file = tmp_path / "late.txt"
    added(folder, [str(file)])
    with open_store(folder) as store:
        (failed,) = store.errors()
        assert failed.input == str(file) and "No such file" in failed.reason and failed.hint
    file.write_text(store_desk.text_of(0), encoding="utf-8")
    added(folder, [str(file)])
    with open_store(folder) as store:
        assert store.errors() == []


def table(file: Path, *rows: tuple[int, str]) -> list[str]:
    """Writes a table of invented reports by number, each with its day; its name as an input."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["outlet", "date", "text"])
        writer.writerows(["Osprey Courier", day, store_desk.text_of(number)] for number, day in rows)
    return [str(file)]


def kept(folder: Path) -> list[str]:
    """The texts that a workspace holds, and that it is whole."""
    with open_store(folder) as store:
        assert store.check() == []
        return sorted(reading.report.text for reading in store.readings())


FIRST, SECOND, THIRD = (0, "2031-05-04"), (4, "2031-05-05"), (8, "2031-05-06")


def texts_of(*rows: tuple[int, str]) -> list[str]:
    """The texts of a table's rows: what is blank around the words of a cell is none of them."""
    return sorted(store_desk.text_of(number).strip() for number, _ in rows)


@pytest.mark.parametrize("after", [(THIRD, FIRST, SECOND), (SECOND, THIRD), (THIRD,), (SECOND, FIRST, THIRD)])
def test_rows_of_a_table_that_move_stay_their_reports(
    tmp_path: Path, quick: None, after: tuple[tuple[int, str], ...]
) -> None:
    added(tmp_path, table(tmp_path / "fires.csv", FIRST, SECOND))
    found = added(tmp_path, table(tmp_path / "fires.csv", *after))
    assert [isinstance(item, Reading) for item in found] == [row == THIRD for row in after]
    assert kept(tmp_path) == texts_of(FIRST, SECOND, THIRD)
    again = added(tmp_path, table(tmp_path / "fires.csv", *after))
    assert not any(isinstance(item, Reading) for item in again)


def test_an_older_article_in_the_row_of_another_is_kept_beside_it(tmp_path: Path, quick: None) -> None:
    added(tmp_path, table(tmp_path / "fires.csv", THIRD))
    added(tmp_path, table(tmp_path / "fires.csv", FIRST))
    assert kept(tmp_path) == texts_of(FIRST, THIRD)


def test_the_same_words_on_two_days_are_two_reports_and_a_corrected_day_is_none(tmp_path: Path, quick: None) -> None:
    posts = [(0, "2031-05-04"), (0, "2031-05-09")]
    added(tmp_path, table(tmp_path / "posts.csv", *posts))
    assert kept(tmp_path) == texts_of(*posts)
    corrected = (0, "2031-05-10")
    for rows in ((posts[0], corrected), (FIRST, posts[0], corrected)):
        added(tmp_path, table(tmp_path / "posts.csv", *rows))
        assert kept(tmp_path) == texts_of(*posts)


def test_a_row_that_was_forgotten_stays_so_where_it_moves_and_lets_others_in(tmp_path: Path, quick: None) -> None:
    added(tmp_path, table(tmp_path / "fires.csv", FIRST, SECOND))
    with open_store(tmp_path) as store:
        (gone,) = store.find_reports(f"{tmp_path / 'fires.csv'} row 1")
        store.forget(gone)
    added(tmp_path, table(tmp_path / "fires.csv", THIRD, SECOND, FIRST))
    assert kept(tmp_path) == texts_of(SECOND, THIRD)
    added(tmp_path, table(tmp_path / "moved.csv", FIRST))
    assert kept(tmp_path) == texts_of(SECOND, THIRD)


def test_files_of_one_name_in_two_folders_are_two_reports(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, number in (("one", 0), ("two", 4)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.txt").write_text(store_desk.text_of(number), encoding="utf-8")
        monkeypatch.chdir(tmp_path / folder)
        added(tmp_path, ["r.txt"])
    assert kept(tmp_path) == sorted(map(store_desk.text_of, (0, 4)))
