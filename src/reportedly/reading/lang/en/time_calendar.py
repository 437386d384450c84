"""Times of the calendar in English: dates, months, quarters, years, times of day. One function a pattern."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.reading import time_days
from reportedly.reading.lang.en.numbers import number_of, ordinal_of
from reportedly.reading.lang.en.time_words import (
    HOLIDAYS,
    SEASONS,
    STEPS,
    WEEKDAYS,
    group,
    month_of,
    part_in,
    weekday_of,
)
from reportedly.reading.time_meaning import EARLIER_TIME, PUBLICATION, Context, Meaning, nearest, part_of
from reportedly.reading.timex import Interval, interval, shift, value_of


def iso(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("DATE", match[0]) if interval(match[0]) else None


def slashed(match: re.Match[str], context: Context) -> Meaning | None:
    if len(match["y"]) == 2 and match["sep"] != "/":
        return None
    return time_days.figures(int(match["a"]), int(match["b"]), int(match["y"]))


def calendar_date(match: re.Match[str], context: Context) -> Meaning | None:
    return _month_day(match, int(match["d"]), context)


def spoken_date(match: re.Match[str], context: Context) -> Meaning | None:
    day = ordinal_of(match["ord"])
    return _month_day(match, day, context) if day else None


def _month_day(match: re.Match[str], day: int, context: Context) -> Meaning | None:
    year, last = int(group(match, "y") or 0), int(group(match, "d2") or 0)
    return time_days.month_day(month_of(match), day, year, last, context)


def month(match: re.Match[str], context: Context) -> Meaning | None:
    number, relative, named = month_of(match), group(match, "rel"), group(match, "yrel")
    if relative in ("each", "every"):
        return Meaning("SET", f"XXXX-{number:02d}")
    year: int | None = int(match["y"]) if match["y"] else _words_year(group(match, "yw"))
    anchor, now = None if year else PUBLICATION, context.published
    if not year and now is None:
        return Meaning("DATE", f"XXXX-{number:02d}", PUBLICATION)
    if not year and now and named:
        year = now.year + STEPS.get(named, 0)
    year = year or time_days.year_of_month(number, STEPS.get(relative), context)
    value = f"{year or 0:04d}-{number:02d}"
    found = interval(value)
    return part_of(Meaning("DATE", value, anchor), found, part_in(match), context) if found else None


def week_of(match: re.Match[str], context: Context) -> Meaning | None:
    day = _month_day(match, int(match["d"]), context)
    found = interval(day.value) if day else None
    return Meaning("DATE", value_of(found.first, "week"), PUBLICATION) if found else None


def year(match: re.Match[str], context: Context) -> Meaning | None:
    fuzz, value = group(match, "fuzz"), match["y"]
    if " half " in f" {fuzz} ":
        return Meaning("DATE", f"{value}-H{1 if 'first' in fuzz else 2}")
    return part_of(Meaning("DATE", value), interval(value), part_in(match), context)


def years(match: re.Match[str], context: Context) -> Meaning | None:
    return time_days.years(match["y"], match["y2"])


def decade(match: re.Match[str], context: Context) -> Meaning | None:
    value = match["y"].replace("'", "19")
    return part_of(Meaning("DATE", value), interval(value), part_in(match), context)


def century(match: re.Match[str], context: Context) -> Meaning | None:
    number = ordinal_of(match["ord"])
    return Meaning("DATE", f"{number - 1:02d}") if number and number > 1 else None


def spoken_year(match: re.Match[str], context: Context) -> Meaning | None:
    number, name = _words_year(match["yw"]), group(match, "season")
    return Meaning("DATE", f"{number}" + (f"-{SEASONS[name]}" if name else "")) if number else None


def quarter(match: re.Match[str], context: Context) -> Meaning | None:
    number, named = ordinal_of(match["ord"]), group(match, "y") or group(match, "y0")
    if number is None:
        return None
    if named:
        return Meaning("DATE", f"{named}-Q{number}")
    word = group(match, "yrel") or group(match, "before").removesuffix(" year's")
    return time_days.quarter(number, STEPS.get(word), bool(match["ago"]), context)


def this_quarter(match: re.Match[str], context: Context) -> Meaning | None:
    words, now = match[0].casefold(), context.published
    current = "current" in words
    last = context.last if context.last and context.last.granularity == "quarter" and not current else None
    if "period" in words and last is None:
        return None
    step = STEPS.get(words.split()[0], 0) * 3
    base = last.first if last else shift(now, step if current else step - 3, "month") if now else None
    if base is None:
        return Meaning("DATE", None, PUBLICATION, granularity="quarter")
    if match["y"]:
        base = base.replace(year=int(match["y"][-4:]))
    there, anchor = shift(base, -1, "year") if match["ago"] else base, EARLIER_TIME if last else PUBLICATION
    return Meaning("DATE", value_of(there, "quarter"), anchor, carries=not match["ago"]) if there else None


def year_ago(match: re.Match[str], context: Context) -> Meaning | None:
    return time_days.year_before(context)


def half(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("DATE", f"{match['y']}-H{1 if group(match, 'ord') == 'first' else 2}")


def season(match: re.Match[str], context: Context) -> Meaning | None:
    code, named = SEASONS[group(match, "season")], group(match, "y") or group(match, "y2")
    if named:
        return Meaning("DATE", f"{named}-{code}")
    step = {"last": -1, "this past": -1, "next": 1}.get(group(match, "rel"))
    return time_days.season(code, step, context)


def clock(match: re.Match[str], context: Context) -> Meaning | None:
    hour, minute, half = int(match["h"]), group(match, "min"), group(match, "half")
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 * half.startswith("p") if half else hour
    return _at(f"T{hour:02d}:{minute or '00'}", match, context)


def noon(match: re.Match[str], context: Context) -> Meaning | None:
    return _at("T12:00" if group(match, "word") == "noon" else "T24:00", match, context)


def _at(code: str, match: re.Match[str], context: Context) -> Meaning:
    return time_days.clock(code, weekday_of(match) if match["wd"] else None, context)


def year_end(match: re.Match[str], context: Context) -> Meaning | None:
    year = f"{context.published.year:04d}" if context.published else "XXXX"
    return Meaning("DATE", f"{year}-12-31", PUBLICATION)


def holiday(match: re.Match[str], context: Context) -> Meaning | None:
    """A feast with a day of its own in the civil calendar, in the year named or next to the publication date."""
    name, named = group(match, "name").replace("'", "").replace("’", ""), group(match, "y")

    def of_year(year: int) -> Interval | None:
        first = interval(f"{year:04d}-11-01")
        if name != "thanksgiving":
            return interval(f"{year:04d}-{HOLIDAYS[name]}")
        fourth = 22 + (WEEKDAYS["thursday"] - first.first.weekday()) % 7 if first else 0
        return interval(f"{year:04d}-11-{fourth:02d}")

    if named or context.published is None:
        found = of_year(int(named)) if named else None
        return Meaning("DATE", found.first.isoformat()) if found else None
    tense = {"last": "past", "next": "future"}.get(group(match, "rel"), context.tense)
    found = nearest(of_year, replace(context, tense=tense))
    return Meaning("DATE", found.first.isoformat(), PUBLICATION) if found else None


def _words_year(words: str) -> int | None:
    year = number_of(words)
    return year if year and 1500 <= year < 2100 else None
