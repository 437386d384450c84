"""What stands after a field's colon, as values: choices, numbers, days, distances. Each begins at a character of the query."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from math import ceil, floor
from typing import TypeVar

from reportedly.search.fields import Field, unknown_value
from reportedly.search.syntax import Area, DayRange, NumberRange, QueryError
from reportedly.text import gettext

B = TypeVar("B", int | None, str | None)

FARTHEST = 20_100_000  # metres: half way round the earth

_NUMBER = r"[0-9]{1,9}"
_DAY = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_BOX = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,6})?(?:,-?[0-9]{1,3}(?:\.[0-9]{1,6})?){3}")
_DISTANCE = re.compile(r"([0-9]{1,8}(?:\.[0-9]{1,3})?)(km|m)")


def choice(field: Field, at: int, typed: str) -> str:
    """One of a field's fixed values."""
    value = typed.lower()
    if value not in field.values:
        raise QueryError(at, typed, unknown_value(field, typed))
    return value


def numbers(field: str, at: int, typed: str) -> NumberRange:
    """`18`, `>=10`, `<10` or `3..8`."""
    found = _bounds(typed, _NUMBER)
    if found is None:
        raise QueryError(
            at,
            typed,
            gettext("is no number; write %(field)s:18, %(field)s:>=10, %(field)s:<10 or %(field)s:3..8", field=field),
        )
    sign, first, last = found
    if sign in ("<", "<="):
        bounds: tuple[int | None, int | None] = (None, int(first) - (sign == "<"))
    elif sign in (">", ">="):
        bounds = (int(first) + (sign == ">"), None)
    else:
        bounds = (int(first), int(last or first))
    return NumberRange(field, *_ordered(bounds, at, typed))


def days(field: str, at: int, typed: str) -> DayRange:
    """`2031`, `2031-05`, `2031-05-03`, `>=2031-05`, `<2031` or `2031-05..2031-07`: a month or a year is all its days."""
    found = _bounds(typed, _DAY)
    if found is None:
        raise QueryError(
            at,
            typed,
            gettext(
                "is no day; write %(field)s:2031-05-03, %(field)s:>=2031-05 or %(field)s:2031..2032-06", field=field
            ),
        )
    sign, first, last = found
    start, end = _span(first, at)
    if sign == "<":
        return DayRange(field, None, _beside(start, -1, at, typed))
    if sign == ">":
        return DayRange(field, _beside(end, 1, at, typed), None)
    if sign:
        return DayRange(field, None, end) if sign == "<=" else DayRange(field, start, None)
    if last:
        end = _span(last, at + typed.index("..") + 2)[1]
    return DayRange(field, *_ordered((start, end), at, typed))


def distance(at: int, typed: str) -> int:
    """`50km` or `500m`, in metres."""
    found = _DISTANCE.fullmatch(typed.lower())
    if not found:
        raise QueryError(at, typed, gettext("is no distance; write within:50km or within:500m"))
    metres = round(float(found[1]) * (1000 if found[2] == "km" else 1))
    if metres > FARTHEST:
        raise QueryError(at, typed, gettext("reaches beyond the other side of the earth; leave within: out"))
    return metres


def area(at: int, typed: str) -> Area:
    """`35.5,36,37,38.25`: the south, west, north and east edge in degrees, kept to hundredths so that nothing asked for is left
    out; a west edge beyond the east one runs over the date line.
    """
    if not _BOX.fullmatch(typed):
        raise QueryError(
            at, typed, gettext("is no box; write its south, west, north and east edge in degrees: box:35.5,36,37,38.25")
        )
    hundredths = [round(100 * float(edge), 6) for edge in typed.split(",")]
    (south, west), (north, east) = map(floor, hundredths[:2]), map(ceil, hundredths[2:])
    if max(abs(south), abs(north)) > 9_000 or max(abs(west), abs(east)) > 18_000:
        raise QueryError(
            at, typed, gettext("reaches beyond the globe; latitudes come first, up to 90, then longitudes, up to 180")
        )
    if south > north:
        raise QueryError(at, typed, gettext("has its south edge north of its north edge; write south,west,north,east"))
    return Area(south, west, north, east)


def _bounds(typed: str, value: str) -> tuple[str, str, str | None] | None:
    """The sign, the first and the last value."""
    found = re.fullmatch(rf"(?:(>=|<=|>|<)({value}))|({value})(?:\.\.({value}))?", typed)
    return (found[1] or "", found[2] or found[3], found[4]) if found else None


def _span(value: str, at: int) -> tuple[str, str]:
    """The first and the last day of a day, month or year."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    try:
        start = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError as error:
        raise QueryError(at, value, gettext("is no date of the calendar; write it as 2024-02-29")) from error
    return start.isoformat(), last.isoformat()


def _beside(day: str, step: int, at: int, typed: str) -> str:
    try:
        return date.fromordinal(date.fromisoformat(day).toordinal() + step).isoformat()
    except ValueError as error:
        raise QueryError(at, typed, gettext("lies beyond the calendar")) from error


def _ordered(bounds: tuple[B, B], at: int, typed: str) -> tuple[B, B]:
    low, high = bounds
    if low is not None and high is not None and low > high:
        raise QueryError(at, typed, gettext("ends before it begins; write the smaller one first"))
    return bounds
