"""Groups from pairwise scores by average link: the two groups of the highest mean score merge first, until none reaches
the bar; never single link. A pair that nothing ties counts for less than the bar, whatever it scores.

The result depends on the scores alone: ties between means go to the smallest ids, and means are made of whole numbers.
Merging two groups never makes a nearer neighbour of a third one, so pairs of groups that are each other's nearest may
merge in any order (Bruynooghe 1978; Murtagh 1983), and a group can be made alone, with what stands near it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import product

LARGEST = 300  # items of a group; a merge that would make a larger one is not made
UNIT = 1_000_000  # a score of one, as whole numbers are added up

Ties = Callable[
    [str], Mapping[str, float]
]  # the items that one is tied to, each with their score, which reaches the bar
Score = Callable[[str, str], float]  # the score of two items that are not tied


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, in order; `capped` when it is so large that others may belong to it unseen."""

    items: tuple[int, ...]
    capped: bool = False


def capped(size: int) -> bool:
    """Whether a group may have been kept from growing."""
    return 2 * size > LARGEST


@dataclass(slots=True)
class Between:
    """The scores between two groups: the sum of those known, in units, the pairs not looked at yet, and how many there are."""

    known: int
    open: list[tuple[str, str]]
    pairs: int

    def most(self, bar: int) -> float:
        """The highest that the mean can be; the mean itself where every pair was looked at."""
        return (self.known + len(self.open) * (bar - 1)) / self.pairs


def between(one: Sequence[str], other: Sequence[str], tied: Mapping[str, Mapping[str, float]]) -> Between:
    """What is known of two groups by the ties of each item of the first."""
    every = list(product(one, other))
    known = sum(round(tied[a][b] * UNIT) for a, b in every if b in tied[a])
    return Between(known, [(a, b) for a, b in every if b not in tied[a]], len(every))


def nearest(one: str, near: Mapping[str, Between], score: Score, bar: int) -> str | None:
    """Of groups near one, each by its first item, that of the highest mean; null where none reaches the bar.

    Only so many scores are looked at as decide it.
    """
    waiting = [_ranked(one, other, found, bar) for other, found in near.items()]
    heapify(waiting)
    while waiting and -waiting[0][0] >= bar:
        *_, other = heappop(waiting)
        found = near[other]
        if not found.open:
            return other
        found.known += min(round(score(*found.open.pop()) * UNIT), bar - 1)
        heappush(waiting, _ranked(one, other, found, bar))
    return None


def _ranked(one: str, other: str, found: Between, bar: int) -> tuple[float, str, str, str]:
    """Two groups by the highest that their mean can be, then by their ids."""
    return -found.most(bar), min(one, other), max(one, other), other


class AverageLink:
    """Groups that are made when they are asked for; a group goes by its first item."""

    def __init__(self, ties: Ties, score: Score, bar: float) -> None:
        self._ties, self._score, self._bar = ties, score, round(bar * UNIT)
        self._items: dict[str, list[str]] = {}
        self._home: dict[str, str] = {}
        self._near: dict[str, dict[str, Between]] = {}
        self._nearest: dict[str, str | None] = {}
        self._met: set[str] = set()

    def group(self, item: str) -> tuple[str, ...]:
        """The items that an item ends up with, itself among them, in order: each neighbour in turn finds its nearest."""
        chain = [self._first(item)]
        while (onward := self._nearest_to(chain[-1])) is not None:
            if chain[-2:-1] == [onward]:
                self._merge(chain.pop(), chain.pop())
            else:
                chain.append(onward)
            chain = chain or [self._first(item)]
        return tuple(self._held(chain[-1]))

    def _first(self, item: str) -> str:
        return self._home.get(item, item)

    def _held(self, first: str) -> list[str]:
        return self._items.get(first) or [first]

    def _nearest_to(self, one: str) -> str | None:
        if one not in self._nearest:
            self._meet(one)
            near, size = self._near[one], len(self._held(one))
            fits = {other: found for other, found in near.items() if size + len(self._held(other)) <= LARGEST}
            self._nearest[one] = nearest(one, fits, self._score, self._bar)
        return self._nearest[one]

    def _meet(self, item: str) -> None:
        """Looks up the ties of an item that stands alone; those to items that were met before are known from these."""
        near = self._near.setdefault(item, {})
        if item not in self._met:
            self._met.add(item)
            for other, value in self._ties(item).items():
                if other not in self._met:
                    near[other] = self._near.setdefault(other, {})[item] = Between(round(value * UNIT), [], 1)

    def _merge(self, *both: str) -> None:
        """Makes one group of two, both of which were met."""
        one, other = sorted(both)
        mine, theirs = self._near.pop(one), self._near.pop(other)
        held = {first: self._held(first) for first in both}
        joint = self._near[one] = {}
        for third in (mine.keys() | theirs.keys()) - set(both):
            near = self._near[third]
            joint[third] = self._added(third, (held[one], mine.get(third)), (held[other], theirs.get(third)))
            near.pop(one, None), near.pop(other, None)
            near[one] = joint[third]
            if self._nearest.get(third) in both:
                del self._nearest[third]
        self._items[one] = sorted(held[one] + held[other])
        self._home |= dict.fromkeys(self._items[one], one)
        for first in both:
            self._nearest.pop(first, None)

    def _added(self, third: str, *sides: tuple[list[str], Between | None]) -> Between:
        """What is known between a third group and both sides of a merge."""
        beyond = self._held(third)
        told = [found or Between(0, list(product(items, beyond)), len(items) * len(beyond)) for items, found in sides]
        one, other = told
        return Between(one.known + other.known, one.open + other.open, one.pairs + other.pairs)


def fitting(
    item: str, tied: Mapping[str, float], groups: Iterable[Sequence[str]], score: Score, bar: float
) -> str | None:
    """Of groups, that which an item fits best, by its first item; null where its mean score with none reaches the bar."""
    near = {group[0]: between([item], group, {item: tied}) for group in groups}
    return nearest(item, near, score, round(bar * UNIT))


def groups(
    items: Sequence[str], loose: frozenset[str], ties: Ties, score: Score, bar: float, guests: frozenset[str] = frozenset()
) -> list[tuple[str, ...]]:  # fmt: skip
    """All items in groups whose mean score, pair by pair, reaches the bar, each in order.

    Loose items never bring two groups together: each joins the group that it fits best, those that fit none are
    grouped among themselves. Guests are loose items that are left out where they fit none.
    """
    firm = AverageLink(lambda item: _among(ties(item), lambda other: other not in loose), score, bar)
    home = {item: firm.group(item) for item in items if item not in loose}
    made: dict[str, tuple[str, ...]] = {group[0]: group for group in home.values()}
    joined = _joined(loose, home, ties, score, bar)
    left = loose - guests - joined.keys()
    rest = AverageLink(lambda item: _among(ties(item), left.__contains__), score, bar)
    for item, first in joined.items():
        made[first] += (item,)
    return [*(tuple(sorted(group)) for group in made.values()), *{rest.group(item) for item in sorted(left)}]


def _joined(
    loose: Iterable[str], home: Mapping[str, tuple[str, ...]], ties: Ties, score: Score, bar: float
) -> dict[str, str]:
    """The loose items that fit a group, which goes by its first item."""
    tied = {item: ties(item) for item in loose}
    beside = {item: {home[other] for other in tied[item] if other in home} for item in tied}
    best = {item: fitting(item, tied[item], beside[item], score, bar) for item in tied}
    return {item: first for item, first in best.items() if first is not None}


def _among(tied: Mapping[str, float], wanted: Callable[[str], bool]) -> Mapping[str, float]:
    return {other: value for other, value in tied.items() if wanted(other)}
