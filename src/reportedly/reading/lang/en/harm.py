"""What English says happened to those a quantity counts: killed, injured, missing, detained, displaced, destroyed.

The counted noun itself is asked first ("12 deaths"), then the words beside the number, then the grammar around it:
a headline's grammar breaks more often than its word order. Killers are never taken for the killed.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.reading.lang.en import grammar, harm_phrases, tolls
from reportedly.reading.lang.en.harm_words import harm_of, said_by
from reportedly.reading.lang.en.lexicon import ARMED, Harm, demonyms, event_words, people_number, person_kind
from reportedly.reading.lang.en.quantities import numbered, opens
from reportedly.reading.language import Quantity, Said
from reportedly.reading.parse import Parse, Sentence, Token

PAST = ("VBN", "VBD")
NOMINAL = frozenset(["NUM", "NOUN", "PROPN", "DET", "PRON", "ADJ"])
COMPLEMENTS = frozenset(["acomp", "oprd", "xcomp", "attr", "ccomp", "advcl", "amod", "acl", "conj"])
ARGUMENTS = frozenset(["dobj", "nsubjpass", "nsubj", "pobj", "conj"])
PREPOSITIONS = event_words("after_harm")
FINDING = event_words("finding")
ANIMALS = event_words("animals")
EMPTIED, TAKING_THINGS = event_words("emptied"), event_words("taking_things")
SKIPPED = event_words("skipped")
LABEL = ":"  # between a label and its figure
BESIDE = 7  # tokens to the right in which a participle may still belong to the number


def said_of(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence, used: set[int]) -> Said | None:
    """What is said to have happened to the counted; null for places and things of which it says something else."""
    said = _said(parse, quantity, noun, sentence, used)
    if said is None or noun is None or quantity.noun is not None:
        return said
    if said.what == "destroyed" and person_kind(parse.tokens[noun]) in ARMED:
        return Said("killed", said.anchor)  # "destroyed 17 militants"
    return None if _of_nobody(parse, said, parse.tokens[noun]) else said


def _of_nobody(parse: Parse, said: Said, noun: Token) -> bool:
    """ "displaced 12 villages", "seized 40 Kalashnikovs": nothing that only people suffer."""
    if said.what == "displaced":
        return noun.lemma in EMPTIED
    things = said.what == "detained" and parse.tokens[said.anchor].lemma in TAKING_THINGS
    return things and noun.pos == "PROPN" and person_kind(noun) is None and not _a_people(parse, noun)


def _a_people(parse: Parse, noun: Token) -> bool:
    """Whether a name in the plural is one of a people: "nine Velmorans", "two Greeks"."""
    named = any(name.label == "NORP" for name in parse.names_at((noun.start, noun.end)))
    return grammar.plural(noun) and (named or noun.text in demonyms())


def _said(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence, used: set[int]) -> Said | None:
    """What is said: by the noun itself, then by the words beside the number, then by the grammar around it."""
    if (own := tolls.labelled(parse, quantity, sentence)) is not None:
        return own
    if noun is not None:
        if parse.tokens[noun].lemma in ANIMALS:
            return None
        if quantity.high == 0 and (none := said_by(parse.tokens[noun], "none")) is not None:
            return none
        if (own := _of_noun(parse, noun)) is not None:
            own = _since(parse, quantity, own)
            return _by_verb(_before(parse, quantity, sentence)) or own if own.anchor != noun else own
    said = _around(parse, quantity, noun, sentence, used)
    return said or (tolls.toll(parse, quantity, noun, sentence) if quantity.noun is None else None)


def _around(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence, used: set[int]) -> Said | None:
    """What the words beside the number say, else the grammar around the noun, or around the number ("four of her crew died")."""
    before = _before(parse, quantity, sentence)
    grammatical = _by_grammar(parse, quantity.number if noun is None else noun)
    if grammatical and before is not None and before.text.casefold() == "of":
        return grammatical
    return _beside(parse, quantity, noun, sentence, used) or grammatical or _by_grammar(parse, quantity.number)


def _before(parse: Parse, quantity: Quantity, sentence: Sentence) -> Token | None:
    return parse.tokens[quantity.first - 1] if quantity.first > sentence.first else None


def own_harm(parse: Parse, noun: int) -> Said | None:
    """What is said of a noun or number within its own phrase: "wounded soldiers", "the five who died"."""
    return _of_noun(parse, noun) or _participle(parse, noun)


def _since(parse: Parse, quantity: Quantity, own: Said) -> Said:
    """What befell those whom a noun calls hurt, missing or held: their death where that is told ("five of the wounded died")."""
    later = _by_grammar(parse, quantity.number)
    return later if own.what != "killed" and later is not None and later.what == "killed" else own


def is_tally(parse: Parse, sentence: Sentence) -> bool:
    """Whether a line labels a figure: "Missing: 3"."""
    held = numbered(parse.sentence_tokens(sentence)) if LABEL in parse.text[sentence.start : sentence.end] else ()
    return any(tolls.labelled(parse, quantity, sentence) for quantity in held)


def _by_verb(before: Token | None) -> Said | None:
    """What the verb in front of a number does to the counted."""
    return said_by(before, "object") if before and before.pos == "VERB" else None


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
            own = not _of_another(parse, quantity, last, token.i) and _suffered(
                parse, quantity, harm, token.i, sentence
            )
            return Said(harm.what, token.i) if own else None
        if token.tag in PAST and (deadly := harm_phrases.to_death(parse, token)) is not None:
            return None if _of_another(parse, quantity, last, token.i) else deadly
        if token.text.casefold() not in SKIPPED:
            return None
    return None


def _of_another(parse: Parse, quantity: Quantity, noun: int, at: int) -> bool:
    """Whether the counted only stand in a clause of whom a verb behind them has for its subject, or a name in what they are: "a man who
    killed six was arrested", "the mayor of Orvek was shot", not "a convoy that carried six was seized".
    """
    subject, above = grammar.child(parse, at, *grammar.SUBJECTS), parse.above(noun)
    if subject is None or subject not in above:
        return False
    verbs = [token for k in above[1 : above.index(subject)] if (token := parse.tokens[k]).pos == "VERB"]
    person = people_number(parse.tokens[subject]) is not None
    if quantity.noun is not None and subject != noun and parse.tokens[noun].pos == "PROPN":
        return person or parse.tokens[subject].pos == "PROPN"
    return any(person or said_by(verb, "object") for verb in verbs)


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
    own, one = any(t.i > at for t in grammar.below(parse, at, "dobj")), quantity.noun is not None
    if own and one:
        return False  # "the strike on Orvek killed at least two", "shot dead a judge and wounded his son"
    if harm.use != "object" or grammar.child(parse, at, "auxpass", "agent") is not None:
        return True
    after = parse.tokens[at + 1 : min(at + 6, sentence.last)]
    if not after or after[0].text.casefold() in PREPOSITIONS or after[0].pos not in NOMINAL:
        return True
    if not own and parse.tokens[at].tag == "VBN":
        return True
    return not one and after[0].pos == "NUM" and any(harm_of(other, "object", "state") for other in after)


def _by_grammar(parse: Parse, i: int, hops: int = 4) -> Said | None:
    """What happened to noun i by its relations: passive subject, object, "deaths of", "left 12 dead", conjunct of
    another.
    """
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    if token.head == i or hops == 0:
        return _participle(parse, i)
    counts = token.dep in ("nummod", "quantmod", "npadvmod") and head.pos != "VERB"
    if not counts and (own := _participle(parse, i)) is not None:
        return own
    if counts or token.dep in ("conj", "appos", "compound"):
        said = _by_grammar(parse, token.head, hops - 1)
        return harm_phrases.of_listed(parse, token, said) if said else None
    ways = RELATIONS.get(token.dep, ())
    return next(filter(None, (way(parse, token, head) for way in ways)), None)


def _participle(parse: Parse, i: int) -> Said | None:
    """ "18 people killed in the raid": a participle that hangs on the noun; also "who were killed"."""
    behind = (parse.tokens[c] for c in parse.children[i] if c > i)
    clauses = (t for t in behind if t.dep in ("acl", "relcl"))
    told = (_passive(t) or said_by(t, "subject") or harm_phrases.by_clause(parse, parse.tokens[i], t) for t in clauses)
    return next(filter(None, told), None)


def _passive(token: Token) -> Said | None:
    """What a past participle says was done."""
    return said_by(token, "object") if token.tag == "VBN" else None


def _of_subject(parse: Parse, token: Token, head: Token) -> Said | None:
    """What the verb says of its subject: in a passive as of an object."""
    passive = token.dep == "nsubjpass" or grammar.passive(parse, head.i)
    if said := said_by(head, "object" if passive else "subject") or harm_phrases.recovered(token, head):
        return said
    if said := harm_phrases.of_subject(parse, token, head):
        return said
    if (passive or grammar.child(parse, head.i, "dobj") is None) and (said := harm_phrases.to_death(parse, head)):
        return said
    return _of_passive(parse, token, head) if passive else _passive(head) or _found(parse, token, head)


def _of_passive(parse: Parse, token: Token, head: Token) -> Said | None:
    """What a passive that is no harm word says of its subject: "were taken to hospital", "was taken hostage", "were left dead"."""
    done = (
        harm_phrases.treated(parse, head)
        or harm_phrases.taken(parse, token, head)
        or harm_phrases.of_object(parse, token, head)
    )
    return done or _passive(head) or _state(parse, token, head)


def _found(parse: Parse, token: Token, head: Token) -> Said | None:
    """ "left 12 dead": what a verb of finding or leaving says by its complement."""
    return _state(parse, token, head) if head.lemma in FINDING else None


def _made_to(parse: Parse, token: Token, head: Token) -> Said | None:
    """ "forced 3,000 residents to flee": what those do whom a verb makes do it."""
    ends = (
        t
        for t in grammar.below(parse, head.i, "xcomp", "ccomp")
        if any(c.tag == "TO" for c in grammar.below(parse, t.i))
    )
    return next(filter(None, (said_by(t, "subject") or harm_phrases.of_subject(parse, token, t) for t in ends)), None)


def _state(parse: Parse, token: Token, head: Token) -> Said | None:
    """ "left 12 dead", "are missing", "was believed to have died": the state told by the verb's complement."""
    complements = (parse.tokens[c] for c in parse.children[head.i] if parse.tokens[c].dep in COMPLEMENTS)
    told = (_complement(parse, token, t) for t in complements)
    return next(filter(None, told), None)


def _complement(parse: Parse, token: Token, told: Token) -> Said | None:
    """What a verb's complement, or a verb that shares its subject, says of token."""
    if told.dep == "conj" and grammar.child(parse, told.i, *grammar.SUBJECTS) is not None:
        return None  # "two hostages were rescued and three were killed"
    said = said_by(told, "state") or said_by(told, "subject") or _passive(told)
    return said or harm_phrases.of_subject(parse, token, told)


def _of_preposition(parse: Parse, token: Token, prep: Token) -> Said | None:
    """ "the deaths of 40", "the lives of 12", "the toll rose to 25"."""
    above = parse.tokens[prep.head]
    if prep.text.casefold() != "of":
        return None
    if said := said_by(above, "of") or harm_phrases.of_losses(token, above):
        return said
    if above.lemma in harm_phrases.LIVES and parse.tokens[above.head].lemma in harm_phrases.TAKING:
        return Said("killed", above.head)
    if above.lemma in harm_phrases.CORPSES and person_kind(token):
        return Said("killed", above.i)
    people = above.tag in ("NNS", "NN") and person_kind(above) and token.tag != "NNP"
    return _by_grammar(parse, above.i, 2) if people and above.dep in ARGUMENTS else None


Relation = Callable[[Parse, Token, Token], Said | None]  # what a noun's verb or preposition says of the noun
OBJECT: tuple[Relation, ...] = (
    lambda parse, token, head: said_by(head, "object"),
    lambda parse, token, head: harm_phrases.to_death(parse, head),
    _made_to,
    harm_phrases.lost,
    harm_phrases.lives,
    lambda parse, token, head: harm_phrases.treated(parse, head) or harm_phrases.of_object(parse, token, head),
    harm_phrases.taken,
    lambda parse, token, head: harm_phrases.recovered(token, head),
    _found,
)
RELATIONS: dict[str, tuple[Relation, ...]] = {
    **dict.fromkeys(("nsubjpass", "nsubj"), (_of_subject,)),
    **dict.fromkeys(("dobj", "oprd", "attr"), OBJECT),
    "dative": (harm_phrases.lives,),
    "pobj": (_of_preposition,),
}


def said_among(parse: Parse, noun: int | None, sentence: Sentence) -> Said | None:
    """ "Two medics were among the dead", "were among 31 killed": what the words behind "among" say."""
    if noun is None:
        return None
    words = [t.text.casefold() for t in parse.tokens[noun + 1 : min(noun + 4, sentence.last)]]
    if "among" not in words:
        return None
    behind = parse.tokens[noun + 1 + words.index("among") : min(noun + 14, sentence.last)]
    return next(filter(None, (said_by(t, "object", "state", "of") for t in behind)), None)
