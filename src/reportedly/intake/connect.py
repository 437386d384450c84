"""Connections that are opened only to addresses that were checked, within one deadline.

A name is resolved here and nowhere else; the connection goes to the very address that was checked, so a name that
changes its address in between changes nothing. Host and SNI keep the name. If any address of a name may not be
asked, none of them is.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import httpcore2

from reportedly.intake.address import AddressError, Ip, refused

MOST_TRIED = 4  # addresses of one host


class Resolver(Protocol):
    """Turns a host's name into its addresses; raises OSError where there are none."""

    def __call__(self, host: str, port: int) -> Sequence[str]: ...


class Connector(Protocol):
    """Opens a connection to an address (never a name); raises httpcore2's errors."""

    def __call__(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream: ...


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver knows."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def system_connector(address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
    """A TCP connection of the system's."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout=timeout, socket_options=[])


class Deadline:
    """One point in time that everything has to be done by."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def extend(self, seconds: float) -> None:
        """Moves it so many seconds on, which were waited on purpose."""
        self._end += seconds

    def left(self, most: float | None = None) -> float:
        """Seconds left, `most` at most. Raises httpcore2.ReadTimeout when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is up")
        return left if most is None else min(left, most)


class CheckedBackend(httpcore2.NetworkBackend):
    """httpcore2's way to the network, with every address checked and every wait bounded. `judge` says why an address may not
    be asked, null where it may.
    """

    def __init__(
        self, resolver: Resolver, connector: Connector, deadline: Deadline, judge: Callable[[Ip], str | None] = refused
    ) -> None:
        self._resolver = resolver
        self._connector = connector
        self._deadline = deadline
        self._judge = judge

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self.checked(host, port)[:MOST_TRIED]:
            try:
                return BoundedStream(self._connector(address, port, self._deadline.left(timeout)), self._deadline)
            except (httpcore2.NetworkError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        raise AddressError("a page is not fetched from a socket file")

    def checked(self, host: str, port: int) -> list[str]:
        """The addresses of a host. Raises AddressError if one of them may not be asked."""
        try:
            found = [str(ipaddress.ip_address(host.strip("[]")))]
        except ValueError:
            found = list(self._resolved(host, port))
        for address in found:
            if reason := self._judge(ipaddress.ip_address(address)):
                raise AddressError(reason if address == host else f"{host}: {reason}")
        return found

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """The resolver's answer, not waited for beyond the deadline."""
        answer: list[Sequence[str] | OSError] = []

        def ask() -> None:
            try:
                answer.append(self._resolver(host, port))
            except OSError as error:
                answer.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._deadline.left())
        if not answer:
            raise httpcore2.ConnectTimeout(f"{host} was not resolved in time")
        if isinstance(answer[0], OSError):
            raise httpcore2.ConnectError(f"{host} is not known ({answer[0].strerror or answer[0]})") from answer[0]
        return answer[0]


class BoundedStream(httpcore2.NetworkStream):
    """A stream whose every step ends by the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
