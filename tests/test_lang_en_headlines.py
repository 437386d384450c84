"""Headlines: a source behind a dash, before a colon, below a pulled quotation; and lines that only look so."""

from __future__ import annotations

import pytest
from readings import KNOWN, lines, parsed, told

from reportedly.reading.lang.en.headlines import by_headline
from reportedly.reading.quotations import find_quotations


def found(text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution by a headline."""
    parse = parsed(text)
    return [
        (source, content)
        for source, _, content in told(text, list(by_headline(parse, find_quotations(text, lines(text)), KNOWN.nouns)))
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Eleven miners freed from flooded shaft - rescue society",
            "rescue society",
            "Eleven miners freed from flooded shaft",
        ),
        (
            "Eleven miners freed from flooded shaft – Radio Ambry",
            "Radio Ambry",
            "Eleven miners freed from flooded shaft",
        ),
        ("State TV: saboteurs seized near dam", "State TV", "saboteurs seized near dam"),
        ("Governor: we will not leave the port", "Governor", "we will not leave the port"),
        (
            "“We buried them in the orchard.”\n— Ines Dorval, mayor of Dorrin",
            "Ines Dorval",
            "We buried them in the orchard.",
        ),
    ],
)
def test_sources_of_headlines(text: str, source: str, content: str) -> None:
    assert found(text) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Eleven miners freed from flooded shaft - it took four days and nights to reach them",
        "Rain fell on the valley. The army left - nobody came back.",
        "The mill burned down: the army had fired on it.",
        "A well-known brewer dies",
        "State TV:",
        "- Radio Ambry",
        "Mill burns: 14",
        "Two barges sank off the quay on Monday. - Sornet",
        "",
    ],
)
def test_lines_that_only_look_so(text: str) -> None:
    assert found(text) == []


def test_a_very_long_line_is_no_headline() -> None:
    assert found("word " * 100 + "- Radio Ambry") == []
