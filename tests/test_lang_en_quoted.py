"""Quotations that run on: a quotation is whole somebody's, or nobody's."""

from __future__ import annotations

from hypothesis import given
from random_reports import FEW, NEWS
from readings import attributed, lines, told

from reportedly.reading.quotations import find_quotations
from reportedly.reading.spans import covered, merged, overlap, trimmed


def said(text: str) -> list[tuple[str, str]]:
    return [(source, content) for source, _, content in told(text, attributed(text))]


def test_a_quotation_over_sentences_is_whole_its_speakers() -> None:
    text = "“The wells are dry. We walk for hours. Nobody came,” said Ines Dorval."
    assert said(text) == [("Ines Dorval", "The wells are dry. We walk for hours. Nobody came")]


def test_the_second_half_behind_the_cue_is_the_same_speakers() -> None:
    text = "“The wells are dry,” said Ines Dorval. “We walk for hours every day.”"
    ((source, content),) = said(text)
    assert source == "Ines Dorval" and "dry … We walk for hours every day" in content


def test_a_quotation_of_its_own_behind_somebodys_sentence_goes_on() -> None:
    text = "Ines Dorval said the wells were dry.\n“We walk for hours every single day.”"
    assert "We walk for hours every single day" in said(text)[0][1]


def test_a_quotation_that_nobody_claims_is_nobodys() -> None:
    assert (
        said("The banner over the gate read in red letters. It hung “between two old towers of the town” for years.")
        == []
    )


def test_a_scare_quote_is_no_speech() -> None:
    assert said("The “autumn truce” ended when gunmen fired on a bus.") == []


def test_two_speakers_keep_their_quotations_apart() -> None:
    text = "“The wells are dry,” said Ines Dorval. “The ferries all run on time,” said Mirel Okandu."
    assert said(text) == [("Ines Dorval", "The wells are dry"), ("Mirel Okandu", "The ferries all run on time")]


@FEW
@given(NEWS)
def test_no_quotation_is_torn(text: str) -> None:
    """Whoever says a part of a quotation, without being quoted in it, says the whole."""
    found = attributed(text)
    for quote in find_quotations(text, lines(text)):
        start, end = trimmed(text, quote)
        outside = [one for one in found if not any(overlap(cue, quote) for cue in one.cue)]
        shares = [covered((start, end), merged(one.content)) for one in outside]
        assert max(shares, default=0) in (0, end - start), text[start:end]
