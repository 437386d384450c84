"""How the cost of linking grows: the dev reports replayed under later days and swapped places, 1,000, 10,000, 30,000.

A replay keeps a report's words but for its places and names, which become others, as other towns of other weeks would
have them; so a set of any size has incidents of the same sizes. Reading is done once and is not counted.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

from benchmarks.adapters.incidents import read
from benchmarks.workbench import Metrics, Workbench
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.linking.days import news_day
from reportedly.records import Place, Reading, Time

SIZES = (1_000, 10_000, 30_000)
WEEKS = 5  # between two replays of a report: more than linking looks across
CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
UNDATED = date(2030, 1, 1)


def linking(bench: Workbench) -> Metrics:
    """CPU a report at each size, and how much it grows from one to the next."""
    once = read(bench)
    out: Metrics = {}
    for size in SIZES:
        readings = list(islice(replays(once), size))
        started = time.process_time()
        found = link(readings, default())
        out[f"ms_a_report.{size}"] = 1000 * (time.process_time() - started) / size
        out[f"incidents.{size}"] = len(found.incidents)
    for small, large in pairwise(SIZES):
        out[f"growth.{small}-{large}"] = out[f"ms_a_report.{large}"] / out[f"ms_a_report.{small}"]
    return out


def replays(once: Sequence[Reading]) -> Iterator[Reading]:
    """The readings again and again, each time weeks later and elsewhere."""
    number = 0
    while True:
        for reading in once:
            yield replay(reading, number)
        number += 1


def replay(reading: Reading, number: int) -> Reading:
    """One reading under another id, day and place; spans keep their length, so every offset still holds."""
    report, later = reading.report, timedelta(weeks=WEEKS * number)
    published = ((news_day(report.published) or UNDATED) + later).isoformat() if number else report.published
    moved = replace(
        report, id=f"{report.id}.{number}", text=_elsewhere(report.text, number), published=published,
        title=_elsewhere(report.title, number) if report.title else None,
    )  # fmt: skip
    claims = tuple(
        replace(claim, id=f"{claim.id}.{number}", text=_elsewhere(claim.text, number)) for claim in reading.claims
    )
    places = tuple(_moved(place, number) for place in reading.places)
    times = tuple(_later(time, later) for time in reading.times)
    return replace(reading, report=moved, claims=claims, places=places, times=times)


def days_later(reading: Reading, number: int) -> Reading:
    """One reading under another id, so many days later, word for word."""
    report, days = reading.report, timedelta(days=number)
    published = ((news_day(report.published) or UNDATED) + days).isoformat()
    moved = replace(report, id=f"{report.id}.{number}", published=published)
    claims = tuple(replace(claim, id=f"{claim.id}.{number}") for claim in reading.claims)
    return replace(reading, report=moved, claims=claims, times=tuple(_later(time, days) for time in reading.times))


def _elsewhere(text: str, number: int) -> str:
    """The text with each name inside a sentence under another of the same length."""
    return CAPITALISED.sub(lambda m: _name(m.group(), number), text) if number else text


def _name(word: str, number: int) -> str:
    shifted = [chr((ord(letter) - 97 + number * (i + 3)) % 26 + 97) for i, letter in enumerate(word.lower())]
    return "".join(shifted).capitalize()


def _moved(place: Place, number: int) -> Place:
    if place.lat is None or place.lon is None:
        return replace(place, name=_elsewhere(place.name, number))
    lat, lon = (place.lat + 90 + 7 * number) % 180 - 90, (place.lon + 180 + 13 * number) % 360 - 180
    return replace(place, lat=lat, lon=lon, gazetteer=f"{place.gazetteer}.{number}" if place.gazetteer else None)


def _later(time: Time, later: timedelta) -> Time:
    days = [(date.fromisoformat(day[:10]) + later).isoformat() if day else None for day in (time.start, time.end)]
    return replace(time, start=days[0], end=days[1])
