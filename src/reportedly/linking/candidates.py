"""Which mentions are worth comparing, and which texts: those that stand near each other in the blocks they share.

A block is a number that stands for a name and some days, or for a few words in a row. Work a mention stays bounded:
however many reports share a block, each is paired only with so many before and after it in order of day and id. So a
report that comes in concerns its neighbours alone, and pushes apart those that were only just near each other.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Protocol

from reportedly.linking.mentions import LONGEST, Mention, place_key, widened

REACH = 3  # days that two accounts of one occurrence may lie apart
BUCKET = 8  # days a block; a mention with its reach falls into at most two
RARE = 10  # words of a mention that open a block, the rarest first
RAREST = 50  # mentions of an epoch that may share a name before it no longer opens a block without a day
NEIGHBOURS = 24  # mentions before, and after, in a block that a mention is paired with
FEWEST = 2  # blocks that two mentions must share
UNDATED = date.max.toordinal()  # where reports without a day stand in a block: last

At = tuple[int, str]  # where a mention stands in its blocks: the day as an ordinal number, and its id
Pair = tuple[str, str]  # the ids of two mentions, or of two reports, the smaller first


class Candidates(Protocol):
    """Blocks with the reports in them, in order of day and id. In memory here; a store keeps them in a table."""

    def put(self, at: At, keys: Collection[int]) -> None:
        """Puts a report into blocks."""
        ...

    def take(self, report: str) -> tuple[At, Sequence[int]] | None:
        """Takes a report out of its blocks; where it stood, null where it is in none."""
        ...

    def holds(self, report: str) -> bool:
        """Whether a report is in any block."""
        ...

    def beside(self, keys: Collection[int], at: At, many: int) -> Iterator[tuple[Sequence[At], Sequence[At]]]:
        """For each block that holds others, up to so many before a place and after it, in order."""
        ...

    def meet(self, one: str, other: str, many: int, least: int) -> bool:
        """Whether two reports share so many blocks in which they stand at most so many places apart."""
        ...


@dataclass(frozen=True, slots=True)
class Near:
    """What a report that comes or goes concerns: others with how many blocks they share with it, and the pairs it stands between."""

    shared: Mapping[At, int]
    parted: frozenset[Pair]  # so far apart that they are near without it and not with it


def near(blocks: Candidates, at: At, keys: Collection[int], many: int) -> Near:
    """What is near a place in some blocks, which do not hold the report itself."""
    shared: Counter[At] = Counter()
    parted: set[Pair] = set()
    for before, after in blocks.beside(keys, at, many):
        shared.update((*before, *after))
        for back in range(1, min(many, len(before)) + 1):
            if many - back < len(after):
                parted.add(pair(before[-back][1], after[many - back][1]))
    return Near(shared, frozenset(parted))


class InMemory:
    """Blocks as sorted lists."""

    def __init__(self) -> None:
        self._blocks: dict[int, list[At]] = defaultdict(list)
        self._keys: dict[str, tuple[At, Sequence[int]]] = {}

    def put(self, at: At, keys: Collection[int]) -> None:
        """Puts a report into blocks."""
        self._keys[at[1]] = at, tuple(keys)
        for key in keys:
            insort(self._blocks[key], at)

    def take(self, report: str) -> tuple[At, Sequence[int]] | None:
        """Takes a report out of its blocks."""
        found = self._keys.pop(report, None)
        if found is not None:
            for key in found[1]:
                self._blocks[key].remove(found[0])
        return found

    def holds(self, report: str) -> bool:
        """Whether a report is in any block."""
        return report in self._keys

    def beside(self, keys: Collection[int], at: At, many: int) -> Iterator[tuple[Sequence[At], Sequence[At]]]:
        """What stands before and after a place in each block."""
        for key in keys:
            held = self._blocks.get(key, [])
            place = bisect_left(held, at)
            if held:
                yield held[max(place - many, 0) : place], held[place : place + many]

    def meet(self, one: str, other: str, many: int, least: int) -> bool:
        """Whether two reports are near each other in so many blocks."""
        (first, mine), (second, theirs) = self._keys[one], self._keys[other]
        both = (self._blocks[key] for key in set(mine) & set(theirs))
        return sum(abs(bisect_left(held, first) - bisect_left(held, second)) <= many for held in both) >= least


def pairs(told: Sequence[Mention], crowded: Collection[str] = frozenset()) -> list[tuple[int, int]]:
    """All pairs of positions of a set of mentions that are worth comparing, the smaller first, in order."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for i in sorted(range(len(told)), key=lambda i: place_of(told[i])):
        for key in keys_of(told[i], crowded):
            blocks[key].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for members in blocks.values():
        for at, i in enumerate(members):
            shared.update((min(i, j), max(i, j)) for j in members[at + 1 : at + 1 + NEIGHBOURS])
    return sorted((i, j) for (i, j), n in shared.items() if n >= FEWEST and comparable(told[i], told[j]))


def pair(one: str, other: str) -> Pair:
    """Two ids, the smaller first."""
    return (one, other) if one < other else (other, one)


def place_of(mention: Mention) -> At:
    """Where a mention stands in its blocks: at its first day, else at that of its report."""
    day = mention.days.start if mention.days else mention.printed
    return day.toordinal() if day else UNDATED, mention.id


def comparable(one: Mention, other: Mention) -> bool:
    """Whether two mentions may tell one occurrence: their days, where both have any, lie near enough, and they are of two
    reports, one of which opens with it.
    """
    if one.report == other.report or (one.section and other.section):
        return False
    return one.days is None or other.days is None or one.days.gap(other.days) <= REACH


def may_reach(one: Mention, day: int) -> bool:
    """Whether a mention that begins on a day, given as its ordinal number, may be within reach; to be asked before it is read."""
    if one.days is None or day == UNDATED:
        return True
    first, last = one.days.start.toordinal() - REACH - LONGEST, one.days.end.toordinal() + REACH
    return first < day <= last


def crowded_names(told: Iterable[Mention]) -> frozenset[str]:
    """The names that so many mentions share that they open no block without a day."""
    counted = Counter(name for mention in told for name in names_of(mention))
    return frozenset(name for name, count in counted.items() if count > RAREST)


def keys_of(mention: Mention, crowded: Collection[str]) -> list[int]:
    """The blocks that a mention is in: of name × days, and of names that are not crowded alone."""
    names = names_of(mention)
    keys = [number(name) for name in names if name not in crowded]
    if mention.days:
        reach = widened(mention.days, REACH)
        for bucket in range(reach.start.toordinal() // BUCKET, reach.end.toordinal() // BUCKET + 1):
            keys += (number(f"{name} {bucket}") for name in names)
    return keys


def names_of(mention: Mention) -> list[str]:
    """What a mention may share with others: its rarest words, its places, and the degrees that exact ones lie in."""
    words = sorted(mention.words, key=lambda word: (-mention.words[word], word))[:RARE]
    return list(dict.fromkeys((*(f"word {word}" for word in words), *_place_names(mention))))


def _place_names(mention: Mention) -> Iterator[str]:
    for place in mention.places:
        yield f"place {place_key(place)}"
        if place.lat is not None and place.lon is not None and (place.precision or 9) <= 3:
            yield f"cell {math.floor(place.lat)} {math.floor(place.lon)}"


def number(name: str) -> int:
    """The number of a block: a digest that both engines hold as a whole number."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
