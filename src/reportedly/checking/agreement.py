"""How far people who judged the same claims agree: Krippendorff's alpha for nominal values, a field at a time.

1 is perfect agreement, 0 what chance would give, below 0 worse than that. A claim that fewer than two people judged says nothing.
Krippendorff, Klaus (2011): Computing Krippendorff's Alpha-Reliability.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Coding = Mapping[str, Mapping[str, str]]  # what people say of one claim: by person, the values of its fields


@dataclass(frozen=True, slots=True)
class Agreement:
    """One field: the alpha, the claims that two or more people judged in it, how many people those are, and on how many claims
    they differ. `alpha` is null where all that was said is one value, or nothing.
    """

    field: str
    alpha: float | None
    claims: int
    people: int
    differing: int


def agreements(codings: Sequence[Coding], fields: Iterable[str]) -> list[Agreement]:
    """The agreement in each field that two people judged in one claim at least."""
    return [found for field in fields if (found := _agreement(codings, field)).claims]


def differing_in(coding: Coding) -> dict[str, dict[str, str]]:
    """The fields of a claim on which people differ, with what each says."""
    fields = dict.fromkeys(field for said in coding.values() for field in said)
    told = {field: _of_field(coding, field) for field in fields}
    return {field: said for field, said in told.items() if len(set(said.values())) > 1}


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha of units, each with the values that its coders gave; null where the values differ in nothing."""
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    total = sum(paired, Counter())
    many = total.total()
    expected = many * many - sum(count * count for count in total.values())
    if not expected:
        return None
    observed = sum(_mismatches(unit) / (unit.total() - 1) for unit in paired)
    return 1.0 - (many - 1) * observed / expected


def _of_field(coding: Coding, field: str) -> dict[str, str]:
    """What each person says of a field, of those who say anything."""
    return {who: said[field] for who, said in coding.items() if field in said}


def _mismatches(unit: Counter[Hashable]) -> int:
    """How many ordered pairs of values of a unit differ."""
    return unit.total() ** 2 - sum(count * count for count in unit.values())


def _agreement(codings: Sequence[Coding], field: str) -> Agreement:
    told = [said for coding in codings if len(said := _of_field(coding, field)) > 1]
    units = [tuple(said.values()) for said in told]
    people = {who for said in told for who in said}
    return Agreement(field, alpha(units), len(told), len(people), sum(len(set(unit)) > 1 for unit in units))
