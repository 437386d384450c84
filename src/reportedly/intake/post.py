"""A small message sent to an address of the public internet, when a person asked for it: checked, bounded, and nothing kept.

Every address on the way is checked as for fetching (address.py, connect.py). Only redirects that keep the message (307,
308) are followed; what the other side answers is read up to a bound and only its status counts.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from reportedly import __version__
from reportedly.intake.address import AddressError, Target, target_of
from reportedly.intake.connect import (
    CheckedBackend,
    Connector,
    Deadline,
    Resolver,
    system_connector,
    system_resolver,
)

SECONDS = 20.0  # in all, redirects included
MOST_REDIRECTS = 3
MOST_BYTES = 1_000_000  # of a message
MOST_ANSWER = 64 * 1024  # bytes of an answer
KEEPING = frozenset({307, 308})
USER_AGENT = f"reportedly/{__version__} (alerts)"


class PostError(RuntimeError):
    """A message did not arrive, and why; `final` where no later try could do better."""

    def __init__(self, reason: str, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class Poster(Protocol):
    """What sends a message. Raises PostError where it did not arrive."""

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> None: ...


@dataclass(frozen=True)
class Post:
    """Sends messages. Resolver and connector are the system's unless replaced."""

    resolver: Resolver = system_resolver
    connector: Connector = system_connector
    seconds: float = SECONDS
    tls: ssl.SSLContext | None = field(default=None, repr=False)

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Sends a message. Raises PostError where nobody said that it arrived."""
        import httpcore2

        if len(body) > MOST_BYTES:
            raise PostError(f"the message is larger than {MOST_BYTES // 1_000_000} MB", final=True)
        try:
            self._send(url, body, headers)
        except AddressError as error:
            raise PostError(f"the address is refused: {error}", final=True) from error
        except httpcore2.TimeoutException as error:
            raise PostError(f"it took more than {self.seconds:.0f} s") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError) as error:
            raise PostError(f"it could not be reached ({str(error)[:120]})") from error

    def _send(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        import httpcore2

        deadline = Deadline(self.seconds)
        backend = CheckedBackend(self.resolver, self.connector, deadline)
        target = target_of(url)
        with httpcore2.ConnectionPool(ssl_context=self.tls, network_backend=backend) as pool:
            for _ in range(MOST_REDIRECTS + 1):
                status, location = _ask(pool, target, body, headers, deadline)
                if status not in KEEPING or not location:
                    return _judge(status)
                target = target_of(location, target.url)
        raise PostError(f"it leads to more than {MOST_REDIRECTS} other addresses", final=True)


def _ask(
    pool: Any, target: Target, body: bytes, headers: Mapping[str, str], deadline: Deadline
) -> tuple[int, str | None]:
    """The status of the answer, and where it leads."""
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), deadline.left())
    own = {"Host": target.url.split("/")[2], "User-Agent": USER_AGENT, "Content-Length": str(len(body))}
    sent = list((own | dict(headers) | {"Connection": "close"}).items())
    with pool.stream("POST", target.url, headers=sent, content=body, extensions={"timeout": timeouts}) as answer:
        location = next((value for key, value in answer.headers if key.lower() == b"location"), None)
        read = 0
        for piece in answer.iter_stream():
            read += len(piece)
            if read > MOST_ANSWER:
                break
        return answer.status, location.decode("latin-1") if location else None


def _judge(status: int) -> None:
    """Raises PostError for a status that does not say that the message arrived."""
    if not 200 <= status < 300:
        raise PostError(f"it answered {status}", final=status == 410)
