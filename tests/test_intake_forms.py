"""Whole pages in forms of many sites: chapters, live entries, time lines, questions and answers, pictures, boxes of the site's own.

Of each, the beginnings of the article's sentences are known, which never vanish, and of those around it, which are no text.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.intake.html import report_from_html
from reportedly.knowledge.loader import default
from reportedly.records import Report

PAGES = Path(__file__).parent / "pages" / "forms"
EXPECTED: dict[str, dict[str, list[str]]] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


def read(name: str) -> Report:
    return report_from_html((PAGES / f"{name}.html").read_bytes(), name, knowledge=default())


def body(report: Report) -> str:
    passed = {i for start, end in report.furniture for i in range(start, end)}
    return "".join(" " if i in passed else c for i, c in enumerate(report.text))


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_of_the_article_is_lost(name: str) -> None:
    said = body(read(name))
    assert [words for words in EXPECTED[name]["article"] if words not in said] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_that_stands_around_the_article_is_its_text(name: str) -> None:
    said = body(read(name))
    assert [words for words in EXPECTED[name]["foreign"] if words in said] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_said_to_be_missing(name: str) -> None:
    assert read(name).notes == ()
