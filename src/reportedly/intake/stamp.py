"""Time stamps that stand before a body: "Published July 2 2031", "07.04.2031 (updated 1121 07.04.2031)", "Sat 15 Apr
2031 at 0914".

A stamp ends where a line ends or a sentence begins; a date with a sentence going on after it is no stamp.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.intake.dates import DATE, date_of

LEAD_IN = re.compile(
    r"(?:(?P<published>(?:first\s)?(?:published|uploaded)(?:\s(?:on|at))?|posted(?:\s(?:on|at))?|date\sof\spublication|publication\sdate|release\sdate|date)"
    r"|(?P<updated>(?:last\s)?(?:updated?|modified)(?:\s(?:on|at))?)):?\s{1,3}(?:at\s)?",
    re.IGNORECASE,
)
TIME_BEFORE = re.compile(r"\d{1,2}:?\d\d(?:\s?[ap]\.?m\.?)?,?\s{1,2}", re.IGNORECASE)
_ZONE = r"(?:GMT|UTC|EST|EDT|CET|IST|KSA|BST|local\stime)"
TIME_AFTER = re.compile(  # four bare digits are a time only after "at" or before a zone: they may as well begin a headline
    rf",?\s{{0,2}}(?:\(\d{{1,2}}:\d\d\)|(?:[-|]\s)?(?:at\s\d{{1,2}}[:.h]?\d\d|\d{{1,2}}[:.h]\d\d|\d{{4}}(?=\s?\(?{_ZONE})))(?::\d\d)?"
    rf"(?:\s?[ap]\.?m\.?)?(?:\s?\(?{_ZONE}(?:\s?[+-]\s?\d{{1,2}}(?::?\d\d)?)?\)?)?(?!\d)",
    re.IGNORECASE,
)
AGO = re.compile(
    r"(?:(?:first\s|last\s)?(?:published|posted|updated)[:\s]\s?)?(?:about\s)?"
    r"\d{1,3}\s?(?:[smhd]|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?)\sago",
    re.IGNORECASE,
)
CLOCK = re.compile(
    rf"(?:(?:first\s|last\s)?(?:published|posted|updated)\s)?(?:at\s)?(?:\d{{1,2}}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d{{1,2}}\s?[ap]\.?m\.?)(?:\s?\(?{_ZONE}\)?)?",
    re.IGNORECASE,
)
UPDATED = re.compile(r"\s{0,2}[(|\-–]?\s?(?:last\s)?updated:?\s[^()\n]{4,40}\)?", re.IGNORECASE)
NEXT = re.compile(r"\s*$|\s*[\n\r]|\s*[|•·]|\s?(?=[A-Z0-9\"“‘(])")


@dataclass(frozen=True, slots=True)
class Stamp:
    """text[start:end] is a time stamp; `date` its ISO date, null where it is ambiguous; `updated` when it only tells
    of a change.
    """

    start: int
    end: int
    date: str | None
    updated: bool


def changed(words: str) -> bool:
    """Whether words lead in the time of a change ("Updated", "Last modified on")."""
    found = LEAD_IN.match(words + ": ")
    return bool(found and found["updated"])


def leads_in(line: str) -> bool:
    """Whether a whole line is nothing but what leads in a time ("First published", "Updated:")."""
    found = LEAD_IN.fullmatch(f"{line.rstrip(': ')}: ")
    return found is not None


def is_clock(line: str) -> bool:
    """Whether a whole line is nothing but a time of day, as entries of a live report carry ("14:05 GMT", "5m ago")."""
    return CLOCK.fullmatch(line.strip(" []()")) is not None or is_ago(line)


def is_ago(line: str) -> bool:
    """Whether a whole line says how long ago a report came out ("Published 3 hours ago")."""
    return AGO.fullmatch(line.strip(" []()")) is not None


def stamp_at(text: str, start: int) -> Stamp | None:
    """The stamp that begins at `start`, or null."""
    window = text[start : start + 200]
    lead = LEAD_IN.match(window)
    at = lead.end() if lead else 0
    date = DATE.match(window, at)
    if date is None and (before := TIME_BEFORE.match(window, at)):
        date = DATE.match(window, before.end())
    if date is None:
        return None
    ends = [date.end()]
    if time := TIME_AFTER.match(window, ends[-1]):
        ends.append(time.end())
    if updated := UPDATED.match(window, ends[-1]):
        ends.append(updated.end())
    end = next((end for end in reversed(ends) if NEXT.match(window, end)), None)
    return None if end is None else Stamp(start, start + end, date_of(date), bool(lead and lead["updated"]))
