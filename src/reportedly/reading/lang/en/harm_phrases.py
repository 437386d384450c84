"""Harm that no single word tells: "beaten to death", "claimed 61 lives", "taken to hospital", "suffered burns", "led away"."""

from __future__ import annotations

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import ARMED, event_words, harms, instruments, person_kind
from reportedly.reading.language import Said
from reportedly.reading.parse import Parse, Token

FINDING = event_words("finding")
RECOVERING = event_words("recovering") | FINDING
CORPSES = event_words("corpses")
TAKING = event_words("taking_lives")
LIVES = ("life", "live")
CAPTIVES = event_words("captives")
TREATING = event_words("treating")
TREATED_FOR = event_words("treated_for")
DEADLY = event_words("deadly")
BURNING, SAVING, UNHURT = event_words("burning"), event_words("saving"), event_words("unhurt")
VERDICTS = event_words("verdicts")
LOST = (*ARMED, "person", "child", "woman")  # kinds of people that "lost" says died
FIGHTING, DRIVING, HOMES = event_words("fighting"), event_words("driving"), event_words("homes")
OF_OBJECT = (  # verbs, their objects, and what they say of the subject
    (frozenset({"lose"}), frozenset(LIVES), "killed"),
    (frozenset({"lose"}), event_words("limbs"), "injured"),
    (event_words("suffering"), event_words("hurts"), "injured"),
    (event_words("leaving"), HOMES, "displaced"),
)


def to_death(parse: Parse, verb: Token) -> Said | None:
    """ "beaten to death", "shot dead", "burned alive", "fell to their deaths": a verb that kills by what follows it."""
    if verb.pos not in ("VERB", "AUX") or verb.lemma in FINDING | VERDICTS:
        return None
    for c in parse.children[verb.i]:
        below = parse.tokens[c]
        end = grammar.child(parse, c, "pobj") if below.text.casefold() == "to" else None
        if end is not None and parse.tokens[end].lemma == "death":
            return Said("killed", verb.i)
        word = below.text.casefold()
        if below.i > verb.i and (word in DEADLY or (word == "alive" and verb.lemma in BURNING)):
            return Said("killed", verb.i)
    return None


def unhurt(parse: Parse, at: int) -> bool:
    """Whether a word says that those it is told of live: "were rescued", "pulled alive from the rubble"."""
    verb = parse.tokens[at]
    behind = {parse.tokens[c].text.casefold() for c in parse.children[at] if c > at}
    return verb.lemma in SAVING or (verb.lemma not in BURNING and not behind.isdisjoint(UNHURT))


def lost(parse: Parse, token: Token, head: Token) -> Said | None:
    """ "The brigade lost 12 men": soldiers and kin are lost by dying, players and voters are not."""
    return Said("killed", head.i) if head.lemma == "lose" and may_be_lost(token, head) else None


def may_be_lost(token: Token, verb: Token) -> bool:
    """Whether a word may be for people whom a verb says somebody lost: not the tanks in "lost 12 men and three tanks"."""
    return verb.lemma != "lose" or token.pos == "NUM" or person_kind(token) in LOST


def lives(parse: Parse, token: Token, head: Token) -> Said | None:
    """ "claimed 61 lives", "cost 17 people their lives"."""
    below = [parse.tokens[c] for c in parse.children[head.i]]
    life = token.lemma in LIVES or (token.dep == "dative" and any(t.lemma in LIVES for t in below))
    return Said("killed", head.i) if life and head.lemma in TAKING else None


def recovered(token: Token, head: Token) -> Said | None:
    """ "pulled nine bodies from the rubble", "46 bodies were found"."""
    return Said("killed", token.i) if token.lemma in CORPSES and head.lemma in RECOVERING else None


def treated(parse: Parse, verb: Token) -> Said | None:
    """ "taken to hospital", "treated for burns": the hurt, told by what is done for them."""
    if verb.lemma not in TREATING:
        return None
    ends = (grammar.child(parse, c, "pobj") for c in parse.children[verb.i] if parse.tokens[c].dep == "prep")
    hurt = any(end is not None and parse.tokens[end].lemma in TREATED_FOR for end in ends)
    return Said("injured", verb.i) if hurt else None


def taken(parse: Parse, token: Token, head: Token) -> Said | None:
    """ "took 27 hostages", "seized four captives"; "12 were taken prisoner", "held nine soldiers captive"."""
    as_what = (token, *grammar.below(parse, head.i, "oprd"))
    held = head.lemma in ("take", "seize", "hold") and any(t.lemma in CAPTIVES for t in as_what)
    return Said("detained", head.i) if held else None


def of_subject(parse: Parse, token: Token, verb: Token) -> Said | None:
    """What a verb in the active says of its subject by its object ("lost a leg"), by where it happens ("fell in battle"), or as a headline
    does without auxiliary ("12 houses burned down").
    """
    alone = verb.lemma == "fall" and grammar.child(parse, verb.i, "prt") is None
    if alone and _people(token) and any(end.lemma in FIGHTING for end in _ends(parse, verb, "in")):
        return Said("killed", verb.i)
    for thing in grammar.below(parse, verb.i, "dobj"):
        for verbs, things, what in OF_OBJECT:
            if verb.lemma in verbs and thing.lemma in things and _is_told(parse, token, thing):
                return Said(what, verb.i)
    return _with_particle(parse, token, verb) if grammar.child(parse, verb.i, "dobj") is None else None


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
    if verb.lemma == "put" and person_kind(token) in ARMED and _out_of_action(parse, verb):
        return Said("killed+injured", verb.i)
    if verb.lemma in DRIVING and any(t.lemma in HOMES and _owned(parse, t) for t in _ends(parse, verb, "from")):
        return Said("displaced", verb.i)
    return _with_particle(parse, token, verb)


def _out_of_action(parse: Parse, verb: Token) -> bool:
    outs = (t for t in grammar.below(parse, verb.i, "prep", "prt", "advmod") if t.text.casefold() == "out")
    return any(end.lemma == "action" for out in outs for end in _ends(parse, out, "of"))


def _with_particle(parse: Parse, token: Token, verb: Token) -> Said | None:
    """What a verb with its particle says of those for whom it says it: "led away", "wiped out 17 militants", "112 were shot down"."""
    words = (t.text.casefold() for t in grammar.below(parse, verb.i, "prt", "advmod"))
    harm = next(filter(None, (harms().get((f"{verb.lemma} {word}", "VERB")) for word in words)), None)
    if harm is None or (harm.use == "fighters" and person_kind(token) not in ARMED):
        return None
    if harm.use == "arms" and not _arms(parse, token):
        return None
    return Said(harm.what, verb.i)


def _arms(parse: Parse, token: Token) -> bool:
    """Whether a word is for weapons or their carriers, or a bare number in whose sentence one is named ("of 176 drones 112")."""
    bare = parse.sentence_tokens(parse.sentences[token.sentence]) if token.pos == "NUM" else (token,)
    return any((word.lemma.casefold(),) in instruments() for word in bare)


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
