"""`reportedly serve` as a person starts it: where it answers, what it refuses, how it ends."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path
from urllib.request import urlopen

import httpx2
import pytest
from typer.testing import CliRunner, Result
from web_desk import fill, quick_home
from web_server import process_started, server_started

from reportedly.cli.app import app
from reportedly.web.orders import Orders
from reportedly.workspace import Given


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


def test_a_machine_that_stops_it_ends_it_as_well(folder: str, tmp_path: Path) -> None:
    own = {"REPORTEDLY_HOME": str(tmp_path / "home")}
    with process_started(["serve", folder, "--port", "0"], tmp_path, own) as (base, process):
        assert urlopen(f"{base}/help").status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


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


def test_who_starts_a_second_server_while_the_first_reads_is_told_so(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.web.server.run", lambda app, listener: None)
    first = Orders(Path(folder) / "uploads")
    assert first.hold()
    first.of_source("/nowhere/at/all", Given())
    told = CliRunner().invoke(app, ["serve", folder, "--port", "0"])
    assert told.exit_code == 0 and "another server that has this workspace open is reading" in told.stderr
    assert len(first.left()) == 1
    first.let_go()
    assert "another server" not in CliRunner().invoke(app, ["serve", folder, "--port", "0"]).stderr


def with_provider(folder: str, issuer: str = "http://127.0.0.1:9") -> None:
    """Settings that name a provider on this machine, and an environment variable for its secret."""
    told = f'issuer = "{issuer}"\nclient = "desk"\nclaim = "sub"\nreach = "machine"\nsecret_env = "DESK_OIDC"\n'
    (Path(folder) / "reportedly.toml").write_text(f"[oidc]\n{told}passwords = false\n", encoding="utf-8")


def test_a_login_of_the_house_that_cannot_open_is_said_at_the_start(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_provider(folder)
    without = started(folder, "--team")
    assert without.exit_code == 2 and "DESK_OIDC: holds no secret" in without.stderr
    monkeypatch.setitem(sys.modules, "reportedly.oidc.provider", None)
    missing = started(folder, "--team")
    assert missing.exit_code == 2 and "pip install 'reportedly[oidc]'" in missing.stderr


def test_a_team_with_a_login_of_its_house_is_offered_it_and_told_that_passwords_count_for_now(
    folder: str, tmp_path: Path
) -> None:
    with_provider(folder)
    home = {"REPORTEDLY_HOME": str(tmp_path / "home"), "DESK_OIDC": "a secret of the house"}
    with process_started(["serve", folder, "--port", "0", "--team"], tmp_path, home) as (base, process):
        page = httpx2.get(f"{base}/login").text
        assert "Log in with the account of your house" in page and "a secret of the house" not in page
        assert httpx2.get(f"{base}/login/house").status_code == 503
        assert httpx2.get(f"{base}/login").status_code == 200
        process.send_signal(2)
        process.wait(30)
        assert process.stderr
        said = process.stderr.read().decode()
        assert "passwords count until an owner" in said and "could not be reached" in said
        assert "a secret of the house" not in said


PASSWORD = "a heron on the harbour wall"


def started(folder: str, *more: str) -> Result:
    """What comes of a command that is refused."""
    return CliRunner().invoke(app, ["serve", folder, "--port", "0", *more])


def test_a_team_begins_with_a_link_that_makes_the_owner_and_no_secret_is_told_again(
    folder: str, tmp_path: Path
) -> None:
    home = {"REPORTEDLY_HOME": str(tmp_path / "home")}
    with process_started(["serve", folder, "--port", "0", "--team"], tmp_path, home) as (base, process):
        assert process.stderr
        link = process.stderr.readline().decode().split()[-1]
        assert link.startswith(f"{base}/join/") and b"no prefix" in process.stderr.readline()
        with httpx2.Client(base_url=base, headers={"Origin": base}) as browser:
            chosen = {"name": "Ilka Dorn", "password": PASSWORD, "again": PASSWORD}
            assert browser.get("/incidents").headers["location"] == "/login?back=%2Fincidents"
            assert browser.post(link, data=chosen).status_code == 303
            assert "Ilka Dorn" in browser.get("/people").text
            assert browser.post(link, data=chosen).status_code == 400
            held = browser.cookies["session"]
            assert browser.post("/login", data={"name": "Ilka Dorn", "password": "a wrong guess"}).status_code == 401
        process.send_signal(2)
        process.wait(30)
        said = process.stderr.read().decode()
    assert not [one for one in (PASSWORD, "a wrong guess", held, link.rsplit("/", 1)[1]) if one in said]
    with process_started(["serve", folder, "--port", "0", "--team", "--link", "ilka dorn"], tmp_path, home) as (
        base,
        process,
    ):
        assert process.stderr
        again = process.stderr.readline().decode()
        assert again.startswith("Ilka Dorn chooses a new password here, once: ") and link not in again
        assert urlopen(f"{base}/login").status == 200
    assert "nobody is named 'Bo Hale'" in started(folder, "--team", "--link", "Bo Hale").stderr
    with process_started(["serve", folder, "--port", "0"], tmp_path, home) as (base, process):
        assert urlopen(base).status == 200
        assert process.stderr and b"this workspace has accounts; without --team" in process.stderr.readline()


@pytest.mark.parametrize(
    "address",
    [
        "http://desk.example",
        "desk.example",
        "https://",
        "https://desk.example/below",
        "https://redaktión.example",
        "https://[",
        "https://a:b",
        "ftp://a",
    ],
)
def test_an_address_over_which_passwords_could_be_read_is_refused(folder: str, address: str) -> None:
    done = started(folder, "--team", "--host", "0.0.0.0", "--address", address)
    assert done.exit_code == 2 and "such as https://desk.example" in done.stderr


def test_other_machines_are_let_in_to_a_team_behind_https_alone(folder: str, tmp_path: Path) -> None:
    refused = started(folder, "--team", "--host", "0.0.0.0")
    assert refused.exit_code == 2 and "takes --team and --address" in refused.stderr
    alone = started(folder, "--address", "https://desk.example")
    assert alone.exit_code == 2 and "add --team" in alone.stderr
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = str(door.getsockname()[1])
    command = ["serve", folder, "--port", port, "--host", "0.0.0.0", "--team", "--address", "https://desk.example/"]
    with process_started(command, tmp_path, {"REPORTEDLY_HOME": str(tmp_path / "home")}) as (base, process):
        assert base == "https://desk.example" and process.stderr
        assert b"https://desk.example/join/" in process.stderr.readline()
        assert urlopen(f"http://127.0.0.1:{port}/login").status == 200
