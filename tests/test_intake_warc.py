"""Web archives: the pages that servers answered with are read; what breaks off keeps what stands before and says so."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from intake_inputs import gather
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.intake.archive import keep
from reportedly.intake.options import Failure, Given
from reportedly.records import Report

TEXT = "Engineers opened two gates of the Korvash dam on Tuesday, the water ministry said.\n"
PAGE = f"<!doctype html><html><head><title>Gates</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"
FEED = f"<rss><channel><title>Kelm Courier</title><item><title>Dam</title><description>{TEXT}</description></item></channel></rss>"
SITE = "https://kelmcourier.example"
HTML = [("Content-Type", "text/html; charset=utf-8")]


class Written:
    """A web archive that a test writes record by record."""

    def __init__(self, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self._writer = WARCWriter(self.out, gzip=packed)

    def answer(self, path: str, body: bytes, headers: list[tuple[str, str]] = HTML, status: str = "200 OK") -> Written:
        http = StatusAndHeaders(status, headers, "HTTP/1.1")
        record = self._writer.create_warc_record(f"{SITE}{path}", "response", io.BytesIO(body), http_headers=http)
        self._writer.write_record(record)
        return self

    def other(self, path: str, kind: str, body: bytes, media_type: str) -> Written:
        record = self._writer.create_warc_record(f"{SITE}{path}", kind, io.BytesIO(body), warc_content_type=media_type)
        self._writer.write_record(record)
        return self

    def at(self, path: Path, change: Callable[[bytes], bytes] = bytes) -> Path:
        path.write_bytes(change(self.out.getvalue()))
        return path


def test_answers_with_pages_texts_and_feeds_are_read_and_nothing_else(tmp_path: Path) -> None:
    written = (
        Written().answer("/a", PAGE.encode()).other("/a", "request", b"GET / HTTP/1.1\r\n\r\n", "application/http")
    )
    written.answer("/moved", b"", status="301 Moved").answer("/gone", PAGE.encode(), status="404 Not Found")
    written.answer("/a.png", b"\x89PNG", [("Content-Type", "image/png")])
    written.answer("/feed", FEED.encode(), [("Content-Type", "application/rss+xml")])
    written.answer(
        "/map.xml", f"<urlset><url><loc>{SITE}/a</loc></url></urlset>".encode(), [("Content-Type", "text/xml")]
    )
    written.other("/b.txt", "conversion", TEXT.encode(), "text/plain").other(
        "/c", "resource", PAGE.encode(), "text/html"
    )
    path = written.at(tmp_path / "week.warc.gz")
    found = gather([path], Given(outlet="Kelm Courier"))
    assert all(isinstance(item, Report) for item in found)
    assert [(item.input.removeprefix(str(path)), item.url) for item in found if isinstance(item, Report)] == [
        (" record 1", f"{SITE}/a"), (" record 6 entry 1", None), (" record 8", f"{SITE}/b.txt"), (" record 9", f"{SITE}/c"),
    ]  # fmt: skip


def test_pages_in_a_folder_that_keep_wrote_are_read_again(tmp_path: Path) -> None:
    body = gzip.compress(PAGE.encode())
    headers = [*HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    keep(tmp_path / "kept", f"{SITE}/a", "200 OK", headers, [("Host", "kelmcourier.example")], body, "tests")
    (report,) = gather([tmp_path])
    assert isinstance(report, Report) and report.url == f"{SITE}/a" and TEXT.strip() in report.text


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("lost", [30, 150, 300, 600])
def test_a_file_cut_in_the_middle_keeps_what_came_before_and_says_so(tmp_path: Path, packed: bool, lost: int) -> None:
    written = Written(packed).answer("/a", PAGE.encode())
    if packed and lost > 300:
        pytest.skip("the last record is not so long")
    written.answer("/b", PAGE.encode())
    name = "a.warc.gz" if packed else "a.warc"
    first, *rest, failure = gather([written.at(tmp_path / name, lambda data: data[:-lost])])
    assert isinstance(first, Report) and first.url == f"{SITE}/a" and not rest
    assert isinstance(failure, Failure) and "breaks off in record 2" in failure.reason and failure.hint


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("data", [b"", b"WARC", b"no archive at all\n" * 9, b"WARC/1.0\r\nContent-Length: 9e9\r\n\r\n"])
def test_what_is_no_web_archive_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    found = gather([tmp_path / name])
    assert not found if data == b"" else "is no WARC file that can be read" in str(*found)


def test_headers_without_an_end_are_not_held(tmp_path: Path) -> None:
    whole = Written(packed=False).answer("/a", PAGE.encode()).out.getvalue()
    (tmp_path / "a.warc").write_bytes(whole + b"WARC/1.0\r\nX: " + b"x" * 5_000_000)
    read, failure = gather([tmp_path / "a.warc"])
    assert isinstance(read, Report)
    assert isinstance(failure, Failure) and "headers are longer than 100 kB" in failure.reason


def test_a_page_longer_than_a_report_costs_only_itself(tmp_path: Path) -> None:
    written = Written(packed=False).answer("/a", b"<p>" + b"x" * 21_000_000).answer("/b", PAGE.encode())
    long, read = gather([written.at(tmp_path / "a.warc")])
    assert isinstance(long, Failure) and "longer than the 20 MB" in long.reason and long.input.endswith("record 1")
    assert isinstance(read, Report)


def test_a_page_that_swells_costs_only_itself(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 30_000_000)
    written = Written().answer("/a", bomb, [*HTML, ("Content-Encoding", "gzip")]).answer("/b", PAGE.encode())
    swelling, read = gather([written.at(tmp_path / "a.warc.gz")])
    assert isinstance(swelling, Failure) and "grows beyond 20 MB" in swelling.reason
    assert isinstance(read, Report)


def test_a_packed_archive_that_swells_is_stopped(tmp_path: Path) -> None:
    data = Written(packed=False).answer("/a", PAGE.encode()).out.getvalue()
    long = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 90000000\r\n\r\n" + b" " * 90_000_000
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(data) + gzip.compress(long))
    read, failure = gather([tmp_path / "a.warc.gz"])
    assert isinstance(read, Report)
    assert isinstance(failure, Failure) and "200 times" in failure.reason


@pytest.mark.parametrize("coding", ["chunked", "identity"])
def test_chunks_are_joined_whether_they_are_there_or_not(tmp_path: Path, coding: str) -> None:
    body = PAGE.encode()
    chunks = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"
    sent = chunks if coding == "chunked" else body
    written = Written().answer("/a", sent, [*HTML, ("Transfer-Encoding", "chunked")])
    (report,) = gather([written.at(tmp_path / "a.warc.gz")])
    assert isinstance(report, Report) and report.text.count("Korvash") == 3


def test_a_page_packed_in_a_way_that_is_not_read_says_so(tmp_path: Path) -> None:
    written = Written().answer("/a", b"\x1b\x00\x00", [*HTML, ("Content-Encoding", "br")])
    (failure,) = gather([written.at(tmp_path / "a.warc.gz")])
    assert isinstance(failure, Failure) and "(br)" in failure.reason
