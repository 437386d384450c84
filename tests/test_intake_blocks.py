"""What a page's markup puts between, around and into an article, and an article in several blocks."""

from __future__ import annotations

import json

import pytest

from reportedly.intake.html import report_from_html
from reportedly.intake.options import Given
from reportedly.intake.page import deepest
from reportedly.knowledge.loader import Entity, Knowledge
from reportedly.records import Report, SourceType

TITLE = "Two gates of the Korvash dam opened"
LINES = (
    "Engineers opened two gates of the Korvash dam on Tuesday, the water ministry said.",
    "A shopkeeper in Tirun said that water had entered his cellar within an hour of that.",
    "The opposition accused the government of having ignored warnings; the ministry denied this.",
    "“Nobody rang us,” said Ada Brill, who keeps an inn below the wall.",
)
KNOWN = Knowledge({"orvia": Entity("orvia", "Orvia", SourceType.AGENCY)})


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read(body: str, head: str = "") -> Report:
    markup = (
        f"<!doctype html><html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{body}</article>"
    )
    return report_from_html(markup.encode(), "page.html", Given(), KNOWN)


def test_script_is_no_nesting() -> None:
    assert deepest("<div><script>for(i=0;i<a;i++)if(b<c&&d<e)f()</script><!-- <b><b><b> --></div>") == 1
    assert deepest("<div>" * 9 + "<SCRIPT>i<a") == 9


@pytest.mark.parametrize(
    "between", ["<div class=ad>Advertisement</div>", "<div class=x><div>Story continues below</div></div>"]
)
def test_an_article_in_blocks_is_read_whole(between: str) -> None:
    report = read(
        between.join(
            f"<div class=row><div class='col body'>{paragraphs(line, line[:-1] + ' twice.')}</div></div>"
            for line in LINES
        )
    )
    assert all(line in report.text for line in LINES)
    assert not report.notes


def test_what_only_the_machine_data_holds_is_said_to_be_missing() -> None:
    block = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(LINES)})
    report = read(paragraphs(*LINES[:3]), f'<script type="application/ld+json">{block}</script>')
    assert any("% of the page's article were not read" in note for note in report.notes)


@pytest.mark.parametrize(
    "post",
    [
        "<blockquote class='twitter-tweet'><p>The wall is cracked.</p>&mdash; Ada Brill (@adabrill) <a href=x>May 8</a></blockquote>",
        "<blockquote class='bluesky-embed'><p>The wall is cracked.</p>— Ada Brill (<a href=y>@adabrill</a>) May 8</blockquote>",
    ],
)
def test_a_post_is_the_words_of_its_account(post: str) -> None:
    assert (
        "Ada Brill (@adabrill): “The wall is cracked.”"
        in read(paragraphs(*LINES[:2]) + post + paragraphs(*LINES[2:])).text
    )


def test_a_post_of_nobody_is_left_out_and_that_is_said() -> None:
    report = read(paragraphs(*LINES) + "<blockquote class='twitter-tweet'><p>The wall is cracked.</p></blockquote>")
    assert "cracked" not in report.text and "no account" in report.notes[0]


def test_a_box_by_whatever_name_that_holds_the_article_stays() -> None:
    assert all(line in read(f"<div class='related promo'>{paragraphs(*LINES)}</div>").text for line in LINES)


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>MORE: <a href=x>Minister says dam was sound</a></b></p>",
        "<p><a href=x>Minister says dam was sound</a></p>",
        "<ul><li><a href=x>Minister says dam was sound</a></li><li><a href=y>Minister says wall is sound</a></li></ul>",
        "<div class=relatedStories><p>Minister says the dam was sound when he saw it.</p></div>",
        "<p>Minister says dam was sound, our letter says. <a href=x>Sign up here</a>.</p>",
    ],
)
def test_links_to_other_stories_are_no_text(line: str) -> None:
    assert "Minister says" not in read(paragraphs(*LINES[:2]) + line + paragraphs(*LINES[2:])).text


def test_a_linked_sentence_is_text() -> None:
    line = "<p><a href=x>The minister said on Monday that the dam was sound and would hold.</a></p>"
    assert "was sound" in read(paragraphs(*LINES[:2]) + line + paragraphs(*LINES[2:])).text


def test_the_agency_whose_copy_a_paper_prints_is_not_the_outlet() -> None:
    block = json.dumps({"@type": "NewsArticle", "headline": TITLE, "publisher": {"name": "Orvia"}})
    head = f'<meta property="og:site_name" content="Kelm Courier"><script type="application/ld+json">{block}</script>'
    report = read(paragraphs(*LINES), head)
    assert report.outlet is not None and (report.outlet.name, report.byline_agency) == ("Kelm Courier", "Orvia")
    own = read(paragraphs(*LINES), head.replace("Kelm Courier", "Orvia"))
    assert own.outlet is not None and (own.outlet.name, own.byline_agency) == ("Orvia", None)


def test_a_short_article_keeps_its_paragraphs_apart_from_byline_and_stamp() -> None:
    report = read("<p class=byline>By Jo Banda</p><time>Updated 20 May 2031</time>" + paragraphs(*LINES[:2]))
    assert report.text.split("\n") == [TITLE, "", *LINES[:2]]
