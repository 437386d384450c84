"""One JSON object from a service that the settings of a workspace name, asked for without following anybody elsewhere.

The service's own origin may stand where the settings say: on the internet, on a network of the house, on this machine.
Whatever else it names is asked over https on the public internet alone. Size, time and depth are bounded, no redirect is
followed, and no proxy or password of the environment is used.
"""

from __future__ import annotations

import ipaddress
import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from reportedly import __version__
from reportedly.intake.address import LONGEST_URL, AddressError, Ip, refused, target_of
from reportedly.intake.connect import (
    CheckedBackend,
    Connector,
    Deadline,
    Resolver,
    system_connector,
    system_resolver,
)

SECONDS = 10.0
MOST_BYTES = 256 * 1024
FORM = re.compile(
    r"[a-z]+://[!-.0-?A-\[\]-~]+(?:/[!-\[\]-~]*)?"
)  # ASCII, no blank or backslash, and nobody's name before the host
HOUSE = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)  # networks of a house (RFC 1918, 6598, 4193): never those of this machine or of one cable alone


class ServiceError(RuntimeError):
    """The service did not answer as it should; the message says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A status and the object that came with it, empty where none did."""

    status: int
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Service:
    """A service: an address of it, and whether it may stand on a network of the house, or on this machine."""

    home: str
    in_house: bool = False
    on_machine: bool = False
    resolver: Resolver = system_resolver
    connector: Connector = system_connector
    seconds: float = SECONDS
    tls: ssl.SSLContext | None = field(default=None, repr=False)

    def ask(self, url: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """What it answers at an address; a form is sent by POST. Raises ServiceError where that cannot be used."""
        import httpcore2

        try:
            return self._asked(url, form, headers or {})
        except AddressError as error:
            raise ServiceError(f"an address of it is refused: {error}") from error
        except httpcore2.TimeoutException as error:
            raise ServiceError(f"it took more than {self.seconds:.0f} s") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError) as error:
            raise ServiceError(f"it could not be reached ({str(error)[:120]})") from error

    def _asked(self, url: str, form: Mapping[str, str] | None, headers: Mapping[str, str]) -> Reply:
        import httpcore2

        own = _origin(url) == _origin(self.home)
        target, deadline = _checked(url, own, self.on_machine), Deadline(self.seconds)
        judge = self._judge if own else refused
        backend = CheckedBackend(self.resolver, self.connector, deadline, judge)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), deadline.left())
        body = None if form is None else urlencode(form).encode("ascii")
        sent = _headers(target, body, headers)
        method = "GET" if body is None else "POST"
        tls = self.tls or ssl.create_default_context()
        with (
            httpcore2.ConnectionPool(ssl_context=tls, network_backend=backend) as pool,
            pool.stream(method, target, headers=sent, content=body, extensions={"timeout": timeouts}) as answer,
        ):
            return Reply(answer.status, _object(_bounded(answer)))

    def _judge(self, ip: Ip) -> str | None:
        """Why the service may not stand at an address."""
        house = self.in_house and any(ip in network for network in HOUSE)
        return None if house or (self.on_machine and ip.is_loopback) else refused(ip)


def _origin(url: str) -> tuple[str, str]:
    """Raises AddressError where an address is none."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - it is read to see that it is one
    except ValueError as error:
        raise AddressError("it cannot be understood") from error
    return parts.scheme.lower(), parts.netloc.lower()


def _checked(url: str, own: bool, on_machine: bool) -> str:
    """The address to ask. Raises AddressError where it may not be asked."""
    scheme, host = _origin(url)
    if len(url) > LONGEST_URL or not FORM.fullmatch(url) or not host:
        raise AddressError("it is too long, or holds signs that none does")
    if scheme != "https" and not (own and on_machine and scheme == "http"):
        raise AddressError("only https is asked")
    return url.partition("#")[0] if own else target_of(url).url


def _headers(url: str, body: bytes | None, more: Mapping[str, str]) -> list[tuple[str | bytes, str | bytes]]:
    told = {
        "Host": urlsplit(url).netloc, "User-Agent": f"reportedly/{__version__} (login)", "Accept": "application/json",
        "Accept-Encoding": "identity", "Connection": "close",
    }  # fmt: skip
    if body is not None:
        told |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    return list((told | dict(more)).items())


def _bounded(answer: Any) -> bytes:
    body = bytearray()
    for piece in answer.iter_stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise ServiceError(f"it answered with more than {MOST_BYTES // 1024} kB")
    return bytes(body)


def _object(body: bytes) -> Mapping[str, Any]:
    """The object in a body; empty where it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
