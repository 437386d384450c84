"""A PostgreSQL server for the tests: made in a temporary folder, reached through a socket in it, gone at the end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from pwd import getpwnam, struct_passwd
from typing import Any
from urllib.parse import quote

from reportedly.store.settings import keep_address

OLDEST = 15
USER, GUARDED, PASSWORD = "heron", "magpie", "a nest in the rocks"  # GUARDED needs a password to come in
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
# Starts the server, says so, waits until nobody listens any more, stops it, and leaves nothing.
KEEP_UP = """
"$1" -D data -w -l log -o "$2" start >/dev/null && echo up || exit
read _
"$1" -D data -w -m immediate stop >/dev/null
rm -rf "$PWD"
"""
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A server that runs, and where its socket lies."""

    folder: Path

    def address(self, database: str, user: str = USER) -> str:
        """The address of a database."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}"

    def ask(self, statement: str, database: str = "postgres") -> None:
        """Carries out one statement outside of any transaction."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement)

    def new_database(self) -> str:
        """The name of a database that is new and empty."""
        name = f"desk{next(_numbers)}"
        self.ask(f"CREATE DATABASE {name}")
        return name


Found = Callable[[Path], Path]


@contextmanager
def founding(server: Server | None) -> Iterator[Found]:
    """What makes a folder one whose workspace lies on a server, in a new database; without a server, in the folder."""
    made: list[str] = []

    def found(folder: Path) -> Path:
        if server:
            made.append(server.new_database())
            keep_address(folder, server.address(made[-1]))
        return folder

    yield found
    for name in made:
        assert server
        server.ask(f"DROP DATABASE {name} WITH (FORCE)")


def missing() -> str:
    """Why no server can be started here; empty where one can."""
    if find_spec("psycopg") is None:
        return "psycopg is not installed"
    return "" if _programs() else f"no PostgreSQL {OLDEST} or newer is installed"


@contextmanager
def running() -> Iterator[Server]:
    """A server that runs until the end. Raises OSError or CalledProcessError where it cannot be started."""
    folder, account = Path(tempfile.mkdtemp(prefix="pg")), _account()
    as_user: dict[str, Any] = {"cwd": folder}
    if account:
        shutil.chown(folder, account.pw_name, account.pw_gid)
        as_user |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    # Sorted as people do, not by code points, as servers usually are.
    how = ["-U", USER, "-A", "trust", "-E", "UTF8", "--locale-provider=icu", "--icu-locale=en", "--no-sync"]
    try:
        subprocess.run([f"{_programs()}/initdb", "-D", "data", *how], check=True, stdout=subprocess.DEVNULL, **as_user)
        rights = folder / "data" / "pg_hba.conf"
        rights.write_text(f"local all {GUARDED} scram-sha-256\n{rights.read_text()}")
        options = " ".join(f"-c {setting}" for setting in (*QUICK, f"unix_socket_directories={folder}"))
        with _kept_up([f"{_programs()}/pg_ctl", options], as_user):
            server = Server(folder)
            server.ask(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _kept_up(arguments: list[str], as_user: dict[str, Any]) -> Iterator[None]:
    """A server that runs as long as these tests do, however they end: a pipe to the shell beside it tells."""
    beside = subprocess.Popen(
        ["sh", "-c", KEEP_UP, "sh", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        **as_user,
    )  # fmt: skip
    with beside:
        assert beside.stdout
        if not beside.stdout.readline():
            raise OSError("pg_ctl could not start the server")
        yield


def _account() -> struct_passwd | None:
    """Who may run the server: whoever runs the tests, but root may not."""
    if os.geteuid() != 0:
        return None
    try:
        return getpwnam("postgres")
    except KeyError:
        return getpwnam("nobody")


def _programs() -> Path | None:
    """The folder of the newest server's programs."""
    on_path = shutil.which("initdb")
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), *([Path(on_path)] if on_path else [])]
    versions = {program.resolve().parent: _version(program) for program in found}
    newest = max(versions, key=lambda folder: versions[folder], default=None)
    return newest if newest and versions[newest] >= OLDEST else None


def _version(program: Path) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"\d+", told)[0])
