"""Who does it, to whom, with what: the participants of an event word in English, as token numbers of noun heads.

Nobody is made up: an agentless clause has no actor, a nominal without "by", possessive or side in front of it has
none either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.keeping import KEEPING, in_one_breath, kept
from reportedly.reading.lang.en.lexicon import event_kind, event_words, person_kind
from reportedly.reading.lang.en.standing import TRIALS
from reportedly.reading.lang.en.weapons import is_weapon, weapons
from reportedly.reading.language import Kind, Part
from reportedly.reading.parse import Parse, Token
from reportedly.records import Span

AIMS = event_words("aims")
ALONE = event_words("alone")
OF_TARGET = event_words("of_target")
SIDES = event_words("sides")
CARRIERS = event_words("carriers")
LIGHT = event_words("light")
SETTING = frozenset({"set"})  # … fire to something
GIVING = event_words("giving")
OF_OTHERS = ("from", "of", "with", "for")  # before what somebody else does: "accused of", "charged with"
BLAMING, SUSPECTING = ("ACCUSE", "COERCE", "SANCTION"), "suspect"
SHARING = ("xcomp", "advcl", "pcomp", "acomp", "conj")  # relations of a verb that may have its doer from above
NAMING = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"])  # what a participant can be
ARTICLES = event_words("article")
UP = 4  # verbs up the tree in which a subject is looked for
TAIL = 6  # tokens of an "of" phrase that stays with the name of a participant


def participants(parse: Parse, i: int, kind: Kind) -> list[Part]:
    """The participants of the event word at token i."""
    token = parse.tokens[i]
    found = list(_of_verb(parse, i, kind) if token.pos in ("VERB", "AUX") else _of_noun(parse, i, kind))
    beside = standing_by(parse, i)
    return [part for part in dict.fromkeys(_told(parse, found)) if part.role != "actor" or part.head not in beside]


def _of_verb(parse: Parse, i: int, kind: Kind) -> Iterator[Part]:
    token = parse.tokens[i]
    participle = token.tag == "VBN" and token.dep in ("acl", "amod", "ROOT", "conj", "relcl")
    passive = grammar.passive(parse, i) or (participle and _bare(parse, i)) or _headline_passive(parse, i, kind)
    agent, thing = grammar.agent(parse, i), grammar.child(parse, i, "dobj")
    tied = Tied(_antecedent(parse, i, passive), thing, agent, passive)
    yield from ROLES.get(kind.roles, _done)(parse, i, tied)
    yield from _behind(parse, i, ("with", "using"), "instrument", weapons_only=True)


class Tied(NamedTuple):
    """What is tied to a verb: its subject, its object, its agent; whether it is a passive."""

    subject: int | None
    thing: int | None
    agent: int | None
    passive: bool


def _done(parse: Parse, i: int, tied: Tied) -> Iterator[Part]:
    """ "The army attacked the town": somebody does it to somebody."""
    yield from _each(parse, "target" if tied.passive else "actor", tied.subject)
    yield from _each(parse, "actor" if tied.passive else "target", tied.agent if tied.passive else tied.thing)


def _suffered(parse: Parse, i: int, tied: Tied) -> Iterator[Part]:
    """ "Five farmers died"."""
    yield from _each(parse, "target", tied.subject)


def _by_itself(parse: Parse, i: int, tied: Tied) -> Iterator[Part]:
    """ "The envoys talked with the rebels"."""
    yield from _each(parse, "actor", tied.subject)
    yield from _behind(parse, i, ("with", "against", "between"), "target")


def _with_somebody(parse: Parse, i: int, tied: Tied) -> Iterator[Part]:
    """ "The envoys met the rebels"."""
    yield from _each(parse, "actor", tied.subject)
    yield from _each(parse, "target", tied.thing)
    yield from _behind(parse, i, ("with", "against", "between"), "target")


def _by_weapon(parse: Parse, i: int, tied: Tied) -> Iterator[Part]:
    """ "The shell hit the school"."""
    for role, noun in (("actor", tied.subject), ("target", tied.thing)):
        armed = noun is not None and is_weapon(parse.tokens[noun])
        yield from _each(parse, "instrument" if armed else role, noun)


def _aimed(parse: Parse, i: int, tied: Tied) -> Iterator[Part]:
    """ "The army fired shells at the town"."""
    yield from _each(parse, "actor", tied.agent if tied.passive else tied.subject)
    weapon = tied.subject if tied.passive else tied.thing
    if weapon is not None and is_weapon(parse.tokens[weapon]):
        yield Part("instrument", weapon)
    yield from _behind(parse, i, AIMS, "target")
    if weapon is not None:
        yield from _behind(parse, weapon, AIMS, "target")


ROLES: dict[str, Callable[[Parse, int, Tied], Iterator[Part]]] = {
    "suffer": _suffered,
    "self": _by_itself,
    "with": _with_somebody,
    "weapon": _by_weapon,
    "aimed": _aimed,
}


def _bare(parse: Parse, i: int) -> bool:
    return grammar.child(parse, i, "aux", "dobj") is None


def _headline_passive(parse: Parse, i: int, kind: Kind) -> bool:
    """Whether a headline leaves out "were": "Protesters shot in Orrin"; who fights may attack without an object, and others may
    strike, or shoot at something.
    """
    token = parse.tokens[i]
    own = grammar.child(parse, i, "nsubj")
    if own is None or token.tag not in ("VBD", "VBN") or not grammar.in_headline(parse, token):
        return False
    if token.lemma in ALONE or next(grammar.objects(parse, i, AIMS, "prep"), None) is not None:
        return False
    clauses = (i, *(t.i for t in grammar.below(parse, i, "conj")))
    if any(grammar.child(parse, clause, "dobj", "ccomp", "xcomp", "aux") is not None for clause in clauses):
        return False
    group = person_kind(parse.tokens[own])
    return (kind.roles == "harm" and group is not None) or (kind.roles == "act" and group not in (None, "fighter"))


def _antecedent(parse: Parse, i: int, passive: bool) -> int | None:
    token = parse.tokens[i]
    if token.dep in ("acl", "amod") and passive:
        return token.head
    found = doer(parse, i)
    if found is not None and parse.tokens[found].tag in ("WDT", "WP") and token.dep == "relcl":
        return token.head
    return found


def _of_noun(parse: Parse, i: int, kind: Kind) -> Iterator[Part]:
    token = parse.tokens[i]
    yield from _owners(parse, i)
    yield from _behind(parse, i, AIMS, "target")
    if token.lemma in OF_TARGET or kind.roles == "victims":
        yield from _behind(parse, i, ("of",), "target")
    elif kind.roles == "attack":
        yield from _behind(
            parse, i, ("with", "between"), "actor" if kind.type in ("ASSAULT", "CONSULT", "AGREE") else "target"
        )
    yield from _behind(parse, i, ("with",), "instrument", weapons_only=True)
    for c in parse.children[i]:
        child = parse.tokens[c]
        if child.dep in ("compound", "amod") and is_weapon(child):
            yield Part("instrument", c)
        if child.dep in ("acl", "relcl") and child.lemma in LIGHT | {"fire"}:
            yield from _each(parse, "actor", grammar.agent(parse, c) or _active_subject(parse, c, i))
    yield from _light(parse, token)


def doer(parse: Parse, i: int) -> int | None:
    """The subject of a verb, its own or that of the verb it hangs on: "they are set to move", "they replied by
    firing"; nobody where others are kept from it and it is left open who ("foiled a plot to kill").
    """
    at, alike = i, True
    for _ in range(UP):
        token, made = parse.tokens[at], _made_to(parse, at) if alike else None
        if made is not None or (alike and kept(parse, at) is not None):
            return made
        found = grammar.subject(parse, at)
        if found is not None or token.head == at or not _shares(parse, token):
            return found
        at = parse.tokens[token.head].head if token.dep == "pcomp" else token.head
        alike = alike and (token.dep != "conj" or in_one_breath(parse, token))  # "ordered them to go and fired"
    return None


def _shares(parse: Parse, token: Token) -> bool:
    """Whether a verb may have its doer from the one above: not behind "after" with a clause of its own, nor in what an object is of."""
    if token.dep != "pcomp":
        return token.dep in SHARING
    before = parse.tokens[token.head]
    others = before.text.casefold() in ("of", "from") and grammar.child(parse, before.head, "dobj") is not None
    return not grammar.finite(token) and not others


def _made_to(parse: Parse, i: int) -> int | None:
    """Whom a verb above makes, keeps from or blames for what verb i tells: "stopped rebels from seizing", "forced residents to flee"."""
    token, above = parse.tokens[i], parse.tokens[parse.tokens[i].head]
    if token.dep == "pcomp" and above.text.casefold() in OF_OTHERS:
        return _blamed(parse, above)
    thing = grammar.child(parse, above.i, "dobj") if token.dep == "xcomp" and above.pos == "VERB" else None
    asked = above.lemma in grammar.SPOKEN_TO or _is(above, ("REQUEST",))
    return thing if thing is not None and (asked or person_kind(parse.tokens[thing])) else None


def _blamed(parse: Parse, before: Token) -> int | None:
    """Whom a verb keeps from or blames for what stands behind a preposition: its object, or the subject of its passive."""
    above = parse.tokens[before.head]
    of_noun = above.dep == "dobj"
    verb = parse.tokens[above.head] if of_noun else above
    found = above.i if of_noun else grammar.child(parse, verb.i, "dobj", "nsubjpass")
    if found is None or verb.lemma in KEEPING | TRIALS | {SUSPECTING} or _is(verb, BLAMING):
        return found
    praised = before.text.casefold() == "for" and not of_noun
    return found if praised and person_kind(parse.tokens[found]) else None


def _is(token: Token, types: Collection[str]) -> bool:
    kind = event_kind(token) if token.pos == "VERB" else None
    return kind is not None and kind.type in types


def standing_by(parse: Parse, i: int) -> frozenset[int]:
    """Who stands beside the event of token i only as who prevents it: the police that "failed to prevent the attack"."""
    stopped = kept(parse, i)
    if stopped is None or any(word.tag == "PRP$" for word in grammar.below(parse, i, "poss")):
        return frozenset()  # "stopped its attacks"
    verb = stopped.verb.i
    acts = grammar.child(parse, verb, "dobj") is not None
    found = doer(parse, verb) if acts else grammar.agent(parse, verb)
    return frozenset(grammar.conjuncts(parse, found)) if found is not None else frozenset()


def _active_subject(parse: Parse, verb: int, noun: int) -> int | None:
    found = grammar.child(parse, verb, "nsubj")
    return found if found is not None and parse.tokens[found].tag not in ("WDT", "WP") and found != noun else None


def _light(parse: Parse, token: Token) -> Iterator[Part]:
    """ "The army launched an attack on …": the verb that carries the noun lends it subject and aim."""
    head = parse.tokens[token.head]
    if token.dep == "pobj" and head.text.casefold() == "of" and parse.tokens[head.head].dep == "dobj":
        token = parse.tokens[head.head]  # "a great deal of support"
        head = parse.tokens[token.head]
    if head.pos != "VERB" or head.lemma not in LIGHT | GIVING | SETTING:
        return
    if token.dep == "dobj":
        yield from _each(parse, "actor", doer(parse, head.i))
        yield from _behind(parse, head.i, AIMS | {"to"}, "target")
    elif token.dep == "nsubjpass":
        yield from _each(parse, "actor", grammar.agent(parse, head.i))


def _owners(parse: Parse, i: int) -> Iterator[Part]:
    """Whose attack it is: "by the army", "the army's", "Sarnian", "US-led", "of the army" behind a carrier."""
    for c in parse.children[i]:
        child = parse.tokens[c]
        if child.dep in ("agent", "prep") and child.text.casefold() in ("by", "from"):
            noun = grammar.child(parse, c, "pobj")
            if noun is not None and not (child.text.casefold() == "from" and parse.tokens[noun].pos != "PROPN"):
                yield from _each(parse, "actor", noun)
        elif grammar.dated(parse, c):
            continue
        elif (child.dep == "poss" and child.pos in ("NOUN", "PROPN")) or (
            c < i and child.dep in ("compound", "amod", "nmod", "nsubj") and _side(parse, child)
        ):
            yield Part("actor", c)
    if parse.tokens[i].lemma in CARRIERS:
        yield from _behind(parse, i, ("of", "from"), "actor")


def _side(parse: Parse, token: Token) -> bool:
    """Whether a word in front of an attack says whose it is: a name, its adjective, a side ("regime", "rebel")."""
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    weapon = next(iter(weapons([token, after])), None)
    if is_weapon(token) or (weapon and (weapon.first, weapon.token, weapon.mode) == (token.i, after.i, "aerial")):
        return False
    word = token.text.casefold()
    led = word.endswith(("-led", "-backed", "-linked", "-affiliated"))
    named = token.text[:1].isupper() and token.tag in ("NNP", "NNPS", "JJ") and len(token.text) > 1
    return led or named or token.lemma in SIDES or person_kind(token) in ("fighter", "force")


def _behind(parse: Parse, i: int, preps: Collection[str], role: str, *, weapons_only: bool = False) -> Iterator[Part]:
    """The nouns behind these prepositions of token i."""
    for c in parse.children[i]:
        child = parse.tokens[c]
        if c > i and child.dep in ("prep", "dative") and child.text.casefold() in preps:
            noun = grammar.child(parse, c, "pobj")
            if noun is not None and is_weapon(parse.tokens[noun]) == weapons_only:
                yield from _each(parse, role, noun)


def _each(parse: Parse, role: str, noun: int | None) -> Iterator[Part]:
    if noun is not None:
        for each in grammar.conjuncts(parse, noun):
            if not grammar.dated(parse, each) and parse.tokens[each].pos in NAMING:
                yield Part(role, each)


def _told(parse: Parse, found: list[Part]) -> Iterator[Part]:
    """The same participants, where a weapon or an attack that acts is told as instrument and its owner as actor."""
    for part in found:
        token = parse.tokens[part.head]
        attack = event_kind(token)
        if part.role == "target" and attack is not None and attack.roles == "victims":
            continue
        if part.role == "actor" and (is_weapon(token) or (attack is not None and attack.roles == "attack")):
            owners = list(_owners(parse, part.head))
            if is_weapon(token):
                yield Part("instrument", part.head)
            crewed = token.lemma in CARRIERS and all(parse.tokens[owner.head].pos == "ADJ" for owner in owners)
            if crewed:
                yield part  # "Sarnian jets": the adjective names nobody
            else:
                yield from owners
        else:
            yield part


def phrase(parse: Parse, i: int) -> Span:
    """The words of a participant: modifiers in front of the head, a short "of" behind; no clause, no apposition."""
    first, last = i, i
    before = parse.tokens[max(0, i - 1)]
    compound = before.i < i and before.dep == "compound"
    if compound and any(w.first == before.i for w in weapons([before, parse.tokens[i]])):
        first = before.i
    for c in reversed(parse.children[i]):
        token = parse.tokens[c]
        if c < i and token.dep in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet"):
            first = min(first, parse.reach(c)[0])
    for c in parse.children[i]:
        token = parse.tokens[c]
        if c == i + 1 and token.text.casefold() == "of" and grammar.child(parse, c, "pobj") is not None:
            last = min(parse.reach(c)[1], i + TAIL)
    return parse.tokens[first].start, parse.tokens[last].end


def name_of(parse: Parse, span: Span) -> str:
    """What the words of a participant call it, without its determiner."""
    words = parse.text[slice(*span)].split()
    return " ".join(words[len(words) > 1 and words[0].casefold() in ARTICLES :])
