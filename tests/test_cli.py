"""The command line as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from invented import TEXT
from typer.testing import CliRunner, Result

import reportedly
from reportedly.cli.app import app
from reportedly.records import Reading, from_json

ROWS = "id\tname\ttype\taliases\nosm-tvw\tTesk Valley Watch\tmonitor\tTVW\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def report(tmp_path: Path) -> str:
    file = tmp_path / "corriden.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_read_shows_the_claims(report: str) -> None:
    result = run("read", report, "--outlet", "Corriden Daily", "--date", "2031-05-07")
    assert result.exit_code == 0
    assert "Corriden Daily · 2031-05-07" in result.stdout
    assert "Tesk Valley Watch" in result.stdout
    assert result.stderr == ""


def test_json_is_one_object_a_line_that_reads_back(report: str) -> None:
    result = run("read", report, report, "--json")
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    data = json.loads(lines[0])
    assert (data["schema"], data["kind"]) == ("reportedly/1", "reading")
    reading = from_json(Reading, data)
    assert reading.report.text == TEXT
    assert run("read", report, report, "--format", "json").stdout == result.stdout


def test_csv_is_one_table_for_all_reports(report: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", report, report, "--format", "csv").stdout)))
    assert len(rows) % 2 == 0 and len(rows) >= 10
    assert {row["input"] for row in rows} == {report}


def test_a_page_is_written_and_a_file_that_is_no_page_of_ours_is_kept(report: str, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    for _ in range(2):
        result = run("read", report, "--html", str(target))
        assert result.exit_code == 0
        assert "wrote" in result.stderr
    assert "Content-Security-Policy" in target.read_text(encoding="utf-8")
    target.write_text("<html>the article itself</html>", encoding="utf-8")
    refused = run("read", report, "--html", str(target))
    assert refused.exit_code == 2
    assert "not a page made by reportedly" in flat(refused.stderr)
    assert target.read_text(encoding="utf-8") == "<html>the article itself</html>"


def test_a_page_cannot_be_written_into_no_folder(report: str, tmp_path: Path) -> None:
    result = run("read", report, "--html", str(tmp_path / "none" / "page.html"))
    assert result.exit_code == 2
    assert "cannot be written" in flat(result.stderr)


def test_an_address_inside_the_house_is_refused_before_anything_is_sent() -> None:
    result = run("read", "http://127.0.0.1:9/", "http://169.254.169.254/latest")
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 2


def test_standard_input_is_read() -> None:
    result = run("read", "-", "--json", given=TEXT.encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["report"]["text"] == TEXT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, "bad.txt: "),
        (b"<html><head><title>x</title></head><body><nav><a href='/'>Home</a></nav></body></html>", "bad.txt: "),
    ],
)
def test_one_bad_file_is_named_and_shows_in_the_exit_code(report: str, tmp_path: Path, data: bytes, said: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    both = run("read", str(bad), report)
    assert both.exit_code == 1
    assert said in flat(both.stderr)
    assert "1 read, 1 failed" in both.stderr
    alone = run("read", str(bad))
    assert alone.exit_code == 3
    assert alone.stdout == ""


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode("utf-16"), TEXT),
        (
            "قال مرصد وادي تسك إن أربعة عشر مقاتلا قتلوا في الغارات على البلدة يوم الثلاثاء.".encode("cp1256"),
            "قال مرصد وادي تسك",
        ),
        (TEXT.encode().replace(b"nine strikes", b"nine \xff\xfe strikes"), "nine"),
        (TEXT.replace("nine", "nine\0").encode(), "carried out"),
    ],
)
def test_odd_encodings_are_read(tmp_path: Path, data: bytes, text: str) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(data)
    result = run("read", str(file), "--json")
    assert result.exit_code == 0, result.stderr
    assert text in json.loads(result.stdout)["report"]["text"]


def test_a_language_we_cannot_read_is_said(tmp_path: Path) -> None:
    file = tmp_path / "ar.txt"
    file.write_text(
        "قال مرصد وادي تسك إن أربعة عشر مقاتلا قتلوا في الغارات على البلدة يوم الثلاثاء الماضي.", encoding="utf-8"
    )
    result = run("read", str(file))
    assert result.exit_code == 0
    assert "no reader is installed for its language (ar)" in flat(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--date", "yesterday"), "is not a date of the calendar"),
        (("--language", "english"), "is not a language code"),
        (("--column", "text"), "no part of a column map"),
        (("--workers", "0"), "--workers"),
        (("--format", "xml"), "--format"),
        (("--about", "missing.csv"), "missing.csv: cannot be opened"),
    ],
)
def test_what_does_not_fit_is_said_before_anything_is_read(report: str, arguments: tuple[str, ...], said: str) -> None:
    result = run("read", report, *arguments)
    assert result.exit_code == 2
    assert said in flat(result.stderr.replace("│", " "))
    assert result.stdout == ""


def test_json_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "acts.txt"
    file.write_text(TEXT.replace("nine", "\x1b[2Jnine\x9b2J\u202e"), encoding="utf-8")
    for arguments in (("--json",), ("--format", "csv"), ()):
        out = run("read", str(file), *arguments).stdout
        assert not set(out) & set("\x1b\x9b\u202e")
    assert "\x1b[2Jnine\x9b2J\u202e" in json.loads(run("read", str(file), "--json").stdout)["report"]["text"]


def test_explain_gives_the_reasons_by_number_and_by_id(report: str) -> None:
    claims = json.loads(run("read", report, "--json").stdout)["claims"]
    number = next(i for i, claim in enumerate(claims, 1) if "14 fighters" in claim["text"] and claim["chain"])
    by_number = run("explain", str(number), report)
    assert by_number.exit_code == 0
    assert f"Claim {number}" in by_number.stdout
    assert "Tesk Valley Watch" in by_number.stdout and "Because" in by_number.stdout
    assert run("explain", claims[number - 1]["id"][:12], report).stdout == by_number.stdout
    data = json.loads(run("explain", str(number), report, "--json").stdout)
    assert data["claim"]["trace"] and data["number"] == number


def test_explain_says_which_claims_there_are(report: str) -> None:
    result = run("explain", "999", report)
    assert result.exit_code == 2
    assert "its claims are 1 to" in flat(result.stderr)
    assert run("explain", "1", "missing.txt").exit_code == 3


def test_knowledge_is_added_listed_and_removed(tmp_path: Path, home: Path, report: str) -> None:
    file = tmp_path / "osmara.tsv"
    file.write_text(ROWS, encoding="utf-8")
    assert "no knowledge files" in flat(run("knowledge", "list").stderr)
    assert json.loads(run("knowledge", "add", str(file), "--json").stdout)["rows"] == 1
    assert run("knowledge", "list").stdout.strip() == str(home / "knowledge" / "osmara.tsv")
    chains = [
        source["id"]
        for claim in json.loads(run("read", report, "--json").stdout)["claims"]
        for source in claim["chain"]
    ]
    assert "osm-tvw" in chains
    assert run("knowledge", "remove", "osmara").exit_code == 0
    assert json.loads(run("knowledge", "list", "--json").stdout) == {"files": []}


def test_knowledge_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "wrong.tsv"
    file.write_text("id,name,type\n", encoding="utf-8")
    result = run("knowledge", "add", str(file))
    assert result.exit_code == 2
    assert "separate the columns with tabs" in flat(result.stderr)
    assert run("knowledge", "remove", "other").exit_code == 2


def test_places_that_are_no_dump_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "cache"))
    missing = run("knowledge", "places", str(tmp_path / "QQ.txt"))
    assert missing.exit_code == 2
    assert "GeoNames country dump" in flat(missing.stderr)


def test_a_knowledge_file_broken_later_is_named(tmp_path: Path, home: Path, report: str) -> None:
    (home / "knowledge").mkdir(parents=True)
    (home / "knowledge" / "broken.tsv").write_text("id\tname\ttype\n1\tx\tkingdom\n", encoding="utf-8")
    result = run("read", report)
    assert result.exit_code == 2
    assert "broken.tsv:2" in flat(result.stderr) and "knowledge remove" in flat(result.stderr)


def test_version_and_help() -> None:
    assert run("--version").stdout.strip() == f"reportedly {reportedly.__version__}"
    shown = run("--help").stdout
    for command in ("read", "explain", "knowledge"):
        assert command in shown
    assert "Exit codes" in run("read", "--help").stdout


def test_help_loads_nothing_heavy() -> None:
    heavy = ("spacy", "trafilatura", "numpy", "lxml", "httpx2", "yaml")
    code = f"import sys, reportedly.cli.app; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_origins_shows_on_whose_word_a_set_of_reports_stands(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    for number, outlet in enumerate(("Corriden Daily", "Tesk Times")):
        (folder / f"{number}.txt").write_text(TEXT.replace("wipe out", f"{outlet}: wipe out"), encoding="utf-8")
    shown = run("origins", str(folder), "--workers", "1", "--why")
    assert shown.exit_code == 0, shown.stderr
    assert "2 reports, 1 incident" in flat(shown.stdout)
    assert "Tesk Valley Watch" in shown.stdout
    lines = [json.loads(line) for line in run("origins", str(folder), "--workers", "1", "--json").stdout.splitlines()]
    assert {line["kind"] for line in lines} == {"incident", "link"}
    table = tmp_path / "ged.csv"
    assert run("origins", str(folder), "--workers", "1", "--csv", str(table)).exit_code == 0
    (row,) = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")))
    assert row["number_of_sources"] == "2"
    assert row["best"] == ""
    page = tmp_path / "origins.html"
    assert run("origins", str(folder), "--workers", "1", "--html", str(page)).exit_code == 0
    assert "Tesk Valley Watch" in page.read_text(encoding="utf-8")


def test_origins_says_how_best_is_named(report: str) -> None:
    result = run("origins", report, "--best", "Tesk Valley Watch")
    assert result.exit_code == 2
    assert "origin:" in result.stderr
