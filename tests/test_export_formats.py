"""What holds for every format: it is registered, it writes the same bytes again, each claim once, and nothing breaks it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from exported import DECLARED, FORMATS, OF_CLAIMS, OF_INCIDENTS, told, written, written_incidents
from hostile_readings import ATTEMPTS, HOSTILE
from invented import arabic, reading

from reportedly.exchange.formats import Described, Exporter, IncidentExporter
from reportedly.records import Outlet, Reading, from_json

ROOT = Path(__file__).parent.parent
EXAMPLE = from_json(Reading, json.loads((ROOT / "examples/osprey-harbour.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_every_format_says_what_its_files_are_and_writes_one_kind_of_thing(name: str) -> None:
    found = FORMATS[name]
    assert found.suffix.startswith(".") and "/" in found.media_type
    assert isinstance(found, Exporter) != isinstance(found, IncidentExporter)


@pytest.mark.parametrize("name", sorted(OF_CLAIMS))
def test_the_same_readings_make_the_same_bytes(name: str) -> None:
    assert written(name, EXAMPLE, reading(), arabic()) == written(name, EXAMPLE, reading(), arabic())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_no_bytes_hang_on_the_order_of_sets(seed: str, tmp_path: Path) -> None:
    program = (
        "import sys, hashlib; sys.path[:0] = ['tests', 'src']\n"
        "from exported import OF_CLAIMS, written; from invented import reading, arabic\n"
        "for name in sorted(OF_CLAIMS): print(name, hashlib.sha256(written(name, reading(), arabic())).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    import hashlib

    here = {name: hashlib.sha256(written(name, reading(), arabic())).hexdigest() for name in OF_CLAIMS}
    assert dict(line.split() for line in done.stdout.splitlines()) == here


@pytest.mark.parametrize("attempt", range(len(ATTEMPTS)), ids=[ascii(text[:20]) for text in ATTEMPTS])
@pytest.mark.parametrize("name", sorted(OF_CLAIMS))
def test_no_text_breaks_a_file_of_claims(name: str, attempt: int) -> None:
    assert written(name, HOSTILE[attempt])


@pytest.mark.parametrize("name", sorted(OF_INCIDENTS))
def test_no_text_breaks_a_file_of_incidents(name: str) -> None:
    (incident,), reports = told()
    for attempt in ATTEMPTS:
        changed = {key: replace(one, title=attempt, outlet=Outlet(attempt)) for key, one in reports.items()}
        data = written_incidents(name, [replace(incident, title=attempt, actors=(attempt,))], changed)
        assert data.decode().count("\n") == written_incidents(name, [incident], reports).decode().count("\n")


@pytest.mark.parametrize("name", sorted(OF_CLAIMS - {"docbin", "parquet"}))
def test_no_file_of_text_holds_what_acts_on_a_terminal(name: str) -> None:
    text = written(name, *HOSTILE).decode()
    assert not set("\x00\x1b\x7f\x85\u202e\u2066\u2028") & set(text)


@pytest.mark.parametrize("name", sorted(OF_CLAIMS))
def test_nothing_given_makes_a_file_that_is_whole(name: str) -> None:
    data = written(name)
    if FORMATS[name].media_type.endswith("json") and name not in ("annotations",):
        assert json.loads(data) is not None
    assert isinstance(data, bytes)


@pytest.mark.parametrize("name", sorted(name for name, found in FORMATS.items() if isinstance(found, Described)))
def test_a_table_is_described_column_by_column_in_csvw(name: str) -> None:
    first = (written(name) if name in OF_CLAIMS else written_incidents(name, [], {})).decode().splitlines()[0]
    described = json.loads(FORMATS[name].description("my claims.csv"))
    context = described["@context"]
    assert context == "http://www.w3.org/ns/csvw" or context[0] == "http://www.w3.org/ns/csvw"
    assert described["url"] == "my%20claims.csv"
    columns = described["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == first.split(",")
    assert len({column["name"] for column in columns}) == len(columns)
    assert {column["datatype"] for column in columns} <= {"string", "integer", "number"}
