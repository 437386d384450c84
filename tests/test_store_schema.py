"""The schema of a store: what the migrations make is what the program expects, and other versions are met with words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from invented import reading
from postgres_server import Found
from sqlalchemy import text

from reportedly.incident import Incident
from reportedly.records import to_json
from reportedly.store import migrate
from reportedly.store.archive import Store
from reportedly.store.databases import FILE
from reportedly.store.errors import StoreError
from reportedly.store.packed import pack
from reportedly.store.tables import WORD_TABLES, metadata
from reportedly.workspace import open_workspace


def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """Not what the engine keeps for its own indexes."""
    return not (kind == "table" and reflected and str(name).startswith(tuple(WORD_TABLES)))


def test_the_migrations_make_the_tables_that_the_program_knows(tmp_path: Path, founded: Found) -> None:
    with Store.make(founded(tmp_path)) as store, store.reads() as connection:
        found = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(found, metadata) == []


def test_the_newest_migration_is_the_one_that_is_expected() -> None:
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_heads() == [migrate.HEAD]


def marked(folder: Path, revision: str) -> None:
    with Store.make(folder) as store, store.writes() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


@pytest.mark.parametrize("meet", [Store.open, Store.make])
def test_a_store_of_a_newer_program_is_left_alone_and_that_is_said(
    tmp_path: Path, founded: Found, meet: Callable[[Path], Store]
) -> None:
    marked(founded(tmp_path), "9001")
    before = files(tmp_path)
    with pytest.raises(StoreError, match=r"newer version of reportedly \(schema 9001"):
        meet(tmp_path)
    assert files(tmp_path) == before


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".sqlite", ".toml")}


@pytest.mark.parametrize("meet", [Store.open, Store.make])
def test_a_store_is_copied_before_its_schema_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meet: Callable[[Path], Store]
) -> None:
    marked(tmp_path, "0000")
    monkeypatch.setattr("alembic.command.upgrade", lambda config, to: brought.append(to))
    brought: list[str] = []
    meet(tmp_path).close()
    assert brought == [migrate.HEAD]
    (copy,) = tmp_path.glob(f"{FILE}.before-{migrate.HEAD}-*")
    held = sqlite3.connect(copy)
    assert held.execute("SELECT version_num FROM alembic_version").fetchall() == [("0000",)]
    held.close()


def test_a_file_of_another_program_is_left_alone_and_that_is_said(tmp_path: Path) -> None:
    diary = sqlite3.connect(tmp_path / FILE)
    diary.execute("CREATE TABLE days (day TEXT)")
    diary.close()
    before = files(tmp_path)
    with pytest.raises(StoreError, match="holds tables of another program; name another folder"):
        Store.make(tmp_path)
    with pytest.raises(StoreError, match="is no workspace of reportedly"):
        Store.open(tmp_path)
    assert files(tmp_path) == before


def test_what_is_no_workspace_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"holds no workspace; `reportedly init"):
        Store.open(tmp_path)
    (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(StoreError, match="is no workspace of reportedly"):
        Store.open(tmp_path)
    (tmp_path / FILE).write_bytes(b"a diary" * 1000)
    with pytest.raises(StoreError, match="is damaged; put a backup in its place"):
        Store.open(tmp_path)


def test_a_place_that_cannot_hold_a_workspace_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="lies below a file, which cannot hold it; name a folder"):
        Store.make(tmp_path / "file" / "desk")
    with pytest.raises(StoreError, match="is a file; name a folder"):
        Store.make(tmp_path / "file")


def test_a_store_of_the_first_schema_is_brought_up_and_linked_again(tmp_path: Path, founded: Found) -> None:
    folder = founded(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "HEAD", "0001")
        with Store.make(folder) as store, store.writes() as connection:
            connection.execute(text("INSERT INTO meta (name, value) VALUES ('linked', '7')"))
            connection.execute(
                text("INSERT INTO incidents (id, key, rank, reports, body) VALUES (1, 'old', 0, 1, :body)"),
                {"body": pack(to_json(Incident("old", ("r1",))))},
            )
    with Store.open(folder) as store:
        assert [incident.id for incident in store.incidents()] == ["old"]
        store.add(reading())
        made = open_workspace().relink(store)
        assert made.anew and "old" in made.changed.gone
        assert store.check() == []
