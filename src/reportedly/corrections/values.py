"""The values that a person can give, as text in one form: what is typed, kept and listed, and read back from there.

A reader of typed text returns the form that is kept, and raises ValueError saying what is wrong and what would fit.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from reportedly.text import gettext

NONE = "none"  # no value: nobody, nowhere, no figure
STEP = " > "  # between the names of a chain, nearest the reader first
LONGEST_NAME, LONGEST_CHAIN = 200, 10  # characters; sources

_FIGURE = re.compile(r"(\d{1,9})|(?=.*\d)(\d{1,9})?\.\.(\d{1,9})?", re.ASCII)
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_NUMBER = r"-?\d{1,3}(?:\.\d{1,8})?"
_POINT = rf"(?P<lat>{_NUMBER}), ?(?P<lon>{_NUMBER})(?:, ?(?P<precision>[1-7]))?"
_ROW = r"[a-z]{1,20}:[A-Za-z0-9_.-]{1,60}"
_PLACE = re.compile(
    rf"(?P<name>.+?)(?:, ?(?P<country>[A-Z]{{2}}))?(?: \({_POINT}\)(?: \[(?P<row>{_ROW})\])?)?", re.ASCII | re.DOTALL
)

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a person gives it: its name, its country, its point, GED's where_prec of that, its row of the gazetteer."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    row: str | None = None


def name(typed: str) -> str:
    """A name on one line. Raises ValueError where it is none, or no name but the sign between two."""
    text = " ".join(typed.split())
    if not any(sign.isalnum() for sign in text):
        raise ValueError(gettext("holds no letter or digit; give a name"))
    if len(text) > LONGEST_NAME:
        raise ValueError(gettext("is longer than %(most)s characters; give a name", most=LONGEST_NAME))
    if ">" in text:
        raise ValueError(gettext("holds a `>`, which parts the names of a chain; give one name"))
    return text


def chain(typed: str) -> str:
    """Names from the reader to the origin, `A > B`; `none` is the outlet's own voice."""
    if typed == NONE:
        return NONE
    names = [name(part) for part in typed.split(">")]
    if len(names) > LONGEST_CHAIN:
        raise ValueError(gettext("has more than %(most)s sources", most=LONGEST_CHAIN))
    return STEP.join(names)


def figure(typed: str) -> str:
    """`18`, `18..20`, `18..` (at least), `..20` (at most) or `none`."""
    found = _FIGURE.fullmatch(typed.replace(" ", ""))
    if typed == NONE:
        return NONE
    if not found:
        raise ValueError(gettext("is no figure; write 18, 18..20, 18.. (at least 18), ..20 (at most 20) or none"))
    low, high = bounds(found[0])
    if low is not None and high is not None and low > high:
        raise ValueError(gettext("ends before it begins; write the smaller figure first"))
    return figure_text(low, high)


def bounds(text: str) -> Bounds:
    """The bounds of a figure in the form that is kept; null where there is none."""
    low, parted, high = text.partition("..")
    first = int(low) if low else None
    return (first, int(high) if high else None) if parted else (first, first)


def figure_text(low: int | None, high: int | None) -> str:
    """A figure in the form that is kept."""
    if low is not None and low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def days(typed: str) -> str:
    """`2031-05-03`, `2031-05`, `2031`, `2031-05-01..2031-05-03` or `none`; a month or a year is all its days."""
    if typed == NONE:
        return NONE
    first, _, last = typed.replace(" ", "").partition("..")
    start, end = _days(first)[0], _days(last or first)[1]
    if start > end:
        raise ValueError(gettext("ends before it begins; write the earlier day first"))
    return days_text(start, end)


def days_text(start: str, end: str) -> str:
    """An interval of ISO days in the form that is kept."""
    return start if start == end else f"{start}..{end}"


def interval(text: str) -> tuple[str, str]:
    """The first and the last day of a value in the form that is kept."""
    start, _, end = text.partition("..")
    return start, end or start


def _days(value: str) -> tuple[str, str]:
    if not _DAY.fullmatch(value):
        raise ValueError(gettext("is no day; write 2031-05-03, 2031-05, 2031-05-01..2031-05-03 or none"))
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    try:
        start = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError as error:
        raise ValueError(gettext("is no date of the calendar; write it as 2024-02-29")) from error
    return start.isoformat(), last.isoformat()


def place(typed: str) -> str:
    """`Koven`, `Koven, XL`, `Koven, XL (22.0, 31.0)` or `none`; a third number there is GED's where_prec, `[geonames:113]`
    behind it the row of the gazetteer.
    """
    if typed == NONE:
        return NONE
    spot = spot_of(name(typed))
    name(spot.name)
    if spot.lat is not None and not (abs(spot.lat) <= 90 and abs(spot.lon or 0) <= 180):
        raise ValueError(
            gettext("lies beyond the poles or the 180th meridian; write NAME, COUNTRY (LATITUDE, LONGITUDE)")
        )
    return spot_text(spot)


def spot_of(text: str) -> Spot:
    """The place that a text stands for."""
    found = _PLACE.fullmatch(text)
    assert found is not None, text
    lat, lon = (None if found[part] is None else float(found[part]) for part in ("lat", "lon"))
    return Spot(found["name"], found["country"], lat, lon, int(found["precision"]) if found["precision"] else None,
                found["row"])  # fmt: skip


def spot_text(spot: Spot) -> str:
    """A place in the form that is kept."""
    where = f", {spot.country}" if spot.country else ""
    if spot.lat is None or spot.lon is None:
        return f"{spot.name}{where}"
    near = f", {spot.precision}" if spot.precision else ""
    row = f" [{spot.row}]" if spot.row else ""
    return f"{spot.name}{where} ({round(spot.lat, 5)}, {round(spot.lon, 5)}{near}){row}"
