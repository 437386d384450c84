"""How much of what was read is right, field by field, with the interval that a sample of this size allows.

Precision counts the values that were read and judged right or wrong: what somebody is unsure of is left out, and what the
reading left open is counted apart. The interval is Wilson's (1927) at 95 %: it holds for few judgements and for shares near 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.checking.fields import CHECKED
from reportedly.checking.filled import Judgement, Verdict

Z = 1.959964  # of the normal distribution: 95 % lie within


@dataclass(frozen=True, slots=True)
class Precision:
    """What was judged of one field: `judged` values that were read, `right` of them, and how many were `unsure`.

    `precision` lies between `low` and `high` with 95 % confidence; all are null where nothing was judged. `left_open` were judged
    where nothing was read, `rightly` of them so.
    """

    field: str
    judged: int
    right: int
    unsure: int
    precision: float | None
    low: float | None
    high: float | None
    left_open: int
    rightly: int


def precisions(judgements: Iterable[Judgement]) -> list[Precision]:
    """The precision of every field, in the order of the sheet."""
    given: dict[str, list[Judgement]] = {name: [] for name in CHECKED}
    for judgement in judgements:
        given[judgement.field].append(judgement)
    return [_precision(name, held) for name, held in given.items()]


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The bounds of Wilson's interval for a share of `right` in `judged`, which is at least 1."""
    share, spread = right / judged, Z * Z / judged
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _precision(field: str, given: list[Judgement]) -> Precision:
    sure = [one for one in given if one.verdict is not Verdict.UNSURE]
    told = [one.verdict is Verdict.RIGHT for one in sure if one.read]
    left = [one.verdict is Verdict.RIGHT for one in sure if not one.read]
    judged, right, unsure = len(told), sum(told), len(given) - len(sure)
    share = round(right / judged, 4) if judged else None
    low, high = (round(bound, 4) for bound in wilson(right, judged)) if judged else (None, None)
    return Precision(field, judged, right, unsure, share, low, high, len(left), sum(left))
