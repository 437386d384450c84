"""Time expressions of a report: TIMEX3 values and the days they stand for.

No day is made up: what counts from the publication date stays without days when that date is not known, and what is
vague stays vague. No interval ends before it starts, and times never overlap. Words and meanings are those of
`lang.en`; the order of the text decides what "the next day" counts from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.reading.lang.en.time_meaning import Context, Meaning
from reportedly.reading.lang.en.time_meanings import MEANINGS
from reportedly.reading.lang.en.time_patterns import AHEAD_MODALS, PLANNING, WEEKDAYS, gates_of, patterns
from reportedly.reading.parse import Parse, Token
from reportedly.reading.timex import Interval, interval
from reportedly.records import Time

BY = "times@1"
LONGEST_SENTENCE = 4_000  # characters searched of one sentence; a longer one is no prose
WEEKDAY_NAMES = frozenset(name.title() for name in WEEKDAYS)
UP = 12  # steps up the tree to the verb that gives the tense
AHEAD = re.compile(r"\b(?:as (?:soon|early|late) as|effective|no later than|due)(?: on| in)?(?: the)? $", re.I)
AHEAD_OF_DATE = re.compile(r"\b(?:until|till|through|by)(?: the)? $", re.I)
BEHIND = re.compile(r"\b(?:since|after)(?: the)? $", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a pattern found: its name and match, as offsets into the report."""

    start: int
    end: int
    name: str
    match: re.Match[str]


def find_times(parse: Parse, published: str | None) -> tuple[Time, ...]:
    """All times of a report, in the order of the text; `published` is the ISO date of publication, or null."""
    now = date.fromisoformat(published[:10]) if published else None
    if now and not 1000 <= now.year <= 9000:
        now = None  # a slip of the pen, and too near the ends of the calendar to count from
    times: list[Time] = []
    last: Interval | None = None
    for found in _search(parse):
        tokens = parse.between(found.start, found.end)
        if not tokens or _is_no_time(found, tokens, parse):
            continue
        context = Context(now, last, _tense(parse, tokens[0]), parse.text[max(0, found.start - 40) : found.start])
        meaning = MEANINGS[found.name](found.match, context)
        if meaning is None:
            continue
        time = _record(found, meaning, context)
        times.append(time)
        if meaning.type in ("DATE", "TIME") and meaning.carries and (days := interval(meaning.value)):
            last = days
    return tuple(times)


def _search(parse: Parse) -> Iterator[Found]:
    """The finds of every sentence, longest first where they overlap, in the order of the text."""
    opened: dict[str, tuple[str, ...]] = {}
    for sentence in parse.sentences:
        gates: set[str] = set()
        for token in parse.sentence_tokens(sentence):
            word = token.text.casefold()
            if word not in opened:
                opened[word] = gates_of(word)
            gates.update(opened[word])
        if gates:
            yield from _in_sentence(
                parse.text, sentence.start, min(sentence.end, sentence.start + LONGEST_SENTENCE), gates
            )


def _in_sentence(text: str, start: int, end: int, gates: set[str]) -> list[Found]:
    words = " ".join(text[start:end].split("\n")) if "\n" in text[start:end] else text[start:end]
    finds = [
        Found(start + match.start(), start + match.end(), pattern.name, match)
        for pattern in patterns()
        if pattern.gate in gates
        for match in pattern.regex.finditer(words)
    ]
    kept: list[Found] = []
    for find in sorted(finds, key=lambda f: (f.start - f.end, f.start)):
        if all(find.end <= other.start or other.end <= find.start for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda f: f.start)


def _is_no_time(found: Found, tokens: Sequence[Token], parse: Parse) -> bool:
    """Whether grammar speaks against it: "may" as a verb, a year that counts things, "second" as an ordinal."""
    last = tokens[-1]
    if found.name == "month" and tokens[0].tag == "MD":
        return True
    if found.name == "year":
        after = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
        return after is not None and last.head == after.i and last.dep == "nummod" and after.tag == "NNS"
    return False


def _tense(parse: Parse, token: Token) -> str | None:
    """ "past" or "future" as the verb above a time has it, or the words just before; null where neither says so."""
    before = parse.text[max(0, token.start - 20) : token.start]
    if AHEAD.search(before) or (AHEAD_OF_DATE.search(before) and token.text not in WEEKDAY_NAMES):
        return "future"
    if BEHIND.search(before) or (token.i and parse.tokens[token.i - 1].tag in ("VBD", "VBN")):
        return "past"
    if parse.text[token.end : token.end + 2] in ("'s", "’s"):
        return "past"
    at = token
    for _ in range(UP):
        if at.pos in ("VERB", "AUX"):
            break
        if at.head == at.i:
            return None
        at = parse.tokens[at.head]
    below = [parse.tokens[i] for i in parse.children[at.i]]
    if (at.lemma in PLANNING and at.lemma != "set") or any(
        (t.tag == "MD" and t.lemma in AHEAD_MODALS) or (t.lemma in PLANNING and t.tag == "VBN") for t in below
    ):
        return "future"
    if at.tag == "VB" and any(t.tag == "TO" for t in below):
        return "future" if parse.tokens[at.head].lemma in PLANNING else "past"
    return "past" if at.tag in ("VBD", "VBN") else None


def _record(found: Found, meaning: Meaning, context: Context) -> Time:
    days = meaning.days
    known = interval(meaning.value)
    granularity = meaning.granularity or (known.granularity if known else None)
    first, last = days if days else (known.first, known.last) if known else (None, None)
    if (
        context.published
        and first
        and first < context.published
        and re.search(r"\bsince (?:the )?$", context.before, re.I)
    ):
        last = context.published
    if first and last and last < first:
        first, last = None, None
    return Time((found.start, found.end), meaning.type, meaning.value, first.isoformat() if first else None,
                last.isoformat() if last else None, granularity, meaning.anchor, BY)  # fmt: skip
