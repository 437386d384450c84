"""Fetching on a network of the tests' own: refused before a byte is sent, or fetched politely and within bounds."""

from __future__ import annotations

import gzip
import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from intake_network import Network, answer
from test_intake_address import TRICKS
from warcio.archiveiterator import ArchiveIterator

from reportedly.intake.fetch import MOST_BYTES, USER_AGENT, Fetch
from reportedly.intake.manners import Manners
from reportedly.intake.options import IntakeError

PUBLIC = "93.184.216.34"
PAGE = b"<html><body><article><p>The ferry to Osmund island was stopped on Monday.</p></article></body></html>"


@pytest.fixture(autouse=True)
def no_socket(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The test fails if a connection to anything but loopback is tried, or a name is looked up at all."""
    tried: list[object] = []
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if not (isinstance(address, tuple) and str(address[0]).startswith(("127.", "::1"))):
            tried.append(address)
            raise AssertionError(f"a socket to {address} was opened")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: tried.append(a) or (_ for _ in ()).throw(OSError("no")))
    yield tried
    assert not tried


@pytest.fixture
def network() -> Network:
    pages = {"/robots.txt": answer(status="404 Not Found"), "/a": answer(PAGE)}
    site = lambda path: pages.get(path, answer(status="404 Not Found"))  # noqa: E731
    return Network({"lastanherald.example": site}, {"lastanherald.example": [[PUBLIC]]})


def fetch_on(network: Network, **options: object) -> Fetch:
    manners = Manners(pause=0)
    return Fetch(resolver=network.resolve, connector=network.connect, manners=manners, **options)  # type: ignore[arg-type]


def serve(network: Network, host: str, pages: dict[str, bytes], *addresses: list[str]) -> None:
    network.sites[host] = lambda path: pages.get(path, answer(status="404 Not Found"))
    network.names[host] = list(addresses) or [[PUBLIC]]


def reason(fetch: Fetch, url: str) -> str:
    with pytest.raises(IntakeError) as caught:
        fetch(url)
    return caught.value.failure.reason


@pytest.mark.parametrize("url", TRICKS)
def test_a_trick_is_refused_before_a_byte_is_sent(network: Network, url: str) -> None:
    assert "refused" in reason(fetch_on(network), url)
    assert network.bytes_sent == 0 and not network.connected


@pytest.mark.parametrize("url", TRICKS)
def test_a_redirect_to_a_trick_is_not_followed(network: Network, url: str) -> None:
    if "\t" in url:
        pytest.skip("a header cannot hold a tab")
    moved = answer(status="302 Found", location=url.encode("utf-8").decode("latin-1"))
    serve(network, "lastanherald.example", {"/a": moved})
    fetch = fetch_on(network)
    with pytest.raises(IntakeError):
        fetch("http://lastanherald.example/a")
    assert set(network.connected) == {PUBLIC}


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::7", "::ffff:10.0.0.1"])
def test_a_name_for_a_private_address_is_refused(network: Network, address: str) -> None:
    serve(network, "inside.example", {"/": answer(PAGE)}, [PUBLIC, address])
    assert "inside.example" in reason(fetch_on(network), "http://inside.example/")
    assert network.bytes_sent == 0 and not network.connected


def test_a_name_that_changes_its_address_is_asked_at_the_checked_one_or_not_at_all(network: Network) -> None:
    serve(network, "flip.example", {"/": answer(PAGE)}, [PUBLIC], ["127.0.0.1"])
    assert "refused" in reason(fetch_on(network), "http://flip.example/")
    assert network.connected == [PUBLIC]
    assert [path for _, path, _ in network.asked] == ["/robots.txt"]


def test_the_connection_goes_to_the_address_and_the_name_is_kept(network: Network) -> None:
    found = fetch_on(network)("https://lastanherald.example/a")
    assert found.data == PAGE and found.html and found.charset == "utf-8"
    assert network.connected == [PUBLIC, PUBLIC]
    assert network.names_shown == ["lastanherald.example"] * 2
    assert {host for host, _, _ in network.asked} == {"lastanherald.example"}
    assert all(USER_AGENT.encode() in request for request in network.requests)
    assert USER_AGENT.startswith("reportedly/")


def test_robots_are_honoured(network: Network) -> None:
    rules = b"User-agent: *\nDisallow: /private\nAllow: /private/open$\n"
    serve(
        network,
        "lastanherald.example",
        {"/robots.txt": answer(rules), "/private/x": answer(PAGE), "/private/open": answer(PAGE)},
    )
    assert "robots.txt" in reason(fetch_on(network), "http://lastanherald.example/private/x")
    assert fetch_on(network)("http://lastanherald.example/private/open").data == PAGE


def test_a_site_whose_robots_fail_is_left_alone(network: Network) -> None:
    broken = {"/robots.txt": answer(status="503 Service Unavailable"), "/a": answer(PAGE)}
    serve(network, "lastanherald.example", broken)
    assert "robots.txt" in reason(fetch_on(network), "http://lastanherald.example/a")


def test_five_redirects_are_followed_and_no_sixth(network: Network) -> None:
    hops = {f"/{i}": answer(status="301 Moved", location=f"/{i + 1}") for i in range(6)}
    serve(network, "lastanherald.example", hops | {"/6": answer(PAGE)})
    assert fetch_on(network)("http://lastanherald.example/1").url == "http://lastanherald.example/6"
    assert "more than 5" in reason(fetch_on(network), "http://lastanherald.example/0")


def test_a_redirect_loop_ends(network: Network) -> None:
    serve(network, "lastanherald.example", {"/a": answer(status="302 Found", location="/a")})
    assert "more than 5" in reason(fetch_on(network), "http://lastanherald.example/a")


def test_compressed_pages_are_opened_and_bombs_are_not(network: Network) -> None:
    bomb = gzip.compress(b" " * (MOST_BYTES + 1_000_000))
    packed = {"/p": answer(gzip.compress(PAGE), content_encoding="gzip"), "/b": answer(bomb, content_encoding="gzip")}
    odd = {"/br": answer(b"\x1b\x00\x00", content_encoding="br"), "/bad": answer(b"no", content_encoding="gzip")}
    serve(network, "lastanherald.example", packed | odd)
    assert fetch_on(network)("http://lastanherald.example/p").data == PAGE
    assert "grows beyond 20 MB" in reason(fetch_on(network), "http://lastanherald.example/b")
    assert "not asked for (br)" in reason(fetch_on(network), "http://lastanherald.example/br")
    assert "not compressed" in reason(fetch_on(network), "http://lastanherald.example/bad")


def test_large_pages_are_not_read_to_the_end(network: Network) -> None:
    endless = answer(b"x" * (MOST_BYTES + 1), content_length="")
    announced = answer(b"x", content_length=str(MOST_BYTES + 1))
    serve(network, "lastanherald.example", {"/e": endless, "/l": announced})
    for path in ("e", "l"):
        assert "larger than 20 MB" in reason(fetch_on(network), f"http://lastanherald.example/{path}")


def test_what_is_no_page_is_named(network: Network) -> None:
    serve(
        network,
        "lastanherald.example",
        {"/i": answer(b"x", content_type="image/png"), "/gone": answer(status="410 Gone")},
    )
    assert "image/png" in reason(fetch_on(network), "http://lastanherald.example/i")
    assert "410" in reason(fetch_on(network), "http://lastanherald.example/gone")
    assert "not known" in reason(fetch_on(network), "http://unheardof.example/")


def test_a_server_that_says_nothing_sensible_is_a_failure(network: Network) -> None:
    serve(network, "lastanherald.example", {"/a": b"\x00\x01nonsense\r\n\r\n", "/robots.txt": answer(status="404 No")})
    assert "could not be reached" in reason(fetch_on(network), "http://lastanherald.example/a")


def test_the_time_is_up_in_all(network: Network) -> None:
    assert "took more than" in reason(fetch_on(network, seconds=0.0), "http://lastanherald.example/a")


def test_kept_bytes_are_a_warc_with_headers_and_hash(network: Network, tmp_path: Path) -> None:
    fetch = fetch_on(network, keep=tmp_path / "kept")
    fetch("http://lastanherald.example/a")
    fetch("http://lastanherald.example/a")
    (file,) = (tmp_path / "kept").iterdir()
    records = {}
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream):
            records[record.rec_type] = (record.rec_headers, record.http_headers, record.content_stream().read())
    headers, http, body = records["response"]
    assert body == PAGE and http.get_header("content-type") == "text/html; charset=utf-8"
    assert headers.get_header("WARC-Target-URI") == "http://lastanherald.example/a"
    assert headers.get_header("X-Payload-SHA256") == hashlib.sha256(PAGE).hexdigest()
    assert records["request"][1].get_header("user-agent") == USER_AGENT
