"""The day that a text of a record names, as linking counts from it: none where it is a slip of the pen, as `reading` has it."""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(1000, 1, 1), date(9000, 12, 31)  # beyond them lies no news, and too near the ends of the calendar


def news_day(text: str | None) -> date | None:
    """The day of an ISO date or time; null where it is not a full date, or of no year that news is of."""
    try:
        found = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None
