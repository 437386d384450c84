"""`sample`, `precision`, `runs` and `diff` as a user meets them, with a reader that is quick."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import store_desk
from postgres_server import Found
from typer.testing import CliRunner, Result

from reportedly import readers
from reportedly.checking.sheet import RIGHT
from reportedly.cli import exits
from reportedly.cli.app import app
from reportedly.records import Certainty, Reading, Report

COMMANDS = [("sample", "5"), ("precision", "none.csv"), ("runs",), ("diff",)]


class OtherReader(store_desk.QuickReader):
    """Another program: it reads every claim as hedged, and none in one of the towns."""

    def __init__(self) -> None:
        super().__init__(version="2")

    def read(self, report: Report) -> Reading:
        from dataclasses import replace

        found = super().read(report)
        claims = () if "Anselt" in report.text else tuple(replace(c, certainty=Certainty.HEDGED) for c in found.claims)
        return replace(found, claims=claims)


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(readers, "reader_of", readers.reader_of)
    store_desk.quick()


@pytest.fixture
def desk(tmp_path: Path, founded: Found) -> str:
    """A workspace with twelve reports of four fires."""
    store_desk.write_reports(tmp_path / "in", 12)
    assert run("init", str(founded(tmp_path / "desk"))).exit_code == 0
    assert add(tmp_path).exit_code == 0
    return str(tmp_path / "desk")


def add(tmp_path: Path) -> Result:
    return run("add", str(tmp_path / "desk"), str(tmp_path / "in"), "--language", "en", "--no-link", "--workers", "1")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def read_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = OtherReader()
    monkeypatch.setattr(readers, "reader_of", lambda language, overlays: other)
    assert add(tmp_path).exit_code == 0


def fill(sheet: Path, **given: str) -> None:
    """Judge every row of a sheet alike."""
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    with sheet.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(row | {field + RIGHT: value for field, value in given.items()} for row in rows)


def precision(desk: str, sheet: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(run("precision", desk, str(sheet), "--json").stdout)
    return said


def test_a_sheet_is_drawn_filled_and_read_back(desk: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    drawn = run("sample", desk, "5", "--seed", "7", "--output", str(sheet))
    assert drawn.exit_code == 0 and "5 of 12 claims, seed 7" in drawn.stderr and "right, wrong, unsure" in drawn.stderr
    fill(sheet, source="right", place="wrong", day="right")
    found = run("precision", desk, str(sheet))
    assert found.exit_code == 0
    lines = {line.split()[0]: line.split() for line in found.stdout.splitlines()}
    assert lines["source"][1:5] == ["5", "5", "1.00", "0.57–1.00"]
    assert lines["place"][1:5] == ["5", "0", "0.00", "0.00–0.43"]
    assert lines["day"][-3:] == ["5", "of", "5"]
    assert "5 of 5 claims are judged" in found.stderr
    said = precision(desk, sheet)
    assert said["seed"] == [7] and said["query"] == [""] and said["judged"] == 5 and said["faults"] == []
    assert said["fields"][0] == {
        "field": "source", "judged": 5, "right": 5, "unsure": 0, "precision": 1.0, "low": 0.5655, "high": 1.0,
        "left_open": 0, "rightly": 0,
    }  # fmt: skip


def test_the_same_seed_gives_the_same_sheet_on_another_workspace(desk: str, tmp_path: Path) -> None:
    first = run("sample", desk, "5", "--seed", "7").stdout
    assert run("sample", desk, "5", "--seed", "7").stdout == first
    assert run("sample", desk, "5", "--seed", "8").stdout != first
    names = sorted(str(path) for path in (tmp_path / "in").iterdir())[::-1]
    run("init", str(tmp_path / "other"))
    run("add", str(tmp_path / "other"), *names, "--language", "en", "--no-link")
    assert run("sample", str(tmp_path / "other"), "5", "--seed", "7").stdout == first


def test_a_query_narrows_the_draw(desk: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    drawn = run("sample", desk, "50", "place:Anselt", "--output", str(sheet), "--json")
    assert json.loads(drawn.stdout) | {"seed": 0} == {
        "path": str(sheet), "claims": 3, "of": 3, "seed": 0, "query": "place:Anselt",
    }  # fmt: skip
    assert sheet.read_text(encoding="utf-8").count("market number 2") >= 3
    nothing = run("sample", desk, "5", "wombat")
    assert nothing.exit_code == exits.USAGE and "no claim to draw" in nothing.stderr
    unclear = run("sample", desk, "5", "origin:x")
    assert unclear.exit_code == exits.USAGE and "cannot be understood" in unclear.stderr


def test_a_filled_sheet_is_never_overwritten(desk: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("mine", encoding="utf-8")
    again = run("sample", desk, "5", "--output", str(sheet))
    assert again.exit_code == exits.USAGE and "exists already" in again.stderr
    assert sheet.read_text(encoding="utf-8") == "mine"
    nowhere = run("sample", desk, "5", "--output", str(tmp_path / "no" / "sheet.csv"))
    assert nowhere.exit_code == exits.USAGE and "cannot be written" in nowhere.stderr
    assert run("sample", desk, "5", "--json").exit_code == exits.USAGE


def test_what_cannot_be_used_of_a_sheet_is_named_and_the_rest_counts(desk: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    run("sample", desk, "5", "--seed", "7", "--output", str(sheet))
    fill(sheet, source="right", certainty="perhaps")
    found = run("precision", desk, str(sheet))
    assert found.exit_code == exits.SOME_FAILED
    assert "line 2: 'perhaps' is no judgement of 'certainty'" in found.stderr
    said = precision(desk, sheet)
    assert [fault["line"] for fault in said["faults"]] == [2, 3, 4, 5, 6]
    assert said["fields"][0]["judged"] == 5
    none = run("precision", desk, str(tmp_path / "in" / "r000.txt"))
    assert none.exit_code == exits.USAGE and "has no column 'key'" in none.stderr
    missing = run("precision", desk, str(tmp_path / "none.csv"))
    assert missing.exit_code == exits.USAGE and "cannot be read" in missing.stderr


def test_a_sheet_of_forgotten_reports_says_so(desk: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    run("sample", desk, "50", "--output", str(sheet))
    fill(sheet, source="right")
    run("forget", desk, str(tmp_path / "in" / "r000.txt"), "--no-link")
    found = run("precision", desk, str(sheet))
    assert found.exit_code == exits.SOME_FAILED and "is not in this workspace, or was forgotten" in found.stderr
    assert precision(desk, sheet)["fields"][0]["judged"] == 11


def test_a_sheet_older_than_the_reading_says_so(desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "sheet.csv"
    run("sample", desk, "50", "--output", str(sheet))
    fill(sheet, source="right")
    assert "anew" not in run("precision", desk, str(sheet)).stderr
    read_otherwise(tmp_path, monkeypatch)
    assert "12 were read anew since, 3 of them are not read so any more" in run("precision", desk, str(sheet)).stderr
    said = precision(desk, sheet)
    assert (said["anew"], said["gone"], said["fields"][0]["judged"]) == (12, 3, 12)


def test_runs_are_listed_and_the_last_two_compared(desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run("diff", desk)
    assert alone.exit_code == exits.USAGE and "no report was read twice" in alone.stderr
    read_otherwise(tmp_path, monkeypatch)
    first, second = map(json.loads, run("runs", desk, "--json").stdout.splitlines())
    assert (first["by"]["reader"], second["by"]["reader"], first["reports"]) == ("quick@1", "quick@2", 12)
    listed = run("runs", desk).stdout
    assert first["id"] in listed and "quick@2, knowledge invented" in listed
    told = run("diff", desk)
    assert told.exit_code == 0
    assert "12 reports read by both, 12 of them differently" in told.stdout
    assert "0 claims gained, 3 lost, 9 of 9 matched ones changed" in told.stdout
    assert "changed in: certainty 9" in told.stdout and "certainty: asserted → hedged" in told.stdout
    assert "10 more" in run("diff", desk, "--examples", "2").stderr


def test_two_runs_are_named_and_every_change_comes_as_json(
    desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_otherwise(tmp_path, monkeypatch)
    first, second = (json.loads(line)["id"] for line in run("runs", desk, "--json").stdout.splitlines())
    *changes, totals = map(json.loads, run("diff", desk, second, first[:5], "--json").stdout.splitlines())
    assert len(changes) == 12 and {change["change"] for change in changes} == {"gained", "changed"}
    assert totals["before"]["id"] == second and totals["gained"] == 3 and totals["fields"] == {"certainty": 9}
    changed = next(change for change in changes if change["change"] == "changed")
    assert changed["fields"] == {"certainty": {"before": "hedged", "after": "asserted"}}
    one = run("diff", desk, first)
    assert one.exit_code == exits.USAGE and "two runs are compared, not 1" in one.stderr
    unknown = run("diff", desk, first, "zzz")
    assert unknown.exit_code == exits.USAGE and "no runs have an id that starts with 'zzz'" in unknown.stderr


def test_only_what_both_runs_have_read_is_compared(desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "r001.txt").write_text(store_desk.text_of(7), encoding="utf-8")
    for name in ("r000.txt", "r002.txt"):
        (tmp_path / "in" / name).unlink()
    read_otherwise(tmp_path, monkeypatch)
    assert "9 reports read by both" in run("diff", desk).stdout


def test_an_empty_workspace_has_no_runs(tmp_path: Path, founded: Found) -> None:
    run("init", str(founded(tmp_path / "empty")))
    assert "nothing was read yet" in run("runs", str(tmp_path / "empty")).stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_folder_without_a_workspace_is_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(command[0], str(tmp_path), *command[1:])
    assert done.exit_code == exits.USAGE and "holds no workspace; `reportedly init" in done.stderr
