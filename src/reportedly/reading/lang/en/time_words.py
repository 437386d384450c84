"""English words of the calendar and what they say, read from `knowledge/data/time_words.en.tsv`."""

from __future__ import annotations

import re
from typing import cast

from reportedly.reading.lang.en.lexicon import values
from reportedly.reading.lang.en.numbers import number_of
from reportedly.reading.time_meaning import Part

TABLE = "time_words.en.tsv"


def _numbers(name: str) -> dict[str, int]:
    return {word: int(value) for word, value in values(name, TABLE).items()}


MONTHS, WEEKDAYS, DAY_WORDS, STEPS = (_numbers(name) for name in ("month", "weekday", "day_word", "step"))
SEASONS, DAY_PARTS, REPEATED = (values(name, TABLE) for name in ("season", "part", "repeated"))
HOLIDAYS, UNITS, FUZZ = (values(name, TABLE) for name in ("holiday_of", "unit", "fuzz"))


def group(match: re.Match[str], name: str) -> str:
    """What a group matched, in lower case; empty where it matched nothing or is not there."""
    return (match.groupdict().get(name) or "").casefold()


def unit_of(match: re.Match[str]) -> str:
    """The unit that a match names, in the singular."""
    return group(match, "u").removesuffix("s").replace("centurie", "century")


def month_of(match: re.Match[str]) -> int:
    return MONTHS[group(match, "mon").rstrip(".")]


def weekday_of(match: re.Match[str]) -> int:
    return next(n for name, n in WEEKDAYS.items() if name.startswith(group(match, "wd").rstrip(".")[:3]))


def part_in(match: re.Match[str]) -> Part | None:
    """The part of its interval that a match speaks of ("early", "the end of"); null where it speaks of no part."""
    fuzz = group(match, "fuzz")
    found = next((part for words, part in FUZZ.items() if fuzz.startswith(words)), "whole")
    return cast(Part, found) if fuzz else None


def day_code(part: str) -> str:
    """The TIMEX3 code of a part of the day, empty where it has none."""
    return DAY_PARTS.get(part.removeprefix("mid").strip("- "), "")


def amount_of(words: str) -> tuple[int | None, bool]:
    """The number a quantity says and whether it says one at all ("a few" does, without a number)."""
    words = words.strip().casefold()
    if words in ("a", "an", "one", "another", "half a", "half an"):
        return 1, True
    if words in ("a couple of", "couple of", "a couple"):
        return 2, True
    return number_of(words), bool(words)
