"""`reportedly serve` as a person starts it: where it answers, what it refuses, how it ends."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner
from web_desk import fill, quick_home
from web_server import server_started

from reportedly.cli.app import app


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with quick_home(tmp_path):
        fill(tmp_path, 3)
    return str(tmp_path / "desk")


def test_it_answers_where_it_says_and_ends_with_ctrl_c(folder: str, tmp_path: Path) -> None:
    with (
        server_started(["serve", folder, "--port", "0"], tmp_path, {"REPORTEDLY_HOME": str(tmp_path / "home")}) as base,
        urlopen(f"{base}/incidents") as answer,
    ):
        assert base.startswith("http://127.0.0.1:")
        assert "3 reports, 1 independent origin" in answer.read().decode()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.test", ""])
def test_other_machines_are_kept_out(folder: str, host: str) -> None:
    done = CliRunner().invoke(app, ["serve", folder, "--host", host, "--port", "0"])
    assert done.exit_code == 2 and "takes --team and --address" in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.2", "127.1.2.3"])
def test_an_address_at_which_no_page_answers_is_refused(folder: str, host: str) -> None:
    done = CliRunner().invoke(app, ["serve", folder, "--host", host, "--port", "0"])
    assert done.exit_code == 2 and f"answer at no {host}" in done.stderr and "give 127.0.0.1" in done.stderr


def test_what_cannot_be_opened_is_said(folder: str, tmp_path: Path) -> None:
    nothing = CliRunner().invoke(app, ["serve", str(tmp_path), "--port", "0"])
    assert nothing.exit_code == 2 and "holds no workspace" in nothing.stderr
    with socket.create_server(("127.0.0.1", 0)) as door:
        taken = CliRunner().invoke(app, ["serve", folder, "--port", str(door.getsockname()[1])])
    assert taken.exit_code == 2 and "give another --port" in taken.stderr
