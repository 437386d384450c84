"""A workspace on a PostgreSQL server: its address, its password, whom it shares it with, and what is said when it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from invented import CLAIMS, arabic, reading, report
from postgres_server import GUARDED, PASSWORD, Server
from sqlalchemy import text
from typer.testing import CliRunner, Result

from reportedly import deciding
from reportedly.cli.app import app
from reportedly.knowledge.loader import default
from reportedly.relinking import relink
from reportedly.store import migrate, postgres
from reportedly.store.archive import Store
from reportedly.store.databases import FILE
from reportedly.store.errors import StoreError
from reportedly.store.settings import FILE as SETTINGS
from reportedly.store.views import VIEWS
from reportedly.workspace import open_workspace

EXAMPLE = str(Path(__file__).parent.parent / "examples" / "osprey-harbour.txt")

OF_THE_CLAIM = " AND c.number BETWEEN m.first AND m.last"  # what the view did not say before schema 0011


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The name of an empty database."""
    name = server.new_database()
    yield name
    server.ask(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def address(server: Server, database: str) -> str:
    return server.address(database)


@pytest.fixture
def store(tmp_path: Path, address: str) -> Iterator[Store]:
    with Store.make(tmp_path / "desk", address) as made:
        yield made


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(app, list(arguments))


def test_a_workspace_is_made_on_a_server_and_its_folder_says_where(tmp_path: Path, address: str) -> None:
    folder = str(tmp_path / "desk")
    made = run("init", folder, "--database", address)
    assert made.exit_code == 0 and f"{address} is ready" in made.stderr
    assert (tmp_path / "desk" / SETTINGS).read_text().endswith(f'database = "{address}"\n')
    assert run("add", folder, EXAMPLE).exit_code == 0
    assert f"{address} is there and holds 1 reports" in run("init", folder).stderr
    assert json.loads(run("init", folder, "--json").stdout) == {"path": address, "reports": 1}
    assert [path.name for path in (tmp_path / "desk").iterdir()] == [SETTINGS]


def test_two_folders_that_name_one_database_share_a_workspace(store: Store, tmp_path: Path, address: str) -> None:
    with Store.make(tmp_path / "other", address) as other:
        other.add(reading())
    assert list(store.readings()) == [reading()]


@pytest.mark.parametrize(
    "wrong",
    [
        "postgresql://kestrel:hush@db.example/desk", "postgresql://kestrel:@db.example/desk",
        "postgresql://kestrel:hu/sh@db.example/desk", "postgresql://kestrel:hu#sh@db.example/desk",
        "postgresql://db.example/desk?password=hush", "postgresql://db.example/desk?user=k&p%61ssword=hush",
        "postgresql://db.example/desk?sslpassword=hush", "host=db.example password=hush", "mysql://db.example/desk",
        "desk", "postgresql://db.example/a desk\n",
    ],
)  # fmt: skip
def test_an_address_that_is_none_or_holds_a_password_is_refused_unseen(tmp_path: Path, wrong: str) -> None:
    done = run("init", str(tmp_path / "desk"), "--database", wrong)
    assert done.exit_code == 2
    assert "postgresql://USER@HOST/DATABASE, without a password" in done.stderr
    assert "hush" not in done.output
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ('database = "postgresql://k:hush@db.example/desk"', "without a password"),
        ("database = postgresql", "cannot be read"),
        ("", "names no database"),
    ],
)
def test_settings_that_cannot_be_used_are_said(tmp_path: Path, kept: str, said: str) -> None:
    (tmp_path / SETTINGS).write_text(kept)
    done = run("check", str(tmp_path))
    assert done.exit_code == 2 and SETTINGS in done.stderr and said in done.stderr and "hush" not in done.stderr


def test_the_password_comes_from_the_environment_or_a_file_and_is_written_nowhere(
    tmp_path: Path, server: Server, database: str
) -> None:
    server.ask(f"ALTER DATABASE {database} OWNER TO {GUARDED}")
    where, folder = server.address(database, GUARDED), tmp_path / "desk"
    without = run("init", str(folder), "--database", where, PGPASSFILE=str(tmp_path / "none"))
    assert without.exit_code == 2 and "set PGPASSWORD" in without.stderr and not folder.exists()
    wrong = run("init", str(folder), "--database", where, PGPASSWORD="hush")
    assert "the password is wrong" in wrong.stderr and "hush" not in wrong.output
    told = [run("init", str(folder), "--database", where, PGPASSWORD=PASSWORD)]
    keys = tmp_path / "pgpass"
    keys.write_text(f"*:*:*:{GUARDED}:{PASSWORD}\n")
    keys.chmod(0o600)
    told += [run(*command, PGPASSFILE=str(keys)) for command in (("add", str(folder), EXAMPLE), ("check", str(folder)))]
    assert [done.exit_code for done in told] == [0, 0, 0]
    assert not any(PASSWORD in done.output for done in told)
    assert all(PASSWORD not in path.read_text() for path in folder.iterdir())


def test_who_may_only_read_searches_and_is_told_the_rest(tmp_path: Path, server: Server, database: str) -> None:
    where, own = server.address(database, GUARDED), str(tmp_path / "own")
    refused = run("init", own, "--database", where, PGPASSWORD=PASSWORD)
    assert refused.exit_code == 2 and "ask whoever keeps the database for the right" in refused.stderr
    with Store.make(tmp_path / "desk", server.address(database)) as store:
        store.add(reading())
    server.ask(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {GUARDED}", database)
    (tmp_path / "desk" / SETTINGS).write_text(f'database = "{where}"\n')
    found = run("search", str(tmp_path / "desk"), '"nine strikes"', PGPASSWORD=PASSWORD)
    assert found.exit_code == 0 and "1 of 1 claims" in found.stderr
    kept = run("add", str(tmp_path / "desk"), EXAMPLE, PGPASSWORD=PASSWORD)
    assert kept.exit_code == 2 and "ask whoever keeps the database for the right" in kept.stderr


WRITES = (
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}",
)


def test_who_has_the_rights_that_the_documents_name_adds_decides_and_forgets(
    tmp_path: Path, server: Server, database: str
) -> None:
    folder = str(tmp_path / "desk")
    Store.make(tmp_path / "first", server.address(database)).close()
    for right in WRITES:
        assert right.format("…") in (Path(__file__).parent.parent / "docs" / "workspace.md").read_text(encoding="utf-8")
        server.ask(right.format(GUARDED), database)
    steps = [
        ("init", folder, "--database", server.address(database, GUARDED)), ("add", folder, EXAMPLE),
        ("relink", folder), ("forget", folder, EXAMPLE), ("check", folder),
    ]  # fmt: skip
    for step in steps:
        done = run(*step, PGPASSWORD=PASSWORD)
        assert done.exit_code == 0, done.output


def test_a_new_schema_leaves_the_views_to_who_may_read_them_and_what_was_built_on_them(
    tmp_path: Path, server: Server, database: str
) -> None:
    address = server.address(database)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "HEAD", "0007")
        patch.setattr(migrate, "VIEWS", VIEWS | {"v_claims": VIEWS["v_claims"].replace(OF_THE_CLAIM, "")})
        with Store.make(tmp_path / "desk", address) as store, store.writes() as connection:
            connection.execute(text("CREATE VIEW own AS SELECT claim_id FROM v_claims"))
    for view in ("v_claims", "own"):
        server.ask(f"GRANT SELECT ON {view} TO {GUARDED}", database)
    with Store.open(tmp_path / "desk") as store:
        store.add(reading())
        with store.writes() as connection:
            connection.execute(text(f"SET LOCAL ROLE {GUARDED}"))
            told = [connection.scalar(text(f"SELECT count(*) FROM {view}")) for view in ("v_claims", "own")]
    assert told == [len(reading().claims)] * 2


def test_a_server_that_is_not_there_is_said(tmp_path: Path, server: Server) -> None:
    away = run("init", str(tmp_path / "desk"), "--database", f"postgresql:///desk?host={tmp_path}")
    assert away.exit_code == 2 and "no server answers there" in away.stderr
    none = run("init", str(tmp_path / "desk"), "--database", server.address("nowhere"))
    assert "there is no such database; `createdb`" in none.stderr
    nobody = run("init", str(tmp_path / "desk"), "--database", server.address("postgres", "nobody_known"))
    assert "there is no such user" in nobody.stderr
    assert not (tmp_path / "desk").exists()


def test_a_database_that_cannot_hold_a_workspace_is_left_as_it_is(
    tmp_path: Path, server: Server, database: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.ask("CREATE TABLE reports (id int)", database)
    with pytest.raises(StoreError, match="holds tables of another program"):
        Store.make(tmp_path, address)
    assert not list(tmp_path.iterdir())
    server.ask("DROP TABLE reports", database)
    monkeypatch.setattr(postgres, "OLDEST", 99)
    with pytest.raises(StoreError, match="99 or newer is needed"):
        Store.make(tmp_path, address)


def test_a_database_of_another_encoding_is_refused(tmp_path: Path, server: Server) -> None:
    server.ask("CREATE DATABASE latin ENCODING latin1 LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0")
    with pytest.raises(StoreError, match="is written in LATIN1"):
        Store.make(tmp_path, server.address("latin"))


def test_a_folder_has_one_workspace(tmp_path: Path, server: Server, address: str) -> None:
    Store.make(tmp_path).close()
    with pytest.raises(StoreError, match=f"is a workspace already, kept in .*{FILE}; name another folder"):
        Store.make(tmp_path, address)
    Store.make(tmp_path / "team", address).close()
    with pytest.raises(StoreError, match="is a workspace already"):
        Store.make(tmp_path / "team", server.address("elsewhere"))


def test_a_database_without_a_workspace_is_said(tmp_path: Path, address: str) -> None:
    (tmp_path / SETTINGS).write_text(f'database = "{address}"\n')
    with pytest.raises(StoreError, match="is no workspace of reportedly; `reportedly init"):
        Store.open(tmp_path)


def test_a_backup_is_the_same_workspace_in_a_file(store: Store, tmp_path: Path) -> None:
    for item in (reading(), arabic(), reading(report=report(id="r2", input="r2.txt"))):
        store.add(item)
    store.add_failure("none.txt", "is not there")
    relink(store, default())
    store.forget("r2")
    deciding.correct(open_workspace(tmp_path), store, CLAIMS[4].id, ["killed=15"], "Ilka Dorn", "read it again")
    (tmp_path / "copy").mkdir()
    store.backup(tmp_path / "copy" / FILE)
    assert [path.name for path in (tmp_path / "copy").iterdir()] == [FILE]
    with Store.open(tmp_path / "copy") as copy:
        assert list(copy.dump()) == list(store.dump())
        assert copy.check() == []
        with copy.reads() as there, store.reads() as here:
            for kept in ("changes", "decisions"):
                history = text(f"SELECT * FROM {kept} ORDER BY seq")
                assert there.execute(history).all() == here.execute(history).all() != []
        copy.add(replace(arabic(), report=report(id="r3", input="r3.txt")))
    with pytest.raises(StoreError, match="cannot be opened"):
        store.backup(tmp_path / "nowhere" / "copy.sqlite")


def test_a_connection_that_breaks_off_is_said_and_costs_nothing_that_was_added(
    store: Store, server: Server, database: str
) -> None:
    store.add(reading())
    broken = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    with pytest.raises(StoreError, match="broke off"), store.writes() as connection:
        connection.execute(text("DELETE FROM sources"))
        server.ask(broken)
        connection.execute(text("DELETE FROM events"))
    assert store.check() == []
    assert store.add(arabic())


def test_a_server_that_takes_no_changes_is_said_and_can_be_read(
    store: Store, tmp_path: Path, server: Server, database: str
) -> None:
    store.add(reading())
    server.ask(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    with Store.open(tmp_path / "desk") as still:
        assert list(still.readings()) == [reading()]
        with pytest.raises(StoreError, match="it is a copy that only reads"):
            still.add(arabic())


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'reportedly\[postgres\]'"):
        Store.make(tmp_path, "postgresql://db.example/desk")


def test_who_keeps_a_workspace_in_a_file_loads_nothing_of_postgresql(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reportedly.store.archive import Store\n"
        "with Store.make(Path(sys.argv[1])) as store: store.check()\n"
        "print([name for name in sys.modules if name.startswith('psycopg')])"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout == "[]\n"
