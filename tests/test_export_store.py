"""What a workspace keeps, given out: all of it or what a query finds, and the incidents of those reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from postgres_server import Found
from typer.testing import CliRunner

from reportedly import Reading, from_json
from reportedly.cli.app import app
from reportedly.store.archive import Store
from reportedly.workspace import open_workspace

EXAMPLES = Path(__file__).parent.parent / "examples"


def example() -> Reading:
    return from_json(Reading, json.loads((EXAMPLES / "osprey-harbour.json").read_text(encoding="utf-8")))


@pytest.fixture
def folder(tmp_path: Path, founded: Found) -> Path:
    """A workspace that holds the example's reading."""
    folder = founded(tmp_path / "desk")
    with Store.make(folder) as store:
        store.add(example())
        open_workspace(tmp_path).relink(store)
    return folder


def export(*arguments: str) -> list[str]:
    result = CliRunner().invoke(app, ["export", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_a_workspace_gives_back_what_was_put_in(folder: Path) -> None:
    (line,) = export(str(folder), "--format", "jsonl")
    assert from_json(Reading, json.loads(line)) == example()


def test_a_query_gives_only_the_claims_that_it_finds(folder: Path) -> None:
    (line,) = export(str(folder), "certainty:denied")
    claims = json.loads(line)["claims"]
    assert claims
    assert {claim["certainty"] for claim in claims} == {"denied"}


def test_a_query_that_finds_nothing_gives_nothing(folder: Path) -> None:
    assert export(str(folder), "wombat") == []


def test_incidents_of_a_workspace_are_those_it_made(folder: Path) -> None:
    with Store.open(folder) as store:
        made = [incident.id for incident in store.incidents()]
    rows = export(str(folder), "--format", "ged")
    assert len(rows) == 1 + len(made)


@pytest.mark.parametrize("query", ["outlett:x", '"open'])
def test_a_query_that_cannot_be_understood_ends_the_command(folder: Path, query: str) -> None:
    result = CliRunner().invoke(app, ["export", str(folder), query])
    assert result.exit_code == 2
    assert "cannot be understood" in result.output


def test_a_folder_without_a_workspace_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["export", str(tmp_path)])
    assert result.exit_code == 2
    assert str(tmp_path.name) in result.output.replace("\n", "")
