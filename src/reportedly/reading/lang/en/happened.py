"""Whether an event is told as having happened: actual, future, hypothetical or negated, as English verbs and nouns say
it.

The words of the event decide, not whose claim it is: a hedge ("reportedly") leaves the status alone, it belongs to
the claim's certainty.
"""

from __future__ import annotations

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.time_patterns import PLANNING
from reportedly.reading.parse import Parse, Token
from reportedly.records import Status

UP = 4  # steps up the tree in which a plan or an "if" still governs the event
WILL = frozenset({"will", "shall", "'ll", "wo", "’ll"})
MAYBE = frozenset({"would", "could", "may", "might", "should", "can", "must", "ca"})
PREVENTING = frozenset({"deny", "prevent", "avoid", "avert", "stop", "foil", "rule"})
HAPPENING = frozenset({"take", "happen", "occur", "begin", "start", "follow", "come", "resume"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
COMING = frozenset({"planned", "upcoming", "imminent", "future", "looming", "impending", "forthcoming"})
POSSIBLE = frozenset({"possible", "potential", "hypothetical", "likely"})
FEARS = frozenset(
    {"threat", "risk", "fear", "danger", "possibility", "plan", "prospect", "attempt", "warning", "preparation"}
)
PREPARING = frozenset(
    {
        "plan",
        "prepare",
        "threaten",
        "intend",
        "vow",
        "aim",
        "want",
        "seek",
        "warn",
        "set",
        "due",
        "expect",
        "about",
        "ready",
        "schedule",
    }
)


def status_of(parse: Parse, i: int) -> Status:
    """The status of the event word at token i."""
    token = parse.tokens[i]
    found = _of_verb(parse, token) if token.pos in ("VERB", "AUX") else _of_noun(parse, token)
    return found or _governed(parse, token) or Status.ACTUAL


def _of_verb(parse: Parse, token: Token) -> Status | None:
    if grammar.negated(parse, token.i):
        return Status.NEGATED
    below = [parse.tokens[c] for c in parse.children[token.i]]
    modals = {t.text.casefold() for t in below if t.tag == "MD"}
    if modals & WILL:
        return Status.FUTURE
    if modals & MAYBE or any(t.dep == "mark" and t.text.casefold() in CONDITIONS for t in below):
        return Status.HYPOTHETICAL
    if any(t.tag == "TO" for t in below) and any(t.tag == "WRB" for t in below):
        return Status.HYPOTHETICAL  # "taught how to fire"
    if any(t.dep in ("nsubj", "nsubjpass", "dobj") and _none(parse, t.i) for t in below):
        return Status.NEGATED
    return None


def _of_noun(parse: Parse, token: Token) -> Status | None:
    if _none(parse, token.i):
        return Status.NEGATED
    words = {
        parse.tokens[c].text.casefold() for c in parse.children[token.i] if parse.tokens[c].dep in ("amod", "compound")
    }
    if words & COMING:
        return Status.FUTURE
    if words & POSSIBLE:
        return Status.HYPOTHETICAL
    return None


def _none(parse: Parse, i: int) -> bool:
    own = parse.tokens[i].text.casefold() in ("nobody", "none", "nothing")
    return own or any(
        parse.tokens[c].text.casefold() in ("no", "neither") and parse.tokens[c].dep in ("det", "neg", "preconj")
        for c in parse.children[i]
    )


def _governed(parse: Parse, token: Token) -> Status | None:
    """A plan, fear, denial or condition above the event: "prepares to attack", "the threat of an attack", "denied
    bombing".
    """
    at = token
    for _ in range(UP):
        if at.head == at.i:
            return None
        up = parse.tokens[at.head]
        if at.dep in ("relcl", "acl") and at.tag != "TO" and not _infinitive(parse, at):
            return None
        if up.lemma in PREVENTING and at.dep in ("dobj", "xcomp", "pcomp", "pobj", "ccomp"):
            return Status.NEGATED
        if (up.lemma in PREPARING | PLANNING and at.dep in ("xcomp", "pcomp", "acomp")) and _infinitive(parse, at):
            return Status.FUTURE
        if up.lemma in ("prepare", "plan") and at.dep == "prep" and at.text.casefold() == "for":
            return Status.FUTURE
        if up.lemma in FEARS and (
            at.dep in ("prep", "acl", "ccomp")
            and (at.text.casefold() in ("of", "to", "that") or _infinitive(parse, at))
        ):
            return Status.HYPOTHETICAL
        if at.pos in ("VERB", "AUX") and up.pos in ("VERB", "AUX") and at.dep in ("conj", "xcomp", "advcl"):
            if at.dep == "advcl" and not _purpose(parse, at):
                return None  # "killing two" is told as firmly as any main clause
            if at.dep == "advcl":
                return Status.FUTURE if status_of(parse, up.i) is Status.FUTURE else Status.HYPOTHETICAL
            if at.dep in ("conj", "xcomp") and (above := _of_verb(parse, up)) in (Status.FUTURE, Status.HYPOTHETICAL):
                return above
        elif token.pos not in ("VERB", "AUX") and up.pos in ("VERB", "AUX"):
            if at.dep == "nsubj" and up.lemma not in HAPPENING:
                return None
            return _of_verb(parse, up) or _governed(parse, up)
        at = up
    return None


def _purpose(parse: Parse, token: Token) -> bool:
    return any(parse.tokens[c].tag == "TO" for c in parse.children[token.i])


def _infinitive(parse: Parse, token: Token) -> bool:
    return any(parse.tokens[c].tag == "TO" for c in parse.children[token.i]) or token.tag == "VBG"
