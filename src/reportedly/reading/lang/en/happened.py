"""Whether an event is told as having happened: actual, future, hypothetical or negated, as English verbs and nouns say
it.

The words of the event decide, not whose claim it is: a hedge ("reportedly") leaves the status alone, it belongs to
the claim's certainty.
"""

from __future__ import annotations

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.keeping import failed, kept
from reportedly.reading.lang.en.lexicon import event_words
from reportedly.reading.lang.en.standing import PLANNING, settled
from reportedly.reading.parse import Parse, Token
from reportedly.records import Status

VERBS = ("VERB", "AUX")
UP = 4  # steps up the tree in which a plan or an "if" still governs the event
WILL = event_words("will")
MAYBE = event_words("maybe")
DENYING = event_words("denying")
HAPPENING = event_words("happening")
CONDITIONS = event_words("conditions")
COMING = event_words("coming")
POSSIBLE = event_words("possible")
FEARS = event_words("fears")


def status_of(parse: Parse, i: int) -> Status:
    """The status of the event word at token i."""
    token = parse.tokens[i]
    found = _of_verb(parse, token) if token.pos in VERBS else _of_noun(parse, token)
    return settled(parse, i) or found or _above(parse, token) or Status.ACTUAL


def _above(parse: Parse, token: Token) -> Status | None:
    """What the words above an event say of it; what others are kept from happened only where that failed, or where it had begun."""
    stopped = kept(parse, token.i)
    if stopped is None:
        return _governed(parse, token)
    return None if stopped.begun or failed(parse, stopped.verb) else Status.HYPOTHETICAL


def _of_verb(parse: Parse, token: Token) -> Status | None:
    if grammar.negated(parse, token.i):
        return Status.NEGATED
    below = list(grammar.below(parse, token.i))
    modals = {t.text.casefold() for t in below if t.tag == "MD"}
    if modals & WILL:
        return Status.FUTURE
    taught = {"TO", "WRB"} <= {t.tag for t in below}  # "taught how to fire"
    if modals & MAYBE or taught or any(t.text.casefold() in CONDITIONS for t in below if t.dep == "mark"):
        return Status.HYPOTHETICAL
    nobody = any(_none(parse, t.i) for t in grammar.below(parse, token.i, "nsubj", "nsubjpass", "dobj"))
    return Status.NEGATED if nobody else None


def _of_noun(parse: Parse, token: Token) -> Status | None:
    if _none(parse, token.i):
        return Status.NEGATED
    below = (parse.tokens[c] for c in parse.children[token.i])
    words = {t.text.casefold() for t in below if t.dep in ("amod", "compound")}
    if words & COMING:
        return Status.FUTURE
    if words & POSSIBLE:
        return Status.HYPOTHETICAL
    return None


def _none(parse: Parse, i: int) -> bool:
    """Whether a noun says that there was none: "nobody", "no civilians"."""
    below = (parse.tokens[c] for c in parse.children[i])
    own = parse.tokens[i].text.casefold() in ("nobody", "none", "nothing")
    return own or any(t.text.casefold() in ("no", "neither") and t.dep in ("det", "neg", "preconj") for t in below)


def _governed(parse: Parse, token: Token) -> Status | None:
    """A plan, fear, denial or condition above the event: "prepares to attack", "the threat of an attack", "denied
    bombing".
    """
    at = token
    for _ in range(UP):
        up, infinitive = parse.tokens[at.head], at.tag == "VBG" or _purpose(parse, at)
        if up is at or (_describes(at) and not infinitive):
            return None
        if found := _ruled(up, at, infinitive):
            return found
        joined = up.pos in VERBS and _joined(at)
        if joined and at.dep == "advcl":
            return _aim(parse, at, up)
        if joined and (above := _of_verb(parse, up)) in (Status.FUTURE, Status.HYPOTHETICAL):
            return above
        if up.pos in VERBS and token.pos not in VERBS and not joined:
            return _of_clause(parse, at, up)
        at = up
    return None


def _describes(token: Token) -> bool:
    """Whether a clause only describes a noun ("the army that attacked")."""
    return token.dep in ("relcl", "acl") and token.tag != "TO"


def _of_clause(parse: Parse, noun: Token, verb: Token) -> Status | None:
    """What a verb says of an event that is told as a noun; of its subject only where it tells that it comes about."""
    silent = noun.dep == "nsubj" and verb.lemma not in HAPPENING
    return None if silent else _of_verb(parse, verb) or _governed(parse, verb)


def _joined(token: Token) -> bool:
    """Whether a verb goes on with another one, or hangs on it."""
    return token.pos in VERBS and token.dep in ("conj", "xcomp", "advcl")


def _ruled(up: Token, at: Token, infinitive: bool) -> Status | None:
    """What a word above an event says of it: that it was denied, is planned, is only feared."""
    word = at.text.casefold()
    if up.lemma in DENYING and at.dep in ("dobj", "xcomp", "pcomp", "pobj", "ccomp"):
        return Status.NEGATED
    for_it = up.lemma in ("prepare", "plan") and (at.dep, word) == ("prep", "for")
    if for_it or (up.lemma in PLANNING and infinitive and at.dep in ("xcomp", "pcomp", "acomp")):
        return Status.FUTURE
    feared = up.lemma in FEARS and at.dep in ("prep", "acl", "ccomp")
    return Status.HYPOTHETICAL if feared and (infinitive or word in ("of", "to", "that")) else None


def _aim(parse: Parse, at: Token, up: Token) -> Status | None:
    """The status of an adverbial clause: "to kill two" is an aim, "killing two" is told as firmly as any main clause."""
    if not _purpose(parse, at):
        return None
    return Status.FUTURE if status_of(parse, up.i) is Status.FUTURE else Status.HYPOTHETICAL


def _purpose(parse: Parse, token: Token) -> bool:
    return any(parse.tokens[c].tag == "TO" for c in parse.children[token.i])


def there_was(parse: Parse, i: int) -> bool:
    """Whether the sentence says of what the word at token i tells that there was one: "there was an explosion"."""
    token = parse.tokens[i]
    return token.dep == "attr" and grammar.child(parse, token.head, "expl") is not None
