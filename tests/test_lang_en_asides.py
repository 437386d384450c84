"""Asides: a source set in the middle or at the end, with its commas or without them."""

from __future__ import annotations

import pytest
from readings import KNOWN, parsed, told

from reportedly.reading.lang.en.asides import by_aside, with_asides


def found(text: str) -> list[tuple[str, str]]:
    return [(source, content) for source, _, content in told(text, list(by_aside(parsed(text), KNOWN.nouns)))]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The bridge had fallen into the river, the army said on Sunday.", "the army", "The bridge had fallen into the river"),
        ("The bridge had fallen into the river the army said on Sunday.", "the army", "The bridge had fallen into the river"),
        ("The granary burned for days, a field commander was quoted as saying.", "a field commander", "The granary burned for days"),
        ("The mill burned down, he added.", "he", "The mill burned down"),
    ],
)  # fmt: skip
def test_sources_in_asides(text: str, source: str, content: str) -> None:
    ((who, what),) = found(text)
    assert (who, what) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "The army said the bridge had fallen.",
        "The wall, it is said, has ears.",
        "Nobody said anything in the long hall of the castle.",
        "said",
        "",
    ],
)
def test_what_is_no_aside(text: str) -> None:
    assert found(text) == []


def test_a_semicolon_ends_what_an_aside_covers() -> None:
    ((_, content),) = found("The river had risen by a metre; the bridge had fallen into it, the army said on Sunday.")
    assert content == "the bridge had fallen into it"


def test_a_cue_is_read_once() -> None:
    text = "The bridge had fallen into the river, the army said on Sunday."
    parse = parsed(text)
    (one,) = by_aside(parse, KNOWN.nouns)
    assert with_asides(parse, [one], KNOWN.nouns) == [one]
