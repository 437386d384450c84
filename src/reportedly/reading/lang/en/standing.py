"""What English settles about the status of an event, whatever its own words look like: it was called off, only played, found to be none.

Words that stand close above the event word decide, most often the one that it hangs on: farther up stands what is taken for granted.
Each way is a row of `WAYS` with a sentence of it and one that only looks like it; a test reads both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.keeping import kept
from reportedly.reading.lang.en.lexicon import event_words
from reportedly.reading.parse import Parse, Token
from reportedly.records import Status

VERBS = ("VERB", "AUX")
SHELVING = event_words("shelving")
PROOFS, SHOWING = event_words("proofs"), event_words("showing")
FICTIONS, MOCK, COMING = event_words("fictions"), event_words("mock"), event_words("coming")
TRIALS, MEMORIES, REMEMBERING = event_words("trials"), event_words("memories"), event_words("remembering")
COMPARING, PLANNING = event_words("comparing"), event_words("preparing") | event_words("planning")
GIVEN, DELAYING = event_words("given"), event_words("delaying")
CHARGING, LIKENING = ("of", "for", "over", "in"), ("to", "with", "than", "like")
CLAIMING, UP = ("say", "claim", "purport", "allege"), 3  # … and steps up the tree to a verb of showing
THINGS = ("dobj", "nsubjpass", "nsubj")


class Way(NamedTuple):
    """One way in which a status is settled: its name, the status, the question put to an event word, a sentence of it, and one
    that looks like it and settles nothing.
    """

    name: str
    status: Status
    found: Callable[[Parse, Token], bool]
    example: str
    near: str


def settled(parse: Parse, i: int) -> Status | None:
    """The status that the sentence settles for the event word at token i; null where it leaves it open."""
    token = _whole(parse, i)
    return next((way.status for way in WAYS if way.found(parse, token)), None)


def settled_beside(parse: Parse, i: int) -> Status | None:
    """The same beside a network, which sees better what happens in a film or a book."""
    token = _whole(parse, i)
    return next((way.status for way in WAYS if way.found is not _in_fiction and way.found(parse, token)), None)


def _whole(parse: Parse, i: int) -> Token:
    """The attack of "a bomb attack", whose bomb stands at token i; any other word itself."""
    token = parse.tokens[i]
    while token.dep == "compound" and token.head != token.i:
        token = parse.tokens[token.head]
    return token


def _stopped(parse: Parse, token: Token) -> bool:
    """Whether others were kept from an act before it began; what was only planned may be called off too."""
    stopped = kept(parse, token.i)
    if stopped is not None and not stopped.begun and not _only_tried(parse, stopped.verb):
        return True
    planned = any(t.lemma in COMING or t.text.casefold() in COMING for t in grammar.below(parse, token.i, "amod"))
    return planned and _done_to(parse, token, SHELVING)


def _done_to(parse: Parse, token: Token, verbs: frozenset[str]) -> bool:
    """Whether one of these verbs, itself neither denied nor only tried, has this noun as its object or the subject of its passive."""
    verb = parse.tokens[token.head]
    if token.dep not in THINGS or verb.pos not in VERBS:
        return False
    acts = token.dep == "nsubj" and grammar.child(parse, verb.i, "dobj") is not None
    particle = next((t.text.casefold() for t in grammar.below(parse, verb.i, "prt")), "")
    return not acts and not _only_tried(parse, verb) and " ".join((verb.lemma, particle)).strip() in verbs


def _only_tried(parse: Parse, verb: Token) -> bool:
    """Whether what a verb says is denied, only tried or only possible."""
    below = grammar.below(parse, verb.i)
    return verb.dep == "xcomp" or grammar.negated(parse, verb.i) or any(t.tag == "MD" for t in below)


def _unproved(parse: Parse, token: Token) -> bool:
    """Whether there is said to be no sign of it: "no sign that it was bombed", "no evidence of sabotage"."""
    above = parse.tokens[token.head]
    if token.dep == "pobj" and above.text.casefold() == "of":
        above = parse.tokens[above.head]
    elif token.dep not in ("acl", "ccomp") or _open(parse, token):
        return False
    if above.text.casefold() == "nothing":
        return token.lemma in SHOWING
    verb = parse.tokens[above.head]
    denied = verb.pos in VERBS and above.dep == "dobj" and grammar.negated(parse, verb.i)
    return above.lemma in PROOFS and (denied or any(t.text.casefold() == "no" for t in grammar.below(parse, above.i)))


def _unshown(parse: Parse, token: Token) -> bool:
    """Whether something is said not to show it."""
    above = parse.tokens[token.head]
    tied = token.dep in ("ccomp", "dobj", "xcomp") and not _open(parse, token)
    return tied and above.lemma in SHOWING and grammar.negated(parse, above.i)


def _open(parse: Parse, token: Token) -> bool:
    """Whether a clause is not about whether it happened: who, why and how it did, or that it will."""
    words = [parse.tokens[k] for k in parse.subtree(token.i) if parse.tokens[k].sentence == token.sentence]
    return any(word.tag in ("WP", "WRB", "WDT", "WP$") for word in words) or any(
        t.tag == "MD" for t in grammar.below(parse, token.i)
    )


def _asked(parse: Parse, token: Token) -> bool:
    """Whether the sentence asks whether it happened, and nothing else."""
    sentence = parse.sentences[token.sentence]
    first = parse.tokens[sentence.first]
    asks = parse.text[sentence.start : sentence.end].rstrip("”\"'’ ").endswith("?") and first.pos == "AUX"
    above = parse.tokens[token.head]
    passive = (
        token.dep == "acl" and above.dep == "nsubj" and parse.tokens[above.head].pos == "AUX"
    )  # as parsers read it
    return asks and token.pos == "VERB" and (token.dep == "ROOT" or passive)


def _in_fiction(parse: Parse, token: Token) -> bool:
    """Whether it happens in a film or a book."""
    places = (parse.tokens[n] for n in grammar.objects(parse, token.i, ("in",), "prep"))
    return any(noun.lemma in FICTIONS for noun in places)


def _played(parse: Parse, token: Token) -> bool:
    """Whether it happens to what only stands for the real thing."""
    first = parse.tokens[token.head]
    goes_on = token.dep == "conj" and first.pos == "VERB" and grammar.child(parse, token.i, *grammar.SUBJECTS) is None
    return _on_mock(parse, token) or (goes_on and _on_mock(parse, first))


def _on_mock(parse: Parse, verb: Token) -> bool:
    """Whether what a verb is aimed at only stands for the real thing."""
    aims = (*(t.i for t in grammar.below(parse, verb.i, "dobj")), *grammar.objects(parse, verb.i, ("at", "on"), "prep"))
    return any(word.text.casefold() in MOCK for aim in aims for word in grammar.below(parse, aim))


def _tried(parse: Parse, token: Token) -> bool:
    """Whether it is the old deed that a trial is about: "guilty of seizing the yacht", "convicted of the killing of a judge"."""
    above = parse.tokens[token.head]
    if above.dep == "pcomp" and token.dep in ("dobj", "conj"):
        token, above = above, parse.tokens[above.head]  # "ordering the massacre"
    word = parse.tokens[above.head]
    return token.dep in ("pcomp", "pobj") and above.text.casefold() in CHARGING and word.lemma in TRIALS


def _remembered(parse: Parse, token: Token) -> bool:
    """Whether people only look back on it: "the anniversary of the bombing", "a memorial to the victims of the raid"."""
    if token.pos not in ("NOUN", "PROPN"):
        return False
    if token.dep in ("dobj", "nsubjpass"):
        return parse.tokens[token.head].lemma in REMEMBERING and not _told_of(parse, token)
    while token.dep == "pobj" and (above := parse.tokens[parse.tokens[token.head].head]).pos in ("NOUN", "PROPN"):
        if above.lemma in MEMORIES:
            return True
        token = above
    return False


def _told_of(parse: Parse, token: Token) -> bool:
    """Whether a clause or a day tells of an event itself."""
    return any(t.dep == "relcl" or grammar.dated(parse, t.i) for t in (parse.tokens[k] for k in parse.subtree(token.i)))


def _compared(parse: Parse, token: Token) -> bool:
    """Whether something else is only compared with it: no clause tells of it, and no day of its own."""
    above = parse.tokens[token.head]
    tied = token.dep == "pobj" and token.pos == "NOUN" and above.text.casefold() in LIKENING
    told = _told_of(parse, token)
    word = parse.tokens[above.head]
    word = parse.tokens[word.head] if word.dep == "dobj" else word
    return tied and not told and word.lemma in COMPARING


def _meant(parse: Parse, token: Token) -> bool:
    """Whether it is only what somebody plans: "accused of planning to attack a mosque"."""
    to = any(t.tag == "TO" for t in grammar.below(parse, token.i))
    above = parse.tokens[token.head]
    return to and token.dep == "xcomp" and above.tag == "VBG" and above.lemma in PLANNING


def _held_back(parse: Parse, token: Token) -> bool:
    """Whether what was to be given is held back, and nothing more is told of it: "is delaying a shipment of aid"."""
    while token.dep == "pobj" and (above := parse.tokens[parse.tokens[token.head].head]).lemma in GIVEN:
        token = above
    if token.lemma not in GIVEN or not _done_to(parse, token, DELAYING):
        return False
    return grammar.child(parse, token.head, "conj") is None


def _passed_off(parse: Parse, token: Token) -> bool:
    """Whether pictures are only said to show it: "a video shared as showing bombs falling"."""
    for _ in range(UP):
        if token.dep == "relcl":
            break  # what else is told of those who are shown
        above = parse.tokens[token.head]
        if above.lemma in SHOWING and above.pos == "VERB" and token.i > above.i:
            return _only_said(parse, above)
        token = above
    return False


def _only_said(parse: Parse, showing: Token) -> bool:
    """Whether a verb of showing is only what is said of pictures: "shared as showing", "said to show"."""
    above = parse.tokens[showing.head]
    shared = (
        showing.dep == "pcomp" and above.text.casefold() == "as" and grammar.child(parse, above.head, "nsubj") is None
    )
    nobody = grammar.child(parse, above.i, "nsubj") is None
    return shared or (showing.dep == "xcomp" and above.lemma in CLAIMING and nobody)


WAYS = (
    Way(
        "stopped", Status.NEGATED, _stopped, "The planned assault on the depot was called off.",
        "The assault on the depot was called off after six hours and 14 deaths.",
    ),
    Way(
        "unproved", Status.NEGATED, _unproved, "Investigators found no sign that the train had been bombed.",
        "There is no sign that the shelling of Orrin will stop.",
    ),
    Way(
        "unshown", Status.NEGATED, _unshown, "The video does not show soldiers shooting at the crowd.",
        "The video does not show who attacked the convoy in Tarn.",
    ),
    Way(
        "passed off", Status.HYPOTHETICAL, _passed_off, "A video shared as showing soldiers shooting at the crowd is old.",
        "A video shows soldiers shooting at the crowd.",
    ),
    Way(
        "asked", Status.HYPOTHETICAL, _asked, "Was the convoy bombed by the air force?",
        "Was the army right when it bombed Tarn on Monday?",
    ),
    Way(
        "in fiction", Status.HYPOTHETICAL, _in_fiction, "Rebels bombed a bank in the film.",
        "Rebels bombed a bank in the film district of Orrin.",
    ),
    Way(
        "played", Status.HYPOTHETICAL, _played, "Paratroopers attacked a mock airfield in a drill.",
        "Gunmen attacked the crowd during a film festival in Orrin, killing eight people.",
    ),
    Way(
        "tried", Status.HISTORICAL, _tried, "A jury found two islanders guilty of seizing the yacht.",
        "Police arrested two islanders for seizing the yacht.",
    ),
    Way(
        "remembered", Status.HISTORICAL, _remembered, "Tarn marked the anniversary of the bombing of its market.",
        "Gunmen attacked a parade on the anniversary, killing six.",
    ),
    Way(
        "compared", Status.HISTORICAL, _compared, "Viewers compared the film to the Orrin attack.",
        "Viewers compared the toll with that of the attack on Friday.",
    ),
    Way(
        "meant", Status.FUTURE, _meant, "Three men were accused of planning to attack a mosque.",
        "Three men were accused of attacking a mosque.",
    ),
    Way(
        "held back", Status.NEGATED, _held_back, "The navy is delaying a shipment of aid to Tarn.",
        "The shipment was delayed for two days and arrived on Sunday.",
    ),
)  # fmt: skip
