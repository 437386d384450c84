"""Closed classes: no word is two kinds of pronoun, and the phrases of anonymity are found in linear time."""

from __future__ import annotations

from itertools import combinations

import pytest

from reportedly.reading.lang.en import words


def test_no_pronoun_is_of_two_kinds() -> None:
    kinds = (words.HE, words.THEY, words.IT, words.WHO)
    assert all(not a & b for a, b in combinations(kinds, 2))
    assert set().union(*kinds) == words.PRONOUNS


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the mayor", "mayor"),
        ("two residents", "residents"),
        ("a small group of farmers", "farmers"),
        ("dozens of farmers", "farmers"),
        ("The The", "The"),
        ("mayor", "mayor"),
        ("Theodor", "Theodor"),
        ("anchor", "anchor"),
    ],
)
def test_determiners_and_numbers_in_front_are_no_part_of_a_name(phrase: str, name: str) -> None:
    assert words.LEADING.sub("", phrase) == name


@pytest.mark.parametrize(
    "text",
    [
        "who spoke on condition of anonymity", "who asked not to be named", "declining to be identified", "whose name was withheld",
        "who did not want to be identified", "Speaking anonymously",
    ],
)  # fmt: skip
def test_a_wish_not_to_be_named(text: str) -> None:
    assert words.WITHHELD.search(text)


@pytest.mark.parametrize(
    "text", ["who named his boat", "the condition of the road", "an identified body", "the unnamed valley"]
)
def test_other_words_about_names(text: str) -> None:
    assert not words.WITHHELD.search(text)


def test_patterns_read_long_texts() -> None:
    for pattern in (words.LEADING, words.WITHHELD, words.REASON, words.SHOWN):
        for text in ("the " * 20_000, "because " * 20_000, "asked not " * 20_000, "a" * 100_000):
            found = pattern.search(text)
            assert found is None or found.end() <= len(text)


def test_a_pronoun_stands_for_one_thing_and_a_kind_for_sources_of_some_type() -> None:
    assert set(words.CAST.pronouns) == words.PRONOUNS - words.WHO
    assert all(words.CAST.kinds.values())
    assert words.CAST.same <= words.DEFINITE


@pytest.mark.parametrize(("word", "other"), [("reporters", "reporting"), ("activists", "activist")])
def test_words_of_one_stem(word: str, other: str) -> None:
    assert words.stem(word) == words.stem(other)
