"""What pages say of themselves: JSON-LD, meta, headings; and dates in every manner."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reportedly.intake.dates import check_date, other_months, read_date
from reportedly.intake.facts import facts_of
from reportedly.intake.inflate import InflateError, inflate
from reportedly.intake.jsonld import article_node, names_of, nodes_of, text_of

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@graph", "headline", "author", "name", "x"]), inner)
    ),
    max_leaves=12,
)


def facts(head: str, body: str = "", url: str | None = None):  # type: ignore[no-untyped-def]
    return facts_of(html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>"), url)


@pytest.mark.parametrize(
    ("head", "body", "url", "date", "where"),
    [
        (
            "<meta property='article:published_time' content='2031-05-04T23:30:00-05:00'>",
            "",
            None,
            "2031-05-04",
            "meta",
        ),
        ("<meta itemprop='datePublished' content='May 4, 2031'>", "", None, "2031-05-04", "meta"),
        ("", "<article><time datetime='2031-05-04'>x</time></article>", None, "2031-05-04", "time tag"),
        ("", "<time>4 May 2031</time>", None, None, None),
        ("", "", "https://kelmcourier.example/2031/05/04/dam", "2031-05-04", "url"),
        ("", "", "https://kelmcourier.example/news-20310504-x", None, None),
        ("", "", "https://kelmcourier.example/20310504/dam", "2031-05-04", "url"),
        ("<title>Dam open</title>", "<h2>Dam open</h2><i class='news-date'>04.05.2031</i>", None, "2031-05-04", "text"),
        ("<title>Dam open</title>", "<i class='date'>4 May 2031</i><h2>Dam open</h2>", None, None, None),
        ("<title>Dam open</title>", "<h2>Dam open</h2><i class='date'>Updated 4 May 2031</i>", None, None, None),
        ("<meta name='date' content='yesterday'>", "", "https://kelmcourier.example/2031/13/45/x", None, None),
    ],
)
def test_where_the_date_is(head: str, body: str, url: str | None, date: str | None, where: str | None) -> None:
    found = facts(head, body, url)
    assert (found.published, found.published_from) == (date, where)


@pytest.mark.parametrize(
    ("head", "body", "title", "site"),
    [
        (
            "<title>Dam gates opened | Kelm Courier</title>",
            "<h1>Dam gates opened</h1>",
            "Dam gates opened",
            "Kelm Courier",
        ),
        (
            "<title>Kelm Courier - Dam gates opened</title><meta property='og:site_name' content='Kelm Courier'>",
            "",
            "Dam gates opened",
            "Kelm Courier",
        ),
        (
            "<meta property='og:title' content='Dam gates &amp; doors'>",
            "<h1>Kelm Courier</h1>",
            "Dam gates & doors",
            None,
        ),
        ("<title>Dam - gates opened</title>", "", "Dam - gates opened", None),
        ("", "<h1>Dam gates opened</h1>", "Dam gates opened", None),
        ("", "", None, None),
    ],
)
def test_title_and_site(head: str, body: str, title: str | None, site: str | None) -> None:
    found = facts(head, body)
    assert (found.title, found.site) == (title, site)


def test_an_address_that_is_none_is_not_taken() -> None:
    for href in ("javascript:alert(1)", "/relative", "http://", "data:text/html,x"):
        assert facts(f"<link rel=canonical href='{href}'>").url is None
    assert facts("<link rel=canonical href='https://kelmcourier.example/a'>").url == "https://kelmcourier.example/a"


@given(st.lists(JSON.map(lambda data: json.dumps(data)) | st.text(max_size=40), max_size=4))
def test_any_json_ld_is_a_node_or_none(blocks: list[str]) -> None:
    node = article_node(nodes_of(blocks))
    assert text_of(node, "headline", "publisher") is None or isinstance(text_of(node, "headline", "publisher"), str)
    assert all(isinstance(name, str) and name for name in names_of(node, "author"))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2031-05-04T10:00:00Z", "2031-05-04"),
        ("Tue, 4th May 2031", "2031-05-04"),
        ("May. 4, 2031", "2031-05-04"),
        ("4.5.2031", "2031-05-04"),
        ("25/05/2031", "2031-05-25"),
        ("05/25/2031", "2031-05-25"),
        ("05/04/2031", None),
        ("2031-02-30", None),
        ("31 June 2031", None),
        ("May 2031", None),
        ("12345-05-04", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3 Kasim 2023", "2023-11-03"),
        ("12 MAYIS 2031", "2031-05-12"),
        ("1 ARALIK 2024", "2024-12-01"),
        ("5 HAZİRAN 2024", "2024-06-05"),
        ("Aprıl 4, 2031", "2031-04-04"),
    ],
)
def test_a_month_is_read_with_and_without_turkish_dots(text: str, date: str) -> None:
    assert read_date(text) == date


def test_every_month_is_read_however_its_letters_are_written() -> None:
    swapped = (
        str.lower,
        str.upper,
        str.title,
        lambda name: name.replace("i", "ı"),
        lambda name: name.replace("i", "İ"),
    )
    for name, number, _ in other_months():
        assert {read_date(f"7 {change(name)} 2031") for change in swapped} == {f"2031-{int(number):02d}-07"}


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_date(text)
    assert found is None or check_date(found) == found


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "identity", "br", "x", ""]))
def test_any_bytes_inflate_within_bounds_or_say_why_not(data: bytes, coding: str) -> None:
    try:
        assert len(inflate(data, coding or None, 1_000)) <= 1_000
    except InflateError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("publisher", "site"),
    [
        ({"@id": "https://kelm.example/#org"}, "Kelm Courier"),
        ("https://kelm.example/#org", "Kelm Courier"),
        ([{"@id": "#nobody"}], "Kelm Courier"),
        ({"url": "www.kelm.example"}, "Kelm Courier"),
    ],
)
def test_an_address_is_no_name(publisher: object, site: str) -> None:
    block = json.dumps({"@graph": [{"@type": "NewsArticle", "publisher": publisher}]})
    found = facts(f'<meta property="og:site_name" content="{site}"><script type="application/ld+json">{block}</script>')
    assert (found.publisher, found.site) == (None, site)


def test_whom_the_article_refers_to_is_named() -> None:
    people = [
        {"@type": "Person", "@id": "#p", "name": "Jo Banda"},
        {"@type": "Organization", "@id": "#o", "name": "Kelm Courier"},
    ]
    block = json.dumps(
        {"@graph": [{"@type": "Article", "publisher": {"@id": "#o"}, "author": [{"@id": "#p"}]}, *people]}
    )
    found = facts(f'<script type="application/ld+json">{block}</script>')
    assert (found.publisher, found.authors) == ("Kelm Courier", ("Jo Banda",))


def test_the_day_of_a_change_is_not_the_day_of_publication() -> None:
    times = "<article><p>Updated <time datetime='2031-05-12'>12 May</time></p><time datetime='2031-05-10'>10 May</time></article>"
    assert facts("", times).published == "2031-05-10"
