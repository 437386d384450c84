"""Dates of publication as news pages and feeds write them, to ISO dates.

A date that can be read in two ways ("05-02-2015") or lacks its year is no date here: unknown stays unknown.
"""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

from reportedly.intake.vocabulary import rows_of


def other_months() -> list[list[str]]:
    """The rows of months in other languages than English: name, number, language."""
    return rows_of("months.tsv")


def folded(month: str) -> str:
    """A month's name without case, Turkish dots or a full stop: Turkish capitals are written with and without them."""
    return month.casefold().replace("ı", "i").replace("\u0307", "").rstrip(".")


MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_OTHER = {row[0]: int(row[1]) for row in other_months()}
_NUMBERS = {folded(name): number for name, number in (MONTHS | _OTHER).items()}
_ANY_MONTH = rf"(?:{_MONTH}|{'|'.join(sorted(_OTHER, key=len, reverse=True))})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
DATE = re.compile(
    rf"{_WEEKDAY}(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:de\s)?(?P<m1>{_ANY_MONTH}),?\s(?:de\s)?(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s{{1,2}}|,)?(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d\d)[-/.](?P<d3>\d\d)(?=\D|$)"
    rf"|(?P<d4>\d{{1,2}})\.(?P<m4>\d{{1,2}})\.(?P<y4>(?:19|20)\d\d)"
    rf"|(?P<a5>\d{{1,2}})[-/](?P<b5>\d{{1,2}})[-/](?P<y5>(?:19|20)\d\d)"
    r")(?!\d)",
    re.IGNORECASE,
)
COUNTED = re.compile(r"([12]\d{9})(?:\d{3}|\.\d{1,9})?")  # from 2001 to 2065
DIGITS = re.compile(r"((?:19|20)\d{6})\d{6}$")
EARLIEST, LATEST = 1900, 2100
YEARS = range(1000, 9001)  # that a date may be of which somebody states, as `reading` counts from it


def read_date(text: str) -> str | None:
    """The first full date in a short text, ISO, or null."""
    found = DATE.search(text[:200])
    return date_of(found) if found else None


def date_of(found: re.Match[str]) -> str | None:
    """The ISO date of a match of `DATE`; null where day and month cannot be told apart or no such day exists."""
    part = found.groupdict()
    if part["y1"]:
        return _iso(part["y1"], _NUMBERS[folded(part["m1"])], part["d1"])
    if part["y2"]:
        return _iso(part["y2"], _NUMBERS[folded(part["m2"])], part["d2"])
    if part["y3"]:
        return _iso(part["y3"], part["m3"], part["d3"])
    if part["y4"]:
        return _iso(part["y4"], part["m4"], part["d4"])
    one, two = int(part["a5"]), int(part["b5"])
    if one == two or one > 12:
        return _iso(part["y5"], two, one)
    return _iso(part["y5"], one, two) if two > 12 else None


def check_date(text: str) -> str:
    """A date that the user gives, as ISO. Raises ValueError that says how to write one."""
    try:
        found = datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date; write it as YYYY-MM-DD, for example 2026-11-25") from error
    if found.year not in YEARS:
        raise ValueError(
            f"{text!r} is of no year from {YEARS[0]} to {YEARS[-1]}; leave the date out where it is not known"
        )
    return found.isoformat()


def cell_date(text: str) -> str | None:
    """The date in a cell of a table: an ISO date of any year that news may be of, its digits alone, or what counts seconds or
    their thousandths since 1970 (UTC); else the first full date; or null.
    """
    if found := COUNTED.fullmatch(text):
        return datetime.datetime.fromtimestamp(int(found[1]), datetime.UTC).date().isoformat()
    try:
        return check_date(DIGITS.sub(r"\1", re.split(r"[T\s]", text, maxsplit=1)[0]))
    except ValueError:
        return read_date(text)


def mail_date(text: str) -> str | None:
    """The date in a header of a mail or an item of RSS: a full date, else one whose year has two digits (RFC 822)."""
    if found := read_date(text):
        return found
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, OverflowError):
        return None


def not_understood(written: str) -> str:
    """A note on a date that could not be read."""
    return f"the date {written[:40]!r} is not understood and left open; write it as YYYY-MM-DD"


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if EARLIEST <= found.year < LATEST else None
