"""Text made safe to look at."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.visible import one_line, shortened, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x00b\x7f", "a␀b␡"),
        ("a\x9b31mb", "a⟨U+009B⟩31mb"),
        ("safe\u202egnp.exe", "safe⟨U+202E⟩gnp.exe"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("a\U000e0041b", "a⟨U+E0041⟩b"),
        ("a\ud800b", "a\ufffdb"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_what_could_act_is_shown_and_the_rest_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    assert not [c for c in visible(text) if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert visible(visible(text)) == visible(text)


@given(st.text(), st.integers(4, 40))
def test_shortened_is_one_short_line(text: str, width: int) -> None:
    assert "\n" not in shortened(text, width)
    assert len(shortened(text, width)) <= width


def test_one_line_and_shortened_keep_the_words() -> None:
    assert one_line("  two \r\n lines ") == "two lines"
    assert shortened("the fire burned until morning", 20) == "the fire burned…"
    assert shortened("short", 20) == "short"
