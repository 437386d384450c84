"""Who signed a report and whose copy it is, by the lines above and below it and by what its page says; days beside others."""

from __future__ import annotations

import json

import pytest

from reportedly.intake.html import report_from_html
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.records import Report

TITLE = "Dyke breaks at Tolna and reaches forty houses"
PARAGRAPHS = (
    "The lower dyke at Tolna gave way early on Friday and the water reached forty houses, the regional flood office said.",
    "Three people were taken to hospital, according to Doctor Mira Oss, who heads the clinic of the town.",
    "“The pumps had stood still for a week,” the mayor of Tolna, Jan Ferro, told reporters at the town hall.",
    "The ministry of works denied that. It said in a statement that all four pumps had been tested in April.",
    "Soldiers brought sand by lorry during the night, and a second dyke was holding on Saturday morning.",
)


def body(report: Report) -> str:
    passed = {i for start, end in (*report.furniture, *filter(None, [report.headline])) for i in range(start, end)}
    return "".join("" if i in passed else c for i, c in enumerate(report.text)).strip()


def closed(line: str) -> Report:
    text = "\n\n".join((TITLE, "By Ann Lee", *PARAGRAPHS, line))
    return report_from_text(text, "a.txt", Given(outlet="Tolna Post"), default())


def page(inside: str, head: str = "", **stated: object) -> Report:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE} | stated)
    machine = f'<script type="application/ld+json">{data}</script>' if stated else ""
    dress = '<header><nav><a href="/">Home</a></nav></header>'
    html = f"<html><head><title>{TITLE}</title>{head}{machine}</head><body>{dress}<main>{inside}</main></body></html>"
    return report_from_html(html.encode(), "a.html", knowledge=default())


def article(above: str = "", below: str = "", head: str = "", **stated: object) -> Report:
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return page(f"<article><h1>{TITLE}</h1>{above}{paragraphs}{below}</article>", head, **stated)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(With inputs from agencies)", None),
        ("(Writing by Ann Lee; Editing by Mo Ti)", None),
        ("(Edited by Mo Ti)", None),
        ("Bo S. Ray in Ferro contributed to this article.", None),
        ("Additional reporting by Bo Ray, graphics by Di Eno", None),
        ("Video by Di Eno and Bo Ray", None),
        ("Compiled by Bo Ray from agency reports", None),
        ("Ann Lee reported from Tolna. Bo Ray contributed reporting from Ferro.", None),
        (
            "Reporting by Bo Ray in Ferro; additional reporting by Sarn Press Agency; editing by Mo Ti",
            "Sarn Press Agency",
        ),
        ("Ann Lee, Sarn Press Agency", "Sarn Press Agency"),
        ("Sarn Press Agency with Tolna Post", "Sarn Press Agency"),
        ("al/mo (Sarn Press Agency, SDN)", "Sarn Press Agency; SDN"),
        (
            "This article was first published by the Sarn Examiner and is republished here with permission.",
            "Sarn Examiner",
        ),
        ("This story originally appeared in Voice of Sarn.", "Voice of Sarn"),
        ("This story was first published on May 3, 2031.", None),
        ("This story was first published by Tolna Post.", None),
        ("(This story has not been edited by our staff and comes from a syndicated feed.)", None),
        ("This story was produced with the support of a fund for reporting.", None),
        ("Follow Ann Lee on X: @annlee", None),
    ],
)
def test_a_last_line_that_credits_is_no_body(line: str, agency: str | None) -> None:
    report = closed(line)
    assert body(report).endswith("on Saturday morning.")
    assert (report.byline_agency, report.authors) == (agency, ("Ann Lee",))


@pytest.mark.parametrize(
    "line",
    [
        "Shelling was reported from Ferro on Sunday, and nobody could say by whom.",
        "The mayor said that the report was written by Bo Ray and two engineers from Ferro.",
        "The pamphlet was first published by the Sarn Examiner, which has since closed.",
        "Ann Lee was among those who were taken to hospital.",
        "(The ministry did not answer a question about the fifth pump.)",
    ],
)
def test_a_last_line_that_reports_stays_body(line: str) -> None:
    assert body(closed(line)).endswith(line)


def test_a_byline_and_a_stamp_below_a_summary_are_no_body() -> None:
    summary = "The flood office said that the water had reached the lower town."
    lines = f"<h2>{summary}</h2><div>Written by: Ann Lee</div><div>Tolna | Updated: May 4, 2031 10:00 IST</div>"
    report = article(lines, head='<meta property="article:published_time" content="2031-05-03">')
    assert body(report).split("\n")[0] == summary and "Written" not in body(report) and "IST" not in body(report)
    assert (report.authors, report.published) == (("Ann Lee",), "2031-05-03")


def test_the_name_of_a_known_author_above_the_article_is_no_body() -> None:
    report = article("<p class='by'>Ann Lee</p>", author={"name": "Ann Lee"})
    assert body(report).startswith("The lower dyke")


def test_the_authors_of_one_statement_are_told_apart() -> None:
    report = article(author="By ANN LEE and BO RAY", datePublished="2031-05-03")
    assert report.authors == ("ANN LEE", "BO RAY")


def test_a_day_behind_a_label_of_changes_is_not_that_of_publication() -> None:
    days = "<p><span>{}</span> <time datetime='2031-05-{}T10:00:00Z'>day</time></p>"
    report = article(days.format("Updated", "09") + days.format("First published", "03"))
    assert report.published == "2031-05-03" and body(report).startswith("The lower dyke")


def test_a_copy_whose_own_address_is_an_agencys_is_of_the_site_that_prints_it() -> None:
    here = (
        '<meta property="og:url" content="https://tolna.example/7"><meta property="og:site_name" content="Tolna Post">'
    )
    report = article(head=f'<link rel="canonical" href="https://apnews.com/article/7">{here}')
    assert report.outlet is not None
    assert (report.outlet.name, report.byline_agency, report.url) == ("Tolna Post", "AP", "https://tolna.example/7")


def test_a_page_that_names_nobody_is_of_its_site() -> None:
    organisation = {"@type": "Organization", "@id": "https://www.tolna.example/#organization"}
    report = article(head='<link rel="canonical" href="https://www.tolna.example/7">', publisher=organisation)
    assert report.outlet is not None and report.outlet.name == "tolna.example"


def test_what_amp_sets_between_paragraphs_is_no_body() -> None:
    between = "<amp-fx-flying-carpet><p>Buy now at our shop.</p></amp-fx-flying-carpet><amp-embed><p>You may like</p></amp-embed>"
    said = body(article(below=f"{between}<p>{PARAGRAPHS[1].replace('Three', 'Four')}</p>"))
    assert "Four people" in said and "Buy now" not in said and "You may like" not in said


def test_an_interview_in_a_list_of_terms_says_who_speaks() -> None:
    turns = "".join(
        f"<dt>{name}</dt><dd>{words}</dd>" for name, words in zip(("Oss", "Ferro"), PARAGRAPHS[1:3], strict=True)
    )
    said = body(page(f"<h1>{TITLE}</h1><dl>{turns}</dl>"))
    assert said == f"Oss: {PARAGRAPHS[1]}\nFerro: {PARAGRAPHS[2]}"


@pytest.mark.parametrize(
    "line", ["SPA/Di Eno", "Di Eno / SPA", "(SOUNDBITE OF BELLS)", "First published", "Also Read | Why dykes break"]
)
def test_a_line_that_no_reader_takes_for_the_report_is_no_body(line: str) -> None:
    text = "\n\n".join((TITLE, *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]))
    assert line not in body(report_from_text(text, "a.txt"))
