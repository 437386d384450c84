"""Lines that are wholly an outlet's name, a section's, a day, a byline, a dateline, a reading time or a share line.

Such a line, which cannot be a sentence of an article, is a sign of where a pasted text has its headline. An outlet's
name counts if it is known, or if it is written like one and the text repeats it as its own ("(NAME)", "NAME reports").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from reportedly.intake.agency import Agencies
from reportedly.intake.credit import Credit, byline_of, dateline_line, is_person, listed
from reportedly.intake.dates import DATE, date_of
from reportedly.intake.furniture import is_kicker, is_known_line, only_names, phrases
from reportedly.intake.lines import ends_sentence
from reportedly.intake.stamp import Stamp, is_ago, stamp_at
from reportedly.intake.vocabulary import rows_of
from reportedly.records import Span

LONGEST = 120  # characters of a sign
MOST_WORDS = 5  # of an outlet's name
REPEATED_IN = 20_000  # characters of a text in which it is looked for again
PARTS = re.compile(r"\s*[|•·]\s*")
BYLINE_PARTS = re.compile(r"\s*(?:[,/&]|\sand\s)\s*")
NO_NAME = re.compile(r"[^\w\s.'’&-]")


@dataclass(frozen=True, slots=True)
class Sign:
    """A line around a headline: whom it credits, the day that it says, whose outlet it names. `weak` is one that tells
    nothing unless others stand beside it.
    """

    span: Span
    credit: Credit | None = None
    stamp: Stamp | None = None
    outlet: str | None = None
    weak: bool = False


def sign_of(text: str, span: Span, agencies: Agencies) -> Sign | None:
    """What a line of the text is wholly, or each part of it between bars; null where it may be a sentence."""
    words = text[slice(*span)]
    if len(words) > LONGEST:
        return None
    if sign := _whole(text, words, span, agencies):
        return sign
    parts = [part for part in PARTS.split(words) if part]
    signs = {part: sign for part in parts if (sign := _whole(text, part, span, agencies))}
    sure = any(not sign.weak for sign in signs.values()) and all(part in signs or only_names(part) for part in parts)
    return _joined(list(signs.values()), span) if len(parts) > 1 and sure else None


def dated_names(words: str, span: Span) -> Sign | None:
    """A short line that says when, and beside it names alone ("Jo Banda, Port Kelm, 4 May 2031"). A headline can read so."""
    found = DATE.search(words)
    if found is None or len(words) > LONGEST / 2 or not only_names(words[: found.start()] + words[found.end() :]):
        return None
    return Sign(span, stamp=Stamp(*span, date_of(found), updated=False))


def stamped(words: str) -> Stamp | None:
    """The stamp that a whole line is."""
    stamp = stamp_at(words, 0)
    return stamp if stamp and stamp.end == len(words) else None


def persons(words: str, agencies: Agencies) -> bool:
    """Whether a line is nothing but names written like those of persons. A headline can be, too."""
    parts = BYLINE_PARTS.split(words)
    return len(words) <= LONGEST and all(is_person(part) and not agencies.knowledge.find(part) for part in parts)


def _joined(signs: list[Sign], span: Span) -> Sign:
    """The signs that stand on one line as one."""
    return Sign(
        span,
        next((sign.credit for sign in signs if sign.credit), None),
        next((sign.stamp for sign in signs if sign.stamp), None),
        next((sign.outlet for sign in signs if sign.outlet), None),
    )


def _whole(text: str, words: str, span: Span, agencies: Agencies) -> Sign | None:
    """What words are wholly."""
    if stamp := stamped(words):
        return Sign(span, stamp=replace(stamp, start=span[0], end=span[1]))
    if name := _outlet(text, words, span, agencies):
        weak = _repeated(text, name, span) is None
        return Sign(span, Credit(span, None, listed([name], agencies)), outlet=name, weak=weak)
    if found := byline_of(words, agencies):
        date = DATE.search(words)
        return Sign(span, Credit(span, None, *found), date and Stamp(*span, date_of(date), updated=False))
    if credit := dateline_line(words, span, agencies):
        return Sign(span, credit)
    if is_known_line(words) or is_ago(words):
        return Sign(span)
    return Sign(span, weak=True) if is_kicker(words) else None


def _outlet(text: str, words: str, span: Span, agencies: Agencies) -> str | None:
    """The outlet whose name the words are, as the text spells it in a sentence; the place of its desk may follow."""
    name, _, place = words.partition(", ")
    if (agencies.known(name) or agencies.is_own(name)) and only_names(place) and not ends_sentence(words):
        return agencies.shown(name)
    return _repeated(text, words, span) if _named_like_one(words, agencies) else None


def _named_like_one(words: str, agencies: Agencies) -> bool:
    """Whether words nobody is known by are written like an outlet's name: by its last word, or as agencies are."""
    parts = words.split()
    plain = 0 < len(parts) <= MOST_WORDS and only_names(words) and not NO_NAME.search(words)
    unknown = plain and agencies.knowledge.find(words) is None
    return unknown and (parts[-1].casefold() in _press_words() or agencies.is_agency(words))


def _repeated(text: str, name: str, span: Span) -> str | None:
    """The name as the text repeats it for that of its own outlet; capitals do not matter where it has several words."""
    bare = name.split(maxsplit=1)[1] if name.casefold().startswith("the ") else name
    named = f"(?i:{re.escape(bare)})" if " " in bare else re.escape(bare)
    for way in phrases().outlet:
        before, _, behind = map(re.escape, way.partition("{}"))
        pattern = re.compile(rf"(?<!\w){before}(?:[Tt]he )?({named}){behind}(?!\w)")
        if found := pattern.search(text, span[1], span[1] + REPEATED_IN):
            return found[1]
    return None


@cache
def _press_words() -> frozenset[str]:
    """The last words of papers' and broadcasters' names."""
    return frozenset(row[1] for row in rows_of("place_words.en.tsv") if row[0] == "press")
