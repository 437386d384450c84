"""The noun an English quantity counts, and the words that make it a part of another count."""

from __future__ import annotations

from reportedly.reading.lang.en.harm import Said, verb_of
from reportedly.reading.lang.en.lexicon import harms, person_kind
from reportedly.reading.lang.en.quantities import Quantity
from reportedly.reading.parse import Parse, Sentence

FAR = 8  # tokens between a number and its noun
MEMBERS = frozenset({"member", "fighter", "element", "soldier", "citizen"})
PRONOUNS = ("them", "whom", "which")
DETERMINERS = ("the", "his", "her", "their", "its", "those", "these")
SUBSET = (
    "including", "among them", "among whom", "of them", "of whom", "among those", "amongst them", "mostly",
    "among them were", "among them was", "among the dead were",
)  # fmt: skip
THOSE = frozenset(
    {"them", "whom", "which", "dead", "victim", "wounded", "casualty", "those", "injured", "fatality", "these"}
)


def counted_noun(parse: Parse, quantity: Quantity, sentence: Sentence) -> int | None:
    """The noun that is counted: behind the number, across adjectives, compounds and "of" ("dozens of children")."""
    at, last = quantity.last + 1, min(sentence.last, quantity.last + 1 + FAR)
    if _is(parse, at, last, "of"):
        at += 1
        if _is(parse, at, last, *PRONOUNS):
            return at
        at += _is(parse, at, last, *DETERMINERS)
    number = parse.tokens[quantity.number]
    head = parse.tokens[number.head]
    if at <= head.i < last and head.tag == "NNS" and number.dep == "nummod" and person_kind(head):
        return head.i
    found: int | None = None
    while at < last:
        step = _step(parse, at, last, found)
        if step is None:
            break
        found = at if step else found
        at += 1
    return found


def _step(parse: Parse, at: int, last: int, found: int | None) -> bool | None:
    """Whether token `at` is a noun of the counted phrase (true), may stand inside it (false), or ends it (null)."""
    token = parse.tokens[at]
    if token.text[-1:] == "s" and (verb_of(token.text.casefold()), "VERB") in harms() and not person_kind(token):
        return None  # "Five Injures Seven": a headline's verb
    if token.pos in ("NOUN", "PROPN") and token.tag != "VBG":
        ended = found is not None and (
            parse.tokens[found].tag in ("NNS", "NNPS") or ((token.lemma, "NOUN") in harms() and token.tag == "NNS")
        )
        return None if ended else True
    if token.tag in ("VBN", "VBD"):
        return False if found is None and _modifies(parse, at, last) else None
    if token.text in ("-", "’s", "'s", "'"):
        return False
    if token.tag == "VBG":
        return False if at + 1 < last and parse.tokens[at + 1].pos == "NOUN" else None
    if token.pos not in ("ADJ", "ADV", "NUM") or found is not None:
        return None
    return (token.lemma, "ADJ") in harms() and not _modifies(parse, at, last)


def _is(parse: Parse, at: int, last: int, *words: str) -> bool:
    return at < last and parse.tokens[at].text.casefold() in words


def _modifies(parse: Parse, at: int, last: int) -> bool:
    """Whether a participle or adjective stands in front of the noun it belongs to ("18 wounded soldiers")."""
    token = parse.tokens[at]
    return (
        token.dep in ("amod", "compound")
        and at < token.head < last
        and parse.tokens[token.head].pos in ("NOUN", "PROPN")
    )


def who_of(parse: Parse, quantity: Quantity, noun: int | None, said: Said) -> str | None:
    """The counted as the text calls them, with a short "of" behind: "members of the Varn brigade"; null where only a
    number stands.
    """
    if (
        noun is None
        or parse.tokens[noun].lemma in THOSE | {"other", "more", "number"}
        or said.anchor == noun
        or parse.tokens[noun].pos not in ("NOUN", "PROPN")
    ):
        return None
    first = quantity.last + 1
    while first < noun and parse.tokens[first].text.casefold() in ("of", "the", "more", "other"):
        first += 1
    end = noun
    if _is(parse, noun + 1, len(parse.tokens), "of") and parse.tokens[noun].lemma in MEMBERS:
        end = min(max(parse.subtree(noun + 1)), noun + 6)
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[end].end].split())


def end_of(parse: Parse, quantity: Quantity, noun: int | None) -> int:
    return parse.tokens[max(quantity.last, noun if noun is not None else 0)].end


def listed(parse: Parse, noun: int, first: int) -> bool:
    """Whether only "and" or a comma lies between a counted noun and the next number: "five children and two women"."""
    return first - noun <= 4 and all(
        t.text.casefold() in ("and", ",", "as", "well") for t in parse.tokens[noun + 1 : first]
    )


def opens_part(parse: Parse, quantity: Quantity) -> bool:
    """Whether words like "including" or "among them" stand right before the number."""
    words = " ".join(t.text.casefold() for t in parse.tokens[max(0, quantity.first - 4) : quantity.first])
    return words.strip(", ").endswith(SUBSET)
