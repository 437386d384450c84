"""The versions of a report: every text and reading that was kept, and what two of them say differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import reading
from lxml import html
from web_desk import Pages, fill, opened, quick_home

from reportedly.records import By, Certainty, Reading, digest
from reportedly.render.text_difference import text_difference


def retold() -> Reading:
    """The report with other words at its end, read by the same reader."""
    found = reading()
    text = found.report.text.rstrip() + " The office <b>withdrew</b> the figure.\n"
    return replace(found, report=replace(found.report, text=text, version=digest(text)))


def read_again() -> Reading:
    """The same text read by another reader, which holds the first claim back."""
    found = retold()
    first = replace(found.claims[0], certainty=Certainty.DENIED)
    return replace(found, by=By("other@2", None, "invented"), claims=(first, *found.claims[2:]))


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    with quick_home(tmp_path):
        fill(tmp_path, 2, (retold(), read_again()))
        with opened(tmp_path) as found:
            yield found


def test_the_last_two_readings_are_compared_claim_by_claim(pages: Pages) -> None:
    client, _ = pages
    page = html.fromstring(client.get(f"/report/{reading().report.id}/versions").text)
    text = page.xpath("string(//main)")
    assert "2 texts, 3 readings" in text and text.count("the one that counts") == 1
    assert "The text is the same" in text and "1 lost" in text
    assert next(one.text for one in page.xpath("//ins")) == "denied"


def test_two_texts_are_shown_as_one_with_what_went_and_came(pages: Pages) -> None:
    client, _ = pages
    address = f"/report/{reading().report.id}/versions"
    numbers = html.fromstring(client.get(address).text).xpath("//select[@name='one']/option/@value")
    page = html.fromstring(client.get(f"{address}?one={numbers[0]}&two={numbers[1]}").text)
    assert "withdrew" in "".join(page.xpath("//div[@class='texts']/ins//text()"))
    assert page.xpath("//div[@class='texts']//b") == []
    chosen = page.xpath("//option[@selected]/@value")
    assert chosen == [numbers[0], numbers[1]]


def test_a_report_that_was_read_once_says_when_there_will_be_more(pages: Pages) -> None:
    client, desk = pages
    once = next(one.report.id for one in desk.store.readings() if one.report.id != reading().report.id)
    assert "It was read once" in client.get(f"/report/{once}/versions").text
    assert f"/report/{once}/versions" in client.get(f"/report/{once}").text


def test_readings_of_other_reports_are_not_here(pages: Pages) -> None:
    client, desk = pages
    address = f"/report/{reading().report.id}/versions"
    once = next(one.report.id for one in desk.store.readings() if one.report.id != reading().report.id)
    other = html.fromstring(client.get(address).text).xpath("//select[@name='one']/option/@value")[0]
    assert client.get(f"/report/{once}/versions?one={other}").status_code == 404
    for odd in ("x", "-1", "99999999"):
        assert client.get(f"{address}?one={odd}").status_code == 404
    assert client.get("/report/none/versions").status_code == 404


TEXTS = st.lists(st.sampled_from(["fire ", "at dawn", "\n", " ", "\n\n", "market", "🚢", "\u2028", "\x0b"])).map(
    "".join
)


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts_whole(before: str, after: str) -> None:
    found = text_difference(before, after)
    assert "".join(one.text for one in found if one.where != "after") == before
    assert "".join(one.text for one in found if one.where != "before") == after


def test_what_is_alike_is_not_told_as_different() -> None:
    found = text_difference("One line.\nTen people died.\n", "One line.\nTwelve people died.\n")
    assert [(one.text.strip(), one.where) for one in found] == [
        ("One line.", "both"), ("Ten", "before"), ("Twelve", "after"), ("people died.", "both"),
    ]  # fmt: skip
