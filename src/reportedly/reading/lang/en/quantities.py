"""Quantities in English: "at least 18", "between 10 and 15", "dozens of", "a family of five", "no".

A quantity never has low above high, and its tokens hold every word that sets its bounds. "At least 18" is 18..null,
"up to 18" null..18, "18", "about 18" and "nearly 18" are 18..18 (the words stay in the span), "dozens" and "several"
null..null, "no" 0..0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.reading.lang.en.lexicon import person_kind
from reportedly.reading.lang.en.numbers import SCALES, TENS, UNITS, is_number_word, number_of
from reportedly.reading.lang.en.time_patterns import GATES, MONTHS
from reportedly.reading.parse import Parse, Token

ABOVE = (
    "at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of", "a minimum of",
    "in excess of", "above", "exceeding",
)  # fmt: skip
BELOW = (
    "up to", "as many as", "at most", "no more than", "not more than", "fewer than", "less than", "under",
    "a maximum of",
)  # fmt: skip
ABOUT = (
    "about", "around", "some", "approximately", "roughly", "nearly", "almost", "close to", "an estimated", "estimated",
    "another", "a further", "the", "all", "these", "those", "additional", "exactly", "only", "between", "a family of",
)  # fmt: skip
VAGUE = frozenset({"dozens", "scores", "tens", "hundreds", "thousands", "several", "numerous", "many"})
NO_COUNT_AFTER = frozenset({
    "%", "percent", "per", "pct", "km", "kilometer", "kilometre", "kilometers", "kilometres", "mile", "miles", "meter",
    "meters", "metres", "m", "kg", "ton", "tons", "tonnes", "tonne", "dollars", "euros", "am", "pm", "a.m.", "p.m.",
    "degrees", "gmt", "mm", "kms",
}) | GATES["unit"] - {"period", "second", "summers", "winters"}  # fmt: skip
NO_COUNT_BEFORE = frozenset({
    "$", "£", "€", "no.", "number", "article", "resolution", "section", "chapter", "phase", "age", "aged", "highway",
    "route", "brigade", "division", "battalion", "unit", "least-", "page",
})  # fmt: skip
LONGEST = 8  # tokens of a number with its words
SMALL = ("a", "an", "one")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `first`..`last` (included) that say how many, the last token of the number itself, and its bounds."""

    first: int
    last: int
    number: int
    low: int | None
    high: int | None


def quantities(parse: Parse, tokens: Sequence[Token]) -> Iterator[Quantity]:
    """The quantities of one sentence, in order, not overlapping."""
    at, before = 0, -1
    while at < len(tokens):
        found = _number(tokens, at)
        if found is None:
            at += 1
            continue
        end, low, high = found
        if not _counts(tokens, at, end):
            at = end + 1
            continue
        first, low, high = _bounded(tokens, at, before + 1, low, high)
        last, low, high = _after(tokens, end, low, high)
        yield Quantity(tokens[first].i, tokens[last].i, tokens[end].i, low, high)
        before = last
        at = last + 1


def _number(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int | None] | None:
    """The last token of a number that starts at `at`, and its bounds; null where none starts."""
    word = tokens[at].text.casefold()
    after = tokens[at + 1].text.casefold() if at + 1 < len(tokens) else ""
    if word in VAGUE:
        return (
            None
            if word == "many" and at and tokens[at - 1].text.casefold() in ("as", "how", "so")
            else (at, None, None)
        )
    if word in ("no", "nobody"):
        return at + (after == "one"), 0, 0
    if not is_number_word(word) or (tokens[at].tag in ("JJ", "RB") and word == "second"):
        return _article(tokens, at)
    if word in SCALES and at and (word != "hundred" or tokens[at - 1].text.casefold() not in ("a", "one")):
        return None
    end = at
    while end + 1 < len(tokens) and end - at < LONGEST and _goes_on(tokens, end + 1):
        end += 1
    value = number_of(" ".join(token.text for token in tokens[at : end + 1]))
    if value is None and end > at:
        end, value = at, number_of(tokens[at].text)
    if value is None:
        return None
    return _range(tokens, at, end, value)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].text.casefold()
    if word == "-":
        tens, unit = tokens[at - 1].text.casefold(), tokens[at + 1].text.casefold() if at + 1 < len(tokens) else ""
        return tens in TENS and unit in UNITS and tokens[at + 1].start == tokens[at].end
    if word in SCALES or word == "dozen" or tokens[at - 1].text == "-":
        return word in SCALES or is_number_word(word)
    before = tokens[at - 1].text.casefold()
    if word == "and":
        return (
            before in SCALES
            and at + 1 < len(tokens)
            and is_number_word(tokens[at + 1].text)
            and tokens[at + 1].text.isalpha()
        )
    return word.isalpha() and is_number_word(word) and (before in SCALES or before.endswith("ty") or before == "and")


def _article(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int | None] | None:
    """ "a dozen" is 12; "a civilian" is one, where the noun is a person and follows within three words."""
    word = tokens[at].text.casefold()
    if word not in ("a", "an") or at + 1 >= len(tokens):
        return None
    after = tokens[at + 1].text.casefold()
    if after in ("dozen", "hundred", "thousand"):
        return at + 1, number_of(f"a {after}"), number_of(f"a {after}")
    if after == "number" and at + 2 < len(tokens) and tokens[at + 2].text.casefold() == "of":
        return at + 1, None, None
    for token in tokens[at + 1 : at + 5]:
        if token.tag == "NN" and token.dep != "compound":
            kind = person_kind(token)
            return (at, 1, 1) if kind not in (None, "person") or token.lemma in ("person", "man") else None
        if token.pos not in ("ADJ", "NOUN", "PROPN", "ADV", "NUM") and token.text != "-":
            return None
    return None


def _range(tokens: Sequence[Token], at: int, end: int, value: int) -> tuple[int, int | None, int | None]:
    """ "between 10 and 15", "10 to 15", "10-15", "10 or 11": both numbers, the smaller first."""
    if end + 2 < len(tokens) and is_number_word(tokens[end + 2].text):
        link, between = tokens[end + 1].text.casefold(), at > 0 and tokens[at - 1].text.casefold() == "between"
        upper = number_of(tokens[end + 2].text)
        if (link in ("to", "or", "-", "–") or (link == "and" and between)) and upper is not None and upper > value:
            follows = tokens[end + 3].text.casefold() if end + 3 < len(tokens) else ""
            if follows not in NO_COUNT_AFTER:
                return end + 2, value, upper
    return end, value, value


def _counts(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a number counts people or things: not a date, an age, money, a length, part of a name."""
    before = tokens[at - 1].text.casefold() if at else ""
    after = tokens[end + 1].text.casefold() if end + 1 < len(tokens) else ""
    glued = (
        at > 0
        and tokens[at - 1].end == tokens[at].start
        and tokens[at - 1].text not in ("(", '"', "“", "‘", "'", ",", ".")
    )
    if glued or before in NO_COUNT_BEFORE or before.rstrip(".") in MONTHS or after.rstrip(".") in MONTHS:
        return False
    joined = end + 1 < len(tokens) and tokens[end + 1].start == tokens[end].end
    if (
        after in NO_COUNT_AFTER
        or after.split("-")[0] in NO_COUNT_AFTER
        or (joined and after not in (",", ".", ")", ";", ":", "+", "'", '"', "”", "’"))
    ):
        return False
    text = tokens[at].text
    year = at == end and text.isdigit() and len(text) == 4 and 1900 <= int(text) < 2100
    return not (
        year
        and (
            before.isdigit()
            or before in ("in", "since", "of", "until", "from", "by", "and", "")
            or tokens[at].dep != "nummod"
        )
    )


def _bounded(
    tokens: Sequence[Token], at: int, floor: int, low: int | None, high: int | None
) -> tuple[int, int | None, int | None]:
    """The first token with the words before a number that bound it, and the bounds they leave."""
    first = at
    for _ in range(2):
        for size in (3, 2, 1):
            if first - size < floor:
                continue
            words = " ".join(token.text.casefold() for token in tokens[first - size : first])
            if words in ABOVE:
                return first - size, low, (None if low == high else high)
            if words in BELOW:
                return first - size, (None if low == high else low), high
            if words in ABOUT:
                first -= size
                break
        else:
            break
    return first, low, high


def _after(tokens: Sequence[Token], end: int, low: int | None, high: int | None) -> tuple[int, int | None, int | None]:
    """The last token with "or more", "+", "others" behind a number."""
    words = [token.text.casefold() for token in tokens[end + 1 : end + 3]]
    if words == ["or", "more"]:
        return end + 2, low, None
    if words[:1] == ["+"]:
        return end + 1, low, None
    if words == ["or", "so"]:
        return end + 2, low, high
    return end, low, high
