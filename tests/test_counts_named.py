"""Figures of those who are named one by one, and of those who died of their wounds."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.reading.counts import find_counts
from reportedly.reading.counts_named import together
from reportedly.reading.lang.en.reader import shared_parser

Row = tuple[str, int | None, bool]


def rows(text: str) -> list[Row]:
    """What, how many, and whether it is a part, of every count."""
    events = [event for claim in reportedly.read(text).claims for event in claim.events]
    return [(count.what, count.low, count.part) for event in events for count in event.counts]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ana Ruk and Ilan Vale were killed in Sarn on Tuesday, police said.", 2),
        ("Ana Ruk, Jo Banda and Ilan Vale were killed in Sarn on Tuesday.", 3),
        ("Ana Ruk, 34, and Ilan Vale, 41, were killed in Sarn on Tuesday.", 2),
        ("Ana Ruk was killed in Sarn on Tuesday, police said.", 1),
    ],
)
def test_those_who_are_named_are_one_figure(text: str, number: int) -> None:
    assert rows(text) == [("killed", number, False)]


def test_the_toll_is_how_many_are_named() -> None:
    toll = reportedly.read("Ana Ruk and Ilan Vale were killed in Sarn on Tuesday, police said.").toll
    assert toll is not None and (toll.killed_min, toll.killed_max) == (2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "The blast killed Ana Ruk and wounded Ilan Vale.",
        "Five children and two women were killed in Sarn on Tuesday.",
    ],
)
def test_those_of_whom_another_word_tells_or_who_are_counted_stay_apart(text: str) -> None:
    parse = shared_parser().parse(text, [(0, len(text))])
    counts = find_counts(parse)
    assert len(counts) == 2 and together(parse, counts) == counts


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Five of the wounded have died, the hospital said.", ("killed", 5, True)),
        ("Five of the injured died overnight, doctors said.", ("killed", 5, False)),
        ("Five wounded soldiers have died, the hospital said.", ("killed", 5, False)),
        ("Five wounded soldiers were flown to Sarn after the attack.", ("injured", 5, False)),
        ("Two of the dead were soldiers killed in the attack.", ("killed", 2, True)),
    ],
)
def test_the_wounded_who_died_are_killed(text: str, row: Row) -> None:
    assert rows(text)[:1] == [row]


def test_wounded_who_kill_are_not_killed() -> None:
    assert rows("Eighteen wounded soldiers killed two guards.") == [("injured", 18, False), ("killed", 2, False)]
