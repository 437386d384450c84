"""A random sample of claims that is the same for the same seed, whatever engine, order or machine: claims are drawn by a hash of the
seed and their id, each as likely as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from reportedly.records import digest


@dataclass(frozen=True, slots=True)
class Sample:
    """Claims drawn, as ids of their report and their own, in the order of the draw; `total` is how many there were."""

    seed: int
    query: str
    total: int
    claims: tuple[tuple[str, str], ...]


def draw(found: Mapping[str, Iterable[str]], many: int, seed: int, query: str = "") -> Sample:
    """So many of the claims of these reports, or all where there are fewer."""
    ids = [(report, claim) for report, claims in found.items() for claim in claims]
    drawn = nsmallest(many, ((digest(seed, claim), report, claim) for report, claim in ids))
    return Sample(seed, query, len(ids), tuple((report, claim) for _, report, claim in drawn))
