"""25 pages in the manner of agencies, state media, broadcasters, blogs and newspapers: what is read from them, and what is not."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reportedly.intake.html import report_from_html
from reportedly.intake.options import Given, IntakeError
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report, from_json, to_json

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, Any] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {
        name: report_from_html((PAGES / f"{name}.html").read_bytes(), name, Given(), Knowledge()) for name in EXPECTED
    }


def body_of(report: Report) -> str:
    """What claims are read from: the text without headline and furniture."""
    passed = [*report.furniture, *([report.headline] if report.headline else [])]
    inside = {i for start, end in passed for i in range(start, end)}
    return "".join(" " if i in inside else c for i, c in enumerate(report.text))


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def text_f1(report: Report, expected: dict[str, Any]) -> float:
    """Word F1 of the body against the paragraphs that the page was written around; the dateline is a field, not body."""
    ours = words_of(body_of(report))
    gold = words_of(" ".join(expected["text"]).replace(expected.get("dateline_words", "\0"), ""))
    return 2 * sum((ours & gold).values()) / (sum(ours.values()) + sum(gold.values()))


def test_there_are_25_pages() -> None:
    assert len(EXPECTED) == 25 == len(list(PAGES.glob("*.html")))


def test_text_f1_is_at_least_97(reports: dict[str, Report]) -> None:
    scores = {name: text_f1(reports[name], expected) for name, expected in EXPECTED.items()}
    assert sum(scores.values()) / len(scores) >= 0.97, scores
    assert min(scores.values()) >= 0.9, scores


def test_title_outlet_and_date_are_right_on_95_of_100(reports: dict[str, Report]) -> None:
    wrong = []
    for name, expected in EXPECTED.items():
        report = reports[name]
        found = {"title": report.title, "outlet": report.outlet and report.outlet.name, "published": report.published}
        wrong += [(name, key, value) for key, value in found.items() if value != expected[key]]
    assert len(wrong) <= 0.05 * 3 * len(EXPECTED), wrong


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_of_the_menus_is_body(reports: dict[str, Report], name: str) -> None:
    body = body_of(reports[name])
    for furniture in (
        "Ten goats",
        "Accept all",
        "Sign up",
        "All rights reserved",
        "Top Stories",
        "Advertisement",
        "Share this",
        "crowns\n",
    ):
        assert furniture not in body


@pytest.mark.parametrize("name", EXPECTED)
def test_the_headline_is_the_first_thing_and_is_marked(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    assert report.headline is not None
    assert report.text[slice(*report.headline)].rstrip(".") == EXPECTED[name]["title"]


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if "byline_agency" in expected])
def test_whose_copy_it_is(reports: dict[str, Report], name: str) -> None:
    assert reports[name].byline_agency == EXPECTED[name]["byline_agency"]


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if "authors" in expected])
def test_authors(reports: dict[str, Report], name: str) -> None:
    assert list(reports[name].authors) == EXPECTED[name]["authors"]


def test_where_the_date_was_found_is_said(reports: dict[str, Report]) -> None:
    assert reports["agency-json-ld"].published_from == "json-ld"
    assert reports["agency-share-and-tags"].published_from == "meta"
    assert reports["agency-related-inside"].published_from == "time tag"
    assert reports["state-doubled-title"].published_from == "url"


def test_encodings_that_lie_are_seen_through(reports: dict[str, Report]) -> None:
    assert "“We were having breakfast" in reports["state-windows-1252"].text
    assert reports["state-arabic-windows-1256"].language == "ar"
    assert "مستشفى" in reports["state-arabic-windows-1256"].text


def test_a_server_that_lies_about_the_encoding_is_not_believed() -> None:
    page = (PAGES / "broadcaster-video.html").read_bytes()
    assert "“We have asked" in report_from_html(page, "x", Given(), Knowledge(), charset="windows-1251").text
    arabic = (PAGES / "state-arabic-windows-1256.html").read_bytes()
    assert "مستشفى" in report_from_html(arabic, "x", Given(), Knowledge(), charset="iso-8859-1").text


def test_what_the_user_says_wins() -> None:
    given = Given(
        outlet="Harbour Post", date="2031-01-02", language="en", title="My title", url="https://harbourpost.example/1#x"
    )
    report = report_from_html((PAGES / "agency-json-ld.html").read_bytes(), "x", given, Knowledge())
    assert report.outlet is not None and report.outlet.name == "Harbour Post"
    assert (report.published, report.published_from, report.title) == ("2031-01-02", "given", "My title")
    assert report.url == "https://harbourpost.example/1"
    assert report.byline_agency == "SELNA"


def test_the_same_page_twice_is_the_same_report(reports: dict[str, Report]) -> None:
    name = "broadcaster-amp"
    again = report_from_html((PAGES / f"{name}.html").read_bytes(), name, Given(), Knowledge())
    assert again == reports[name]
    assert from_json(Report, to_json(again)) == again


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body><nav><a href=/>Home</a></nav></body></html>", "<html><body>404"]
)
def test_a_page_without_an_article_says_so(markup: str) -> None:
    with pytest.raises(IntakeError, match="no article"):
        report_from_html(markup.encode(), "menu.html", Given(), Knowledge())
