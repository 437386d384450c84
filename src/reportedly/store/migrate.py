"""The schema of a store, brought up to what this program knows; a store that a newer program made is left alone.

What the database cannot undo by itself is set aside before its schema changes.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from reportedly.store.dialect import dialect
from reportedly.store.engine import Database
from reportedly.store.errors import StoreError
from reportedly.store.views import VIEWS

HEAD = "0011"  # the newest revision in migrations/versions
MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """The revision of a store's schema; null where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def check_known(revision: str | None, name: str) -> None:
    """Raises StoreError where the store is none, or newer than this program."""
    if revision is None:
        raise StoreError(f"{name}: is no workspace of reportedly; `reportedly init` with another folder makes one")
    if revision > HEAD:
        raise StoreError(
            f"{name}: was made by a newer version of reportedly (schema {revision}, this one knows {HEAD}); "
            "install that version: pip install --upgrade reportedly"
        )


def bring_up(database: Database, writer: Engine) -> None:
    """Makes the schema, or brings it up to this program's, in one transaction; a store is set aside before it changes."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.migrating(writer) as connection:
        revision = revision_of(connection)
        if revision is not None:
            check_known(revision, database.name)
        if revision not in (None, HEAD):
            _set_aside(database)
        if revision != HEAD:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
            _make_views(connection)


def _set_aside(database: Database) -> None:
    reader = database.reading()
    try:
        database.set_aside(reader, HEAD)
    finally:
        reader.dispose()


def _make_views(connection: Connection) -> None:
    """Views hold nothing, so they are made anew with every change of the schema."""
    for name, asked in VIEWS.items():
        dialect(connection).put_view(connection, name, asked)
