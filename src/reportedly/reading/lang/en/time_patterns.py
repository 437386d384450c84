"""How English words a time: the patterns of `knowledge/data/time_patterns.en.tsv`, and the function that reads each.

A pattern only finds words; the function of its name in `time_calendar` or `time_relative` says what they mean. Every
pattern is a plain alternation with bounded repeats, so that a sentence is searched in time linear in its length, and
only if the sentence holds a word that opens the pattern's gate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from reportedly.reading.lang.en import time_calendar, time_relative
from reportedly.reading.lang.en.lexicon import senses
from reportedly.reading.lang.en.numbers import NUMBER, PLAIN
from reportedly.reading.lang.en.time_words import MONTHS, REPEATED, SEASONS, TABLE, UNITS, WEEKDAYS
from reportedly.reading.time_meaning import Context, Meaning, Pattern

LATELY = 16_384  # words whose gates are remembered
_UNIT = "|".join(UNITS)
_UNITS = "|".join(f"{unit}s" for unit in UNITS) + "|centuries"
_VOCABULARY = {
    "MONTH": r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?",
    "DAYNAME": r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?(?=,? (?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))",
    "UNIT": f"{_UNIT}|century",
    "UNITS": _UNITS,
    "PART": "morning|dawn|midday|noon|afternoon|evening|dusk|night",
    "SEASON": "|".join(SEASONS),
    "YEAR": r"(?:1[5-9]|20)\d\d",
    "ABOUT": "(?i:about|almost|nearly|around|over|more than|less than|at least|up to|some|roughly|no more than|within"
    "|just over|just under)",
    "NUM": f"(?i:{NUMBER})",
    "PLAIN": PLAIN,
    "FEW": "(?i:a few|several|a couple of|a couple|many|some|few|two or three|a dozen|dozens of)",
    "FUZZ": "(?i:early|mid|late|the beginning of|the start of|the end of|the middle of|beginning of|end of|earlier in"
    "|later in|later|earlier|sometime)",
    "ORD": "first|second|third|fourth|1st|2nd|3rd|4th",
}

GATES: dict[str, frozenset[str]] = {
    "month": frozenset(MONTHS) | {f"{name}." for name in MONTHS},
    "weekday": frozenset(WEEKDAYS) | {name[:3] for name in WEEKDAYS} | {"tues", "thurs"},
    "unit": frozenset(UNITS) | frozenset(_UNITS.split("|")) | {"century", "period", "summers", "winters"},
    "set": frozenset(REPEATED),
    **{name: senses(TABLE)[name] for name in ("day", "part", "season", "holiday", "spoken", "ref")},
}
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|a\.?m\.?|p\.?m\.?|\d{1,2}(?:am|pm)", re.I)


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of the data file, compiled once."""
    text = (files("reportedly.knowledge") / "data" / "time_patterns.en.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        Pattern(name, gate, example, _compile(words, case), _meaning(name))
        for name, gate, case, example, words in rows[1:]
    )


def _meaning(name: str) -> Callable[[re.Match[str], Context], Meaning | None]:
    """The function that reads the matches of a pattern, which bears its name."""
    found: Callable[[re.Match[str], Context], Meaning | None] = getattr(
        time_calendar if hasattr(time_calendar, name) else time_relative, name
    )
    return found


def _compile(words: str, case: str) -> re.Pattern[str]:
    filled = re.sub(r"(?<!\?P)<([A-Z]+)>", lambda match: f"(?:{_VOCABULARY[match[1]]})", words)
    return re.compile(rf"(?<![\w$£€.])(?:{filled})(?!\w|[.,]\d)", re.I if case == "any" else 0)


@lru_cache(maxsize=LATELY)
def gates_of(word: str) -> tuple[str, ...]:
    """The gates that a word (lower case) opens; compounds ("four-month", "mid-August") open those of their parts."""
    found = [gate for gate, words in GATES.items() if word in words]
    if "-" in word:
        found += [gate for part in word.split("-") for gate, words in GATES.items() if part in words]
    if any(c.isdigit() for c in word):
        found.append("figure")
    if _CLOCK.fullmatch(word):
        found.append("clock")
    return tuple(found)
