"""Harm that no harm word tells: "beaten to death", "claimed 61 lives", "pulled nine bodies from", "taken to hospital"."""

from __future__ import annotations

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import event_words, person_kind
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
LOST = ("force", "fighter", "person", "child", "woman")  # kinds of people that "lost" says died


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
