"""Days, months and hours of the calendar that a text names in part, whatever its words: the rest comes from publication.

No day is made up: where the publication date is not known, what is missing stays an X in the value.
"""

from __future__ import annotations

from reportedly.reading.time_meaning import EARLIER_TIME, PUBLICATION, Context, Meaning, nearest, weekday_near
from reportedly.reading.timex import interval, shift, value_of


def month_day(month: int, day: int, year: int | None, last: int, context: Context) -> Meaning | None:
    """A day of a month, or the days up to `last`; without a year the nearest to publication."""
    within = f"{month:02d}-{day:02d}"
    if not interval(f"2000-{within}"):
        return None
    if not year and context.published is None:
        return Meaning("DATE", f"XXXX-{within}", PUBLICATION)
    found = interval(f"{year}-{within}") if year else nearest(lambda y: interval(f"{y:04d}-{within}"), context)
    if found is None:
        return None
    ends = interval(f"{found.first.year:04d}-{month:02d}-{last:02d}") if last > day else None
    days = (found.first, ends.first) if ends else None
    return Meaning("DATE", found.first.isoformat(), None if year else PUBLICATION, days)


def figures(one: int, other: int, year: int) -> Meaning | None:
    """Day and month in figures: read only where one of them must be the day; else only the year is sure."""
    year = year if year > 99 else 1900 + year if year > 50 else 2000 + year
    readings = {f"{year:04d}-{m:02d}-{d:02d}" for m, d in ((one, other), (other, one)) if m <= 12}
    values = [value for value in readings if interval(value)]
    return Meaning("DATE", values[0] if len(values) == 1 else f"{year:04d}") if values else None


def years(first: str, last: str) -> Meaning | None:
    """From one year to another."""
    one, other = interval(first), interval(last)
    if one is None or other is None or other.last < one.first:
        return None
    return Meaning("DATE", f"{first}/{last}", None, (one.first, other.last), "year")


def year_of_month(month: int, step: int | None, context: Context) -> int | None:
    """The year of a month that is the last (-1), this (0), the next (1), or the nearest."""
    now = context.published
    if now is None:
        return None
    match step:
        case -1:
            return now.year if month < now.month else now.year - 1
        case 1:
            return now.year if month > now.month else now.year + 1
        case 0:
            return now.year
    found = nearest(lambda y: interval(f"{y:04d}-{month:02d}"), context)
    return found.first.year if found else None


def quarter(number: int, step: int | None, ago: bool, context: Context) -> Meaning:
    """A quarter of the last, this or the next year, or of the year that the tense leaves; `ago` is a year before."""
    now = context.published
    if now is None:
        return Meaning("DATE", f"XXXX-Q{number}", PUBLICATION)
    if step is None:
        step = -1 if number > (now.month + 2) // 3 and context.tense != "future" else 0
    return Meaning("DATE", f"{now.year + step - ago:04d}-Q{number}", PUBLICATION)


def year_before(context: Context) -> Meaning | None:
    """A year before the quarter named last, else before publication."""
    last = context.last if context.last and context.last.granularity == "quarter" else None
    base = last.first if last else context.published
    if base is None:
        return Meaning("DATE", None, PUBLICATION, granularity="year")
    there, name, anchor = shift(base, -1, "year"), *(("quarter", EARLIER_TIME) if last else ("year", PUBLICATION))
    return Meaning("DATE", value_of(there, name), anchor, carries=False) if there else None


def season(code: str, step: int | None, context: Context) -> Meaning | None:
    """A season of the year of publication, or the one before (-1) or after it (1)."""
    now = context.published
    if now is None:
        return Meaning("DATE", f"XXXX-{code}", PUBLICATION)
    this = interval(f"{now.year:04d}-{code}")
    if this is None:
        return None
    year = now.year - (step == -1 and this.last >= now) + (step == 1 and this.first <= now)
    return Meaning("DATE", f"{year:04d}-{code}", PUBLICATION)


def clock(code: str, weekday: int | None, context: Context) -> Meaning:
    """A time of day on the weekday named beside it, else on the last day named, else on the day of publication."""
    if weekday is not None and context.published:
        day = weekday_near(context.published, weekday, None, context.tense)
        return Meaning("TIME", day.isoformat() + code, PUBLICATION)
    if context.last and context.last.granularity in ("day", "time") and weekday is None:
        return Meaning("TIME", context.last.first.isoformat() + code, EARLIER_TIME)
    return Meaning("TIME", f"XXXX-XX-XX{code}", PUBLICATION, granularity="time")
