"""Figures behind the word for a toll or the label of a line: "the death toll rose to 25", "Killed: 14"."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.harm_words import harm_word, said_by
from reportedly.reading.lang.en.lexicon import event_words, person_kind
from reportedly.reading.language import Quantity, Said
from reportedly.reading.parse import Parse, Sentence, Token

LABELS = (":", "–", "—")
LONGEST = 4  # words of a label
FATES = ("killed", "injured", "missing")
RISING, MOVED = event_words("rising"), event_words("correcting") | event_words("moving")
FIGURES = frozenset({"number", "figure", "count", "total"})


def labelled(parse: Parse, quantity: Quantity, sentence: Sentence) -> Said | None:
    """ "Killed: 14. Killed in action: 30": a line of a table, whose words stand before a colon."""
    colon = quantity.first - 1
    if quantity.noun is not None or colon <= sentence.first or parse.tokens[colon].text not in LABELS:
        return None
    after = parse.tokens[quantity.last + 1] if quantity.last + 1 < sentence.last else None
    if (
        after is not None
        and after.i + 1 < sentence.last
        and parse.tokens[after.i + 1].text not in LABELS
        and harm_word(after)
    ):
        return None  # "Casualties: 3 dead"
    first = colon
    while first > sentence.first and colon - first < LONGEST and parse.tokens[first - 1].text[-1:].isalpha():
        first -= 1
    told = (said_by(token, "object", "state", "of") for token in parse.tokens[first:colon])
    return next(filter(None, told), None)


def toll(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence) -> Said | None:
    """ "the death toll rose to 25", "death toll at least 112": a figure behind "toll" that counts nothing else."""
    tokens = parse.tokens[sentence.first : quantity.first]
    head = next((t for t in reversed(tokens) if t.lemma in ("toll", "number") and _fate(parse, t, quantity)), None)
    if head is None or (noun is not None and _is_thing(parse.tokens[noun])):
        return None
    own = set(parse.subtree(head.i))
    verbs = [t for t in tokens if t.i > head.i and t.pos == "VERB" and t.tag[:2] == "VB" and t.i not in own]
    if _stands_at(parse.tokens[quantity.first - 1], verbs):
        return Said(_fate(parse, head, quantity) or "killed", head.i)
    return None


def restated(parse: Parse, quantity: Quantity, noun: int | None) -> int | None:
    """The word for a figure that somebody gives anew without saying of what: "the rebels put the number at four"."""
    at = parse.tokens[quantity.first - 1] if quantity.first else None
    if at is None or at.text.casefold() != "at" or (noun is not None and _is_thing(parse.tokens[noun])):
        return None
    verb = parse.tokens[at.head]
    figure = grammar.child(parse, verb.i, "dobj") if verb.lemma == "put" else None
    bare = (
        figure is not None and parse.tokens[figure].lemma in FIGURES and not any(grammar.below(parse, figure, "prep"))
    )
    return figure if bare else None


def counting(parse: Parse, i: int) -> bool:
    """Whether the toll of the event at token i is said to have changed: "lowered the toll of the bombing from 17 to 14"."""
    token = parse.tokens[i]
    while token.dep in ("pobj", "prep") and token.lemma != "toll":
        token = parse.tokens[token.head]
    verb = parse.tokens[token.head] if token.lemma == "toll" else token
    changes = verb.lemma in RISING or not MOVED.isdisjoint((verb.text, verb.lemma))
    return verb.pos == "VERB" and changes and any(t.lemma == "toll" for t in grammar.below(parse, verb.i))


def _is_thing(noun: Token) -> bool:
    """Whether a counted noun is one for no people."""
    return noun.pos == "NOUN" and not person_kind(noun)


def _stands_at(before: Token, verbs: Sequence[Token]) -> bool:
    """Whether a figure is what a toll has come to, by the word before it and the verbs between; "from 20" is what it was."""
    near = before.lemma in RISING or before.text.casefold() in ("to", "at", "of", ":") or not verbs
    rises = all(t.lemma in RISING or t.tag == "VBN" for t in verbs[-1:])
    return near and rises and before.text.casefold() != "from"


def _fate(parse: Parse, token: Token, quantity: Quantity) -> str | None:
    """What a toll or number is one of: "the number of people known to have died", "the toll of injured"; null for others."""
    around = parse.tokens[max(0, token.i - 1) : min(token.i + 9, quantity.first)]
    told = next((what for t in around if t.i != token.i and (what := harm_word(t)) in FATES), None)
    victims = token.lemma == "toll" or any(t.lemma == "victim" for t in around)
    return told or ("killed" if victims else None)
