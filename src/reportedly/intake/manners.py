"""How a site is asked for many pages: one at a time, a second apart, its robots.txt once.

What is remembered is bounded: sites asked long ago are asked for their rules again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.intake.robots import Robots

PAUSE = 1.0  # seconds
MOST_SITES = 64  # a robots.txt may take two megabytes


@dataclass(slots=True)
class Manners:
    """What one fetcher remembers of the sites it asked: when it asked them last, and their rules."""

    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    rules: dict[str, Robots] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Waits until a host may be asked for its next page."""
        left = self.asked.pop(host, -self.pause) + self.pause - self.clock()
        if left > 0:
            self.sleep(left)
        self.asked[host] = self.clock()
        _forget(self.asked)

    def remember(self, site: str, rules: Robots) -> Robots:
        """Keeps the rules of a site for its next page."""
        self.rules[site] = rules
        _forget(self.rules)
        return rules


def _forget(kept: dict[str, Robots] | dict[str, float]) -> None:
    if len(kept) > MOST_SITES:
        del kept[next(iter(kept))]
