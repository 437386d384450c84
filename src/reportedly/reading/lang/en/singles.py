"""One victim told without a number: "the mayor", "her brother", "another", "a 37-year-old", "Ana Ruk".

Whoever is named twice side by side ("the mayor, Ilan Vale,") is told once. Whether anything happened to them is not
asked here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reportedly.reading.lang.en.lexicon import event_words, people_number
from reportedly.reading.lang.en.measures import is_age
from reportedly.reading.language import Quantity
from reportedly.reading.parse import Name, Parse, Sentence, Token

NOUNS = ("NOUN", "PROPN")
SINGULAR = ("NN", "NNP")
MODIFIERS = ("compound", "nmod", "amod", "poss")
INSIDE = ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "PUNCT", "PART")  # between a determiner and its noun
SUFFERERS = {"dobj", "nsubjpass"}
FARTHEST = 9  # tokens between a determiner and its noun
PLACING = event_words("after_harm")  # what opens a place or time, also where a headline gives it a capital
ONE = event_words("of_one")


def singles(parse: Parse, sentence: Sentence, held: Sequence[Quantity]) -> Iterator[Quantity]:
    """The single people of a sentence, in order, that no number of it already counts."""
    tokens = parse.sentence_tokens(sentence)
    taken = {k for quantity in held for k in range(quantity.first, quantity.last + 1)}
    inside = (bisect_left(parse.names, at, key=lambda name: name.start) for at in (sentence.start, sentence.end))
    names = {name.end: name for name in parse.names[slice(*inside)]}
    before: Quantity | None = None
    for token in tokens:
        found = _aged(parse, token, sentence) or _noun(parse, token, sentence) or _name(parse, token, names, tokens)
        found = found or _pronoun(parse, token)
        if found is None or not taken.isdisjoint(range(found.first - 1, found.last + 2)):
            continue
        if before is None or not _same(parse, before, found):
            yield found
        before = found


def _noun(parse: Parse, token: Token, sentence: Sentence) -> Quantity | None:
    """ "the mayor", "a local farmer", "their mother", a headline's "Journalist"."""
    if token.pos not in NOUNS or token.tag not in SINGULAR or token.dep in (*MODIFIERS, "oprd"):
        return None  # also "prisoner" in "was taken prisoner"
    number = people_number(token)
    if number is None or _numbered(parse, token) or (token.tag == "NNP" and _in_name(parse, token)):
        return None
    first = _determiner(parse, token.i, sentence.first)
    return None if first is None else Quantity(first, token.i, token.i, number, number, token.i)


def _numbered(parse: Parse, token: Token) -> bool:
    """Whether a number stands with a noun, as the parser or the order of the words has it."""
    beside = parse.tokens[token.i - 1].tag if token.i else ""
    return beside == "CD" or any(parse.tokens[c].tag == "CD" and c < token.i for c in parse.children[token.i])


def _determiner(parse: Parse, noun: int, floor: int) -> int | None:
    """The first token of a noun phrase that means one person; null where a number or another determiner opens it."""
    at = noun
    while at > floor and noun - at < FARTHEST:
        before = parse.tokens[at - 1]
        if before.pos in ("DET", "PRON") or before.tag == "PRP$":
            return at - 1 if before.text.casefold() in ONE else None
        inner = before.pos in INSIDE and (before.text == "-" or noun in _above(parse, before.i))
        if not inner or before.text in (",", ";", ":"):
            return at
        at -= 1
    return at


def _above(parse: Parse, i: int, hops: int = 4) -> set[int]:
    """The tokens that govern a token, to a few steps."""
    above: set[int] = set()
    for _ in range(hops):
        i = parse.tokens[i].head
        above.add(i)
    return above


def _in_name(parse: Parse, token: Token) -> bool:
    """Whether a capitalised word for a person stands inside a longer name ("Prince Orvek School")."""
    beside = [parse.tokens[k] for k in (token.i - 1, token.i + 1) if 0 <= k < len(parse.tokens)]
    return any(other.pos == "PROPN" and other.sentence == token.sentence for other in beside)


def _aged(parse: Parse, token: Token, sentence: Sentence) -> Quantity | None:
    """ "a 37-year-old" that nothing follows: a person by age alone."""
    if token.text.casefold() not in ("old", "year-old") or token.i < sentence.first + 3:
        return None
    words = [t.text.casefold() for t in parse.tokens[token.i - 4 : token.i]]
    after = parse.tokens[token.i + 1] if token.i + 1 < sentence.last else None
    if words[-3:] != ["-", "year", "-"] or (after is not None and after.pos in (*NOUNS, "ADJ")):
        return None
    first = token.i - 4
    opened = first > sentence.first and parse.tokens[first - 1].text.casefold() in ONE
    return Quantity(first - opened, token.i, token.i, 1, 1, token.i)


def _name(parse: Parse, token: Token, names: dict[int, Name], tokens: Sequence[Token]) -> Quantity | None:
    """A person's name: so labelled, with an age behind it, or of two words that the parser gave no label at all."""
    if token.pos != "PROPN" or token.tag != "NNP" or _modifies(parse, token) or _numbered(parse, token):
        return None
    name, at = names.get(token.end), token.i - tokens[0].i
    first = min((t.i for t in parse.between(name.start, name.end)), default=token.i) if name else token.i
    first = _first_name(parse, token, first, tokens[0].i)
    if parse.tokens[first].text.casefold() in PLACING:
        return None  # "Near Orvek"
    labelled = name.label == "PERSON" if name else _unlabelled(parse, token, first)
    aged = any(is_age(tokens, k, k) for k in (at + 2, at + 3) if k < len(tokens))
    return Quantity(first, token.i, token.i, 1, 1, token.i) if labelled or aged else None


def _modifies(parse: Parse, token: Token) -> bool:
    """Whether a word only describes another; a name that is joined to the next by a word does not ("Ana Ruk and Ilan Vale")."""
    return token.dep in MODIFIERS and not any(parse.tokens[c].dep == "cc" for c in parse.children[token.i])


def _first_name(parse: Parse, token: Token, first: int, floor: int) -> int:
    """The first of the names in front of one that hang on it."""
    while first > floor and parse.tokens[first - 1].head == token.i and parse.tokens[first - 1].pos == "PROPN":
        first -= 1
    return first


def _unlabelled(parse: Parse, token: Token, first: int) -> bool:
    """Whether two names or more, not in a headline's capitals, are those of somebody to whom something is done."""
    suffers = not SUFFERERS.isdisjoint((token.dep, parse.tokens[token.head].dep))
    return first < token.i and suffers and _lower(parse, first - 1)


def _lower(parse: Parse, i: int) -> bool:
    """Whether a token is a word in lower case, so that the capitals behind it are no headline's."""
    return i >= 0 and parse.tokens[i].text.islower()


def _pronoun(parse: Parse, token: Token) -> Quantity | None:
    """ "one was killed and another wounded"."""
    alone = token.text.casefold() == "another" and token.dep not in ("det", "amod")
    return Quantity(token.i, token.i, token.i, 1, 1, token.i) if alone else None


def _same(parse: Parse, one: Quantity, two: Quantity) -> bool:
    """Whether only a comma parts a person's name from what they are: "the mayor, Ilan Vale", "Ana Ruk, a teacher"."""
    between = [t.text for t in parse.tokens[one.last + 1 : two.first]]
    named = [parse.tokens[q.last].pos == "PROPN" for q in (one, two)]
    beside = len(between) <= 4 and (not between or between[0] in (",", "(")) and "and" not in between
    return parse.tokens[two.last].dep == "appos" or (beside and named[0] != named[1])
