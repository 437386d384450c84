"""The page about the interface is true: its commands run against a server, and its table is that of the calls."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_desk import fill, quick_home
from web_server import server_started

from reportedly import deciding, tokens, workspace
from reportedly.web.api.problems import STATUS
from reportedly.web.api.table import ENDPOINTS

PAGE = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```bash\n(.*?)```", PAGE, re.S) for line in block.splitlines()]
ADDRESS = "http://127.0.0.1:8642"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A server, and what the variables of the page stand for."""
    folder = tmp_path_factory.mktemp("api-docs")
    with quick_home(folder):
        fill(folder, 4)
        with workspace.open_store(folder / "desk") as store:
            incident = next(store.incidents())
            known = {
                "TOKEN": tokens.make(store, "Ilka Dorn", "coder")[0],
                "OWNER": tokens.make(store, "Bo Hale", "owner")[0],
                "INCIDENT": incident.id,
                "CLAIM": incident.paths[0].claim,
            }
            assert deciding.find_claim(store, known["CLAIM"])
    home = {"REPORTEDLY_HOME": str(folder / "home")}
    with server_started(["serve", "desk", "--port", "0"], folder, home) as base:
        yield base, known


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_command_of_the_page_runs_in_order(served: tuple[str, dict[str, str]]) -> None:
    base, known = served
    assert len(COMMANDS) > 12
    for command in COMMANDS:
        refused = command.endswith("# refused")
        told = command.replace(ADDRESS, base).replace("curl ", "curl --fail-with-body ", 1)
        done = subprocess.run(
            ["bash", "-c", told], capture_output=True, encoding="utf-8", env=os.environ | known, check=False
        )
        assert (done.returncode == 0) is not refused, (command, done.stdout, done.stderr)
        if "/api/" in command:
            assert ("detail" in json.loads(done.stdout)) is refused, command
        else:
            assert done.stdout.startswith(("<?xml", "<!doctype html>")), command


def test_the_table_is_that_of_the_calls() -> None:
    told = set(re.findall(r"^\| `(GET|POST) (\S+)` \|.*\| (\w+) \|$", PAGE, re.M))
    assert told == {(one.method, one.path, one.permission.name.lower()) for one in ENDPOINTS}


def test_every_status_of_an_error_is_told() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \|", PAGE, re.M)
    told = {int(number) for row in rows for number in row.split(", ")}
    assert set(STATUS.values()) <= told
