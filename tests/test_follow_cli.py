"""`saved`, `save`, `alert`, `sendings`, `work` and `agreement` as a user meets them; mail goes to a server of the test's own."""

from __future__ import annotations

import json
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from threading import Thread

import pytest
import store_desk
from postgres_server import Found
from typer.testing import CliRunner, Result

from reportedly import readers
from reportedly.cli.app import app
from reportedly.store.settings import FILE as SETTINGS

WHO = "Ilka Dorn"


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REPORTEDLY_WHO", WHO)
    monkeypatch.setattr(readers, "reader_of", readers.reader_of)
    store_desk.quick()


@pytest.fixture
def desk(tmp_path: Path, founded: Found) -> str:
    """An empty workspace, and reports beside it."""
    folder = founded(tmp_path / "desk")
    store_desk.write_reports(tmp_path / "in", 6)
    assert run("init", str(folder)).exit_code == 0
    return str(folder)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def add(desk: str) -> None:
    done = run("add", desk, str(Path(desk).parent / "in"), "--language", "en")
    assert done.exit_code == 0, done.output


@contextmanager
def mail_server(refuses: bool = False) -> Iterator[tuple[int, list[bytes]]]:
    """A server that takes mail on loopback, or refuses all of it; its port."""
    got: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    got.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                refused = refuses and word == b"RCPT"
                self.wfile.write(
                    b"550 nobody here\r\n" if refused else b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n"
                )
                if word == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1], got
        server.shutdown()
        thread.join()


def settings(desk: str, port: int) -> None:
    """Names the mail server beside whatever the file says already."""
    file = Path(desk) / SETTINGS
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    mail = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nfrom = "desk@news.example"\n'
    file.write_text(f"{before}\n{mail}", encoding="utf-8")


def test_a_search_is_saved_and_says_what_is_new(desk: str) -> None:
    assert "no search is saved yet" in run("saved", desk).stderr
    assert run("save", desk, "Markets", "market").exit_code == 0
    add(desk)
    assert run("saved", desk).stdout == "Markets: 6 new of 6 [market]\n"
    found = json.loads(run("saved", desk, "--json").stdout)
    assert (found["name"], found["query"], found["new"], found["alerts"]) == ("Markets", "market", 6, [])
    assert run("unsave", desk, "Markets", "--json").stdout == '{"removed": "Markets"}\n'
    assert run("saved", desk).stdout == ""


def test_new_claims_come_by_mail_as_one_digest(desk: str) -> None:
    run("save", desk, "Markets", "market")
    assert run("alert", desk, "Markets", "--mail", "ilka@news.example", "--every", "now").exit_code == 0
    add(desk)
    with mail_server() as (port, got):
        settings(desk, port)
        assert json.loads(run("work", desk, "--once", "--json").stdout) == {"found": 6, "sent": 1, "failed": 0}
        assert json.loads(run("work", desk, "--once", "--json").stdout) == {"found": 0, "sent": 0, "failed": 0}
    (letter,) = (message_from_bytes(body, policy=policy.default) for body in got)
    assert letter["To"] == "ilka@news.example" and letter["Subject"] == "6 new claims: Markets"
    text = letter.get_content()
    assert "Tesk Valley Watch" in text and "market number 1" in text and "who says what" in text
    assert " sent Markets → ilka@news.example" in run("sendings", desk).stdout


def test_an_alert_by_mail_says_that_nobody_takes_mail_yet(desk: str) -> None:
    run("save", desk, "Markets", "market")
    asked = ("alert", desk, "Markets", "--mail", "ilka@news.example")
    assert f"no mail server is named yet: write [mail] with host and from into {desk}/{SETTINGS}" in run(*asked).stderr
    settings(desk, 25)
    assert "no mail server" not in run("alert", desk, "Markets", "--mail", "bo@news.example").stderr


def test_mail_waits_for_its_hour_and_takes_what_comes_meanwhile_along(desk: str) -> None:
    run("save", desk, "Markets", "market")
    run("alert", desk, "Markets", "--mail", "ilka@news.example", "--every", "hour")
    add(desk)
    assert json.loads(run("work", desk, "--once", "--json").stdout) == {"found": 6, "sent": 0, "failed": 0}
    (line,) = run("sendings", desk, "--json").stdout.splitlines()
    assert json.loads(line)["state"] == "waiting" and json.loads(line)["tries"] == 0


def test_why_mail_did_not_arrive_is_said(desk: str) -> None:
    run("save", desk, "Markets", "market")
    run("alert", desk, "Markets", "--mail", "ilka@news.example", "--every", "now")
    add(desk)
    done = run("work", desk, "--once")
    assert done.exit_code == 1 and "1 failed" in done.stderr
    assert "no mail server is named" in run("sendings", desk).stdout


def test_a_refused_address_is_said(desk: str) -> None:
    run("save", desk, "Markets", "market")
    run("alert", desk, "Markets", "--mail", "nobody@news.example", "--every", "now")
    add(desk)
    with mail_server(refuses=True) as (port, got):
        settings(desk, port)
        assert run("work", desk, "--once").exit_code == 1
    assert got == [] and "nobody here" in run("sendings", desk).stdout


def test_the_secret_is_shown_once(desk: str) -> None:
    run("save", desk, "Markets", "market")
    done = run("alert", desk, "Markets", "--webhook", "https://hooks.example.org/desk")
    secret = done.stdout.strip()
    assert len(secret) > 40
    told = run("saved", desk, "--json").stdout + run("saved", desk).stdout + run("sendings", desk).output
    assert secret not in told and "https://hooks.example.org/desk" in told
    assert run("alert", desk, "Markets", "--end", "1").exit_code == 0
    assert "hooks.example.org" not in run("saved", desk).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("save", "Odd", "sourc:x"), "did you mean `source:`"),
        (("save", "Markets", "fire"), "saved as 'Markets' already"),
        (("unsave", "Fires"), "no search is saved as 'Fires'"),
        (("alert", "Markets"), "give one of --webhook, --mail and --end"),
        (("alert", "Markets", "--webhook", "http://10.0.0.7/x"), "not an address on the public internet"),
        (("alert", "Markets", "--mail", "a@b\nBcc: c@d.example"), "is no address for mail"),
        (("alert", "Markets", "--mail", "a@b.example", "--every", "year"), "is not how often"),
        (("alert", "Markets", "--end", "7"), "has no alert 7"),
        (("sendings", "--again", "7"), "no sending 7 has failed"),
        (("agreement", "("), "cannot be understood"),
    ],
)
def test_what_cannot_be_done_is_said(desk: str, arguments: tuple[str, ...], said: str) -> None:
    run("save", desk, "Markets", "market")
    done = run(arguments[0], desk, *arguments[1:])
    assert done.exit_code == 2 and said in done.stderr


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ('[mail]\nhost = "mail.example"\nfrom = "a@b.example"\npassword = "hush"', "REPORTEDLY_MAIL_PASSWORD"),
        ("[mail]\nport = 25", "host is a text"),
        ('[mail]\nhost = "m"\nfrom = "a"\nsecurity = "some"', "'some'"),
        ('[mail]\nhost = "m"\nfrom = "a"\nsecurity = "none"\nuser = "u"', "needs security"),
        ("mail = 7", "[mail] cannot be used"),
    ],
)
def test_settings_of_mail_that_cannot_be_used_are_said(tmp_path: Path, kept: str, said: str) -> None:
    folder = tmp_path / "plain"
    run("init", str(folder))
    (folder / SETTINGS).write_text(kept, encoding="utf-8")
    done = run("work", str(folder), "--once")
    assert done.exit_code == 2 and said in done.stderr and "hush" not in done.output


def test_agreement_is_told_by_field(desk: str) -> None:
    add(desk)
    assert "0 claims were decided on" in run("agreement", desk).stderr
    claims = [json.loads(line)["claim"] for line in run("search", desk, "market", "--json").stdout.splitlines()]
    for who, verb in ((WHO, "accept"), ("Bo Hale", "reject")):
        assert run(verb, desk, *claims[:2], "--who", who, "--no-link").exit_code == 0
    done = run("agreement", desk)
    assert "judgement" in done.stdout and "they differ on 2" in done.stderr
    found = json.loads(run("agreement", desk, "--json").stdout)
    assert found["people"] == ["Bo Hale", WHO] and found["fields"][0]["claims"] == 2
    assert len(run("search", desk, "agreed:no", "--json").stdout.splitlines()) == 2
