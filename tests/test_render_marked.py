"""The text cut into paragraphs and segments."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from invented import CLAIMS, TEXT, at, reading, report

from reportedly.records import Claim, Reading
from reportedly.render.marked import paragraphs

SPANS = st.lists(
    st.tuples(st.integers(0, 80), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=8
)


def made(text: str, spans: list[tuple[int, int]]) -> Reading:
    claims: list[Claim] = [replace(CLAIMS[0], spans=((a, min(b, len(text))),)) for a, b in spans if a < len(text)]
    return replace(reading(), report=report(text=text, headline=None, furniture=()), claims=tuple(claims), notices=())


@given(st.text(alphabet="ab \n\r\u2028é", max_size=120), SPANS)
def test_the_segments_are_the_text_again(text: str, spans: list[tuple[int, int]]) -> None:
    found = paragraphs(made(text, spans))
    shown = " ".join("".join(text[slice(*s.span)] for s in paragraph.segments) for paragraph in found)
    assert shown.split() == text.split()
    for paragraph in found:
        ends = [segment.span for segment in paragraph.segments]
        assert ends[0][0] == paragraph.span[0] and ends[-1][1] == paragraph.span[1]
        assert all(left[1] == right[0] for left, right in pairwise(ends))


@given(st.text(alphabet="ab \n", min_size=1, max_size=120), SPANS)
def test_every_word_of_a_claim_carries_its_mark_and_no_other_word_does(text: str, spans: list[tuple[int, int]]) -> None:
    found = made(text, spans)
    for number, claim in enumerate(found.claims, 1):
        covered = {
            i
            for paragraph in paragraphs(found)
            for segment in paragraph.segments
            if any(mark.claim == number for mark in segment.marks)
            for i in range(*segment.span)
        }
        (start, end) = claim.spans[0]
        assert {i for i in covered if not text[i].isspace()} == {i for i in range(start, end) if not text[i].isspace()}


def test_headline_body_and_furniture_are_told_apart() -> None:
    kinds = [paragraph.kind for paragraph in paragraphs(reading())]
    assert kinds == ["headline", *["body"] * 6, "furniture"]


def test_a_claim_begins_once_and_continues_where_its_words_go_on() -> None:
    quote = next(p for p in paragraphs(reading()) if p.span[0] == at("The Osmara Press Bureau")[0])
    assert quote.claims == (3, 4)
    assert quote.touched == (3, 4)


def test_words_around_the_article_inside_a_line_are_set_apart() -> None:
    credit = at("DELLIN (OPB) – ")
    found = paragraphs(replace(reading(), report=report(furniture=(credit,))))
    line = next(p for p in found if p.span[0] == credit[0])
    aside = [segment.span for segment in line.segments if any(mark.kind == "aside" for mark in segment.marks)]
    assert "".join(TEXT[slice(*span)] for span in aside) == "DELLIN (OPB) – "


def test_many_claims_on_one_long_line_are_cut_in_one_pass() -> None:
    text = "word " * 20_000
    spans = [(i, i + 4) for i in range(0, 100_000, 5)]
    assert sum(len(p.claims) for p in paragraphs(made(text, spans))) == 20_000
