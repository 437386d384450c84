"""The page as text: whole, self-contained, with every claim linked both ways."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from invented import CLAIMS, TEXT, WATCH, at, reading, report

from reportedly.records import Notice
from reportedly.render.page import page


def text_of(markup: str) -> str:
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<a [^>]*class=\"number.*?</a>", "", markup)))


def test_the_article_is_there_word_for_word() -> None:
    shown = " ".join(text_of(page([reading()])).split())
    for line in TEXT.split("\n\n"):
        assert " ".join(line.split()) in shown


def test_the_policy_names_the_style_and_allows_nothing_else() -> None:
    made = page([reading()])
    (style,) = re.findall(r"<style>(.*?)</style>", made, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in made
    assert not re.findall(r"<script|<img|<link|<iframe| src=| style=|@import|url\(", made)


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_double() -> None:
    made = page([reading(), reading()])
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', made)) <= set(ids)


def test_each_claim_is_numbered_in_the_text_and_listed_by_origin() -> None:
    made = page([reading()])
    for number, claim in enumerate(CLAIMS, 1):
        assert f'id="r1c{number}"' in made
        assert f'id="r1c{number}l"' in made
        assert claim.certainty in made


def test_unnamed_and_custody_are_said_in_words_in_the_drawing() -> None:
    made = page([reading()])
    assert "military · unnamed: on condition of anonymity" in made
    assert "detainee · unnamed: several at once · in custody" in made


def test_several_reports_begin_with_a_list() -> None:
    made = page([reading(), reading(report=report(title="A second report", headline=None))])
    assert 'href="#r2"' in made
    assert made.index("2 reports") < made.index('id="r1"')
    assert "2 reports" not in page([reading()])
    assert "<bdi>Corriden Daily</bdi> · <bdi>2031-05-07</bdi>" in made[: made.index('id="r1"')]


def test_only_a_web_address_is_linked() -> None:
    assert 'href="https://corriden.example/1"' in page([reading(report=report(url="https://corriden.example/1"))])
    assert "javascript:" not in page([reading(report=report(url="javascript:alert(1)"))])


def test_a_report_that_was_not_read_is_shown_with_the_reason() -> None:
    made = page([reading(claims=(), notices=(Notice("language_not_read", about="ar"),), report=report(language="ar"))])
    assert "no reader is installed for its language (ar)" in made
    assert "Claims by origin" not in made


def test_overlapping_claims_share_the_words_they_share() -> None:
    outer, inner = CLAIMS[4], replace(CLAIMS[4], id="inner", spans=(at("two shepherds"),), chain=(WATCH,))
    made = page([reading(claims=(outer, inner))])
    assert re.search(r'<span class="content m1 m2">two shepherds</span>', made)


def test_credit_for_places_and_boundaries_stands_where_places_are_shown() -> None:
    assert "Places © GeoNames, CC BY 4.0, modified" in page([reading()])
    assert "Boundaries are drawn de facto" in page([reading()])
    assert "GeoNames" not in page([reading(claims=CLAIMS[5:6])])


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_readings_make_the_same_page(count: int) -> None:
    assert page([reading()] * count) == page([reading()] * count)
