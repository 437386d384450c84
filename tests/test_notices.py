"""Notices: a headline flatter than its body; an accused party that is not heard. Each shows the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_reports import FEW, NEWS
from readings import bare, read

from reportedly.reading.lang.en.reader import by_rules
from reportedly.records import Notice

FLAT = "Gunboats destroy two oil barges near Umbrel\n\n"
HEDGED = "Gunboats reportedly destroyed two oil barges near the port of Umbrel on Monday.\n\nIt rained all night in the port.\n"


def notices(text: str, kind: str) -> list[Notice]:
    return [notice for notice in read(text).notices if notice.kind == kind]


def test_a_flat_headline_over_a_hedged_body_is_shown_with_the_hedge() -> None:
    (notice,) = notices(FLAT + HEDGED, "headline_drops_hedge")
    head, body = ((FLAT + HEDGED)[slice(*span)] for span in notice.spans)
    assert head.startswith("Gunboats destroy") and "reportedly" in body
    assert notice.about == "reportedly"


@pytest.mark.parametrize(
    "text",
    [
        "Gunboats reportedly destroy two oil barges near Umbrel\n\n" + HEDGED,
        FLAT + HEDGED.replace("reportedly ", ""),
        "Rain floods the market of Dorrin again\n\n" + HEDGED,
        HEDGED,
    ],
    ids=["the headline hedges too", "the body is flat", "about something else", "no headline"],
)
def test_other_headlines_are_not(text: str) -> None:
    assert notices(text, "headline_drops_hedge") == []


ACCUSED = "The Sorvane government accused Jullick of diverting the river.\n"


def test_an_accused_party_that_is_not_cited_is_named() -> None:
    (notice,) = notices(ACCUSED, "no_statement")
    assert notice.about == "Jullick" and ACCUSED[slice(*notice.spans[0])] == "Jullick"


@pytest.mark.parametrize(
    "answer", ["Jullick denied it had diverted the river.", "The Jullick army said the river was low."]
)
def test_one_that_is_cited_is_not(answer: str) -> None:
    assert notices(ACCUSED + answer, "no_statement") == []


def test_each_party_is_named_once() -> None:
    again = ACCUSED + "The dockers' union accused Jullick of burning the crops.\n"
    assert len(notices(again, "no_statement")) == 1


@FEW
@given(NEWS)
def test_notices_show_words_and_pass_no_verdict(text: str) -> None:
    for notice in by_rules().read(bare(text)).notices:
        assert notice.kind in ("headline_drops_hedge", "no_statement")
        assert notice.spans and all(text[start:end].strip() for start, end in notice.spans)
