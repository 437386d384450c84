"""The times of a report's events as a list of strips, first day to last; a time that stays relative has words and no
strip.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.records import Reading, Time
from reportedly.render.article import claim_anchor
from reportedly.render.markup import Html, claims_words, joined, tag
from reportedly.render.telling import time_words
from reportedly.text import N_, gettext

WIDTH = 100.0  # of a strip, in its own units
LEAST_BAR = 1.5  # so that one day in many years can still be seen


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time and the numbers of the claims whose events it dates; days are null while it is only relative."""

    time: Time
    claims: tuple[int, ...]
    start: date | None
    end: date | None


def when(reading: Reading, prefix: str) -> list[Html]:
    """The list of times, dated ones in order of days; nothing where no event has a time."""
    stretches = stretches_of(reading)
    if not stretches:
        return []
    days = [day for stretch in stretches for day in (stretch.start, stretch.end) if day]
    out = day_of(reading.report.published)
    days += [out] if out and days else []
    axis = (min(days), max(days)) if days else None
    items = [_item(stretch, axis, out, reading, prefix) for stretch in stretches]
    note = _note(axis, out) if axis and axis[0] < axis[1] else ""
    return [tag("ol", *items, class_="times"), *([tag("p", note, class_="credit")] if note else [])]


def _note(axis: tuple[date, date], out: date | None) -> str:
    if out:
        text = N_("The strips run from %(first)s to %(last)s; the upright line is the day of publication.")
    else:
        text = N_("The strips run from %(first)s to %(last)s.")
    return gettext(text, first=axis[0], last=axis[1])


def stretches_of(reading: Reading) -> list[Stretch]:
    """The times of events, each once, dated ones first in the order of their days."""
    found: dict[int, dict[int, None]] = {}
    for number, claim in enumerate(reading.claims, 1):
        for event in claim.events:
            if event.time is not None:
                found.setdefault(event.time, {})[number] = None
    made = [_stretch(reading.times[index], tuple(numbers)) for index, numbers in found.items()]
    return sorted(made, key=lambda s: (s.start is None, s.start or date.max, s.end or date.max, s.time.span))


def _stretch(time: Time, claims: tuple[int, ...]) -> Stretch:
    start, end = day_of(time.start), day_of(time.end)
    return Stretch(time, claims, start or end, end or start)


def day_of(value: str | None) -> date | None:
    """The day of an ISO date or date and time; null for anything else."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _item(stretch: Stretch, axis: tuple[date, date] | None, out: date | None, reading: Reading, prefix: str) -> Html:
    links = joined((tag("a", str(n), href=f"#{claim_anchor(prefix, n)}l") for n in stretch.claims), ", ")
    words = tag("bdi", time_words(stretch.time, reading.report.text))
    text = tag("span", words, " – ", claims_words(len(stretch.claims), links))
    strip = [_strip(stretch, axis, out)] if axis and axis[0] < axis[1] and stretch.start else []
    return tag("li", text, *strip)


def _strip(stretch: Stretch, axis: tuple[date, date], out: date | None) -> Html:
    """A bar on the axis of all days."""
    size = f"0 0 {WIDTH:.0f} 6"
    left, right = _at(stretch.start or axis[0], axis), _at(stretch.end or axis[1], axis)
    bar = tag(
        "rect",
        x=f"{min(left, WIDTH - LEAST_BAR):.2f}",
        y=0,
        width=f"{max(right - left, LEAST_BAR):.2f}",
        height=6,
        class_="bar",
    )
    base = tag("line", x1=0, x2=f"{WIDTH:.0f}", y1=3, y2=3, class_="axis")
    mark = (
        [tag("line", x1=f"{_at(out, axis):.2f}", x2=f"{_at(out, axis):.2f}", y1=0, y2=6, class_="out")] if out else []
    )
    return tag("svg", base, bar, *mark, viewBox=size, preserveAspectRatio="none", aria_hidden="true", class_="strip")


def _at(day: date, axis: tuple[date, date]) -> float:
    return WIDTH * (day - axis[0]).days / (axis[1] - axis[0]).days
