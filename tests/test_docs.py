"""Documentation is true: commands run, shown output is the tool's, examples and the page of records are up to date."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
import documents
from postgres_server import Server
from web_server import server_started

from reportedly.records import Reading, from_json

ROOT = documents.ROOT
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NO_TAGGER = find_spec("reportedly_tagger_en") is None
BIN = ".venv/bin/"


def commands() -> list[str]:
    """Every command line of every shell block, once, in order."""
    blocks = (re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S) for page in PAGES)
    return list(dict.fromkeys(line for block in blocks for text in block for line in text.splitlines() if line.strip()))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples in it and a home of its own, shared by all commands: `remove` follows `add`."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    """An empty database in the place of the one that the documents name."""
    return server.address(server.new_database())


@pytest.mark.parametrize("command", [line for line in commands() if line.startswith(BIN)])
def test_every_command_of_the_documents_runs(command: str, desk: Path, request: pytest.FixtureRequest) -> None:
    if " team " in command:
        command = re.sub(r"postgresql:\S+", request.getfixturevalue("address"), command)
    if "--engine ray" in command and find_spec("ray") is None:
        pytest.skip("Ray is not installed (extra ray)")
    program, *arguments = shlex.split(command.removeprefix(BIN))
    own = {"REPORTEDLY_HOME": str(desk / "home"), "COLUMNS": "88"}
    if arguments[0] == "serve":
        with server_started([*arguments, "--port", "0"], desk, own) as base, urlopen(f"{base}/incidents") as answer:
            assert ("Log in" if "--team" in arguments else "Incidents") in answer.read().decode()
        return
    done = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        capture_output=True, encoding="utf-8", cwd=desk, env=os.environ | own, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (done.stdout + done.stderr).strip() or "--html" in command


def test_the_other_commands_are_targets_that_exist() -> None:
    """`make` targets are run by `.ci/run`, or by hand where they need corpora; here it is enough that they are
    there.
    """
    others = [line for line in commands() if not line.startswith(BIN)]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in others:
        assert re.fullmatch(r"make [a-z]+", line), line
        assert f"\n{line.split()[1]}:" in makefile
    run = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert all(f" {target}\n" in run for target in ("demo", "lint", "test"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.skipif(NO_TAGGER, reason="the documents show what reading with the tagger gives")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_shown_output_is_what_the_tool_prints(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert documents.with_output(text) == text, "run scripts/documents.py"


@pytest.mark.skipif(NO_TAGGER, reason="the documents show what reading with the tagger gives")
def test_the_json_of_the_example_is_what_the_tool_prints() -> None:
    kept = (ROOT / documents.EXAMPLE).with_suffix(".json").read_text(encoding="utf-8")
    assert json.loads(documents.output("read", "--json", documents.EXAMPLE)) == json.loads(kept), (
        "run scripts/documents.py"
    )
    assert from_json(Reading, json.loads(kept)).claims


def test_the_page_of_records_is_written_from_the_records() -> None:
    assert (ROOT / "docs/records.md").read_text(encoding="utf-8") == documents.record_page(), "run scripts/documents.py"


def test_the_page_of_formats_is_written_from_the_formats() -> None:
    assert (ROOT / "docs/export.md").read_text(encoding="utf-8") == documents.export_page(), "run scripts/documents.py"


def test_the_shares_that_the_page_of_distrust_names_are_those_that_were_counted() -> None:
    counted = [
        int(share) for share in re.findall(r"\| (\d+)% \|$", (ROOT / "docs/mistakes.md").read_text("utf-8"), re.M)
    ]
    told = re.search(
        r"whole chain is right in (\d+) to (\d+) of a hundred", (ROOT / "docs/distrust.md").read_text("utf-8")
    )
    assert told and (int(told[1]), int(told[2])) == (min(counted), max(counted))
