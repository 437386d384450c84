"""What a time expression may mean, and what it counts from.

A meaning names a day only if the words do, or if they count from a day that is known: the publication date, or an
earlier time of the report. Without it the value keeps an X for what is not known, or is null; no day is ever made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.reading.lang.en.numbers import number_of
from reportedly.reading.lang.en.time_patterns import DAY_PARTS
from reportedly.reading.timex import Interval

PUBLICATION, EARLIER_TIME = "publication", "earlier time"


AGAINST_TENSE = {"past": 2.5, "future": 1.8, None: 1.8}  # calibrated on the 204 texts of TBAQ


@dataclass(frozen=True, slots=True)
class Context:
    """What a time may count from: the publication date, the last day named before it, and the tense ("past", "future")
    around it.
    """

    published: date | None
    last: Interval | None = None
    tense: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """TIMEX3 type and value, the days where they are not those of the value, and what was counted from."""

    type: str
    value: str | None
    anchor: str | None = None
    days: tuple[date | None, date | None] | None = None
    granularity: str | None = None
    carries: bool = True  # whether a later "the next day", "the quarter" may count from it


Reading = Callable[[re.Match[str], Context], Meaning | None]


def group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").casefold()


def on_day(day: date, part: str = "", anchor: str | None = None) -> Meaning:
    code = DAY_PARTS.get(part.removeprefix("mid").strip("- ")) if part else None
    return Meaning("TIME" if code else "DATE", day.isoformat() + (code or ""), anchor)


def amount_of(words: str) -> tuple[int | None, bool]:
    """The number a quantity says and whether it says one at all ("a few" does, without a number)."""
    words = words.strip().casefold()
    if words in ("a", "an", "one", "another", "half a", "half an"):
        return 1, True
    if words in ("a couple of", "couple of", "a couple"):
        return 2, True
    return number_of(words), bool(words)


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


def part_of(meaning: Meaning, found: Interval | None, fuzz: str, context: Context) -> Meaning:
    """The part of an interval that "early", "mid", "late", "earlier", "later" leave: thirds, or up to and from the
    publication day.
    """
    if found is None or not fuzz:
        return meaning
    days, now = (found.last - found.first).days, context.published
    first, last = found.first, found.last
    if fuzz.startswith("earlier") and now and first <= now <= last:
        last = now
    elif fuzz.startswith("later") and now and first <= now <= last:
        first = now
    elif fuzz.startswith(("early", "the beginning", "the start", "beginning")):
        last = first + timedelta(days // 3)
    elif fuzz.startswith(("mid", "the middle")):
        first, last = first + timedelta(days // 3), last - timedelta(days // 3)
    elif fuzz.startswith(("late", "the end", "end")) and not fuzz.startswith("later"):
        first = last - timedelta(days // 3)
    return replace(meaning, days=(first, last), granularity=found.granularity)


def weekday_near(now: date, number: int, relative: str = "", tense: str | None = None) -> date:
    """The day of the week that is meant: today or before, unless the words or the tense look ahead."""
    back, ahead = (now.weekday() - number) % 7, (number - now.weekday()) % 7
    if relative in ("last", "the previous", "this past"):
        return now - timedelta(back or 7)
    if relative in ("next", "this coming", "the following", "the next"):
        return now + timedelta(ahead or 7)
    if tense == "future" or relative == "this":
        return now + timedelta(ahead)
    return now - timedelta(back)
