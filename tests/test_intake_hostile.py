"""Sixty pages made to break a reader: each gives a report or a recorded reason, and the process that reads lives on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.intake.extractor import MEMORY
from reportedly.intake.html import report_from_html
from reportedly.intake.options import Given, IntakeError
from reportedly.intake.worker import Worker, worker
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report

BODY = "".join(
    f"<p>The council of Tirun said on day {day} of the inquiry that {day * 7} of the letters had been found.</p>"
    for day in range(1, 7)
)


def page(inside: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang=en><head><title>Letters found in Tirun</title>{head}</head><body>{inside}</body></html>".encode(
        "utf-8", "surrogatepass"
    )


def article(extra: str = "", head: str = "") -> bytes:
    return page(f"<article><h1>Letters found in Tirun</h1>{BODY}{extra}</article>", head)


def ld(text: str) -> bytes:
    return article(head=f'<script type="application/ld+json">{text}</script>')


EVENTS = ("onload", "onerror", "onclick", "onmouseover", "onfocus", "onanimationstart", "ontoggle", "onbegin")
HOSTILE: dict[str, Callable[[], bytes]] = {
    "100,000 nested tags": lambda: page("<div>" * 100_000 + "x"),
    "nested and closed": lambda: page("<span>" * 20_000 + "x" + "</span>" * 20_000),
    "nested in the article": lambda: article("<b>" * 5_000 + "x" + "</b>" * 5_000),
    "nested lists": lambda: page("<ul><li>" * 3_000 + BODY),
    "nested tables": lambda: page("<table><tr><td>" * 3_000 + BODY),
    "nested frames": lambda: page("<iframe srcdoc='<p>'>" * 2_000 + BODY),
    "nested quotations": lambda: page("<blockquote>" * 230 + BODY),
    "just not too deep": lambda: page("<div>" * 200 + BODY + "</div>" * 200),
    "400,000 paragraphs": lambda: page("<p>a b c " * 400_000),
    "15,000 paragraphs": lambda: page("<article>" + "<p>The same words again.</p>" * 15_000),
    "30,000 line breaks": lambda: article("<br>" * 30_000),
    "unclosed everything": lambda: article("<b><i><u><a href=x><font><center>" * 30),
    "only closing tags": lambda: page("</div></p></article>" * 50_000 + BODY),
    "100,000 links": lambda: article("<a href='/x'>y</a> " * 100_000),
    "20,000 attributes": lambda: article("<p " + " ".join(f"a{i}=1" for i in range(20_000)) + ">x</p>"),
    "an attribute of 5 MB": lambda: article(f"<p title='{'x' * 5_000_000}'>x</p>"),
    "a tag name of 1 MB": lambda: article(f"<{'x' * 1_000_000}>y</x>"),
    "a comment without end": lambda: article("<!-- " + "x" * 500_000),
    "a million comments": lambda: article("<!---->" * 200_000),
    "comment in comment": lambda: article("<!-- <!-- --> --> <!--> <!---> --!>"),
    "a script without end": lambda: article("<script>" + "x" * 500_000),
    "a style without end": lambda: article("<style>" + "x{}" * 100_000),
    "CDATA": lambda: article("<![CDATA[ <p>x</p> ]]>" * 1_000),
    "processing instructions": lambda: article("<?php echo 1 ?><?xml?>" * 10_000),
    "a DTD with entities": lambda: (
        b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><html><body><p>&c;</p></body></html>'
    ),
    "an external entity": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>'
    ),
    "an entity flood": lambda: article("<p>" + "&amp;" * 500_000 + "</p>"),
    "numeric entities": lambda: article("<p>" + "".join(f"&#{n};" for n in range(0, 70_000, 7)) + "</p>"),
    "entities beyond Unicode": lambda: article("<p>&#x110000; &#xD800; &#0; &#-1; &#99999999999999999999; &bogus;</p>" * 200),
    "bidi controls": lambda: article("<p>\u202e" + "gnihton dias eh \u2066\u2067\u2068\u2069\u202a" * 2_000 + "</p>"),
    "zero-width characters": lambda: article("<p>" + "a\u200b\u200d\ufeff\u2060" * 50_000 + "</p>"),
    "combining marks": lambda: article("<p>Z" + "\u0301" * 200_000 + "</p>"),
    "lone surrogates": lambda: article("<p>\ud800 \udfff</p>"),
    "private and unassigned": lambda: article("<p>" + "\ue000\U0010ffff\ufffe" * 10_000 + "</p>"),
    "NUL everywhere": lambda: article().replace(b" ", b"\0 "),
    "NUL in tags": lambda: article("<p\0>x</p\0><sc\0ript>alert(1)</sc\0ript>"),
    "a BOM in the middle": lambda: article("<p>\ufeff\ufeff\ufeff</p>"),
    "bytes that are no text": lambda: b"<html><body>" + bytes(range(256)) * 4_000,
    "a picture called page": lambda: b"\x89PNG\r\n\x1a\n" + b"<html>" * 100,
    "nothing": lambda: b"",
    "white space": lambda: b" \n" * 100_000,
    "only a doctype": lambda: b"<!doctype html>",
    "only <": lambda: b"<html>" + b"<" * 500_000,
    "only &": lambda: b"<html><body>" + b"&" * 500_000,
    "half a tag": lambda: article()[:-30] + b"<a href=",
    "one line of 19 MB": lambda: article("<p>" + "word " * 3_800_000 + "</p>"),
    "one word of 10 MB": lambda: article("<p>" + "w" * 10_000_000 + "</p>"),
    "50 MB": lambda: article("x" * 50_000_000),
    "charset lies: UTF-8 called 8859-1": lambda: article("<p>“é” – ж</p>", "<meta charset='iso-8859-1'>"),
    "charset lies: 1252 called UTF-8": lambda: article("<p>XeX</p>", "<meta charset=utf-8>").replace(b"XeX", b"\x93\xe9\x94" * 9),
    "charset unknown": lambda: article("<p>XeX</p>", "<meta charset='x-no-such'>").replace(b"XeX", b"\xe9\xe8"),
    "charset UTF-7": lambda: article("<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>", "<meta charset=utf-7>"),
    "charset of a codec": lambda: article("<p>XeX</p>", "<meta charset=zip_codec>").replace(b"XeX", b"\xff\xfe\xfd"),
    "UTF-16 called UTF-8": lambda: article(head="<meta charset=utf-8>").decode().encode("utf-16"),
    "script in every attribute": lambda: article(
        "".join(f"<img src=x {e}='alert(1)'><a href='javascript:alert(1)' {e}=alert(1)>x</a>" for e in EVENTS) * 100
    ),
    "scripts in data": lambda: article("<svg><script>alert(1)</script><foreignObject>x</foreignObject></svg><math>y</math>"),
    "JSON-LD that is no JSON": lambda: ld("{'headline': oops"),
    "JSON-LD nested 100,000 deep": lambda: ld("[" * 100_000 + "]" * 100_000),
    "JSON-LD of odd types": lambda: ld(
        json.dumps({"@type": ["NewsArticle", 7, None], "headline": {"a": [1]}, "datePublished": 20310504, "author": [[["x"]], 3],
                    "publisher": [None, {"name": 5}], "articleBody": ["x"], "url": {"@id": 9}, "@graph": {"@graph": "x"}})
    ),
    "JSON-LD of 3 MB": lambda: ld(json.dumps({"@type": "NewsArticle", "headline": "x" * 3_000_000})),
    "5,000 metas": lambda: article(head="<meta name=date content='not a date'><meta property='og:title' content='x'>" * 5_000),
    "a title of 2 MB": lambda: page(f"<article><h1>{'Long title ' * 200_000}</h1>{BODY}</article>"),
    "odd addresses": lambda: article(head="<link rel=canonical href='http://[::1'><meta property=og:url content='javascript:x'>"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_network_or_files(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_there_are_sixty_pages() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_a_report_or_a_reason(name: str) -> None:
    try:
        report = report_from_html(HOSTILE[name](), f"{name}.html", Given(), Knowledge())
    except IntakeError as error:
        assert error.failure.input == f"{name}.html" and error.failure.reason and error.failure.hint
        return
    assert isinstance(report, Report) and report.text.strip()
    assert all(0 <= start < end <= len(report.text) for start, end in report.furniture)
    assert "root:" not in report.text and "alert(1)" not in report.text.replace("+ADw-script+AD4-alert(1)", "")


@pytest.mark.parametrize(
    "name", ["just not too deep", "unclosed everything", "NUL in tags", "JSON-LD nested 100,000 deep", "5,000 metas"]
)
def test_the_article_of_a_merely_odd_page_is_read(name: str) -> None:
    report = report_from_html(HOSTILE[name](), name, Given(), Knowledge())
    assert "inquiry" in report.text and report.title == "Letters found in Tirun"


def test_a_page_that_takes_too_long_is_ended_and_the_next_one_is_read() -> None:
    slow = Worker(seconds=0.2)
    try:
        with pytest.raises(IntakeError, match=r"took more than 0\.2 s of processor time"):
            slow.read("<html><body>" + "<p>a b c " * 400_000, "slow.html")
        assert "inquiry" in slow.read(article().decode(), "good.html").text
    finally:
        slow.close()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded and counted by Linux")
def test_no_page_takes_more_memory_than_it_may() -> None:
    with pytest.raises(IntakeError, match=r"500 MB|s of processor time"):  # whichever bound comes first
        report_from_html(HOSTILE["400,000 paragraphs"](), "large.html", Given(), Knowledge())
    report_from_html(article(), "good.html", Given(), Knowledge())
    process = worker()._process
    assert process is not None
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    peak = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmPeak"))
    assert peak <= MEMORY
