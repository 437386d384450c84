"""What a time may mean, whatever its words, and what it counts from.

A meaning names a day only if the words do, or if they count from a day that is known: the publication date, or an
earlier time of the report. Without it the value keeps an X for what is not known, or is null; no day is ever made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from reportedly.reading.timex import Interval

PUBLICATION, EARLIER_TIME = "publication", "earlier time"
AGAINST_TENSE = {"done": 100.0, "past": 2.5, "future": 1.8, None: 1.8}  # calibrated on the 204 texts of TBAQ

Part = Literal[
    "first", "middle", "last", "so far", "to come", "whole"
]  # thirds of an interval, or up to and from publication


@dataclass(frozen=True, slots=True)
class Context:
    """What a time may count from: the publication date, the last day named before it, and the tense around it: "past",
    "future", or "done" where something has happened on it.
    """

    published: date | None
    last: Interval | None = None
    tense: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """TIMEX3 type and value, the days where they are not those of the value, and what was counted from."""

    type: str
    value: str | None
    anchor: str | None = None
    days: tuple[date | None, date | None] | None = None
    granularity: str | None = None
    carries: bool = True  # whether a later time ("the next day") may count from it
    onward: Interval | None = None  # what it counts from, where that is a day inside the value's own days


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words of a time: the kind of word without which a sentence cannot hold them, words that are found whole, and what
    a match means.
    """

    name: str
    gate: str
    example: str
    regex: re.Pattern[str]
    meaning: Callable[[re.Match[str], Context], Meaning | None]


def on_day(day: date, code: str = "", anchor: str | None = None) -> Meaning:
    """A day, or the part of it that a TIMEX3 code names."""
    return Meaning("TIME" if code else "DATE", day.isoformat() + code, anchor)


def nearest(of_year: Callable[[int], Interval | None], context: Context) -> Interval | None:
    """The yearly interval nearest to the publication date; one that the tense speaks against counts as so many times
    as far.
    """
    now = context.published
    if now is None:
        return None
    ahead = context.tense == "future"

    def distance(found: Interval) -> float:
        days = (found.first - now).days
        against = (days > 0 and not ahead) or ((now - found.last).days > 0 and ahead)
        return abs(days) * (AGAINST_TENSE[context.tense] if against else 1)

    near = [found for year in (now.year - 1, now.year, now.year + 1) if year > 0 and (found := of_year(year))]
    return min(near, key=distance, default=None)


def part_of(meaning: Meaning, found: Interval | None, part: Part | None, context: Context) -> Meaning:
    """A meaning narrowed to the part of its interval that the words leave."""
    if found is None or part is None:
        return meaning
    third, now = timedelta((found.last - found.first).days // 3), context.published
    first, last = found.first, found.last
    inside = now is not None and first <= now <= last
    match part:
        case "so far" if now and inside:
            last = now
        case "to come" if now and inside:
            first = now
        case "first":
            last = first + third
        case "middle":
            first, last = first + third, last - third
        case "last":
            first = last - third
    return replace(meaning, days=(first, last), granularity=found.granularity)


def weekday_near(now: date, number: int, step: int | None, tense: str | None = None) -> date:
    """The day of the week (Monday is 0) that is meant: today or before, unless a step (-1 last, 0 this, 1 next) or the
    tense says otherwise.
    """
    back, ahead = (now.weekday() - number) % 7, (number - now.weekday()) % 7
    if step == -1:
        return now - timedelta(back or 7)
    if step == 1:
        return now + timedelta(ahead or 7)
    return now + timedelta(ahead) if tense == "future" or step == 0 else now - timedelta(back)
