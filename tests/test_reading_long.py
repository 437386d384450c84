"""A long report costs what its length costs: no step looks through the whole text for each of its words."""

from __future__ import annotations

import random
import sys
from types import FrameType

import pytest
from readings import KNOWN, bare

from reportedly.reading.laid import Laid
from reportedly.reading.lang.en.reader import by_rules, english
from reportedly.reading.reader import StepwiseReader

SYLLABLES = [
    "ka",
    "ro",
    "mi",
    "tel",
    "dan",
    "vor",
    "sha",
    "bel",
    "nur",
    "gat",
    "pel",
    "zor",
    "lin",
    "had",
    "mer",
    "tov",
]
SENTENCES = (
    "{a} {b}, the mayor of {c}, said on Tuesday that {n} people had been killed in {d}.",
    "According to the {c} Monitor, a strike on {d} wounded {n} soldiers.",
    "“We saw {n} bodies in the square,” {a} {b} told the agency.",
    "The ministry denied it. A source in {c} said the attack near {d} began at dawn.",
    "He added that {b} had fled to {c} last week.",
)
ROOM = 1.15  # how much dearer a character of the long report may be: names are still weighed against each other
READERS = {"by rules": (by_rules, 6_000), "as it comes": (english, 4_000)}


@pytest.mark.parametrize("name", READERS)
def test_a_text_four_times_as_long_takes_four_times_the_work(name: str) -> None:
    made, length = READERS[name]
    reader = made(KNOWN)
    reader.read(bare(invented(500)))  # what is loaded once is not counted
    short, long = invented(length), invented(4 * length)
    assert work(reader, long) / len(long) < ROOM * work(reader, short) / len(short)


def test_things_are_found_by_any_place_they_stand_on() -> None:
    laid = Laid([("late", ((5_000, 5_010),)), ("twice", ((0, 4), (4_990, 5_001))), ("wide", ((100, 9_000),))])
    assert laid.touching((5_000, 5_001)) == ["late", "twice", "wide"]
    assert laid.touching((4, 100)) == []
    assert laid.touching((511, 512)) == ["wide"]


def invented(length: int) -> str:
    """A report of new names in every sentence, of at least so many characters."""
    chance = random.Random(7)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        names = {letter: "".join(chance.choices(SYLLABLES, k=3)).capitalize() for letter in "abcd"}
        paragraphs.append(" ".join(chance.choices(SENTENCES, k=4)).format(n=chance.randint(2, 90), **names))
    return "\n\n".join(paragraphs)


def work(reader: StepwiseReader, text: str) -> int:
    """How many calls the product's own code makes to read a text: the same on every machine."""
    report, calls = bare(text), 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call") and "reportedly" in frame.f_code.co_filename

    sys.setprofile(count)
    try:
        reader.read(report)
    finally:
        sys.setprofile(None)
    return calls
