"""`reportedly serve` as its own process, ended as a person ends it; and an application that answers within the test's own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI


def free_port() -> socket.socket:
    """A door at a free port of this machine."""
    return socket.create_server(("127.0.0.1", 0))


def address_of(door: socket.socket) -> str:
    return f"http://127.0.0.1:{door.getsockname()[1]}"


@contextmanager
def answering(app: FastAPI, door: socket.socket) -> Iterator[str]:
    """The address at which an application answers while the test runs."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    yield address_of(door)
    server.should_exit = True
    thread.join(10)


@contextmanager
def server_started(arguments: Sequence[str], folder: Path, own: Mapping[str, str]) -> Iterator[str]:
    """The address at which the command answers. It is ended with Ctrl+C, and must end well."""
    with process_started(arguments, folder, own) as (base, _):
        yield base


@contextmanager
def process_started(
    arguments: Sequence[str], folder: Path, own: Mapping[str, str]
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same, with the process; what it said before it answered can be read from its standard error."""
    command = [sys.executable, "-m", "reportedly", *arguments, "--json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=os.environ | own
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        assert line, process.stderr.read().decode()
        yield json.loads(line)["address"], process
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0, process.stderr.read().decode()
    finally:
        process.kill()
        process.communicate()
