"""Which database the store of a folder lies in: a file in the folder, unless its settings name an address."""

from __future__ import annotations

from pathlib import Path

from reportedly.store import settings
from reportedly.store.engine import Database
from reportedly.store.errors import StoreError
from reportedly.store.postgres import PostgresDatabase
from reportedly.store.sqlite import SqliteFile

FILE = "reportedly.sqlite"


def database_of(folder: Path) -> Database:
    """Where the store of a folder lies, or would lie. Raises StoreError where the folder's settings cannot be used."""
    address = settings.read_address(folder)
    return PostgresDatabase(address) if address else SqliteFile(folder.absolute() / FILE)


def database_at(folder: Path, address: str) -> Database:
    """The database of an address, for a folder that has no other store. Raises StoreError where it has one."""
    asked, there = PostgresDatabase(settings.checked(address)), database_of(folder)
    if there.exists() and there != asked:
        raise StoreError(f"{folder}: is a workspace already, kept in {there.name}; name another folder")
    return asked
