"""Quotations: what stands between the marks, the marks excluded; no two overlap, none leaves its block."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import lines

from reportedly.reading.quotations import MARK, find_quotations

QUOTED = st.lists(
    st.sampled_from(["“", "”", '"', "«", "»", "„", "``", "''", " ", "\n", ".", ",", "word", "two words", "'", "("]),
    max_size=40,
).map("".join)


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text, lines(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The wells are dry,” she said. “Nobody came.”", ["The wells are dry,", "Nobody came."]),
        ('"The wells are dry," she said. "Nobody came."', ["The wells are dry,", "Nobody came."]),
        ("«The wells are dry» she said", ["The wells are dry"]),
        ("„The wells are dry“, she said", ["The wells are dry"]),
        ("``The wells are dry,'' she said", ["The wells are dry,"]),
        ("“The wells.\n\n“Nobody came at all.”", ["The wells.", "Nobody came at all."]),
        ("The “truce” held", []),
        ("She said: “we walk for hours", ["we walk for hours"]),
        ("They walk ten miles” she said", []),
        ('A 40" pipe and a 20" pipe burst', []),
        ("no marks at all", []),
        ("“ ”", []),
        ("", []),
    ],
)
def test_quotations_of_a_text(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@given(QUOTED)
def test_quotations_lie_apart_hold_no_marks_and_stay_in_their_block(text: str) -> None:
    blocks = lines(text)
    found = find_quotations(text, blocks)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    for start, end in found:
        assert any(low <= start < end <= high for low, high in blocks)
        assert not MARK.search(text[start:end])


@given(st.text())
def test_any_text_is_read_the_same_twice(text: str) -> None:
    assert find_quotations(text, lines(text)) == find_quotations(text, lines(text))


def test_a_long_row_of_marks_is_read_in_linear_time_and_is_no_quotation() -> None:
    assert all(len(words.split()) > 1 for words in quoted('" ' * 20_000))
