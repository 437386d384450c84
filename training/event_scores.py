"""Events against labels: kind and status, participants, counts.

An event is found where its word is one that tells of a labelled event of that kind. Roles and counts are compared by the words that they
stand on, of events that are found; those of others are missed, or too many.
"""

from collections import Counter
from collections.abc import Sequence

from .events import Happening, Span

MEASURES = ("kind_status", "kind", "role", "count")

Items = Sequence[tuple[str, Span]]


class Tally:
    """What is right, told and labelled so far, by measure."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._sizes: Counter[str] = Counter()
        self._assaults = self._false = 0

    def add(self, told: Sequence[Happening], gold: Sequence[Happening]) -> None:
        """Add the events of one text."""
        left = list(gold)
        for event in told:
            kin = [g for g in left if same(event, g)]
            home = min(kin, key=lambda g: g.status != event.status, default=None)
            if home is not None:
                left.remove(home)
            if (event.kind, event.status) == ("assault", "actual"):
                self._assaults += 1
                self._false += home is None
            self._event(event, home)
        for missed in left:
            self._event(None, missed)

    def _event(self, told: Happening | None, gold: Happening | None) -> None:
        for key in ("kind", "kind_status"):
            self._sizes[key] += (told is not None) + (gold is not None)
        if told and gold:
            self._right["kind"] += 1
            self._right["kind_status"] += told.status == gold.status
        self._items("role", told.roles if told else (), gold.roles if gold else ())
        self._items("count", told.counts if told else (), gold.counts if gold else ())

    def _items(self, key: str, told: Items, gold: Items) -> None:
        left = list(gold)
        for name, span in told:
            hit = next((g for g in left if g[0] == name and touching(g[1], span)), None)
            if hit is not None:
                left.remove(hit)
                self._right[key] += 1
        self._sizes[key] += len(told) + len(gold)

    def measures(self) -> dict[str, float]:
        """F1 of each measure, and the share of actual assaults that no label calls one."""
        found = {f"{key}_f1": 2 * self._right[key] / self._sizes[key] if self._sizes[key] else 1.0 for key in MEASURES}
        return found | {"false_assault": self._false / max(1, self._assaults)}


def same(one: Happening, two: Happening) -> bool:
    """Whether the word of an event is one that tells of a labelled event of its kind."""
    return one.kind == two.kind and any(touching(one.word, word) for word in (two.word, *two.also))


def touching(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]
