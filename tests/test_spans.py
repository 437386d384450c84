"""The arithmetic of spans: what is cut out and what is left add up, nothing overlaps, nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.spans import EDGE, closed, covered, hull, merged, overlap, trimmed, without
from reportedly.records import Span

SPAN = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1]))
SPANS = st.lists(SPAN, max_size=8)


def inside(spans: list[Span] | tuple[Span, ...]) -> set[int]:
    """The positions that spans hold."""
    return {i for start, end in spans for i in range(start, end)}


def test_marks_and_white_space_at_the_ends_are_no_words() -> None:
    text = " “The wells are dry,” - "
    assert text[slice(*trimmed(text, (0, len(text))))] == "The wells are dry"


@pytest.mark.parametrize(
    ("text", "trimmed_to", "whole"),
    [
        ('They called it "a lie".', 'it "a lie', 'it "a lie"'),
        ("They called it “a lie”.", "it “a lie", "it “a lie”"),
        ('"Gone" is what they are.', 'Gone" is', '"Gone" is'),
        ("“Gone,” they said.", "Gone", "Gone"),
        ('He said "no" twice.', 'said "no"', 'said "no"'),
    ],
)
def test_half_a_quotation_gets_its_mark_back(text: str, trimmed_to: str, whole: str) -> None:
    at = text.index(trimmed_to)
    assert text[slice(*closed(text, (at, at + len(trimmed_to))))] == whole


def test_nothing_but_marks_is_empty() -> None:
    start, end = trimmed(" ,– ", (0, 4))
    assert start == end


def test_only_white_space_between_joins_two_spans() -> None:
    text = "one  two, three"
    assert merged([(0, 3), (5, 8), (10, 15)], text) == ((0, 8), (10, 15))


@given(st.text(EDGE + "ab", max_size=30), st.data())
def test_trimming_takes_marks_only_and_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = trimmed(text, (start, end))
    assert start <= low <= high <= end
    assert not (text[start:low] + text[high:end]).strip(EDGE)
    assert trimmed(text, (low, high)) == (low, high)


@given(SPAN, SPANS)
def test_what_is_left_and_the_holes_make_up_the_span(span: Span, holes: list[Span]) -> None:
    left = without(span, holes)
    assert inside(left) == inside([span]) - inside(holes)
    assert all(a[1] < b[0] for a, b in pairwise(left))


@given(SPANS)
def test_merged_spans_hold_the_same_and_lie_apart(spans: list[Span]) -> None:
    out = merged(spans)
    assert inside(out) == inside(spans)
    assert all(a[1] < b[0] for a, b in pairwise(out))
    assert merged(out) == out


@given(SPAN, SPAN)
def test_overlap_counts_shared_positions_either_way(a: Span, b: Span) -> None:
    assert overlap(a, b) == overlap(b, a) == len(inside([a]) & inside([b]))


@given(SPAN, SPANS)
def test_covered_counts_what_disjoint_spans_hold_of_it(span: Span, by: list[Span]) -> None:
    disjoint = merged(by)
    assert covered(span, disjoint) == len(inside([span]) & inside(disjoint))


@given(SPANS.filter(bool))
def test_the_hull_is_the_smallest_span_around_all(spans: list[Span]) -> None:
    start, end = hull(spans)
    assert start == min(inside(spans)) and end == max(inside(spans)) + 1
