"""Quantities in English: "at least 18", "between 10 and 15", "half a dozen", "dozens of", "a family of five", "no".

A quantity never has low above high, and its tokens hold every word that sets its bounds. "At least 18" is 18..null,
"up to 18" null..18, "18", "about 18" and "nearly 18" are 18..18 (the words stay in the span), "no" 0..0. A vague word
has the lowest bound that the table gives it and no highest: "dozens" 12..null, "many" null..null.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.reading.lang.en.lexicon import event_words, values
from reportedly.reading.lang.en.measures import counts_nothing, word_at
from reportedly.reading.lang.en.numbers import SCALES, TENS, UNITS, is_number_word, number_of
from reportedly.reading.lang.en.singles import singles
from reportedly.reading.language import Quantity
from reportedly.reading.parse import Parse, Sentence, Token

MOVING = event_words("rising") | event_words("moving")
ABOVE = event_words("above")
BELOW = event_words("below")
ABOUT = event_words("about")
VAGUE, PHRASES, NONE = (
    {
        tuple(words.split()): int(value) if value else None
        for words, value in values(name, "number_words.en.tsv").items()
    }
    for name in ("vague", "phrase", "none")
)
NO_ZERO = event_words("no_zero")
ARTICLES = ("a", "an")
LONGEST = 8  # tokens of a number with its words
FIRST = frozenset(words[0] for table in (VAGUE, PHRASES, NONE) for words in table)
LARGER = frozenset(SCALES) | {"dozen"}

Bounds = tuple[int, int | None, int | None]  # a token, the lowest and the highest number


def quantities(parse: Parse, sentence: Sentence) -> list[Quantity]:
    """The quantities of one sentence, in order: numbers, and single people without one."""
    found = list(numbered(parse.sentence_tokens(sentence)))
    return sorted([*found, *singles(parse, sentence, found)], key=lambda quantity: quantity.first)


def numbered(tokens: Sequence[Token]) -> Iterator[Quantity]:
    """The quantities of a sentence that its words number, in order, not overlapping."""
    at, before = 0, -1
    while at < len(tokens):
        found = _number(tokens, at)
        if found is None:
            at += 1
            continue
        end, low, high = found
        if counts_nothing(tokens, at, end):
            at = end + 1
            continue
        first, low, high = _bounded(tokens, at, before + 1, low, high)
        last, low, high = _after(tokens, end, low, high)
        yield Quantity(tokens[first].i, tokens[last].i, tokens[end].i, low, high)
        before = last
        at = last + 1


def stated(text: str) -> bool:
    """Whether the words of a count state a number; "dozens", "several dozen" and "the mayor" state none."""
    words = text.casefold().replace("-", " ").split() or [""]
    vague = any((word,) in VAGUE for word in words) or words[:2] == ["a", "few"]
    return not vague and (words[0] in ARTICLES or any((w,) in NONE or is_number_word(w.strip(".,()+")) for w in words))


def opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quantity opens at a token, or the words that bound it do: "between 30 and 40", "at least 9"."""
    if _number(tokens, at) is not None:
        return True
    bounds = ABOVE | BELOW | ABOUT
    sizes = [n for n in (1, 2, 3) if " ".join(word_at(tokens, at + k) for k in range(n)) in bounds]
    return any(_number(tokens, at + n) is not None for n in sizes)


def _number(tokens: Sequence[Token], at: int) -> Bounds | None:
    """The last token of a number that starts at `at`, and its bounds; null where none starts."""
    word = word_at(tokens, at)
    if not (word in FIRST or word in ARTICLES or word[:1].isdigit() or is_number_word(word)):
        return None
    for reading in (_none, _phrase, _vague, _exact):
        if (found := reading(tokens, at)) is not None:
            return found
    return None


def _listed(tokens: Sequence[Token], at: int, table: dict[tuple[str, ...], int | None]) -> tuple[str, ...] | None:
    """The longest words of a table that stand at a token."""
    if word_at(tokens, at) not in FIRST:
        return None
    words = tuple(word_at(tokens, at + k) for k in range(3))
    return next((words[:n] for n in (3, 2, 1) if words[:n] in table), None)


def _none(tokens: Sequence[Token], at: int) -> Bounds | None:
    """ "no", "nobody", "none of the 14": nobody, whatever number is told of the whole."""
    words = _listed(tokens, at, NONE)
    if words is None or word_at(tokens, at + len(words)) in NO_ZERO:
        return None
    end = at + len(words) - 1
    if words[-1] == "of":
        whole = next((k for k in range(end + 1, end + 4) if is_number_word(word_at(tokens, k))), None)
        end = end if whole is None else whole
    return end, 0, 0


def _phrase(tokens: Sequence[Token], at: int) -> Bounds | None:
    """ "half a dozen", "a pair of", "a couple of hundred", "a dozen and a half"."""
    words = _listed(tokens, at, PHRASES)
    if words is None:
        return None
    end, value = at + len(words) - 1, PHRASES[words] or 0
    if word_at(tokens, end + 1) == "of" and word_at(tokens, end + 2) in LARGER:
        end, value = end + 2, value * (number_of(word_at(tokens, end + 2)) or 1)
    elif words[-1] in ("couple", "pair") and word_at(tokens, end + 1) in LARGER:
        end, value = end + 1, value * (number_of(word_at(tokens, end + 1)) or 1)
    elif words[-1] in ("couple", "pair") and word_at(tokens, end + 1) != "of":
        return None  # two people who belong together
    end, value = _and_a_half(tokens, end, value)
    return end, value, value


def _and_a_half(tokens: Sequence[Token], end: int, value: int) -> tuple[int, int]:
    """A number with "and a half" behind its last word: half of what that word alone says."""
    half = [word_at(tokens, end + k) for k in (1, 2, 3)] == ["and", "a", "half"] and word_at(tokens, end) in LARGER
    return (end + 3, value + (number_of(word_at(tokens, end)) or 0) // 2) if half else (end, value)


def _vague(tokens: Sequence[Token], at: int) -> Bounds | None:
    """ "dozens", "several dozen", "tens of thousands": the lowest number that the words mean, or null."""
    words = _listed(tokens, at, VAGUE)
    if words is None or tokens[at].tag[:1] == "V":
        return None
    if words == ("many",) and word_at(tokens, at - 1) in ("as", "how", "so"):
        return None
    end, low = at + len(words) - 1, VAGUE[words]
    while True:
        skip = 1 + (word_at(tokens, end + 1) == "of")
        next_word = word_at(tokens, end + skip)
        more = number_of(next_word) if next_word in LARGER else VAGUE.get((next_word,)) if skip == 2 else None
        if more is None:
            return end, low, None
        end, low = end + skip, (low or 1) * more


def _exact(tokens: Sequence[Token], at: int) -> Bounds | None:
    """A number in figures or words, or a range of two."""
    word = word_at(tokens, at)
    if word == "a" and word_at(tokens, at + 1) in SCALES:
        value = number_of(f"a {word_at(tokens, at + 1)}") or 0
        end, value = _and_a_half(tokens, at + 1, value)
        return end, value, value
    if (spanned := _dashed(word)) is not None:
        return at, *spanned
    if not is_number_word(word) or _no_number(tokens, at):
        return None
    end = at
    while end + 1 < len(tokens) and end - at < LONGEST and _goes_on(tokens, end + 1):
        end += 1
    said = number_of(" ".join(token.text for token in tokens[at : end + 1]))
    if said is None and end > at:
        end, said = at, number_of(tokens[at].text)
    return None if said is None else _range(tokens, at, *_and_a_half(tokens, end, said))


def _no_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for a number is none here: "second" as an ordinal, "million" behind another word."""
    word = word_at(tokens, at)
    if word == "second" and tokens[at].tag in ("JJ", "RB"):
        return True
    return word in SCALES and at > 0 and (word != "hundred" or word_at(tokens, at - 1) not in ("a", "one"))


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number that ends before token `at` goes on with it."""
    before, word, after = (word_at(tokens, k) for k in (at - 1, at, at + 1))
    if word == "-":
        return before in TENS and after in UNITS and tokens[at + 1].start == tokens[at].end
    if word in SCALES:
        return True
    if word == "dozen" or before == "-":
        return is_number_word(word)
    if word == "and":
        return before in SCALES and after.isalpha() and is_number_word(after)
    open_ended = before in SCALES or before.endswith("ty") or before == "and"
    return open_ended and word.isalpha() and is_number_word(word)


def _dashed(word: str) -> tuple[int, int] | None:
    """ "8–10" where the parser left it one word."""
    left, dash, right = word.replace("–", "-").partition("-")
    low, high = (number_of(part) if part.isdigit() else None for part in (left, right))
    return (low, high) if dash and low is not None and high is not None and low < high else None


def _range(tokens: Sequence[Token], at: int, end: int, value: int) -> Bounds:
    """ "between 10 and 15", "10 to 15", "10-15", "10 or 11": both numbers, the smaller first."""
    link, upper = word_at(tokens, end + 1), number_of(word_at(tokens, end + 2))
    linked = link in ("to", "or", "-", "–") or (link == "and" and word_at(tokens, at - 1) == "between")
    if not linked or upper is None or upper <= value or not is_number_word(word_at(tokens, end + 2)):
        return end, value, value
    last = end + 2
    if word_at(tokens, at - 1) in ("from", "by") and (
        at < 2 or tokens[at - 2].lemma in MOVING or last + 1 == len(tokens)
    ):
        return end, value, value  # "rose from 24 to 31", "rose by three to 21"
    if word_at(tokens, last + 1) in LARGER and end == at:  # "two to three dozen", "20 to 30 thousand"
        more = number_of(word_at(tokens, last + 1)) or 1
        last, value, upper = last + 1, value * more, upper * more
    return last, value, upper


def _bounded(tokens: Sequence[Token], at: int, floor: int, low: int | None, high: int | None) -> Bounds:
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
                return first - size, (None if low == high or high is None else low), high
            if words in ABOUT:
                first -= size
                break
        else:
            break
    return first, low, high


def _after(tokens: Sequence[Token], end: int, low: int | None, high: int | None) -> Bounds:
    """The last token with "or more", "+", "or so" behind a number, and the bounds they leave."""
    match [word_at(tokens, end + 1), word_at(tokens, end + 2)]:
        case ["or", "more"]:
            return end + 2, low, None
        case ["+", _]:
            return end + 1, low, None
        case ["or", "so"]:
            return end + 2, low, high
    return end, low, high
