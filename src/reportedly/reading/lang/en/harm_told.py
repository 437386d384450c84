"""Harm told by several words of a verb's own: "lost their lives", "suffered burns", "were led away", "left their homes"."""

from __future__ import annotations

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.harm_phrases import LIVES, may_be_lost
from reportedly.reading.lang.en.lexicon import Harm, event_words, harms, person_kind
from reportedly.reading.language import Said
from reportedly.reading.parse import Parse, Token

ARMED = ("force", "fighter")  # kinds of people who are put out of action
FIGHTING, DRIVING = event_words("fighting"), event_words("driving")
CARE, CARING, HOMES = event_words("care"), event_words("caring"), event_words("homes")
OF_OBJECT = (  # verbs, their objects, and what they say of the subject
    (frozenset({"lose"}), frozenset(LIVES), "killed"),
    (frozenset({"lose"}), event_words("limbs"), "injured"),
    (event_words("suffering"), event_words("hurts"), "injured"),
    (event_words("needing"), CARE, "injured"),
    (event_words("leaving"), HOMES, "displaced"),
)


def of_subject(parse: Parse, token: Token, verb: Token) -> Said | None:
    """What a verb in the active says of its subject by its object ("lost a leg"), or by where it happens ("fell in battle")."""
    if verb.lemma == "fall" and _people(token) and any(end.lemma in FIGHTING for end in _ends(parse, verb, "in")):
        return Said("killed", verb.i)
    for thing in grammar.below(parse, verb.i, "dobj"):
        for verbs, things, what in OF_OBJECT:
            if verb.lemma in verbs and thing.lemma in things and _is_told(parse, token, thing):
                return Said(what, verb.i)
    return None


def _is_told(parse: Parse, token: Token, thing: Token) -> bool:
    """Whether an object says it: lives, of people a limb, or care that is medical, or homes of their own."""
    if thing.lemma in LIVES:
        return True
    if thing.lemma in CARE and CARING.isdisjoint(t.text.casefold() for t in grammar.below(parse, thing.i)):
        return False
    return _people(token) and (thing.lemma not in HOMES or _owned(parse, thing))


def _people(token: Token) -> bool:
    """Whether a word may be for people: a number, a name, or a noun for them."""
    return token.pos != "NOUN" or person_kind(token) is not None


def _owned(parse: Parse, thing: Token) -> bool:
    return any(t.dep == "poss" for t in grammar.below(parse, thing.i))


def of_object(parse: Parse, token: Token, verb: Token) -> Said | None:
    """What a verb says of its object by what stands behind it: "rounded up", "put out of action", "drove from their homes"."""
    if verb.lemma == "put" and person_kind(token) in ARMED:
        outs = (parse.text[t.start :][:13].casefold() for t in grammar.below(parse, verb.i, "prep", "prt", "advmod"))
        return Said("killed+injured", verb.i) if "out of action" in outs else None
    if verb.lemma in DRIVING and any(t.lemma in HOMES and _owned(parse, t) for t in _ends(parse, verb, "from")):
        return Said("displaced", verb.i)
    harm = _with_particle(parse, verb)
    return Said(harm.what, verb.i) if harm else None


def _with_particle(parse: Parse, verb: Token) -> Harm | None:
    """The row of a verb with its particle: "lead away"."""
    words = (t.text.casefold() for t in grammar.below(parse, verb.i, "prt", "advmod"))
    return next(filter(None, (harms().get((f"{verb.lemma} {word}", "VERB")) for word in words)), None)


def of_people(parse: Parse, said: Said) -> Said | None:
    """What a word for destruction says of people: their death ("wiped out 17 militants"); of some only things are destroyed."""
    harm = _with_particle(parse, parse.tokens[said.anchor])
    return None if harm is not None and harm.use == "things" else Said("killed", said.anchor)


def of_listed(parse: Parse, token: Token, said: Said) -> Said | None:
    """What is told of one of several: things among losses are destroyed ("losses of 320 men and two tanks"), whoever else is lost dies."""
    by = parse.tokens[said.anchor]
    if by.lemma == "loss" and token.pos == "NOUN" and person_kind(token) is None:
        return Said("destroyed", said.anchor)
    return said if may_be_lost(token, by) else None


def by_clause(parse: Parse, noun: Token, verb: Token) -> Said | None:
    """What the verb of a clause says of the noun it hangs on: "five miners who lost their lives", "40 students rounded up"."""
    if verb.tag == "VBN":
        return of_object(parse, noun, verb)
    subject = grammar.child(parse, verb.i, *grammar.SUBJECTS)
    who = subject is not None and parse.tokens[subject].tag in ("WP", "WDT")
    return of_subject(parse, noun, verb) if who else None


def _ends(parse: Parse, verb: Token, word: str) -> list[Token]:
    """The nouns behind a preposition of a verb."""
    preps = (t for t in grammar.below(parse, verb.i, "prep") if t.text.casefold() == word)
    ends = (grammar.child(parse, t.i, "pobj") for t in preps)
    return [parse.tokens[end] for end in ends if end is not None]
