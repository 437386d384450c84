"""Numbers that count neither people nor things: dates, ages, money, lengths, years, parts of names, and numbers that a
sentence gives up for another.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.lang.en.harm_words import verb_of
from reportedly.reading.lang.en.lexicon import event_words, harms, person_kind
from reportedly.reading.lang.en.numbers import is_number_word, number_of
from reportedly.reading.lang.en.time_patterns import GATES
from reportedly.reading.lang.en.time_words import MONTHS
from reportedly.reading.parse import Token

AFTER = event_words("no_count_after") | GATES["unit"] - {"period", "second", "summers", "winters"}
BEFORE = event_words("no_count_before")
GIVEN_UP = event_words("given_up")
PARENTS = event_words("parents")
AGE_ADVERBS = event_words("age_adverbs")
BEHIND_AGE = event_words("behind_age")
YEARLY = event_words("before_year")
OPENING = frozenset("(\"“‘',.")  # may touch a number from the left
CLOSING = frozenset(",.);:+'\"”’")  # … and from the right
OLDEST = 115  # years
LONGEST_LIST = 16  # tokens of a list of ages


def word_at(tokens: Sequence[Token], at: int) -> str:
    """A word in lower case; empty beyond the ends of the sentence."""
    return tokens[at].text.casefold() if 0 <= at < len(tokens) else ""


def counts_nothing(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the number of tokens `at`..`end` (included) counts nobody and nothing here."""
    checks = (_glued, _measures, _is_year, is_age, _given_up, _in_name, _ends_name)
    return any(check(tokens, at, end) for check in checks)


def _glued(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a number touches a word or mark that makes something else of it."""
    left = at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text not in OPENING
    right = end + 1 < len(tokens) and tokens[end + 1].start == tokens[end].end
    return left or (right and word_at(tokens, end + 1) not in CLOSING)


def _measures(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a number is a date, money, a length, a share, a number of children or part of a name."""
    before, after = word_at(tokens, at - 1), word_at(tokens, end + 1)
    share = (before == "in" and is_number_word(word_at(tokens, at - 2))) or (
        after == "in"
        and is_number_word(word_at(tokens, end + 2))
        and (word_at(tokens, at) == "one" or (word_at(tokens, end + 3) == "of" and _less(tokens, end, end + 2)))
    )
    dated = before.rstrip(".") in MONTHS or after.rstrip(".") in MONTHS
    children = before == "of" and word_at(tokens, at - 2) in PARENTS
    return share or dated or children or before in BEFORE or not AFTER.isdisjoint((after, after.split("-")[0]))


def _less(tokens: Sequence[Token], one: int, two: int) -> bool:
    """Whether the number of one word is less than that of another: a share has fewer than it is taken of."""
    values = [number_of(word_at(tokens, at)) for at in (one, two)]
    return values[0] is not None and values[1] is not None and values[0] < values[1]


def _is_year(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "in March 2011", "the 2019 bombing": four figures that count no noun in the plural."""
    text, before = tokens[at].text, word_at(tokens, at - 1)
    if at != end or len(text) != 4 or not text.isdigit() or not 1900 <= int(text) < 2100:
        return False
    counted = next((token for token in tokens if token.i == tokens[at].head), tokens[at])
    one = tokens[at].dep != "nummod" or counted.tag == "NN"
    return one or before.isdigit() or before == "" or before in YEARLY


def is_age(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Sorel, 37, was killed", "Ana Ruk (19)", "a woman, also 64": figures set off behind a person."""
    if at != end or not tokens[at].text.isdigit() or int(tokens[at].text) > OLDEST:
        return False
    mark = at - 1 - (word_at(tokens, at - 1) in AGE_ADVERBS)
    if _aged_list(tokens, at) or _ages_behind(tokens, at):
        return True
    if mark < 1 or tokens[mark].text not in (",", "("):
        return False
    person = tokens[mark - 1]
    named = person.pos == "PROPN" or person_kind(person) is not None
    after = word_at(tokens, end + 1)
    harmed = tokens[mark].text == "," and end + 1 < len(tokens) and tokens[end + 1].tag == "VBN"
    return named and (after == "" or after in BEHIND_AGE or (harmed and person.tag in ("NN", "UH")))


def _aged_list(tokens: Sequence[Token], at: int) -> bool:
    """ "aged 4, 7 and 11": a figure in a list that "aged" opens."""
    for before in reversed(tokens[max(0, at - LONGEST_LIST) : at]):
        if before.text not in (",", "and", "to", "between") and not before.text.isdigit():
            return before.text.casefold() in ("aged", "ages")
    return False


def _ages_behind(tokens: Sequence[Token], at: int) -> bool:
    """ "three sisters, 4, 6 and 11, …": one of several bare figures set off behind people, of which none counts anything."""
    first = last = at
    while first > max(1, at - LONGEST_LIST) and _in_list(tokens[first - 1]):
        first -= 1
    while last + 1 < min(len(tokens), at + LONGEST_LIST) and _in_list(tokens[last + 1]):
        last += 1
    listed, after = tokens[first : last + 1], tokens[last + 1 : last + 2]
    if listed[0].text != "," or sum(token.text.isdigit() for token in listed) < 2:
        return False
    person = tokens[first - 1]
    counting = listed[-1].text.isdigit() and any(token.pos in ("NOUN", "PROPN", "ADJ") for token in after)
    return not counting and (person.pos == "PROPN" or person_kind(person) is not None)


def _in_list(token: Token) -> bool:
    """Whether a token may stand in a list of ages."""
    return token.text in (",", "and") or (token.text.isdigit() and int(token.text) <= OLDEST)


def _given_up(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "31, not 40", "31, up from 24", "from 24 to 31": a number that another one takes the place of."""
    before = [word_at(tokens, at - k) for k in (1, 2, 3)]
    if GIVEN_UP & {before[0], f"{before[1]} {before[0]}", f"{before[2]} {before[1]} {before[0]}"}:
        return True
    if (
        (before[1], before[0]) == ("of", "the")
        and is_number_word(word_at(tokens, at - 3))
        and word_at(tokens, at - 4) == "in"
    ):
        return True  # "one in five of the 200"
    return before[0] == "from" and word_at(tokens, end + 1) == "to" and is_number_word(word_at(tokens, end + 2))


def _in_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Route Tolna 12", "T 72": a figure behind a name that it belongs to, as the parser has it."""
    token, first = tokens[at], tokens[0].i
    head = token.head - first
    return (
        at == end
        and token.dep == "nummod"
        and head == at - 1
        and tokens[head].tag == "NNP"
        and person_kind(tokens[head]) is None
        and (tokens[head].text.casefold(), "VERB") not in harms()
        and (end + 1 == len(tokens) or tokens[end + 1].pos not in ("NOUN", "PROPN", "ADJ", "VERB"))
    )


def _ends_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Quay Four", "Platform Two": a number word with a capital behind one with a capital, where what follows has none."""
    word, before = tokens[at], tokens[at - 1] if at else None
    if before is None or at != end or not word.text.istitle() or not before.text.istitle():
        return False
    named = before.pos in ("NOUN", "PROPN") and person_kind(before) is None
    told = (verb_of(before.text.casefold()), "VERB") in harms() or (before.lemma.casefold(), "VERB") in harms()
    follows = end + 1 < len(tokens) and tokens[end + 1].text[0].isupper()
    return named and not told and not follows
