"""How English words a time: vocabulary, and the patterns of `knowledge/data/time_patterns.en.tsv`.

A pattern only finds words; what they mean is in `time_meanings`. Every pattern is a plain alternation with bounded
repeats, so that a sentence is searched in time linear in its length, and only if the sentence holds a word that opens
the pattern's gate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.reading.lang.en.numbers import NUMBER, PLAIN

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
DAY_PARTS = {
    "morning": "TMO", "dawn": "TMO", "midday": "TMI", "noon": "TMI", "afternoon": "TAF", "evening": "TEV",
    "dusk": "TEV", "night": "TNI", "midnight": "TNI",
}  # fmt: skip
PLANNING = frozenset({
    "plan", "expect", "schedule", "slate", "intend", "set", "due", "prepare", "aim", "threaten", "promise", "vow",
    "hope", "want", "propose", "ready",
})  # fmt: skip
AHEAD_MODALS = frozenset({"will", "would", "shall", "wo", "'ll", "may", "might"})

_UNIT = "second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade"
_UNITS = "|".join(f"{unit}s" for unit in _UNIT.split("|")) + "|centuries"
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
    "day": frozenset({"yesterday", "today", "tonight", "tomorrow", "overnight", "night"}),
    "part": frozenset(DAY_PARTS),
    "unit": frozenset(_UNIT.split("|")) | frozenset(_UNITS.split("|")) | {"century", "period", "summers", "winters"},
    "set": frozenset({"daily", "weekly", "monthly", "yearly", "nightly"}),
    "season": frozenset(SEASONS),
    "holiday": frozenset({"christmas", "thanksgiving", "year", "years"}),
    "spoken": frozenset({"nineteen", "twenty", "thousand"}),
    "ref": frozenset({
        "now", "nowadays", "currently", "present", "moment", "days", "presently", "recently", "formerly", "lately",
        "past", "ago", "future", "term", "possible",
    }),
}  # fmt: skip
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|a\.?m\.?|p\.?m\.?|\d{1,2}(?:am|pm)", re.I)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named pattern, the gate that opens it, and words that it finds whole."""

    name: str
    gate: str
    example: str
    regex: re.Pattern[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of the data file, compiled once."""
    text = (files("reportedly.knowledge") / "data" / "time_patterns.en.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Pattern(name, gate, example, _compile(words, case)) for name, gate, case, example, words in rows[1:])


def _compile(words: str, case: str) -> re.Pattern[str]:
    filled = re.sub(r"(?<!\?P)<([A-Z]+)>", lambda match: f"(?:{_VOCABULARY[match[1]]})", words)
    return re.compile(rf"(?<![\w$£€.])(?:{filled})(?!\w|[.,]\d)", re.I if case == "any" else 0)


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
