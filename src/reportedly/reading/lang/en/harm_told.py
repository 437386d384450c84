"""Harm told by several words of a verb's own: "lost their lives", "suffered burns", "were led away", "fled their homes"."""

from __future__ import annotations

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.harm_phrases import LIVES, may_be_lost
from reportedly.reading.lang.en.lexicon import event_words, harms, instruments, person_kind
from reportedly.reading.language import Said
from reportedly.reading.parse import Parse, Token

ARMED = ("force", "fighter")  # kinds of people who are put out of action
FIGHTING, DRIVING = event_words("fighting"), event_words("driving")
HOMES = event_words("homes")
OF_OBJECT = (  # verbs, their objects, and what they say of the subject
    (frozenset({"lose"}), frozenset(LIVES), "killed"),
    (frozenset({"lose"}), event_words("limbs"), "injured"),
    (event_words("suffering"), event_words("hurts"), "injured"),
    (event_words("leaving"), HOMES, "displaced"),
)


def of_subject(parse: Parse, token: Token, verb: Token) -> Said | None:
    """What a verb in the active says of its subject by its object ("lost a leg"), or by where it happens ("fell in battle")."""
    if grammar.negated(parse, verb.i):
        return None
    alone = verb.lemma == "fall" and grammar.child(parse, verb.i, "prt") is None
    if alone and _people(token) and any(end.lemma in FIGHTING for end in _ends(parse, verb, "in")):
        return Said("killed", verb.i)
    for thing in grammar.below(parse, verb.i, "dobj"):
        for verbs, things, what in OF_OBJECT:
            if verb.lemma in verbs and thing.lemma in things and _is_told(parse, token, thing):
                return Said(what, verb.i)
    return None


def _is_told(parse: Parse, token: Token, thing: Token) -> bool:
    """Whether an object says it: lives, of people a limb or wound, or homes of their own."""
    if any(t.text.casefold() == "no" for t in grammar.below(parse, thing.i)):
        return False
    if thing.lemma in LIVES:
        return True
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
    return _with_particle(parse, token, verb)


def _with_particle(parse: Parse, token: Token, verb: Token) -> Said | None:
    """What a verb with its particle says of those for whom it says it: "led away", "wiped out 17 militants", "112 were shot down"."""
    words = (t.text.casefold() for t in grammar.below(parse, verb.i, "prt", "advmod"))
    harm = next(filter(None, (harms().get((f"{verb.lemma} {word}", "VERB")) for word in words)), None)
    if harm is None or (harm.use == "fighters" and person_kind(token) not in ARMED):
        return None
    if harm.use == "arms" and token.pos != "NUM" and (token.lemma.casefold(),) not in instruments():
        return None
    return Said(harm.what, verb.i)


def of_listed(parse: Parse, token: Token, said: Said) -> Said | None:
    """What is told of one of several: things among losses are destroyed ("losses of 320 men and two tanks"), whoever else is lost dies."""
    by = parse.tokens[said.anchor]
    if by.lemma == "loss" and token.pos == "NOUN" and person_kind(token) is None:
        return Said("destroyed", said.anchor)
    return said if may_be_lost(token, by) else None


def of_losses(token: Token, above: Token) -> Said | None:
    """What "losses of 320 soldiers" says of them; jobs, seats and players are lost too."""
    lost = above.lemma == "loss" and grammar.plural(above) and person_kind(token) in ARMED
    return Said("killed+injured", above.i) if lost else None


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
