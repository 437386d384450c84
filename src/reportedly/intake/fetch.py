"""One page or feed from the web, when asked: politely (robots.txt, our own name, a second between two pages of a site, once
more where a site is busy for a moment) and bounded (5 redirects, 20 MB, 20 s in all beside what a site asked to wait).

Every address on the way, the first, each redirect and each robots.txt, is checked before anything is sent to it
(address.py, connect.py); no proxy or password of the environment is used. Besides it only alerts open a
connection: `post.py` in the same way, and mail to the server that the settings name.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportedly import __version__
from reportedly.intake.address import AddressError, Target, target_of
from reportedly.intake.archive import keep
from reportedly.intake.connect import (
    CheckedBackend,
    Connector,
    Deadline,
    Resolver,
    system_connector,
    system_resolver,
)
from reportedly.intake.fetched import LISTS, PAGES, TEXTS, Fetched, Marks, charset_of, marks_of, media_type
from reportedly.intake.inflate import CODINGS, InflateError, inflate
from reportedly.intake.manners import LONGEST, AloneError, Manners, seconds_of
from reportedly.intake.options import IntakeError
from reportedly.intake.robots import EVERYTHING, NOTHING, Robots, read_robots

AGENT = "reportedly"
USER_AGENT = f"{AGENT}/{__version__} (reads one news report at its user's request)"
MOST_REDIRECTS = 5
MOST_BYTES = 20_000_000
SECONDS = 20.0
TOO_MANY = 429
BUSY = frozenset({TOO_MANY, 503})  # answers that may say for how long a site wants to be left alone
ALONE = 60.0  # seconds, where one says that it was asked too often and not for how long
TRIES = 3  # times that a page is asked for, where its site is busy and says for how long
UNCHANGED = 304
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HINT = "save the page in a browser and read the file"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server: status, headers in order, body as sent (chunks joined, still compressed)."""

    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name, or null."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True)
class Fetch:
    """A fetcher of pages; `keep` is the folder in which the bytes are kept. Resolver and connector are the system's
    unless replaced.
    """

    keep: Path | None = None
    resolver: Resolver = system_resolver
    connector: Connector = system_connector
    seconds: float = SECONDS
    tls: ssl.SSLContext | None = field(default=None, repr=False)
    manners: Manners = field(default_factory=Manners, repr=False)

    def __call__(self, url: str, before: Fetched | None = None) -> Fetched:
        """The page at an address, `before` where its server says that nothing changed since; what is to be kept is sent again.
        Raises IntakeError with the reason where there is none to be had.
        """
        import httpcore2

        try:
            return self._tried(url, None if self.keep else before)
        except AddressError as error:
            raise IntakeError(url, f"is refused: {error}", "give the public address of a page") from error
        except AloneError as error:
            raise IntakeError(url, str(error), "add it again later") from error
        except InflateError as error:
            raise IntakeError(url, str(error), HINT) from error
        except httpcore2.TimeoutException as error:
            raise IntakeError(url, f"took more than {self.seconds:.0f} s", HINT) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError) as error:
            raise IntakeError(url, f"could not be reached ({str(error)[:120]})", "check the address") from error
        except OSError as error:
            raise IntakeError(url, f"could not be kept ({error.strerror or error})", "check the folder") from error

    def _tried(self, url: str, before: Fetched | None) -> Fetched:
        """The page, asked for again where its site is busy for a moment. Raises AloneError where that is longer."""
        for left in reversed(range(TRIES)):
            visit = _Visit(self, Deadline(self.seconds))
            try:
                return visit.page(url, before)
            except AloneError as error:
                if not left or error.seconds > LONGEST:
                    raise
            finally:
                visit.close()
        raise AssertionError("the last try gives a page or its fault")


class _Visit:
    """One page's way: its connections and its deadline."""

    def __init__(self, fetch: Fetch, deadline: Deadline) -> None:
        import httpcore2

        self._fetch = fetch
        self._deadline = deadline
        self._waited: set[str] = set()
        backend = CheckedBackend(fetch.resolver, fetch.connector, deadline)
        self._pool = httpcore2.ConnectionPool(ssl_context=fetch.tls, network_backend=backend, max_connections=4)

    def close(self) -> None:
        self._pool.close()

    def page(self, url: str, before: Fetched | None) -> Fetched:
        """The page at the end of the redirects, or what it gave before."""
        target = target_of(url)
        for _ in range(MOST_REDIRECTS + 1):
            self._wait(target.host)
            self._check_rules(url, target)
            known = before if before and before.url == target.url else None
            answer = self._ask(target, known.marks if known else None)
            if known and answer.status == UNCHANGED:
                return known
            if answer.status in REDIRECTS and (location := answer.header("location")):
                target = target_of(location, target.url)
                continue
            return self._taken(url, target, answer)
        raise IntakeError(url, f"leads to more than {MOST_REDIRECTS} other addresses", "give the address it ends at")

    def _wait(self, host: str) -> None:
        """Waits until a host that comes up on the way may be asked; that is not counted against the page."""
        if host not in self._waited:
            self._waited.add(host)
            self._deadline.extend(self._fetch.manners.wait(host))

    def _check_rules(self, url: str, target: Target) -> None:
        """Raises IntakeError where programs may not fetch the target, or nobody can tell."""
        rules = self._rules(target)
        if rules is NOTHING:
            why = f"may be closed to programs: {target.host} does not give its robots.txt"
            raise IntakeError(url, why, "add it again later")
        if not rules.allows(target.url):
            raise IntakeError(url, f"may not be fetched by programs (robots.txt of {target.host})", HINT)

    def _check_busy(self, target: Target, answer: Answer) -> None:
        """Raises AloneError where a site says that it was asked too often, or for how long it is busy."""
        if answer.status in BUSY:
            wanted = seconds_of(answer.header("retry-after"), datetime.now(UTC))
            if wanted is not None or answer.status == TOO_MANY:
                raise AloneError(self._fetch.manners.leave(target.host, ALONE if wanted is None else wanted))

    def _taken(self, url: str, target: Target, answer: Answer) -> Fetched:
        self._check_busy(target, answer)
        if answer.status != 200:
            raise IntakeError(url, f"answered {answer.status} {answer.phrase}".rstrip(), HINT)
        kind = media_type(answer.header("content-type"))
        if kind not in PAGES + TEXTS + LISTS:
            raise IntakeError(url, f"is {kind[:60]}, not a page, text or feed", HINT)
        data = inflate(answer.body, answer.header("content-encoding"), MOST_BYTES)
        if self._fetch.keep:
            status = f"{answer.status} {answer.phrase}"
            sent = [(str(key), str(value)) for key, value in _headers(target)]
            keep(self._fetch.keep, target.url, status, answer.headers, sent, answer.body, USER_AGENT)
        marks = marks_of(answer.header("etag"), answer.header("last-modified"))
        return Fetched(target.url, data, charset_of(answer.header("content-type")), kind in PAGES, marks)

    def _rules(self, target: Target) -> Robots:
        """The robots.txt of the target's site: none allows everything; a site that fails to answer for its own
        forbids everything.
        """
        site = target_of("/robots.txt", target.url)
        manners = self._fetch.manners
        if (known := manners.rules.get(site.url)) is not None:
            return known
        found = self._read_rules(site)
        return found if found is NOTHING else manners.remember(site.url, found)

    def _read_rules(self, site: Target) -> Robots:
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(site)
            if answer.status in REDIRECTS and (location := answer.header("location")):
                site = target_of(location, site.url)
                continue
            self._check_busy(site, answer)
            if answer.status == 200:
                text = inflate(answer.body, answer.header("content-encoding"), MOST_BYTES)
                return read_robots(text.decode("utf-8", "replace"), AGENT)
            return NOTHING if answer.status >= 500 else EVERYTHING
        return EVERYTHING

    def _ask(self, target: Target, marks: Marks | None = None) -> Answer:
        """One request, for what is not the state of these marks; the body is read up to the bound."""
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self._deadline.left())
        asked = self._pool.stream("GET", target.url, headers=_headers(target, marks), extensions={"timeout": timeouts})
        with asked as response:
            headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers)
            phrase = response.extensions.get("reason_phrase", b"").decode("latin-1")
            body = bytearray()
            for chunk in self._chunks(response):
                body += chunk
                if len(body) > MOST_BYTES:
                    raise InflateError(f"is larger than {MOST_BYTES // 1_000_000} MB")
        return Answer(response.status, phrase, headers, bytes(body))

    def _chunks(self, response: Any) -> Any:
        """The body's pieces, unless it announces itself as too large."""
        length = next((value for key, value in response.headers if key.lower() == b"content-length"), b"")
        if length.isdigit() and int(length[:20]) > MOST_BYTES:
            raise InflateError(f"is larger than {MOST_BYTES // 1_000_000} MB")
        return response.iter_stream()


def _headers(target: Target, marks: Marks | None = None) -> list[tuple[str | bytes, str | bytes]]:
    shown = target.url.split("/")[2]
    known = (("If-None-Match", marks.etag), ("If-Modified-Since", marks.modified)) if marks else ()
    return [
        *((name, value) for name, value in known if value),
        ("Host", shown),
        ("User-Agent", USER_AGENT),
        (
            "Accept",
            "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,text/plain;q=0.8",
        ),
        ("Accept-Encoding", ", ".join(CODINGS)),
        ("Connection", "close"),
    ]
