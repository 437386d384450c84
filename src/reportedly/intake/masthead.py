"""The headline of a text and the first lines around it that are no part of the article: its masthead.

A line counts only if it is wholly a sign (signs.py) and stands above the headline, or between it and the body. In a
list, where days or bylines go on below, there is none; nor is the name of an outlet or section one that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, takewhile

from reportedly.intake.agency import Agencies
from reportedly.intake.credit import Credit, byline_of, dateline_at
from reportedly.intake.headline import Headline, by_looks, can_be_headline, headline_at, titled
from reportedly.intake.lines import Line, ends_sentence
from reportedly.intake.signs import LONGEST, Sign, dated_names, persons, sign_of, stamped
from reportedly.records import Span

FIRST = 14  # lines among which a headline, its signs and a summary stand
BETWEEN = 2  # lines below a headline, a summary and a caption, behind which signs can follow
FEWEST = 4  # words of a line that is the headline above a line of mere names
SHORTEST = 60  # characters of a paragraph
MOST = 2_000  # lines that are looked through for what goes on
BY = re.compile(r"by:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The headline and the signs around it, in order."""

    headline: Headline
    signs: tuple[Sign, ...] = ()

    @property
    def outlet(self) -> str | None:
        """The first outlet whose name stands on a line by itself."""
        return next((sign.outlet for sign in self.signs if sign.outlet), None)

    @property
    def dateline(self) -> Credit | None:
        """The dateline that is a line of its own."""
        return next((sign.credit for sign in self.signs if sign.credit and sign.credit.dateline), None)


def masthead_of(text: str, lines: list[Line], title: str | None, agencies: Agencies) -> Masthead:
    """The masthead of a text whose title may be known."""
    signs = {n: sign for n, line in enumerate(lines[:FIRST]) if (sign := sign_of(text, line.span, agencies))}
    signs |= _names(text, lines[:FIRST], signs, agencies)
    signs |= _kicker(text, lines[:FIRST], signs)
    above = len(list(takewhile(signs.__contains__, count())))
    known, rest = titled(text, lines, title), lines[above:]
    if _goes_on(text, rest, signs, agencies):
        return Masthead(headline_at(text, known or by_looks(text, lines)))
    signed = above + 1 in signs or _opens(text, rest, agencies, headed=above > 0)
    headline = headline_at(text, known or by_looks(text, rest) or (_short(text, rest) if signed else None))
    return Masthead(headline, tuple(_around(lines, signs, headline, agencies)))


def _names(text: str, lines: list[Line], signs: dict[int, Sign], agencies: Agencies) -> dict[int, Sign]:
    """The lines of names below a headline: beside a day, behind a "By" on a line of its own, or right above a sign."""
    found: dict[int, Sign] = {}
    words = [text[slice(*line.span)] for line in lines]
    headed = next((n for n in range(len(lines)) if n not in signs and len(words[n].split()) >= FEWEST), FIRST)
    for n in reversed(range(headed + 1, len(lines))):
        if n in signs or n in found:
            continue
        if sign := dated_names(words[n], lines[n].span):
            found[n] = sign
        elif persons(words[n], agencies) and BY.fullmatch(words[n - 1]):
            authors = byline_of(f"By {words[n]}", agencies)
            found |= {n - 1: Sign(lines[n - 1].span)}
            found |= {n: Sign(lines[n].span, Credit(lines[n].span, None, *authors))} if authors else {}
        elif persons(words[n], agencies) and (n + 1 in signs or n + 1 in found):
            found[n] = Sign(lines[n].span)
    return found


def _kicker(text: str, lines: list[Line], signs: dict[int, Sign]) -> dict[int, Sign]:
    """A lone word with a capital above a line that can be a headline and has a sign right below, as sections are named."""
    first = len(list(takewhile(signs.__contains__, count())))
    if first + 2 not in signs or first + 1 in signs:
        return {}
    word, below = (text[slice(*line.span)] for line in lines[first : first + 2])
    alone = word.isalpha() and word[0].isupper() and len(below.split()) >= FEWEST and can_be_headline(below)
    return {first: Sign(lines[first].span, weak=True)} if alone else {}


def _goes_on(text: str, lines: list[Line], signs: dict[int, Sign], agencies: Agencies) -> bool:
    """Whether no sentence follows, or another day or author behind one, as in lists, diaries and several articles."""
    first = next((n for n, line in enumerate(lines) if ends_sentence(text[slice(*line.span)])), None)
    if first is None:
        return True
    below = [text[slice(*line.span)] for line in lines[first + 1 : MOST] if line.end - line.start <= LONGEST]
    return _other_day(below, signs) or _other_author(below, signs, agencies)


def _other_day(below: list[str], signs: dict[int, Sign]) -> bool:
    """Whether one of the lines is the stamp of another day than the first of the signs, and none of a change."""
    stamps = [sign.stamp for sign in signs.values() if sign.stamp]
    later = (stamped(words) for words in below) if stamps else ()
    return any(stamp is not None and not stamp.updated and stamp.date != stamps[0].date for stamp in later)


def _other_author(below: list[str], signs: dict[int, Sign], agencies: Agencies) -> bool:
    """Whether one of the lines is the byline of others than the first of the signs."""
    authors = next((sign.credit.authors for sign in signs.values() if sign.credit and sign.credit.authors), ())
    bylines = filter(None, (byline_of(words, agencies) for words in below)) if authors else ()
    return any(set(names) - set(authors) for _, names in bylines)


def _short(text: str, lines: list[Line]) -> Span | None:
    """The first line, if it is written as headlines are."""
    return lines[0].span if can_be_headline(text[slice(*lines[0].span)]) else None


def _opens(text: str, lines: list[Line], agencies: Agencies, *, headed: bool) -> bool:
    """Whether an article begins on the second line: with its dateline, or, where signs stand above the first, with a
    paragraph whose first word would still have fitted there, so that no line of it was broken.
    """
    if len(lines) < 2:
        return False
    words, line = text[slice(*lines[1].span)], lines[0]
    dateline = dateline_at(text, lines[1].start, agencies)
    if dateline and not text[slice(*dateline.span)].rstrip().endswith(":"):
        return True
    fits = line.end - line.start + 1 + len(words.split()[0]) <= len(words)
    return headed and fits and len(words) > SHORTEST and ends_sentence(words)


def _around(lines: list[Line], signs: dict[int, Sign], headline: Headline, agencies: Agencies) -> Iterator[Sign]:
    """The signs above the headline, and those that begin at most a summary and a caption below it; without a headline,
    those that open the text, if they tell something.
    """
    if headline.span is None:
        opening = [signs[n] for n in takewhile(signs.__contains__, count())]
        yield from opening if any(not sign.weak for sign in opening) else ()
        return
    top, end = headline.span[0], max([headline.span[1], *(copy[1] for copy in headline.copies)])
    yield from (sign for _, sign in sorted(signs.items()) if sign.span[1] <= top)
    below = next((n for n, line in enumerate(lines) if line.start >= end), len(lines))
    begin = next((n for n in range(below, below + BETWEEN + 1) if n in signs), below)
    for n in takewhile(signs.__contains__, count(begin)):
        credited = agencies.is_known_agency(signs[n].outlet or "")
        yield replace(signs[n], outlet=None) if credited else signs[n]
