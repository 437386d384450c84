"""The settings of a workspace, a small file in its folder: the address of its database where that is on a server.

An address never holds a password, so the file can be copied and shown: the password comes from PGPASSWORD or ~/.pgpass.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from reportedly.store.errors import StoreError

FILE = "reportedly.toml"
FORM = re.compile(r"postgres(?:ql)?://(?:[^\s:@/?#]+@)?[^\s@/?#]*(?:/[^\s@/?#]*)?(?:\?[^\s@#]*)?")
SECRET = re.compile(r"(?i)[?&][^=&]*(?:password|secret|%)[^=&]*=")
WRONG = (
    "an address is written postgresql://USER@HOST/DATABASE, without a password: that comes from the environment "
    "(PGPASSWORD) or from a line HOST:5432:DATABASE:USER:PASSWORD in ~/.pgpass"
)


def checked(address: str) -> str:
    """The address itself. Raises StoreError, which does not repeat it, where it is none or holds a password."""
    if not FORM.fullmatch(address) or SECRET.search(address):
        raise StoreError(WRONG)
    return address


def read_address(folder: Path) -> str | None:
    """The address that a folder's settings name; null where there are none. Raises StoreError where they cannot be used."""
    file = folder / FILE
    try:
        kept = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StoreError(f'{file}: cannot be read ({error}); it holds one line: database = "postgresql://…"') from error
    address = kept.get("database")
    if not isinstance(address, str):
        raise StoreError(f'{file}: names no database; write database = "postgresql://…", or remove the file')
    try:
        return checked(address)
    except StoreError as error:
        raise StoreError(f"{file}: {error}") from error


def keep_address(folder: Path, address: str) -> None:
    """Writes the address of a folder's database into its settings; the folder is made where there is none. Raises
    StoreError where that cannot be.
    """
    kept = f"database = {json.dumps(address, ensure_ascii=False)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(f"# The password is never written here.\n{kept}\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder / FILE}: cannot be written ({error.strerror}); name a folder of yours") from error
