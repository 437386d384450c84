"""How many lie in each stretch of time: days, months or years, whichever gives bars that can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAYS, MONTHS = 62, 60  # most bars of days, and of months
LETTERS = {"day": 10, "month": 7, "year": 4}  # of an ISO day that name a stretch


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch by the beginning of its days (2031, 2031-05 or 2031-05-03), how many lie in it, and that as a share of the most."""

    name: str
    many: int
    share: float


def bars(days: Iterable[str]) -> tuple[Bar, ...]:
    """The bars from the first to the last of these ISO days, empty ones between them too; none without two stretches."""
    held = sorted(day for day in days if _is_day(day))
    if not held:
        return ()
    unit = _unit(date.fromisoformat(held[0]), date.fromisoformat(held[-1]))
    counted = Counter(day[: LETTERS[unit]] for day in held)
    most = max(counted.values())
    return tuple(Bar(name, counted[name], counted[name] / most) for name in _names(held[0], held[-1], unit))


def _unit(first: date, last: date) -> str:
    if (last - first).days < DAYS:
        return "day"
    return "month" if _months(last) - _months(first) < MONTHS else "year"


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _names(first: str, last: str, unit: str) -> Iterator[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if unit == "day":
        yield from ((start + timedelta(at)).isoformat() for at in range((end - start).days + 1))
    elif unit == "month":
        for at in range(_months(start), _months(end) + 1):
            yield f"{at // 12:04}-{at % 12 + 1:02}"
    else:
        yield from (f"{year:04}" for year in range(start.year, end.year + 1))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
