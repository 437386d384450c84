"""A network of the tests' own: names, addresses and servers in memory. Nothing here opens a socket."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import httpcore2

Site = Callable[[str], bytes]  # the path asked for, to the bytes answered


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP/1.1 answer; `content_type="…"` is the header content-type."""
    lines = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    lines |= {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{key}: {value}\r\n" for key, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Stream(httpcore2.NetworkStream):
    """One connection to a site; what was sent over it is kept."""

    def __init__(self, network: Network, address: str) -> None:
        self.network = network
        self.address = address
        self.sent = b""
        self.waiting = b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.network.bytes_sent += len(buffer)
        self.sent += buffer
        if self.sent.endswith(b"\r\n\r\n"):
            path = self.sent.split(b" ")[1].decode()
            host = self.sent.lower().split(b"host: ")[1].split(b"\r\n")[0].decode()
            self.network.asked.append((host, path, self.address))
            self.network.requests.append(self.sent)
            self.waiting, self.sent = self.network.sites[host](path), b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece, self.waiting = self.waiting[:max_bytes], self.waiting[max_bytes:]
        return piece

    def close(self) -> None:
        self.waiting = b""

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        self.network.names_shown.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> object:
        return None


@dataclass
class Network:
    """Sites by host, addresses by name; `resolve` and `connect` are what a fetch takes in place of the system's."""

    sites: dict[str, Site] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    names_shown: list[str | None] = field(default_factory=list)
    bytes_sent: int = 0

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The next answer for a name; the last one stays."""
        if host not in self.names:
            raise OSError(-2, "Name or service not known")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
        self.connected.append(address)
        return Stream(self, address)
