"""`reportedly export`: a file of readings in, a file of another tool out; what goes wrong is said to the person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exported import DECLARED, written
from invented import CLAIMS, reading
from typer.testing import CliRunner, Result

from reportedly.cli import exits
from reportedly.cli.app import app
from reportedly.exchange import formats


class Declared:
    """The entry points as the project declares them, whatever is installed."""

    def __call__(self, group: str, name: str | None = None) -> list[object]:
        from importlib.metadata import EntryPoint

        points = [EntryPoint(key, value, group) for key, value in DECLARED.items()]
        return [point for point in points if name in (None, point.name)]


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "entry_points", Declared())


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    file = tmp_path / "readings.jsonl"
    file.write_bytes(written("jsonl", reading()))
    return file


def export(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


@pytest.mark.parametrize("name", sorted(set(DECLARED) - {"ged", "acled", "atom-incidents", "parquet"}))
def test_a_file_holds_what_the_format_writes(name: str, readings: Path, tmp_path: Path) -> None:
    done = export(readings, "--format", name, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "out").read_bytes() == written(name, reading())
    assert f"{len(CLAIMS)} claims of 1 report\n" in done.stderr


@pytest.mark.parametrize("name", ["ged", "acled", "atom-incidents"])
def test_incidents_are_found_in_the_readings_and_counted_as_such(name: str, readings: Path, tmp_path: Path) -> None:
    done = export(readings, "--format", name)
    assert done.exit_code == 0, done.stderr
    assert "Corriden Daily" in done.stdout
    kept = export(readings, "--format", name, "--out", tmp_path / "incidents")
    assert kept.stderr.endswith("incidents: 1 incident of 1 report\n"), kept.stderr


def test_readings_go_to_standard_output_and_come_in_by_it(readings: Path) -> None:
    done = CliRunner().invoke(app, ["export", "-"], input=readings.read_bytes())
    assert done.stdout_bytes == readings.read_bytes()


def test_a_table_has_its_description_beside_it(readings: Path, tmp_path: Path) -> None:
    assert export(readings, "--format", "csv", "--out", tmp_path / "claims.csv").exit_code == 0
    described = json.loads((tmp_path / "claims.csv-metadata.json").read_text(encoding="utf-8"))
    assert described["url"] == "claims.csv"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "claims.csv", "claims.csv-metadata.json", "readings.jsonl",
    ]  # fmt: skip


def test_coarse_places_hold_for_every_format(readings: Path) -> None:
    for name in ("csv", "geojson", "jsonl"):
        assert "-122.42" in export(readings, "--format", name).stdout
        assert "-122.42" not in export(readings, "--format", name, "--coarse-places").stdout


def test_json_says_what_was_written(readings: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.ris"
    done = export(readings, "--format", "ris", "--out", out, "--json")
    assert json.loads(done.stdout) == {
        "path": str(out), "format": "ris", "reports": 1, "claims": len(CLAIMS), "failed": 0,
    }  # fmt: skip
    assert export(readings, "--json").exit_code == exits.USAGE


def test_a_bad_line_is_named_and_the_rest_is_written(readings: Path) -> None:
    readings.write_bytes(b"{}\n" + readings.read_bytes())
    done = export(readings, "--format", "csv")
    assert done.exit_code == exits.SOME_FAILED
    assert "line 1: it is no reading" in done.stderr
    assert done.stdout.count("\n") == 1 + len(CLAIMS)


def test_a_file_without_any_reading_ends_with_the_code_for_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>", encoding="utf-8")
    assert export(tmp_path / "page.html").exit_code == exits.NOTHING_READ


def test_what_is_asked_for_wrongly_is_said(readings: Path, tmp_path: Path) -> None:
    unknown = export(readings, "--format", "xlsx")
    assert unknown.exit_code == exits.USAGE and "geojson" in unknown.stderr
    missing = export(tmp_path / "none.jsonl")
    assert missing.exit_code == exits.USAGE and "reportedly read --json" in missing.stderr
    asked = export(readings, "killed:>10")
    assert asked.exit_code == exits.USAGE and "without a query" in asked.stderr
    nowhere = export(readings, "--out", tmp_path / "no" / "folder")
    assert nowhere.exit_code == exits.USAGE and "cannot be written" in nowhere.stderr


def test_a_file_that_fails_half_way_leaves_the_old_one(
    readings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "claims.parquet"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    done = export(readings, "--format", "parquet", "--out", out)
    assert done.exit_code == exits.USAGE and "reportedly[parquet]" in done.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert not out.with_name("claims.parquet.part").exists()


def test_a_format_of_somebody_else_is_found_by_its_entry_point(readings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DECLARED, "ids", "test_export_command:IDS")
    monkeypatch.setitem(DECLARED, "nothing", "test_export_command:export")
    assert export(readings, "--format", "ids").stdout.split() == [claim.id for claim in CLAIMS]
    broken = export(readings, "--format", "nothing")
    assert broken.exit_code == exits.USAGE and "no way to write" in broken.stderr


IDS = formats.Lines(".txt", "text/plain", lambda found: (claim.id for one in found for claim in one.claims))
