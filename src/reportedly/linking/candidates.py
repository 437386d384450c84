"""Which mentions are worth comparing: the `Candidates` protocol and its implementation in memory.

Work a mention stays bounded: however many mentions share a block, each is paired with its next `NEIGHBOURS` in order of
day only. A database implements the same protocol for sets that do not fit into memory.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from reportedly.linking.mentions import Mention, place_key, widened

REACH = 3  # days that two accounts of one occurrence may lie apart
BUCKET = 8  # days a block; a mention with its reach falls into at most two
RARE = 10  # words of a mention that open a block, the rarest first
RAREST = 50  # mentions that may share a word before it no longer opens a block without a day
NEIGHBOURS = 24  # later mentions of a block that a mention is paired with
FEWEST = 2  # blocks that two mentions must share


class Candidates(Protocol):
    """Where the mentions that may tell one occurrence are found."""

    def pairs(self, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        """Pairs of two positions, the smaller first, each once and in order."""
        ...


class InMemory:
    """Blocks of place × days, word × days, and rare words alone for mentions without a day."""

    def pairs(self, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        blocks: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        for i in sorted(range(len(mentions)), key=lambda i: (_first_day(mentions[i]), i)):
            for key in dict.fromkeys(_keys(mentions[i])):
                blocks[key].append(i)
        shared: Counter[tuple[int, int]] = Counter()
        for (_, bucket), members in blocks.items():
            if bucket is None and len(members) > RAREST:
                continue
            for at, i in enumerate(members):
                for j in members[at + 1 : at + 1 + NEIGHBOURS]:
                    if _near(mentions[i], mentions[j]):
                        shared[min(i, j), max(i, j)] += 1
        yield from sorted(pair for pair, count in shared.items() if count >= FEWEST)


def _first_day(mention: Mention) -> date:
    return mention.days.start if mention.days else date.max


def _keys(mention: Mention) -> Iterator[tuple[str, int | None]]:
    words = sorted(mention.words, key=lambda word: (-mention.words[word], word))[:RARE]
    names = [*(f"word {word}" for word in words), *_place_names(mention)]
    if mention.days:
        reach = widened(mention.days, REACH)
        for bucket in range(reach.start.toordinal() // BUCKET, reach.end.toordinal() // BUCKET + 1):
            yield from ((name, bucket) for name in names)
    yield from ((name, None) for name in names)


def _place_names(mention: Mention) -> Iterator[str]:
    for place in mention.places:
        yield f"place {place_key(place)}"
        if place.lat is not None and place.lon is not None and (place.precision or 9) <= 3:
            yield f"cell {math.floor(place.lat)} {math.floor(place.lon)}"


def _near(one: Mention, other: Mention) -> bool:
    return one.days is None or other.days is None or one.days.gap(other.days) <= REACH
