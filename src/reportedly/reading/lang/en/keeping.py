"""What somebody is kept from: the verb above the word of an event by which others prevent it, as "stopped two men from
bombing a bank", "foiled a plot to kill".

An act told as a noun never came about where it was foiled or averted; where it was only stopped, it may have begun.
"""

from __future__ import annotations

from typing import NamedTuple

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import event_words
from reportedly.reading.parse import Parse, Token

FOILING, HALTING = event_words("foiling"), event_words("halting")
KEEPING = FOILING | HALTING
PLANS = event_words("fears") | event_words("preparing")  # nouns of what is only meant: "a plot to"
LIGHT = event_words("light")
FAILING = event_words("failing")
UP = 4  # steps up the tree from an event to the verb


class Kept(NamedTuple):
    """The verb by which others are kept from an act, and whether the act may have begun all the same."""

    verb: Token
    begun: bool


def kept(parse: Parse, i: int) -> Kept | None:
    """What keeps others from the act of the word at token i, also where that fails; null where nobody is said to keep them."""
    token, clause = parse.tokens[i], False
    while token.dep == "compound" and token.head != token.i:
        token = parse.tokens[token.head]
    for _ in range(UP):
        above = parse.tokens[token.head]
        if above.lemma in KEEPING and above.pos == "VERB":
            begun = not clause and above.lemma in HALTING and token.dep != "advcl"
            return Kept(above, begun) if _is_kept(parse, token, above) else None
        if not _part_of(parse, token, above):
            return None
        token, clause = above, clause or token.dep != "conj"
    return None


def failed(parse: Parse, verb: Token) -> bool:
    """Whether a verb is denied, or somebody fails to do what it says."""
    return grammar.negated(parse, verb.i) or (verb.dep == "xcomp" and parse.tokens[verb.head].lemma in FAILING)


def _is_kept(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether what hangs on a verb is what it keeps others from; a bare gerund is an act of one's own ("stopped firing")."""
    thing = grammar.child(parse, verb.i, "dobj")
    if token.dep == "advcl":  # as parsers read "foiled a plot to kill"
        return _infinitive(parse, token) and thing is not None and parse.tokens[thing].lemma in PLANS
    if token.dep == "prep":
        return token.text.casefold() == "from"
    return token.dep in ("dobj", "nsubjpass") or (token.dep == "nsubj" and thing is None)


def _part_of(parse: Parse, token: Token, above: Token) -> bool:
    """Whether whoever is kept from what stands above a word is kept from what the word tells too."""
    match token.dep:
        case "pcomp":
            return above.text.casefold() == "from"
        case "prep":
            return token.text.casefold() == "from" and above.dep == "dobj"
        case "acl" | "xcomp":
            return _infinitive(parse, token)
        case "dobj":
            return above.lemma in LIGHT
        case "conj":
            return in_one_breath(parse, token)
    return False


def in_one_breath(parse: Parse, token: Token) -> bool:
    """Whether a verb goes on with the one before it in the same form and without a comma: what is said of that one goes for both."""
    first = parse.tokens[token.head]
    return first.tag == token.tag and all(between.text != "," for between in parse.tokens[first.i : token.i])


def _infinitive(parse: Parse, token: Token) -> bool:
    return any(t.tag == "TO" for t in grammar.below(parse, token.i))
