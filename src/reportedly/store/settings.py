"""The settings of a workspace, a small file in its folder: the address of its database where that is on a server, the
server that takes its mail, and how people come in (`door.py`).

The file never holds a password, so it can be copied and shown: that of the database comes from PGPASSWORD or ~/.pgpass,
that of the mail server from REPORTEDLY_MAIL_PASSWORD.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from reportedly.store.errors import StoreError

FILE = "reportedly.toml"
FORM = re.compile(r"postgres(?:ql)?://(?:[^\s:@/?#]+@)?[^\s@/?#]*(?:/[^\s@/?#]*)?(?:\?[^\s@#]*)?")
SECRET = re.compile(r"(?i)[?&][^=&]*(?:password|secret|%)[^=&]*=")
WRONG = (
    "an address is written postgresql://USER@HOST/DATABASE, without a password: that comes from the environment "
    "(PGPASSWORD) or from a line HOST:5432:DATABASE:USER:PASSWORD in ~/.pgpass"
)

NO_PASSWORD = "# The password is never written here."
DATABASE = re.compile(r"\s{0,9}database\s{0,9}=")
MAIL = "mail"
TABLES = frozenset(
    {MAIL, "oidc", "proxy"}
)  # what may stand there beside a database, or alone; `door.py` reads the others


class Security(StrEnum):
    """How a mail server is spoken to: in the clear at first and then protected, protected from the start, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes mail, who signs in there (empty for nobody), and whose address stands as the sender."""

    host: str
    port: int
    security: Security
    user: str
    sender: str


def checked(address: str) -> str:
    """The address itself. Raises StoreError, which does not repeat it, where it is none or holds a password."""
    if not FORM.fullmatch(address) or SECRET.search(address):
        raise StoreError(WRONG)
    return address


def read_address(folder: Path) -> str | None:
    """The address that a folder's settings name; null where there are none. Raises StoreError where they cannot be used."""
    file, found = folder / FILE, kept(folder)
    if found is None or (found.keys() & TABLES and "database" not in found):
        return None
    address = found.get("database")
    if not isinstance(address, str):
        raise StoreError(f'{file}: names no database; write database = "postgresql://…", or remove the file')
    try:
        return checked(address)
    except StoreError as error:
        raise StoreError(f"{file}: {error}") from error


def read_mail(folder: Path) -> MailServer | None:
    """The server that takes a workspace's mail; null where its settings name none. Raises StoreError where they cannot be used."""
    file, found = folder / FILE, kept(folder) or {}
    if (table := found.get(MAIL)) is None:
        return None
    try:
        return _mail_server(dict(table))
    except (TypeError, ValueError) as error:
        raise StoreError(f"{file}: [mail] cannot be used ({error}); it holds host, from and security") from error


def _mail_server(table: dict[str, Any]) -> MailServer:
    """Raises ValueError saying what does not fit."""
    if unknown := sorted(table.keys() - {"host", "port", "security", "user", "from"}):
        hint = "; the password comes from REPORTEDLY_MAIL_PASSWORD" if "password" in unknown else ""
        raise ValueError(f"{unknown[0]} is no setting of it{hint}")
    security = Security(table.get("security", Security.STARTTLS))
    host, sender = (text_of(table, name) for name in ("host", "from"))
    port, user = table.get("port", PORTS[security]), text_of(table, "user", "")
    if not isinstance(port, int) or not 0 < port < 65_536:
        raise ValueError("port is a number below 65536")
    if user and security is Security.NONE:
        raise ValueError("who signs in needs security: starttls or tls")
    return MailServer(host, port, security, user, sender)


def text_of(table: dict[str, Any], name: str, otherwise: str | None = None) -> str:
    """A text of a table. Raises ValueError where it is none."""
    found = table.get(name, otherwise)
    if not isinstance(found, str) or not found.isprintable() or found == "" != otherwise:
        raise ValueError(f"{name} is a text")
    return found


def kept(folder: Path) -> dict[str, Any] | None:
    """What the file says; null where there is none."""
    file = folder / FILE
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StoreError(f'{file}: cannot be read ({error}); it holds database = "postgresql://…" or [mail]') from error


def keep_address(folder: Path, address: str) -> None:
    """Writes the address of a folder's database into its settings, beside what else stands there; the folder is made where
    there is none. Raises StoreError where that cannot be.
    """
    file = folder / FILE
    before = file.read_text(encoding="utf-8").splitlines() if kept(folder) else []
    rest = [line for line in before if line != NO_PASSWORD and not DATABASE.match(line)]
    lines = [NO_PASSWORD, f"database = {json.dumps(address, ensure_ascii=False)}", *rest]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder / FILE}: cannot be written ({error.strerror}); name a folder of yours") from error
