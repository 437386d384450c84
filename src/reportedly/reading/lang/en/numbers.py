"""English number words.

A number that is read is exactly what its words say: "eighteen" is 18, "a dozen" 12, "1.2 million" 1,200,000; words
that set no number ("dozens", "several") have none and are never rounded to one. Nothing here looks at what is
counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportedly.reading.lang.en.lexicon import values

UNITS, TENS, SCALES, ORDINALS = (
    {word: int(value) for word, value in values(name, "number_words.en.tsv").items()}
    for name in ("unit", "tens", "scale", "ordinal")
)
LARGEST = 10**12  # a longer figure is no count of people or things

MULTIPLES = {**SCALES, "dozen": 12}

PLAIN = "|".join([*UNITS, *TENS])
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}(?:\.\d{{1,3}})?)(?:\s(?:hundred|thousand|million|billion))?"
    rf"|(?:{PLAIN})(?:[-\s](?:and\s)?(?:{PLAIN}|hundred|thousand|million))*"
)  # a pattern for a number in figures or words, for use inside (?i:…)
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,3})?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


def number_of(words: str) -> int | None:
    """The whole number that words or figures say, or null where they say none ("dozens") or a broken one ("2.5")."""
    return _sum([part for part in re.split(r"[-\s]+", words.casefold().strip()) if part not in ("", "and")])


def ordinal_of(word: str) -> int | None:
    """The number of an ordinal ("third", "21st", "twenty-first"), or null."""
    word = word.casefold()
    if match := _ORDINAL.fullmatch(word):
        return int(match[1])
    tens, _, unit = word.replace(" ", "-").rpartition("-")
    if tens in TENS and ORDINALS.get(unit, 10) < 10:
        return TENS[tens] + ORDINALS[unit]
    return ORDINALS.get(word)


@lru_cache(maxsize=4096)
def is_number_word(word: str) -> bool:
    """Whether a single word is part of an exact number."""
    word = word.casefold()
    if word in UNITS or word in TENS or word in SCALES or word == "dozen":
        return True
    return bool(_FIGURE.fullmatch(word)) or (
        "-" in word and all(part in UNITS or part in TENS for part in word.split("-"))
    )


def _sum(parts: Sequence[str]) -> int | None:
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        value = _small(part)
        if part in ("a", "an") and not seen:
            current = 1
        elif part in MULTIPLES:
            current = (current if seen else 1) * MULTIPLES[part]
        elif value is not None:
            current = current * (100 if _years(part, current, value) else 1) + value
        else:
            return None
        seen = True
        if MULTIPLES.get(part, 0) >= 1_000:
            total, current = total + current, 0
    total += current
    return int(total) if seen and total == int(total) and total <= LARGEST else None


def _years(part: str, current: float, value: float) -> bool:
    """Whether two numbers side by side are a year ("nineteen ninety-four")."""
    return part in UNITS | TENS and 13 <= current <= 20 and value >= 10


def _small(part: str) -> float | None:
    if part in UNITS:
        return UNITS[part]
    if part in TENS:
        return TENS[part]
    return float(part.replace(",", "")) if _FIGURE.fullmatch(part) else None
