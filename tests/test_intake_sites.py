"""Pages in the manner of today's sites: script, `@graph`, blocks, forms between paragraphs, agency copy, live reports.

Each is written around known paragraphs, so that what is lost and what comes from outside the article can be counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.intake.html import report_from_html
from reportedly.intake.options import Given
from reportedly.knowledge.loader import Knowledge, default
from reportedly.records import Report

PAGES = Path(__file__).parent / "pages" / "sites"
EXPECTED: dict[str, Any] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    known: Knowledge = default()
    return {name: report_from_html((PAGES / f"{name}.html").read_bytes(), name, Given(), known) for name in EXPECTED}


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def body(report: Report) -> Counter[str]:
    """The words that claims are read from: those outside headline and furniture."""
    passed = [*report.furniture, *([report.headline] if report.headline else [])]
    inside = {i for start, end in passed for i in range(start, end)}
    return words("".join(" " if i in inside else c for i, c in enumerate(report.text)))


def wrong(reports: dict[str, Report]) -> Iterator[tuple[str, str, object]]:
    for name, expected in EXPECTED.items():
        report = reports[name]
        found = {
            "title": report.title,
            "outlet": report.outlet and report.outlet.name,
            "published": report.published,
            "agency": report.byline_agency,
            "authors": list(report.authors),
        }
        yield from ((name, key, value) for key, value in found.items() if value != expected[key])


def test_there_are_40_pages() -> None:
    assert len(EXPECTED) == 40 == len(list(PAGES.glob("*.html")))


def test_title_outlet_day_and_agency_are_right_on_97_of_100(reports: dict[str, Report]) -> None:
    found = list(wrong(reports))
    for key in ("title", "outlet", "published", "agency", "authors"):
        of_key = [entry for entry in found if entry[1] == key]
        print(f"{key}: {1 - len(of_key) / len(EXPECTED):.3f}", *of_key)
        assert len(of_key) <= 0.03 * len(EXPECTED), of_key


def test_the_body_is_kept_whole_and_hardly_anything_else(reports: dict[str, Report]) -> None:
    scores, outside, kept = {}, {}, 0
    for name, expected in EXPECTED.items():
        ours, gold = body(reports[name]), words(" ".join(expected["text"]))
        scores[name] = 2 * sum((ours & gold).values()) / (sum(ours.values()) + sum(gold.values()))
        outside[name] = sum((ours - gold).values())
        kept += sum(ours.values())
    share = sum(outside.values()) / kept
    print(
        f"F1 {sum(scores.values()) / len(scores):.3f}, outside {share:.4f}", {n: s for n, s in scores.items() if s < 1}
    )
    assert sum(scores.values()) / len(scores) >= 0.97, scores
    assert min(scores.values()) >= 0.9, scores
    assert share <= 0.01, outside


def test_nothing_is_said_to_be_missing_of_a_page_read_whole(reports: dict[str, Report]) -> None:
    assert {name: report.notes for name, report in reports.items() if report.notes} == {}
