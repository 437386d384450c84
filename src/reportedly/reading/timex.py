"""TIMEX3 values and the days they stand for.

No interval ends before it starts, and a value that names no day ("P3D", "XXXX-WXX-5", "PAST_REF") has none. Values
follow TIMEX3: 1998-08-07, 1998-08, 1998, 199 (decade), 19 (century), 1998-W32, 1998-W32-WE, 1998-Q3, 1998-H1,
1998-SU, 1998-08-07TMO.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first of the three months, northern meteorological seasons
ISO_UNIT = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W",
            "weekend": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C"}  # fmt: skip
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)))?(?P<clock>T.*)?"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and last day (both included) of a time, and how fine it is given."""

    first: date
    last: date
    granularity: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval cannot end on {self.last} before it starts on {self.first}")


def interval(value: str | None) -> Interval | None:
    """The days a TIMEX3 value stands for, or null where it stands for none."""
    if value and re.fullmatch(r"\d{2,3}", value):
        span, unit = (10, "decade") if len(value) == 3 else (100, "century")
        first = int(value) * span
        return _of(first, 1, first + span - 1, 12, unit) if first >= MINYEAR else None
    match = _VALUE.fullmatch(value or "")
    if match is None or int(match["year"]) < MINYEAR:
        return None
    try:
        return _interval(match)
    except (
        ValueError,
        OverflowError,
    ):  # a thirteenth month, a thirtieth of February, the end of the calendar: no such day
        return None


def _interval(match: re.Match[str]) -> Interval:
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return Interval(day, day, "time" if match["clock"] else "day")
    if match["month"]:
        month = int(match["month"])
        return _of(year, month, year, month, "month")
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        start = 5 if match["end"] else 0
        return Interval(monday + timedelta(start), monday + timedelta(6), "day" if match["end"] else "week")
    if match["quarter"]:
        return _of(year, 3 * int(match["quarter"]) - 2, year, 3 * int(match["quarter"]), "quarter")
    if match["half"]:
        return _of(year, 6 * int(match["half"]) - 5, year, 6 * int(match["half"]), "half")
    if match["season"]:
        month = SEASON_MONTHS[match["season"]]
        return _of(year, month, year + (month == 12), (month + 1) % 12 + 1, "season")
    return _of(year, 1, year, 12, "year")


def _of(year: int, month: int, last_year: int, last_month: int, unit: str) -> Interval:
    return Interval(date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]), unit)


def shift(day: date, amount: int, unit: str) -> date | None:
    """The day so many units later (earlier when negative); null outside the calendar."""
    try:
        if unit in UNIT_MONTHS:
            months = day.year * 12 + day.month - 1 + amount * UNIT_MONTHS[unit]
            year, month = divmod(months, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 0 < year <= MAXYEAR else None
        days = {"week": 7, "weekend": 7, "fortnight": 14, "day": 1, "night": 1}.get(unit, 0)
        return day + timedelta(days * amount)
    except (ValueError, OverflowError):
        return None


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds the day: its week, month, quarter, year …, or the day itself."""
    match unit:
        case "week" | "fortnight":
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}"
        case "weekend":
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}-WE"
        case "month":
            return day.isoformat()[:7]
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "year":
            return day.isoformat()[:4]
        case "decade":
            return day.isoformat()[:3]
        case "century":
            return day.isoformat()[:2]
        case _:
            return day.isoformat()


def duration(amount: int | float | None, unit: str) -> str:
    """The TIMEX3 value of a length: P3D, PT4H, PXY for an unknown number; half a unit is given in the next smaller
    one.
    """
    iso = ISO_UNIT[unit]
    number: str = "X" if amount is None else f"{amount * 2 if unit == 'fortnight' else amount:g}"
    if amount is not None and amount % 1 == 0.5:
        below = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}.get(iso)
        if below:
            whole = f"{int(amount)}{iso[-1]}" if amount >= 1 else ""
            return f"P{'T' * (iso[0] == 'T')}{whole}{below}"
    return f"PT{number}{iso[1]}" if iso[0] == "T" else f"P{number}{iso}"
