"""How a site is asked for many pages: one at a time, a second apart, its robots.txt once, and not while it asks to be left alone.

What is remembered is bounded: sites asked long ago are asked for their rules again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime

from reportedly.intake.robots import Robots

PAUSE = 1.0  # seconds
LONGEST = 60.0  # seconds that are waited for a site; one that wants longer is not asked meanwhile
MOST_ALONE = 3_600.0  # seconds that a site is left alone at most, whatever it asks
MOST_SITES = 64  # a robots.txt may take two megabytes


class AloneError(Exception):
    """A site asks to be left alone for so many seconds more."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asks to be left alone for {seconds:.0f} s")
        self.seconds = seconds


def seconds_of(header: str | None, now: datetime) -> float | None:
    """What a Retry-After says, in seconds from now: a number of them, or a moment; null where it says nothing of use."""
    told = (header or "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max((moment - now).total_seconds(), 0.0) if moment.tzinfo else None


@dataclass(slots=True)
class Manners:
    """What one fetcher remembers of the sites it asked: when it asked them last, until when they want to be left alone,
    and their rules.
    """

    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    rules: dict[str, Robots] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    alone: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> float:
        """Waits until a host may be asked for its next page; the seconds. Raises AloneError where that would take too long."""
        now = self.clock()
        left = max(self.asked.get(host, -self.pause) + self.pause, self.alone.get(host, now)) - now
        if left > LONGEST:
            raise AloneError(left)
        if left > 0:
            self.sleep(left)
        self.asked.pop(host, None)
        self.asked[host] = self.clock()
        _forget(self.asked)
        return max(left, 0.0)

    def leave(self, host: str, seconds: float) -> float:
        """Leaves a host alone for so long, or as long as any is; the seconds."""
        seconds = min(seconds, MOST_ALONE)
        self.alone.pop(host, None)
        self.alone[host] = self.clock() + seconds
        _forget(self.alone)
        return seconds

    def remember(self, site: str, rules: Robots) -> Robots:
        """Keeps the rules of a site for its next page."""
        self.rules[site] = rules
        _forget(self.rules)
        return rules


def _forget(kept: dict[str, Robots] | dict[str, float]) -> None:
    if len(kept) > MOST_SITES:
        del kept[next(iter(kept))]
