"""Time expressions of a report: TIMEX3 values and the days they stand for.

No day is made up: what counts from the publication date stays without days when that date is not known, and what is
vague stays vague. No interval ends before it starts, and times never overlap. Words and meanings are those of the
language; the order of the text decides what "the next day" counts from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.reading.language import TimeWords
from reportedly.reading.parse import Parse
from reportedly.reading.time_meaning import Context, Meaning, Pattern
from reportedly.reading.timex import Interval, interval
from reportedly.records import Time

BY = "times@1"
LONGEST_SENTENCE = 4_000  # characters searched of one sentence; a longer one is no prose


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a pattern found, as offsets into the report."""

    start: int
    end: int
    pattern: Pattern
    match: re.Match[str]


def find_times(parse: Parse, published: str | None) -> tuple[Time, ...]:
    """All times of a report, in the order of the text; `published` is the ISO date of publication, or null."""
    now = date.fromisoformat(published[:10]) if published else None
    if now and not 1000 <= now.year <= 9000:
        now = None  # a slip of the pen, and too near the ends of the calendar to count from
    words = parse.language.times
    times: list[Time] = []
    last: Interval | None = None
    for found in _search(parse):
        tokens = parse.between(found.start, found.end)
        if not tokens or words.is_no_time(parse, found.pattern.name, tokens):
            continue
        meaning = found.pattern.meaning(found.match, Context(now, last, words.tense(parse, tokens[0])))
        if meaning is None:
            continue
        times.append(_record(found, meaning, now if words.up_to_now(parse, found.start) else None))
        if meaning.type in ("DATE", "TIME") and meaning.carries and (days := meaning.onward or interval(meaning.value)):
            last = days
    return tuple(times)


def _search(parse: Parse) -> Iterator[Found]:
    """The finds of every sentence, longest first where they overlap, in the order of the text."""
    words = parse.language.times
    opened: dict[str, tuple[str, ...]] = {}
    for sentence in parse.sentences:
        gates: set[str] = set()
        for token in parse.sentence_tokens(sentence):
            word = token.text.casefold()
            if word not in opened:
                opened[word] = words.gates_of(word)
            gates.update(opened[word])
        if gates:
            end = min(sentence.end, sentence.start + LONGEST_SENTENCE)
            yield from _in_sentence(words, parse.text[sentence.start : end], sentence.start, gates)


def _in_sentence(words: TimeWords, text: str, start: int, gates: set[str]) -> list[Found]:
    """The finds of one sentence that begins at `start`, with the gates that its words open."""
    line = text.replace("\n", " ")
    finds = [
        Found(start + match.start(), start + match.end(), pattern, match)
        for pattern in words.patterns()
        if pattern.gate in gates
        for match in pattern.regex.finditer(line)
    ]
    kept: list[Found] = []
    for find in sorted(finds, key=lambda f: (f.start - f.end, f.start)):
        if all(find.end <= other.start or other.end <= find.start for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda f: f.start)


def _record(found: Found, meaning: Meaning, until: date | None) -> Time:
    """The record of a time; one that began before `until`, where that is given, lasts until then."""
    known = interval(meaning.value)
    granularity = meaning.granularity or (known.granularity if known else None)
    first, last = meaning.days or ((known.first, known.last) if known else (None, None))
    if until and first and first < until:
        last = until
    if first and last and last < first:
        first, last = None, None
    return Time(
        (found.start, found.end), meaning.type, meaning.value, first.isoformat() if first else None,
        last.isoformat() if last else None, granularity, meaning.anchor, BY,
    )  # fmt: skip
