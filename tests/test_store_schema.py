"""The schema of a store: what the migrations make is what the program expects, and other versions are met with words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from invented import reading, report
from postgres_server import Found
from sqlalchemy import Connection, inspect, text

from reportedly import following
from reportedly.incident import Incident
from reportedly.records import to_json
from reportedly.store import migrate
from reportedly.store.archive import Store
from reportedly.store.databases import FILE
from reportedly.store.errors import StoreError
from reportedly.store.listed import reports_after
from reportedly.store.packed import pack
from reportedly.store.tables import WORD_TABLES, metadata
from reportedly.store.views import VIEWS
from reportedly.workspace import open_workspace

OF_THE_CLAIM = " AND c.number BETWEEN m.first AND m.last"  # what the view did not say before schema 0011


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
        patch.setattr(migrate, "VIEWS", {})
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


RELEASED = [f"{number:04}" for number in range(1, int(migrate.HEAD))]


def put_row(connection: Connection, table: str, number: int) -> None:
    """A row of a table as an earlier program kept it, whatever columns it had."""
    columns = [column["name"] for column in inspect(connection).get_columns(table) if not column["nullable"]]
    row = {name: f"{name} {number}" for name in columns} | {"id": number}
    made = text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})")
    connection.execute(made, row)


def numbers(connection: Connection, table: str) -> list[int]:
    return list(connection.scalars(text(f"SELECT id FROM {table} ORDER BY id")))


def came_after(store: Store, number: int) -> list[int]:
    with store.reads() as connection:
        return [row for row, _ in reports_after(connection, number, 9, None)]


@pytest.mark.parametrize("revision", RELEASED)
def test_a_report_that_comes_after_the_newest_was_forgotten_has_a_number_of_its_own(
    tmp_path: Path, revision: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "HEAD", revision)
        with Store.make(tmp_path) as store, store.writes() as connection:
            put_row(connection, "reports", 7)
    with Store.open(tmp_path) as store:
        with store.writes() as connection:
            assert numbers(connection, "reports") == [7]
            connection.execute(text("DELETE FROM reports"))
        store.add(reading())
        assert came_after(store, 0) == [8]
        store.forget(reading().report.id)
        store.add(reading())
        assert came_after(store, 8) == [9]
        assert store.check() == []


@pytest.mark.parametrize("table", ["claims", "links", "readings", "reports", "versions"])
def test_no_number_of_a_row_is_given_again(tmp_path: Path, founded: Found, table: str) -> None:
    alike = [reading(), replace(reading(), report=replace(report(), id="other", input="other.txt"))]
    with Store.make(founded(tmp_path)) as store:
        given: list[set[int]] = []
        for _ in range(2):
            for one in alike:
                store.add(one)
            open_workspace().relink(store)
            with store.reads() as connection:
                given.append(set(numbers(connection, table)))
            for one in alike:
                store.forget(one.report.id)
        open_workspace().relink(store)
        assert all(given) and given[0].isdisjoint(given[1])
        assert store.check() == []


def test_the_address_of_a_search_that_was_removed_leads_to_no_other_one(tmp_path: Path, founded: Found) -> None:
    folder = founded(tmp_path)
    with Store.make(folder) as store:
        store.add(reading())
        gone = following.save(store, "Markets", "market", "Bo Hale")
        following.remove(store, gone, "Bo Hale")
        assert following.save(store, "Bridges", "bridge", "Bo Hale").id > gone.id


def test_a_search_that_was_removed_before_the_schema_changed_keeps_its_number(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "HEAD", "0006")
        with Store.make(tmp_path) as store:
            gone = following.save(store, "Markets", "market", "Bo Hale")
            following.remove(store, gone, "Bo Hale")
    with Store.open(tmp_path) as store:
        assert following.save(store, "Bridges", "bridge", "Bo Hale").id > gone.id


OWN = [
    "CREATE VIEW own AS SELECT title FROM reports",
    "CREATE VIEW own AS SELECT claim_id FROM v_claims",
    "CREATE VIEW own AS SELECT report, incident FROM members",
    "CREATE TRIGGER own AFTER DELETE ON reports BEGIN INSERT INTO meta (name, value) VALUES (old.key, 'went'); END",
    "CREATE INDEX own ON reports (lower(title))",
    "CREATE UNIQUE INDEX own ON searches (who, query) WHERE fault IS NULL",
]


@pytest.mark.filterwarnings("error::sqlalchemy.exc.SAWarning")
@pytest.mark.parametrize("schema", ["0006", "0010"])
@pytest.mark.parametrize("made", OWN)
def test_what_people_hung_on_the_tables_themselves_outlives_a_new_schema(
    tmp_path: Path, made: str, schema: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "HEAD", schema)
        patch.setattr(migrate, "VIEWS", VIEWS | {"v_claims": VIEWS["v_claims"].replace(OF_THE_CLAIM, "")})
        with Store.make(tmp_path) as store, store.writes() as connection:
            connection.execute(text(made))
    with Store.open(tmp_path) as store:
        store.add(reading())
        with store.reads() as connection:
            assert connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'own'")) == made
        assert store.check() == []


def test_an_index_of_somebody_that_fits_the_new_schema_no_more_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "HEAD", "0001")
        with Store.make(tmp_path) as store, store.writes() as connection:
            connection.execute(text("CREATE INDEX own ON incidents (rank)"))
    with pytest.raises(StoreError, match=r'the index own, which somebody added.*nothing was changed.*DROP INDEX "own"'):
        Store.open(tmp_path)
    held = sqlite3.connect(tmp_path / FILE)
    assert held.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    held.execute('DROP INDEX "own"')
    held.close()
    Store.open(tmp_path).close()
