"""Whether an English word tells of an event where it stands, and how a noun hangs on such a word.

A word of the table that only names a thing, a state or somebody tells of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.harm_phrases import CAPTIVES
from reportedly.reading.lang.en.lexicon import event_kind, event_words, person_kind
from reportedly.reading.lang.en.participants import GIVING, LIGHT, participants
from reportedly.reading.lang.en.weapons import weapons
from reportedly.reading.language import Kind, Tie
from reportedly.reading.parse import Parse, Token

DURATIONS = event_words("durations")
NOUNS = ("NOUN", "PROPN")
ABOUT, SPOKEN = ("on", "about", "over"), ("CONSULT", "AGREE", "REQUEST")
BETWEEN = ("after", "before")  # what the time between two events stands in front of
WORKS, IDEAS = event_words("works"), event_words("ideas")
THINGS = ("dobj", "nsubjpass")


def event(parse: Parse, token: Token) -> Kind | None:
    """The event that a word tells of here: somebody gives the aid, people are released, weapons are fired."""
    kind = event_kind(token)
    return kind if kind is not None and not _only_state(parse, token, kind) and _tells(parse, token, kind) else None


def only_named(parse: Parse, token: Token, harmful: bool) -> bool:
    """Whether nothing of the kind happens: it is what people talk about, or harm to what nobody can hurt."""
    return _topic(parse, token) or (harmful and _figurative(parse, token))


def _figurative(parse: Parse, token: Token) -> bool:
    """Whether what a verb does is done to what nobody can hurt: a film is shot, a plan attacked."""
    thing = grammar.child(parse, token.i, *THINGS) if token.pos == "VERB" else None
    thing = token.head if thing is None and token.dep == "acl" and token.tag == "VBN" else thing
    told = (thing, grammar.agent(parse, token.i) if token.pos == "VERB" else None)
    unhurt = IDEAS | WORKS if token.lemma == "shoot" else IDEAS
    return any(noun is not None and _of_a_series(parse, noun).lemma in unhurt for noun in told)


def _of_a_series(parse: Parse, noun: int) -> Token:
    """A noun; of "a series of villages", the villages."""
    inner = grammar.objects(parse, noun, ("of",)) if parse.tokens[noun].lemma == "series" else iter(())
    return parse.tokens[next(inner, noun)]


def _only_state(parse: Parse, token: Token, kind: Kind) -> bool:
    """ "attack plans", "captured soldiers", "troops deployed in the north": no event."""
    if token.pos in NOUNS and token.dep in ("compound", "nmod") and parse.tokens[token.head].pos in NOUNS:
        return True
    return token.tag == "VBN" and (token.dep == "amod" or (token.dep == "acl" and kind.type == "MOBILIZE"))


def _tells(parse: Parse, token: Token, kind: Kind) -> bool:
    if token.lemma == "fire" and token.pos == "NOUN":
        armed = any(weapons([parse.tokens[c] for c in parse.children[token.i]]))
        opened = parse.tokens[token.head].lemma == "open" or _set(parse, token)
        return armed or opened or any(p.role == "actor" for p in participants(parse, token.i, kind))
    match kind.roles:
        case "given":
            return _given(parse, token)
        case "captives":
            thing = grammar.child(parse, token.i, *THINGS, "prep")
            return thing is not None and any(person_kind(parse.tokens[k]) for k in parse.subtree(thing))
        case "taken":
            return any(thing.lemma in CAPTIVES for thing in grammar.below(parse, token.i, *THINGS))
        case "aimed":
            return _fired(parse, token)
    return True


def _fired(parse: Parse, token: Token) -> bool:
    """Whether what is fired, dropped or used is a weapon."""
    thing = grammar.child(parse, token.i, *THINGS)
    if thing is None:
        return token.lemma == "fire"
    return any(weapons([parse.tokens[c] for c in sorted(parse.subtree(thing))]))


def _topic(parse: Parse, token: Token) -> bool:
    """Whether a noun is only what people talk about: "talks on a ceasefire"."""
    above = parse.tokens[token.head]
    if token.dep != "pobj" or above.text.casefold() not in ABOUT:
        return False
    talk = event_kind(parse.tokens[above.head])
    told = any(t.dep == "relcl" or t.pos == "NUM" or grammar.dated(parse, t.i) for t in _all_below(parse, token))
    return talk is not None and talk.type in SPOKEN and not told


def _all_below(parse: Parse, token: Token) -> Iterator[Token]:
    return (parse.tokens[k] for k in parse.subtree(token.i))


def _set(parse: Parse, token: Token) -> bool:
    """Whether a fire is set to something: "set fire to a depot"."""
    verb = parse.tokens[token.head]
    return token.dep == "dobj" and verb.lemma == "set" and any(t.text == "to" for t in grammar.below(parse, verb.i))


def _given(parse: Parse, token: Token) -> bool:
    """Whether a noun is what somebody gives: "sent aid", "a great deal of support was offered"."""
    head = parse.tokens[token.head]
    if token.dep == "pobj" and parse.tokens[head.head].dep == "dobj":
        head = parse.tokens[parse.tokens[head.head].head]
    return head.lemma in GIVING and token.dep in (*THINGS, "conj", "pobj")


def apart(parse: Parse, one: int, two: int) -> bool:
    """Whether some time lies between: "a day after gunmen shot two judges", "hours before the raid"."""
    above, below = parse.above(one), parse.above(two)
    own = [i for i in (*above, *below) if (i in above) != (i in below)]
    return any(measured(parse, i) for i in own)


def measured(parse: Parse, i: int) -> bool:
    """Whether a preposition or clause opens with a measured time: "a day after", "two years before"."""
    opens = [t.i for t in (parse.tokens[i], *grammar.below(parse, i, "mark")) if t.text.casefold() in BETWEEN]
    near = (i, *opens, parse.tokens[i].head)
    return bool(opens) and any(_a_time(parse, k) for k in near)


def _a_time(parse: Parse, i: int) -> bool:
    """Whether a token is a measure ("a day") or has one with it."""
    measures = (parse.tokens[i], *grammar.below(parse, i, "npadvmod"))
    return any(t.dep == "npadvmod" and t.lemma in DURATIONS for t in measures)


def tie(parse: Parse, noun: int, word: int) -> Tie | None:
    """How a noun hangs on the word of an event."""
    token, above = parse.tokens[noun], parse.tokens[parse.tokens[noun].head]
    if token.dep in ("pobj", "pcomp"):
        return "means" if above.head == word and above.text.casefold() in ("by", "in", "with") else None
    verb = parse.tokens[word]
    if verb.dep == "relcl" and verb.head == noun and not grammar.passive(parse, word):
        return "doer"  # "the crash, which killed"
    if above.i != word:
        return None
    if token.dep == "nsubj":
        return "doer"
    if token.dep in THINGS and token.pos == "NOUN" and (above.lemma in LIGHT or above.lemma == "fire"):
        return "carried"
    return "modifier" if token.dep in ("compound", "amod", "nmod") else None
