"""Pages in the manner of today's sites: script, `@graph`, blocks, forms between paragraphs, agency copy, live reports.

Each is written around known paragraphs, so that what is lost and what comes from outside the article can be counted:
sites are short pages of one manner each, those of today carry the whole dress of a site, and what counts for and against
nothing (a summary above the text) stands apart as `optional`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportedly.intake.html import report_from_html
from reportedly.intake.options import Given
from reportedly.knowledge.loader import Knowledge, default
from reportedly.records import Report

PAGES = Path(__file__).parent / "pages"
FOLDERS = {"sites": 40, "today": 57}
FLOORS = {"title": 0.97, "outlet": 0.97, "published": 0.97, "agency": 0.97}
AUTHORS = {"sites": 0.97, "today": 0.85}


@dataclass(frozen=True)
class Pages:
    """A folder of pages: what is expected of each, and the reports that were read."""

    folder: str
    expected: dict[str, Any]
    reports: dict[str, Report]


@pytest.fixture(scope="module", params=FOLDERS)
def pages(request: pytest.FixtureRequest) -> Pages:
    known: Knowledge = default()
    folder = PAGES / request.param
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    reports = {
        name: report_from_html((folder / f"{name}.html").read_bytes(), name, Given(), known) for name in expected
    }
    return Pages(request.param, expected, reports)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def body(report: Report) -> Counter[str]:
    """The words that claims are read from: those outside headline and furniture."""
    passed = [*report.furniture, *([report.headline] if report.headline else [])]
    inside = {i for start, end in passed for i in range(start, end)}
    return words("".join(" " if i in inside else c for i, c in enumerate(report.text)))


def wrong(pages: Pages) -> Iterator[tuple[str, str, object]]:
    for name, expected in pages.expected.items():
        report = pages.reports[name]
        found = {
            "title": report.title,
            "outlet": report.outlet and report.outlet.name,
            "published": report.published,
            "agency": report.byline_agency,
            "authors": list(report.authors),
        }
        yield from ((name, key, value) for key, value in found.items() if value != expected[key])


def test_every_page_is_expected(pages: Pages) -> None:
    assert len(pages.expected) == FOLDERS[pages.folder] == len(list((PAGES / pages.folder).glob("*.html")))


def test_title_outlet_day_and_agency_are_right_on_97_of_100(pages: Pages) -> None:
    found = list(wrong(pages))
    for key, floor in (FLOORS | {"authors": AUTHORS[pages.folder]}).items():
        of_key = [entry for entry in found if entry[1] == key]
        print(f"{key}: {1 - len(of_key) / len(pages.expected):.3f}", *of_key)
        assert len(of_key) <= (1 - floor) * len(pages.expected), of_key


def test_the_body_is_kept_whole_and_hardly_anything_else(pages: Pages) -> None:
    scores, outside, kept = {}, {}, 0
    for name, expected in pages.expected.items():
        gold = words(" ".join(expected["text"]))
        ours = body(pages.reports[name])
        ours -= (ours - gold) & words(" ".join(expected.get("optional", [])))
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


def test_nothing_is_said_to_be_missing_of_a_page_read_whole(pages: Pages) -> None:
    assert {name: report.notes for name, report in pages.reports.items() if report.notes} == {}
