"""What English says happened to those a quantity counts: killed, injured, missing, detained, displaced, destroyed.

The counted noun itself is asked first ("12 deaths"), then the words beside the number, then the grammar around it:
a headline's grammar breaks more often than its word order. Killers are never taken for the killed.
"""

from __future__ import annotations

from reportedly.reading.lang.en import grammar, harm_phrases, tolls
from reportedly.reading.lang.en.harm_words import harm_of, said_by
from reportedly.reading.lang.en.lexicon import Harm, event_words, person_kind
from reportedly.reading.lang.en.quantities import opens
from reportedly.reading.language import Quantity, Said
from reportedly.reading.parse import Parse, Sentence, Token

PAST = ("VBN", "VBD")
NOMINAL = frozenset(["NUM", "NOUN", "PROPN", "DET", "PRON", "ADJ"])
COMPLEMENTS = frozenset(["acomp", "oprd", "xcomp", "attr", "ccomp", "advcl", "amod", "acl", "conj"])
ARGUMENTS = frozenset(["dobj", "nsubjpass", "nsubj", "pobj", "conj"])
PREPOSITIONS = event_words("after_harm")
FINDING = event_words("finding")
ANIMALS = event_words("animals")
SKIPPED = event_words("skipped")
BESIDE = 7  # tokens to the right in which a participle may still belong to the number


def said_of(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence, used: set[int]) -> Said | None:
    """What is said to have happened to the counted: the noun itself, then the words beside the number, then the
    grammar around it.
    """
    before = parse.tokens[quantity.first - 1] if quantity.first > sentence.first else None
    if (own := tolls.labelled(parse, quantity, sentence)) is not None:
        return own
    if noun is not None and parse.tokens[noun].lemma in ANIMALS:
        return None
    if noun is not None and (own := _of_noun(parse, noun)) is not None:
        verb = before if own.anchor != noun and before is not None and before.pos == "VERB" else None
        return (said_by(verb, "object") if verb is not None else None) or own
    by_grammar = _by_grammar(parse, noun if noun is not None else quantity.number)
    if by_grammar and before is not None and before.text.casefold() == "of":
        return by_grammar
    said = _beside(parse, quantity, noun, sentence, used) or by_grammar
    return said or (tolls.toll(parse, quantity, noun, sentence) if quantity.noun is None else None)


def _of_noun(parse: Parse, noun: int) -> Said | None:
    """A counted noun that says it itself: "12 deaths", "40 casualties", "18 airstrikes", "18 wounded soldiers"."""
    token = parse.tokens[noun]
    harm = harm_of(token, "unit", "of", "state") if token.tag not in PAST else None
    if harm is not None:
        single = harm.use == "of" and token.tag == "NN" and token.lemma not in ("dead", "wounded")
        if not single:
            return Said(harm.what, noun)
    before = (parse.tokens[c] for c in parse.children[noun] if c < noun)
    participles = (t for t in before if t.dep == "amod" and t.tag in (*PAST, "JJ"))
    return next(filter(None, (said_by(t, "state", "object") for t in participles)), None)


def _beside(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence, used: set[int]) -> Said | None:
    """The participle right behind the counted ("18 killed", "30 people were wounded"), or the verb right before
    ("killing 18").
    """
    right = _right(parse, quantity, noun if noun is not None else quantity.last, sentence)
    left, at = None, quantity.first - 1
    if at >= sentence.first and at not in used:
        left = said_by(parse.tokens[at], "object")
    return left if left and (right is None or _goes_on(parse, right.anchor, sentence)) else right


def _goes_on(parse: Parse, anchor: int, sentence: Sentence) -> bool:
    """Whether a participle has victims of its own: "killed 5 wounded 3" reads on, "killed 3 injured in" does not."""
    tokens = parse.tokens[anchor + 1 : min(anchor + 6, sentence.last)]
    if not tokens:
        return False
    own = any(parse.tokens[c].dep == "dobj" and c > anchor for c in parse.children[anchor])
    return own or tokens[0].pos == "DET" or tokens[0].tag == "CD" or opens(tokens, 0)


def _right(parse: Parse, quantity: Quantity, last: int, sentence: Sentence) -> Said | None:
    """The first word behind the counted, past auxiliaries and adverbs, that says what happened to them."""
    for token in parse.tokens[last + 1 : min(last + 1 + BESIDE, sentence.last)]:
        harm = _state_or_deed(token)
        if harm is not None:
            return Said(harm.what, token.i) if _suffered(parse, quantity, harm, token.i, sentence) else None
        if token.tag in PAST and (deadly := harm_phrases.to_death(parse, token)) is not None:
            return deadly
        if token.text.casefold() not in SKIPPED:
            return None
    return None


def _state_or_deed(token: Token) -> Harm | None:
    """A state ("dead"), or a participle whatever the parser made of it."""
    bare = token.tag in ("NN", "VB", "VBP")
    if not bare and token.tag not in (*PAST, "JJ") and token.text.casefold() not in ("dead", "missing"):
        return None
    deed = not bare or token.text.endswith("ed")
    return harm_of(token, "state") or (harm_of(token, "object", "subject") if deed else None)


def _suffered(parse: Parse, quantity: Quantity, harm: Harm, at: int, sentence: Sentence) -> bool:
    """Whether a participle is said of what stands before it, not done by it: "two killed 8 hurt", not "two gunmen
    killed 8 people".
    """
    if harm.use != "object":
        return True
    token = parse.tokens[at]
    if any(parse.tokens[c].dep in ("auxpass", "agent") for c in parse.children[at]):
        return True
    after = parse.tokens[at + 1] if at + 1 < sentence.last else None
    own = any(parse.tokens[c].dep == "dobj" and c > at for c in parse.children[at])
    one = quantity.noun is not None
    if own and one:
        return False  # "the strike on Orvek killed at least two"
    if after is None or after.text.casefold() in PREPOSITIONS or after.pos not in NOMINAL:
        return True
    if not own and token.tag == "VBN":
        return True
    later = parse.tokens[at + 1 : min(at + 6, sentence.last)]
    return after.pos == "NUM" and not one and any(harm_of(other, "object", "state") for other in later)


def _by_grammar(parse: Parse, i: int, hops: int = 4) -> Said | None:
    """What happened to noun i by its relations: passive subject, object, "deaths of", "left 12 dead", conjunct of
    another.
    """
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    if token.head == i or hops == 0:
        return _participle(parse, i)
    if token.dep in ("nummod", "quantmod", "npadvmod") and head.pos != "VERB":
        return _by_grammar(parse, token.head, hops - 1)
    if (own := _participle(parse, i)) is not None:
        return own
    if token.dep in ("nsubjpass", "nsubj"):
        return _of_subject(parse, i, head)
    if token.dep in ("dobj", "oprd", "attr"):
        told = (
            said_by(head, "object")
            or harm_phrases.to_death(parse, head)
            or harm_phrases.lost(parse, token, head)
            or harm_phrases.lives(parse, token, head)
            or harm_phrases.treated(parse, head)
            or harm_phrases.taken(token, head)
        )
        return told or harm_phrases.recovered(token, head) or (_state(parse, head) if head.lemma in FINDING else None)
    if token.dep == "dative":
        return harm_phrases.lives(parse, token, head)
    if token.dep == "pobj":
        return _of_preposition(parse, i, head)
    if token.dep in ("conj", "appos", "compound"):
        return _by_grammar(parse, token.head, hops - 1)
    return None


def _participle(parse: Parse, i: int) -> Said | None:
    """ "18 people killed in the raid": a participle that hangs on the noun; also "who were killed"."""
    behind = (parse.tokens[c] for c in parse.children[i] if c > i)
    clauses = (t for t in behind if t.dep in ("acl", "relcl"))
    return next(filter(None, (_passive(t) or said_by(t, "subject") for t in clauses)), None)


def _passive(token: Token) -> Said | None:
    """What a past participle says was done."""
    return said_by(token, "object") if token.tag == "VBN" else None


def _of_subject(parse: Parse, i: int, head: Token) -> Said | None:
    passive = parse.tokens[i].dep == "nsubjpass" or grammar.passive(parse, head.i)
    if said := said_by(head, "object" if passive else "subject") or harm_phrases.recovered(parse.tokens[i], head):
        return said
    if (passive or grammar.child(parse, head.i, "dobj") is None) and (said := harm_phrases.to_death(parse, head)):
        return said
    if head.lemma == "lose" and any(parse.tokens[c].lemma in harm_phrases.LIVES for c in parse.children[head.i]):
        return Said("killed", head.i)
    hurt = harm_phrases.treated(parse, head) if passive else None
    return hurt or _passive(head) or (_state(parse, head) if head.lemma in FINDING or passive else None)


def _state(parse: Parse, head: Token) -> Said | None:
    """ "left 12 dead", "are missing", "was believed to have died": the state told by the verb's complement."""
    complements = (parse.tokens[c] for c in parse.children[head.i] if parse.tokens[c].dep in COMPLEMENTS)
    told = (said_by(t, "state") or said_by(t, "subject") or _passive(t) for t in complements)
    return next(filter(None, told), None)


def _of_preposition(parse: Parse, i: int, prep: Token) -> Said | None:
    """ "the deaths of 40", "the lives of 12", "the toll rose to 25"."""
    above = parse.tokens[prep.head]
    if prep.text.casefold() != "of":
        return None
    if said := said_by(above, "of"):
        return said
    if above.lemma in harm_phrases.LIVES and parse.tokens[above.head].lemma in harm_phrases.TAKING:
        return Said("killed", above.head)
    if above.lemma in harm_phrases.CORPSES and person_kind(parse.tokens[i]):
        return Said("killed", above.i)
    people = above.tag in ("NNS", "NN") and person_kind(above)
    return _by_grammar(parse, above.i, 2) if people and above.dep in ARGUMENTS else None


def said_among(parse: Parse, noun: int | None, sentence: Sentence) -> Said | None:
    """ "Two medics were among the dead", "were among 31 killed": what the words behind "among" say."""
    if noun is None:
        return None
    words = [t.text.casefold() for t in parse.tokens[noun + 1 : min(noun + 4, sentence.last)]]
    if "among" not in words:
        return None
    behind = parse.tokens[noun + 1 + words.index("among") : min(noun + 14, sentence.last)]
    return next(filter(None, (said_by(t, "object", "state", "of") for t in behind)), None)
