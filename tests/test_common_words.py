"""Common words of news: a table a language, shares between nought and one, none for a language without a table."""

from __future__ import annotations

import pytest

from reportedly.knowledge.common_words import shares


def test_function_words_are_common_and_the_matter_is_not() -> None:
    english = shares("en")
    assert english["the"] > english["said"]
    assert all(0 < share < 1 for share in english.values())
    assert "ferrymen" not in english


@pytest.mark.parametrize("language", ["xx", "../en", ""])
def test_a_language_without_a_table_has_no_common_words(language: str) -> None:
    assert shares(language) == {}
