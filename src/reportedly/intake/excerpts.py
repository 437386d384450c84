"""What services write where they cut a text, below one and in place of one: taken off; that a text was cut is said.

The marks are data (excerpts.tsv). A word that a mark stands right behind may be half a word or half a number; it goes too.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.intake.lines import STOPS
from reportedly.intake.vocabulary import words_for

DATA = "excerpts.tsv"
CUT = "the text is cut where it came from; its page has the rest"
LONGEST = 60  # characters of a mark, and of what stands in place of a text
DOTS = re.compile(r"\s{0,5}(?:…|\.{3,4})?\s{0,5}")


def excerpt(text: str) -> tuple[str, bool]:
    """A text without what a program set below it and without the mark of having been cut; whether it had such a mark."""
    above, _, last = text.rstrip().rpartition("\n")
    text = above if _behind().fullmatch(last.strip()) else text
    found = _marks().search(text, max(0, len(text) - LONGEST))
    if found is None:
        return text, False
    held = text[: found.start()]
    glued = held[-1:] and not held[-1].isspace() and held[-1] not in STOPS
    if glued and " " in held and found[0][:1] not in " \n":
        held = held[: held.rindex(" ")]
    return f"{held.rstrip()} …" if held.strip() else "", True


def says_nothing(cell: str) -> bool:
    """Whether a whole cell stands for there being nothing in it."""
    return not cell.strip() or (len(cell) <= LONGEST and cell.strip().casefold() in words_for("none", DATA))


@cache
def _marks() -> re.Pattern[str]:
    marks = (re.escape(mark).replace(r"\*", r"\d{1,9}") for mark in words_for("cut", DATA))
    return re.compile(rf"{DOTS.pattern}(?:{'|'.join(marks)})\s*$", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    lines = (re.escape(line).replace("…", ".{1,300}") for line in words_for("behind", DATA))
    return re.compile("|".join(lines), re.IGNORECASE)
