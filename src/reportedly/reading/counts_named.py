"""Those who are named one by one and suffer the same are one figure: "Ana Ruk, 34, and Ilan Vale were killed" is two killed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.reading.counts import Counted
from reportedly.reading.parse import Parse

AGE = 2  # tokens of an age behind a name: a comma and the number


def together(parse: Parse, counts: Sequence[Counted]) -> tuple[Counted, ...]:
    """The counts of a report, names that only a comma or "and" joins as one; each part stays with its whole."""
    kept: list[Counted] = []
    at: list[int] = []
    for one in counts:
        if kept and _goes_on(parse, kept[-1], one):
            kept[-1] = _joined(parse, kept[-1], one)
        else:
            kept.append(one)
        at.append(len(kept) - 1)
    return tuple(
        replace(one, count=replace(one.count, of=at[one.count.of] if one.count.of is not None else None))
        for one in kept
    )


def _goes_on(parse: Parse, last: Counted, one: Counted) -> bool:
    """Whether a count is of one more person by name, of whom the same word tells."""
    same = (last.anchor, last.count.what, last.count.of) == (one.anchor, one.count.what, one.count.of)
    first = parse.between(*one.count.span)[:1]
    named = same and bool(first) and _name(parse, last) and _name(parse, one) and one.count.low == one.count.high == 1
    behind = last.noun + AGE if named and _aged(parse, last.noun) else last.noun
    return named and parse.language.counts.listed(parse, behind, first[0].i)


def _name(parse: Parse, one: Counted) -> bool:
    """Whether the counted are called by name."""
    return parse.tokens[one.noun].pos == "PROPN"


def _aged(parse: Parse, noun: int) -> bool:
    """Whether a number between commas stands behind a name."""
    behind = "".join(token.text for token in parse.tokens[noun + 1 : noun + 1 + AGE])
    return behind.startswith(",") and behind[1:].isdecimal()


def _joined(parse: Parse, last: Counted, one: Counted) -> Counted:
    """Two counts as one, in the words of the text."""
    span = last.count.span[0], one.count.span[1]
    number = (last.count.low or 0) + 1
    who = " ".join(parse.text[slice(*span)].split())
    return replace(one, count=replace(last.count, span=span, who=who, low=number, high=number))
