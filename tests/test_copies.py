"""Copies: found whole, in part and reworded; not found in formulas and quotations; direction by credit, then day."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.incident import Link
from reportedly.knowledge.loader import Entity, Knowledge
from reportedly.linking.copies import copies
from reportedly.linking.shingles import MARKED, WIDTH, Shingled, neighbours, overlap
from reportedly.records import By, Certainty, Claim, Form, Outlet, Reading, Report, Source, SourceType

FIRSTS, LASTS = (
    ("ba", "ke", "lo", "mi", "nu", "ra", "si", "to", "vu"),
    ("dan", "fel", "gor", "hin", "jup", "kas", "lem"),
)
WORDS = [first + last for first in FIRSTS for last in LASTS]
KNOWN = Knowledge({"wire": Entity("wire", "Orvane Wire", SourceType.AGENCY, ("OW",))})


def prose(seed: int, sentences: int) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(14, 28))).capitalize() + "." for _ in range(sentences)]


def report(name: str, text: str, outlet: str | None, day: str | None = None, byline: str | None = None) -> Reading:
    found = Report(name, "v", name, text, Outlet(outlet) if outlet else None, published=day, byline_agency=byline)
    return Reading(found, By("test", None, "none"))


def pairs(*readings: Reading) -> list[tuple[str, str]]:
    return [(link.from_, link.to) for link in copies(readings, KNOWN)]


def only(*readings: Reading) -> Link:
    (link,) = copies(readings, KNOWN)
    return link


STORY, OTHER = prose(1, 12), prose(2, 12)


@pytest.mark.parametrize(
    "reprint",
    [STORY, STORY[:6], OTHER[:6] + STORY[3:8] + OTHER[6:], [s for i, s in enumerate(STORY) if i % 3]],
    ids=["whole", "half", "five sentences in another report", "every third sentence gone"],
)
def test_a_reprint_is_a_copy(reprint: list[str]) -> None:
    assert pairs(report("a", " ".join(STORY), "Lumen"), report("b", " ".join(reprint), "Ostara Post"))


def test_two_reports_of_the_same_event_in_their_own_words_are_no_copies() -> None:
    assert not pairs(report("a", " ".join(STORY), "Lumen"), report("b", " ".join(OTHER), "Ostara Post"))


def test_a_formula_that_many_outlets_print_is_no_copy() -> None:
    formula = prose(9, 1)
    made = [report(str(i), " ".join(prose(i + 20, 8) + formula), f"Outlet {i}") for i in range(6)]
    assert not pairs(*made)


def test_the_background_paragraphs_of_one_outlet_are_no_copies() -> None:
    background = prose(8, 4)
    assert not pairs(
        report("a", " ".join(STORY + background), "Lumen"), report("b", " ".join(OTHER + background), "Lumen")
    )


def test_a_speech_that_both_quote_is_no_copy() -> None:
    speech = " ".join(prose(7, 4))

    def quoting(name: str, around: list[str]) -> Reading:
        made = report(name, f"{' '.join(around)} “{speech}”", name)
        start = made.report.text.index(speech)
        span = (start, start + len(speech))
        speaker = Source("the governor", SourceType.OFFICIAL)
        claim = Claim("c", "body", (span,), speech, Form.DIRECT, Certainty.ASSERTED, (speaker,))
        return replace(made, claims=(claim,))

    assert not pairs(quoting("a", STORY), quoting("b", OTHER))


def test_the_one_that_credits_the_other_took_from_it_whatever_the_days_say() -> None:
    wire = report("a", " ".join(STORY), "Orvane Wire", "2031-05-03")
    subscriber = report("b", " ".join(STORY[:8]), "Lumen", "2031-05-02", byline="OW")
    link = only(wire, subscriber)
    assert (link.from_, link.to, link.directed) == ("b", "a", True)
    assert link.reasons[1].rule == "credits it"


def test_without_a_credit_the_later_one_took_from_the_earlier() -> None:
    link = only(
        report("a", " ".join(STORY), "Lumen", "2031-05-04"), report("b", " ".join(STORY[:9]), "Ostara", "2031-05-03")
    )
    assert (link.from_, link.to) == ("a", "b")


def test_two_uncredited_prints_of_one_day_have_a_common_source_unseen() -> None:
    link = only(report("a", " ".join(STORY), "Lumen"), report("b", " ".join(STORY), "Ostara"))
    assert not link.directed
    assert link.reasons[1].rule == "common source unseen"


def test_two_prints_that_credit_one_agency_say_so() -> None:
    link = only(
        report("a", " ".join(STORY), "Lumen", byline="OW"),
        report("b", " ".join(STORY[1:]), "Ostara", byline="Orvane Wire"),
    )
    assert link.reasons[1].rule == "both credit one agency"
    assert link.reasons[1].words == "wire"


def test_forty_reposts_of_one_text_are_tied_to_one_report() -> None:
    made = [report(f"{i:02}", " ".join(STORY), f"Outlet {i}", f"2031-05-{i % 28 + 1:02}") for i in range(40)]
    links = copies(made, KNOWN)
    assert len(links) == 39
    assert len({link.to for link in links}) == 1


def test_empty_reports_are_copies_of_nothing() -> None:
    assert not pairs(report("a", "", "Lumen"), report("b", "", "Ostara"), report("c", "…", None))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(seeds: list[int], rng: random.Random) -> None:
    made = [report(f"r{i}", " ".join(prose(s, 6 + i % 3)), f"O{i}") for i, s in enumerate(seeds)]
    shuffled = list(made)
    rng.shuffle(shuffled)
    assert copies(made, KNOWN) == copies(shuffled, KNOWN)


@settings(max_examples=50, deadline=None)
@given(*[st.lists(st.sampled_from(["ra", "bo", "ki", "lu"]), max_size=60)] * 2)
def test_an_overlap_counts_what_both_hold(one: list[str], other: list[str]) -> None:
    def grams(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[i : i + WIDTH]) for i in range(len(words) - WIDTH + 1)}

    known: dict[str, int] = {}
    first, second = (Shingled.of(" ".join(words), known) for words in (one, other))
    found = overlap(first, second)
    assert found.shared == len(grams(one) & grams(other))
    assert all(tuple(one[start : start + WIDTH]) in grams(other) for start, _ in found.runs)
    near = list(neighbours([first, second], [None, None]))
    assert near == ([(0, 1)] if set(first.marks.tolist()) & set(second.marks.tolist()) else [])


@settings(max_examples=100, deadline=None)
@given(*[st.lists(st.sampled_from(WORDS), max_size=40)] * 4, st.lists(st.sampled_from(WORDS), min_size=12, max_size=12))
def test_texts_that_share_twelve_words_in_a_row_are_compared(
    before: list[str], after: list[str], ahead: list[str], behind: list[str], run: list[str]
) -> None:
    assert len(run) == WIDTH + MARKED - 1
    known: dict[str, int] = {}
    texts = [Shingled.of(" ".join(words), known) for words in (before + run + after, ahead + run + behind)]
    assert list(neighbours(texts, [None, None])) == [(0, 1)]


def test_words_of_a_span() -> None:
    text = Shingled.of("Ten trucks left Orvane at dawn", {})
    assert text.words_in((4, 15)) == (1, 3)
    assert text.words_in((5, 6)) == (2, 2)
