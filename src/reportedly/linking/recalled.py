"""What joining looks up again and again and never changes within an epoch, kept from one call to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_WORDS = 200_000  # whose weights, and whose hashes, are kept at hand
MOST_TEXTS = 20_000  # texts of claims whose vectors are


@dataclass(slots=True)
class Recalled:
    """The weights of words, the vectors of texts, and the hashes of words, as far as they were asked for."""

    weights: dict[str, float] = field(default_factory=dict)
    vectors: dict[str, dict[str, float]] = field(default_factory=dict)
    hashes: dict[str, int] = field(default_factory=dict)

    def shrink(self) -> None:
        """Begins anew what has become too large."""
        for kept, most in ((self.weights, MOST_WORDS), (self.vectors, MOST_TEXTS), (self.hashes, MOST_WORDS)):
            if len(kept) > most:
                kept.clear()
