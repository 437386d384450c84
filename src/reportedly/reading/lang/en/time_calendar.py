"""Times of the calendar in English: dates, months, quarters, years, times of day. One function a pattern."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.reading.lang.en.numbers import number_of, ordinal_of
from reportedly.reading.lang.en.time_meaning import (
    EARLIER_TIME,
    PUBLICATION,
    Context,
    Meaning,
    group,
    nearest,
    part_of,
    weekday_near,
)
from reportedly.reading.lang.en.time_patterns import MONTHS, SEASONS, WEEKDAYS
from reportedly.reading.timex import Interval, interval, shift, value_of


def iso(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("DATE", match[0]) if interval(match[0]) else None


def slashed(match: re.Match[str], context: Context) -> Meaning | None:
    """Day and month in figures: read only where one of them must be the day; else only the year is sure."""
    a, b, year = int(match["a"]), int(match["b"]), _year(match["y"])
    if len(match["y"]) == 2 and match["sep"] != "/":
        return None
    readings = {f"{year:04d}-{m:02d}-{d:02d}" for m, d in ((a, b), (b, a)) if m <= 12}
    values = [value for value in readings if interval(value)]
    return Meaning("DATE", values[0] if len(values) == 1 else f"{year:04d}") if values else None


def calendar_date(match: re.Match[str], context: Context) -> Meaning | None:
    day = int(match["d"])
    return _month_day(match, MONTHS[match["mon"].rstrip(".").casefold()], day, context)


def spoken_date(match: re.Match[str], context: Context) -> Meaning | None:
    day = ordinal_of(match["ord"])
    return _month_day(match, MONTHS[match["mon"].rstrip(".").casefold()], day, context) if day else None


def _month_day(match: re.Match[str], month: int, day: int, context: Context) -> Meaning | None:
    year, last = group(match, "y"), int(group(match, "d2") or 0)
    if not interval(f"2000-{month:02d}-{day:02d}"):
        return None
    if not year and context.published is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", PUBLICATION)
    if year:
        found, anchor = interval(f"{year}-{month:02d}-{day:02d}"), None
    else:
        found, anchor = nearest(lambda y: interval(f"{y:04d}-{month:02d}-{day:02d}"), context), PUBLICATION
    if found is None:
        return None
    ends = interval(f"{found.first.year:04d}-{month:02d}-{last:02d}") if last > day else None
    days = (found.first, ends.first) if ends else None
    return Meaning("DATE", found.first.isoformat(), anchor, days)


def month(match: re.Match[str], context: Context) -> Meaning | None:
    number, relative, fuzz = MONTHS[match["mon"].rstrip(".").casefold()], group(match, "rel"), group(match, "fuzz")
    if relative in ("each", "every"):
        return Meaning("SET", f"XXXX-{number:02d}")
    year: int | None = int(match["y"]) if match["y"] else _words_year(group(match, "yw"))
    anchor = None if year else PUBLICATION
    if not year and context.published is None:
        return Meaning("DATE", f"XXXX-{number:02d}", PUBLICATION)
    if not year and context.published:
        year = _year_of_month(number, relative, group(match, "yrel"), context)
    found = interval(f"{year:04d}-{number:02d}") if year else None
    return part_of(Meaning("DATE", f"{year:04d}-{number:02d}", anchor), found, fuzz, context) if found else None


def _year_of_month(number: int, relative: str, year_word: str, context: Context) -> int | None:
    now = context.published
    if now is None:
        return None
    if year_word:
        return now.year + {"last": -1, "next": 1}.get(year_word, 0)
    if relative in ("last", "this past"):
        return now.year if number < now.month else now.year - 1
    if relative in ("next", "this coming"):
        return now.year if number > now.month else now.year + 1
    if relative == "this":
        return now.year
    found = nearest(lambda y: interval(f"{y:04d}-{number:02d}"), context)
    return found.first.year if found else None


def week_of(match: re.Match[str], context: Context) -> Meaning | None:
    day = _month_day(match, MONTHS[match["mon"].rstrip(".").casefold()], int(match["d"]), context)
    found = interval(day.value) if day else None
    return Meaning("DATE", value_of(found.first, "week"), PUBLICATION) if found else None


def year(match: re.Match[str], context: Context) -> Meaning | None:
    fuzz, value = group(match, "fuzz"), match["y"]
    if " half " in f" {fuzz} ":
        return Meaning("DATE", f"{value}-H{1 if 'first' in fuzz else 2}")
    return part_of(Meaning("DATE", value), interval(value), fuzz, context)


def years(match: re.Match[str], context: Context) -> Meaning | None:
    first, last = interval(match["y"]), interval(match["y2"])
    if first is None or last is None or last.last < first.first:
        return None
    return Meaning("DATE", f"{match['y']}/{match['y2']}", None, (first.first, last.last), "year")


def decade(match: re.Match[str], context: Context) -> Meaning | None:
    value = match["y"].replace("'", "19")
    return part_of(Meaning("DATE", value), interval(value), group(match, "fuzz"), context)


def century(match: re.Match[str], context: Context) -> Meaning | None:
    number = ordinal_of(match["ord"])
    return Meaning("DATE", f"{number - 1:02d}") if number and number > 1 else None


def spoken_year(match: re.Match[str], context: Context) -> Meaning | None:
    number, name = _words_year(match["yw"]), group(match, "season")
    return Meaning("DATE", f"{number}" + (f"-{SEASONS[name]}" if name else "")) if number else None


def quarter(match: re.Match[str], context: Context) -> Meaning | None:
    number, named = ordinal_of(match["ord"]), group(match, "y") or group(match, "y0")
    now = context.published
    if number is None:
        return None
    if named:
        return Meaning("DATE", f"{named}-Q{number}")
    if now is None:
        return Meaning("DATE", f"XXXX-Q{number}", PUBLICATION)
    word = group(match, "yrel") or group(match, "before").removesuffix(" year's")
    if word:
        year = now.year + {"last": -1, "next": 1}.get(word, 0)
    else:
        this = (now.month + 2) // 3
        year = now.year - 1 if number > this and context.tense != "future" else now.year
    return Meaning("DATE", f"{year - bool(group(match, 'ago')):04d}-Q{number}", PUBLICATION)


def this_quarter(match: re.Match[str], context: Context) -> Meaning | None:
    last, now, current = context.last, context.published, "current" in match[0].casefold()
    quarter_named = last is not None and last.granularity == "quarter" and not current
    if "period" in match[0].casefold() and not quarter_named:
        return None
    step = {"last": -1, "next": 1}.get(match[0].casefold().split()[0], 0) * 3
    base = last.first if quarter_named and last else shift(now, step if current else step - 3, "month") if now else None
    if base is None:
        return Meaning("DATE", None, PUBLICATION, granularity="quarter")
    if match["y"]:
        base = base.replace(year=int(match["y"][-4:]))
    there = shift(base, -1, "year") if match["ago"] else base
    return (
        Meaning(
            "DATE", value_of(there, "quarter"), EARLIER_TIME if quarter_named else PUBLICATION, carries=not match["ago"]
        )
        if there
        else None
    )


def year_ago(match: re.Match[str], context: Context) -> Meaning | None:
    base = context.last.first if context.last and context.last.granularity == "quarter" else context.published
    if base is None:
        return Meaning("DATE", None, PUBLICATION, granularity="year")
    there = shift(base, -1, "year")
    name = "quarter" if context.last and context.last.granularity == "quarter" else "year"
    return (
        Meaning("DATE", value_of(there, name), EARLIER_TIME if name == "quarter" else PUBLICATION, carries=False)
        if there
        else None
    )


def half(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("DATE", f"{match['y']}-H{1 if group(match, 'ord') == 'first' else 2}")


def season(match: re.Match[str], context: Context) -> Meaning | None:
    code, relative = SEASONS[group(match, "season")], group(match, "rel")
    named = group(match, "y") or group(match, "y2")
    if named:
        return Meaning("DATE", f"{named}-{code}")
    now = context.published
    if now is None:
        return Meaning("DATE", f"XXXX-{code}", PUBLICATION)
    this = interval(f"{now.year:04d}-{code}")
    if this is None:
        return None
    year = now.year
    if relative in ("last", "this past") and this.last >= now:
        year -= 1
    elif relative == "next" and this.first <= now:
        year += 1
    return Meaning("DATE", f"{year:04d}-{code}", PUBLICATION)


def clock(match: re.Match[str], context: Context) -> Meaning | None:
    hour, minute, half = int(match["h"]), group(match, "min"), group(match, "half")
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 * half.startswith("p") if half else hour
    return _at(f"T{hour:02d}:{minute or '00'}", match, context)


def noon(match: re.Match[str], context: Context) -> Meaning | None:
    return _at("T12:00" if group(match, "word") == "noon" else "T24:00", match, context)


def _at(code: str, match: re.Match[str], context: Context) -> Meaning:
    """A time of day on the weekday named beside it, else on the last day named, else on the day of publication."""
    name = group(match, "wd")
    if name and context.published:
        number = next(n for word, n in WEEKDAYS.items() if word.startswith(name.rstrip(".")[:3]))
        return Meaning(
            "TIME", weekday_near(context.published, number, "", context.tense).isoformat() + code, PUBLICATION
        )
    if context.last and context.last.granularity in ("day", "time") and not name:
        return Meaning("TIME", context.last.first.isoformat() + code, EARLIER_TIME)
    return Meaning("TIME", f"XXXX-XX-XX{code}", PUBLICATION, granularity="time")


def year_end(match: re.Match[str], context: Context) -> Meaning | None:
    if context.published is None:
        return Meaning("DATE", "XXXX-12-31", PUBLICATION)
    return Meaning("DATE", f"{context.published.year:04d}-12-31", PUBLICATION)


HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24)}
HOLIDAYS |= {"new years day": (1, 1), "new years eve": (12, 31)}


def holiday(match: re.Match[str], context: Context) -> Meaning | None:
    """A feast with a day of its own in the civil calendar, in the year named or next to the publication date."""
    name, named = group(match, "name").replace("'", "").replace("’", ""), group(match, "y")

    def of_year(year: int) -> Interval | None:
        first = interval(f"{year:04d}-11-01")
        if name != "thanksgiving":
            return interval(f"{year:04d}-{HOLIDAYS[name][0]:02d}-{HOLIDAYS[name][1]:02d}")
        fourth = 22 + (WEEKDAYS["thursday"] - first.first.weekday()) % 7 if first else 0
        return interval(f"{year:04d}-11-{fourth:02d}")

    if named or context.published is None:
        found = of_year(int(named)) if named else None
        return Meaning("DATE", found.first.isoformat()) if found else None
    tense = {"last": "past", "next": "future"}.get(group(match, "rel"), context.tense)
    found = nearest(of_year, replace(context, tense=tense))
    return Meaning("DATE", found.first.isoformat(), PUBLICATION) if found else None


def _year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 1900 + year if year > 50 else 2000 + year


def _words_year(words: str) -> int | None:
    year = number_of(words)
    return year if year and 1500 <= year < 2100 else None
