"""What English settles about the status of an event, whatever its own words look like: it was called off, only played, found to be none.

The clauses above and beside the event word decide; each way is a row of `WAYS` with a sentence that a test reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import event_words, person_kind
from reportedly.reading.parse import Parse, Token
from reportedly.records import Status

FAR = 8  # steps up the tree in which a clause still settles the event
VERBS = ("VERB", "AUX")
STOPPING, WITHHOLDING = event_words("stopping"), event_words("withholding")
PROOFS, SHOWING, IMAGES = event_words("proofs"), event_words("showing"), event_words("images")
DRILLS, FICTIONS, MOCK = event_words("drills"), event_words("fictions"), event_words("mock")
LIKENING = event_words("likening")
THINGS = ("dobj", "nsubjpass", "nsubj")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Way(NamedTuple):
    """One way in which a status is settled: its name, the status, the question put to an event word, and a sentence of it."""

    name: str
    status: Status
    found: Callable[[Parse, Token], bool]
    example: str


def settled(parse: Parse, i: int) -> Status | None:
    """The status that the sentence settles for the event word at token i; null where it leaves it open."""
    token = parse.tokens[i]
    while token.dep == "compound" and token.head != token.i:
        token = parse.tokens[token.head]  # the bomb of "a bomb attack"
    return next((way.status for way in WAYS if way.found(parse, token)), None)


def _above(parse: Parse, token: Token) -> Iterator[tuple[Token, Token]]:
    """Each word above the event and the word under it through which it is reached, not out of a clause that describes a noun."""
    at = token
    for _ in range(FAR):
        up = parse.tokens[at.head]
        if up is at:
            return
        yield at, up
        if at.dep == "relcl":
            return
        at = up


def _stopped(parse: Parse, token: Token) -> bool:
    """Whether an act, told as a noun, was stopped before it began."""
    return _done_to(parse, token, STOPPING)


def _withheld(parse: Parse, token: Token) -> bool:
    """Whether what was to be given is held back."""
    given = token.pos == "NOUN" and token.lemma in event_words("given")
    return given and (_done_to(parse, token, WITHHOLDING) or _done_to(parse, token, STOPPING))


def _done_to(parse: Parse, token: Token, verbs: frozenset[str]) -> bool:
    """Whether one of these verbs, itself neither denied nor only tried, has this noun as its object or the subject of its passive."""
    verb = parse.tokens[token.head]
    if token.pos not in ("NOUN", "PROPN") or token.dep not in THINGS or verb.pos not in VERBS:
        return False
    acts = token.dep == "nsubj" and grammar.child(parse, verb.i, "dobj") is not None
    particle = next((t.text.casefold() for t in grammar.below(parse, verb.i, "prt")), "")
    tried = (
        verb.dep == "xcomp"
        or grammar.negated(parse, verb.i)
        or any(t.tag == "MD" for t in grammar.below(parse, verb.i))
    )
    return not acts and not tried and " ".join((verb.lemma, particle)).strip() in verbs


def _unproved(parse: Parse, token: Token) -> bool:
    """Whether there is said to be no sign of it."""
    for at, up in _above(parse, token):
        if at.dep == "prep" and at.text.casefold() != "of":
            return False  # "no evidence of sabotage in the sinking"
        if _no_proof(parse, at, up):
            return True
    return False


def _no_proof(parse: Parse, at: Token, up: Token) -> bool:
    if up.text.casefold() == "nothing":
        return at.lemma in SHOWING
    proof = (
        up if up.lemma in PROOFS else next((t for t in grammar.below(parse, up.i, "dobj") if t.lemma in PROOFS), None)
    )
    if proof is None or at is proof or at.dep == "nsubj":
        return False
    verb = parse.tokens[proof.head]
    denied = verb.pos in VERBS and grammar.negated(parse, verb.i)
    return denied or any(t.text.casefold() == "no" for t in grammar.below(parse, proof.i))


def _unshown(parse: Parse, token: Token) -> bool:
    """Whether something is said not to show it."""
    pairs = ((at, up) for at, up in _above(parse, token) if at.dep in ("ccomp", "dobj", "xcomp"))
    return any(up.lemma in SHOWING and grammar.negated(parse, up.i) for _, up in pairs)


def _mistaken(parse: Parse, token: Token) -> bool:
    """Whether pictures said to show it are of another year or of a show."""
    for at, up in _above(parse, token):
        if at.dep in ("nsubj", "nsubjpass") and at.lemma in IMAGES:
            froms = (t.i for t in grammar.below(parse, up.i, "prep") if t.text.casefold() == "from")
            return any(_staged(parse, i) for i in froms)
    return False


def _staged(parse: Parse, i: int) -> bool:
    """Whether a phrase names a year or something that is only played."""
    words = [parse.tokens[k] for k in parse.subtree(i)]
    return any(YEAR.fullmatch(t.text) or t.lemma in FICTIONS for t in words)


def _asked(parse: Parse, token: Token) -> bool:
    """Whether the whole sentence only asks whether it happened."""
    sentence = parse.sentences[token.sentence]
    first = parse.tokens[sentence.first]
    asks = parse.text[sentence.start : sentence.end].rstrip("”\"'’ ").endswith("?") and first.pos == "AUX"
    return asks and all(at.dep != "relcl" for at, _ in _above(parse, token))


def _played(parse: Parse, token: Token) -> bool:
    """Whether it happens in a film, or in an exercise in which nobody is said to have come to harm."""
    verbs = [token, *(up for at, up in _above(parse, token) if at.dep in ("conj", "dobj", "xcomp") and up.pos in VERBS)]
    nouns = [parse.tokens[n] for verb in verbs for n in grammar.objects(parse, verb.i, ("in", "during"), "prep")]
    if any(noun.lemma in FICTIONS for noun in nouns) or any(_on_mock(parse, verb) for verb in verbs):
        return True
    return any(noun.lemma in DRILLS for noun in nouns) and not _somebody(parse, token)


def _on_mock(parse: Parse, verb: Token) -> bool:
    """Whether what a verb is aimed at only stands for the real thing."""
    aims = (*(t.i for t in grammar.below(parse, verb.i, "dobj")), *grammar.objects(parse, verb.i, ("at", "on"), "prep"))
    return any(word.text.casefold() in MOCK for aim in aims for word in grammar.below(parse, aim))


def _somebody(parse: Parse, verb: Token) -> bool:
    """Whether people are the object of a verb, or the subject of its passive or without an object."""
    things = grammar.below(parse, verb.i, "dobj", "nsubjpass", "nsubj")
    aimed = grammar.child(parse, verb.i, "dobj") is not None or verb.lemma == "fire"
    return any(person_kind(t) and not (t.dep == "nsubj" and aimed) for t in things)


def _likened(parse: Parse, token: Token) -> bool:
    """Whether something else is compared to it."""
    return _behind(parse, token, ("to", "with"), LIKENING)


def _behind(parse: Parse, token: Token, prepositions: tuple[str, ...], words: frozenset[str]) -> bool:
    """Whether a noun stands behind one of these prepositions of one of these words."""
    before = parse.tokens[token.head]
    above = parse.tokens[before.head]
    tied = token.dep == "pobj" and before.text.casefold() in prepositions
    return tied and (above.lemma in words or (above.dep == "dobj" and parse.tokens[above.head].lemma in words))


WAYS = (
    Way("stopped", Status.NEGATED, _stopped, "The planned assault on the depot was called off."),
    Way("withheld", Status.NEGATED, _withheld, "The delivery of flour was held up at the border."),
    Way("unproved", Status.NEGATED, _unproved, "Investigators found no sign that the train had been bombed."),
    Way("unshown", Status.NEGATED, _unshown, "The video does not show soldiers shooting at the crowd."),
    Way("mistaken", Status.NEGATED, _mistaken, "A clip of jets bombing Tarn this week is from a video game."),
    Way("asked", Status.HYPOTHETICAL, _asked, "Was the convoy bombed by the air force?"),
    Way("played", Status.HYPOTHETICAL, _played, "Paratroopers attacked a mock airfield in a drill."),
    Way("likened", Status.HISTORICAL, _likened, "Users compared the clip to the Tarn school shooting."),
)
