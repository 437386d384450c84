"""The example that comes with the program: files that anybody may write out, read and learn with."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path

import pytest
from intake_inputs import listed
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report

TABLE, NAMES = "velmora.csv", "velmora-names.tsv"
RUN = CliRunner()


def test_it_writes_both_files_and_writing_again_changes_nothing(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["example", str(tmp_path)]).exit_code == 0
    before = (tmp_path / TABLE).read_bytes(), (tmp_path / NAMES).read_bytes()
    again = RUN.invoke(app, ["example", str(tmp_path), "--json"])
    assert json.loads(again.stdout) == {"files": [str(tmp_path / TABLE), str(tmp_path / NAMES)]}
    assert before == ((tmp_path / TABLE).read_bytes(), (tmp_path / NAMES).read_bytes())


def test_another_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / TABLE).write_text("mine", encoding="utf-8")
    done = RUN.invoke(app, ["example", str(tmp_path)])
    assert done.exit_code == 2
    assert TABLE in done.output and "is not the example" in done.output
    assert (tmp_path / TABLE).read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["example", str(tmp_path / "nowhere")])
    assert done.exit_code == 2
    assert "name a folder that is there" in done.output


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    text = files("reportedly").joinpath("example", TABLE).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_it_is_small_and_forty_reports_of_many_outlets(rows: list[dict[str, str]]) -> None:
    size = sum(len(files("reportedly").joinpath("example", name).read_bytes()) for name in (TABLE, NAMES))
    assert size < 150_000
    assert len(rows) == len({row["text"] for row in rows}) == 40
    assert len({row["outlet"] for row in rows}) >= 12
    assert all(80 <= len(row["text"].split()) <= 300 for row in rows)
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)


def test_its_names_are_a_file_of_knowledge_that_has_every_outlet(rows: list[dict[str, str]], tmp_path: Path) -> None:
    (tmp_path / NAMES).write_bytes(files("reportedly").joinpath("example", NAMES).read_bytes())
    known = Knowledge.load([tmp_path / NAMES])
    assert {row["outlet"] for row in rows if known.find(row["outlet"]) is None} == set()


def test_every_row_is_a_report_with_its_headline_and_day(rows: list[dict[str, str]], tmp_path: Path) -> None:
    (tmp_path / TABLE).write_bytes(files("reportedly").joinpath("example", TABLE).read_bytes())
    found = [report for report in listed(tmp_path / TABLE) if isinstance(report, Report)]
    assert [(report.title, report.published) for report in found] == [
        (row["text"].split("\n")[0], row["published"][:10]) for row in rows
    ]
    assert all(report.headline and report.outlet for report in found)
