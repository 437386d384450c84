"""`reportedly token`: made once, listed without the secret, ended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from postgres_server import Found
from typer.testing import CliRunner, Result

from reportedly import tokens
from reportedly.cli.app import app
from reportedly.workspace import open_store


@pytest.fixture
def desk(tmp_path: Path, founded: Found, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    folder = str(founded(tmp_path / "desk"))
    assert run("init", folder).exit_code == 0
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_token_is_shown_once_listed_and_revoked(desk: str) -> None:
    made = run("token", desk, "--who", "Ilka Dorn", "--may", "coder")
    secret = made.stdout.strip()
    assert made.exit_code == 0 and secret.startswith("reportedly_")
    assert "token 1 for Ilka Dorn, coder; it is not shown again" in made.stderr
    with open_store(Path(desk)) as store:
        found = tokens.valid(store, secret)
        assert found and (found.who, found.may) == ("Ilka Dorn", "coder")
    listed = run("token", desk, "--list").stdout
    assert "1  Ilka Dorn  coder" in listed and secret not in listed
    assert "revoked" in run("token", desk, "--revoke", "1").stdout
    with open_store(Path(desk)) as store:
        assert tokens.valid(store, secret) is None
        assert store.check() == [] and not store.size().stale


def test_a_name_cannot_act_on_the_terminal(desk: str) -> None:
    made = run("token", desk, "--who", "Ilka \x1b[31mDorn")
    assert made.exit_code == 0
    for shown in (made.stderr, run("token", desk, "--list").stdout, run("token", desk, "--list", "--json").stdout):
        assert "Ilka" in shown and "\x1b" not in shown


def test_a_token_as_json(desk: str) -> None:
    made = json.loads(run("token", desk, "--who", "Ilka Dorn", "--json").stdout)
    assert made["token"].startswith("reportedly_") and made["may"] == "viewer" and made["revoked"] is None
    (told,) = map(json.loads, run("token", desk, "--list", "--json").stdout.splitlines())
    assert told["who"] == "Ilka Dorn" and "token" not in told


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ((), "say for whom the token is"),
        (("--who", "Ilka Dorn", "--may", "king"), "there are viewer, coder, reviewer, owner"),
        (("--who", " ? "), "holds no letter"),
        (("--revoke", "7"), "there is no token 7"),
    ],
)
def test_what_cannot_be_done_is_said(desk: str, asked: tuple[str, ...], says: str) -> None:
    done = run("token", desk, *asked)
    assert done.exit_code == 2 and says in " ".join(done.output.replace("│", " ").split())
    with open_store(Path(desk)) as store:
        assert tokens.listed(store) == []
