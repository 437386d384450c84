"""`reportedly serve`: a workspace in the browser, for the person at this machine."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import json_line, print_line
from reportedly.cli.run import usable

PORT = 8642


def serve(
    folder: Folder,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens; 0 takes a free one.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="An address of this machine itself.")
    ] = "127.0.0.1",
    as_json: Json = False,
) -> None:
    """Open a workspace in the browser, for one person on this machine. Ctrl+C ends it."""
    try:
        from reportedly.web.guard import OURS
        from reportedly.web.server import run
    except ModuleNotFoundError as error:
        stop(f"{error.name} is missing: `pip install 'reportedly[web]'` adds what the browser pages need", USAGE)
    from reportedly.web.desk import Desk

    if host not in OURS:
        stop(f"{_why_not(host)}; leave --host out, or give 127.0.0.1, ::1 or localhost", USAGE)
    with usable(), Desk.open(folder) as desk, _listening(host, port) as listener:
        address = _address(listener)
        if as_json:
            print_line(json_line({"path": str(folder), "address": address}))
        else:
            say(f"{folder} is open at {address} – Ctrl+C ends it")
        run(desk, listener)


def _why_not(host: str) -> str:
    """Why the pages are not opened at an address."""
    try:
        own = ip_address(host).is_loopback
    except ValueError:
        own = False
    if own:
        return f"the pages answer at no {host}, though it is this machine's own"
    return f"{host} can be reached from other machines, and there are no accounts yet"


def _listening(host: str, port: int) -> socket.socket:
    """The door of the server, so that its address is known before it opens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1" if host == "localhost" else host, port))
        door.listen()
    except OSError as error:
        door.close()
        stop(f"{host}:{port} cannot be used ({error.strerror}); end what runs there, or give another --port", USAGE)
    return door


def _address(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
