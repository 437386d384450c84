"""Words that differ by an ending only: "repels" and "repelled", "Ostra" and "Ostran"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from reportedly.knowledge.linking_words import linking_words

STEM = 4  # letters that words of one family begin with at least
NEAR = 50  # words in the order of the alphabet before one with which it is compared
ENDINGS = 1, 3  # letters that the one and the other have behind them at most


def families(words: Iterable[str]) -> dict[str, str]:
    """Each word with the first of those that differ from it, or from another of them, by an ending only; other forms of a
    word ("came") are of the family of the word itself.
    """
    given, forms = set(words), linking_words("form")
    found: dict[str, str] = {}
    for _, near in groupby(
        sorted(given | {forms[word] for word in given & forms.keys()}), key=lambda word: word[:STEM]
    ):
        for at, word in enumerate(group := list(near)):
            before = group[max(0, at - NEAR) : at]
            found[word] = next((found[other] for other in before if of_one_family(other, word)), word)
    return {word: found[forms.get(word, word)] for word in given}


def of_one_family(one: str, other: str) -> bool:
    """Whether two words of letters begin alike, with no more than an ending each behind that: "repels", "repelled"."""
    begun = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if not (one.isalpha() and other.isalpha() and begun >= STEM):
        return False
    short, long = sorted((len(one) - begun, len(other) - begun))
    endings = linking_words("ending")
    return (short <= ENDINGS[0] and long <= ENDINGS[1]) or (one[begun:] in endings and other[begun:] in endings)
