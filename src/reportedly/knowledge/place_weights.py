"""The weights of the two linear scores over place names, as data: one for "is it a place", one for "which place".

`places_weights.tsv` says of each weight which score it belongs to; its head says what the weights were fitted on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.knowledge.gazetteer_sources import table
from reportedly.knowledge.loader import KnowledgeError

FILE = "places_weights.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by feature: `evidence` of being a place, `choice` among places of one name."""

    evidence: dict[str, float]
    choice: dict[str, float]


@lru_cache(maxsize=1)
def load() -> Weights:
    """The weights shipped with the package."""
    scores: dict[str, dict[str, float]] = {"evidence": {}, "choice": {}}
    for line, row in table(FILE, ("score", "feature", "weight")):
        try:
            scores[row["score"]][row["feature"]] = float(row["weight"])
        except (KeyError, ValueError) as error:
            raise KnowledgeError(f"{FILE}:{line}: score is evidence or choice, weight a number ({error})") from error
    return Weights(scores["evidence"], scores["choice"])
