"""What linking learns of a whole set of reports, frozen under a number: which words are rare, which places say nothing.

Links and incidents are a function of the reports and of the epoch, whatever the order in which the reports came. A new
epoch is learnt from all reports of that moment, and everything is made anew by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reportedly.knowledge.loader import Knowledge
from reportedly.linking.candidates import crowded_names
from reportedly.linking.incidents import common_places
from reportedly.linking.mentions import Counted, Mention, Rarity, Stretches, mentions
from reportedly.linking.sections import with_sections
from reportedly.records import Reading

S = TypeVar("S", bound=Stretches, covariant=True)


@dataclass(frozen=True, slots=True)
class Epoch(Generic[S]):
    """The statistics of one moment: of how many reports, their words, the names and places that too many share."""

    number: int
    reports: int
    stretches: S
    crowded: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


def learn(readings: Sequence[Reading], knowledge: Knowledge, number: int = 1) -> tuple[Epoch[Counted], list[Mention]]:
    """The epoch of a set of reports, and their mentions by it: what they open with says which names and places are common."""
    counted = Counted.of(readings)
    weight = Rarity(counted)
    main = mentions(readings, knowledge, weight)
    epoch = Epoch(number, len(main), counted, crowded_names(main), common_places(main))
    return epoch, with_sections(main, readings, weight, knowledge, epoch.common)
