"""Real connections, to this machine alone: the system's connector, and servers that never come to an end."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpcore2
import pytest

from reportedly.intake.connect import CheckedBackend, Deadline, system_connector, system_resolver
from reportedly.intake.fetch import Fetch
from reportedly.intake.options import IntakeError

PUBLIC = "93.184.216.34"
PAGE = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n5\r\nThe f\r\n4\r\nerry\r\n0\r\n\r\n"
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"


class Server:
    """Answers every connection on a port of its own; `drip` seconds lie between two bytes of a page."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.drip = 0.0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with connection:
            if b"robots.txt" in connection.recv(4_096):
                connection.sendall(NO_ROBOTS)
                return
            try:
                for i in range(len(PAGE)):
                    connection.sendall(PAGE[i : i + 1])
                    time.sleep(self.drip)
            except OSError:
                return

    def connect(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
        assert (address, port) == (PUBLIC, 80)
        return system_connector("127.0.0.1", self.port, timeout)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.listening.close()


def test_a_page_comes_over_a_real_connection(server: Server) -> None:
    found = Fetch(resolver=lambda host, port: [PUBLIC], connector=server.connect)("http://lastanherald.example/a")
    assert found.data == b"The ferry" and not found.html


def test_a_server_that_drips_is_left_when_the_time_is_up(server: Server) -> None:
    server.drip = 0.2
    fetch = Fetch(resolver=lambda host, port: [PUBLIC], connector=server.connect, seconds=1.0)
    with pytest.raises(IntakeError, match="took more than 1 s"):
        fetch("http://lastanherald.example/a")


def test_a_resolver_that_never_answers_is_not_waited_for() -> None:
    never = threading.Event()
    fetch = Fetch(resolver=lambda host, port: [PUBLIC] if never.wait() else [], seconds=0.2)
    try:
        with pytest.raises(IntakeError, match="took more than"):
            fetch("http://lastanherald.example/a")
    finally:
        never.set()


def test_the_systems_resolver_is_checked_like_any_other() -> None:
    backend = CheckedBackend(system_resolver, system_connector, Deadline(5))
    with pytest.raises(ValueError, match="public internet"):
        backend.connect_tcp("localhost", 80)
    with pytest.raises(ValueError, match="socket file"):
        backend.connect_unix_socket("/run/some.sock")
