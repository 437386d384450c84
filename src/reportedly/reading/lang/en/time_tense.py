"""What English grammar says of a time: the tense around it, and whether its words name a time at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.reading.lang.en.lexicon import event_kind, event_words
from reportedly.reading.lang.en.time_words import WEEKDAYS
from reportedly.reading.parse import Parse, Token

UP = 12  # steps up the tree to the verb that gives the tense
PLANNING, AHEAD_MODALS = event_words("planning"), event_words("ahead")
WEEKDAY_NAMES = frozenset(name.title() for name in WEEKDAYS)
AHEAD = re.compile(r"\b(?:as (?:soon|early|late) as|effective|no later than|due)(?: on| in)?(?: the)? $", re.I)
AHEAD_OF_DATE = re.compile(r"\b(?:until|till|through|by)(?: the)? $", re.I)
BEHIND = re.compile(r"\b(?:since|after)(?: the)? $", re.I)
SINCE = re.compile(r"\bsince (?:the )?$", re.I)
PAST = ("VBD", "VBN")
DAY_PREPOSITIONS = ("in", "on")


def is_no_time(parse: Parse, name: str, tokens: Sequence[Token]) -> bool:
    """Whether grammar speaks against what a pattern found: "may" as a verb, a year that counts things."""
    last = tokens[-1]
    if name == "month":
        return tokens[0].tag == "MD"
    after = parse.tokens[last.i + 1] if name == "year" and last.i + 1 < len(parse.tokens) else None
    return after is not None and last.head == after.i and last.dep == "nummod" and after.tag == "NNS"


def up_to_now(parse: Parse, start: int) -> bool:
    """Whether the words before a time open one that lasts until publication ("since")."""
    return SINCE.search(parse.text[max(0, start - 40) : start]) is not None


def tense(parse: Parse, token: Token) -> str | None:
    """ "past" or "future" as the words just before a time have it, or the verb above; null where neither says so.

    "done" where something has happened on it: "hit the town on May 3", "the May 3 attack", "since May 3".
    """
    before = parse.text[max(0, token.start - 20) : token.start]
    if AHEAD.search(before) or (AHEAD_OF_DATE.search(before) and token.text not in WEEKDAY_NAMES):
        return "future"
    if SINCE.search(before) or _of_attack(parse, token):
        return "done"
    if BEHIND.search(before) or (token.i and parse.tokens[token.i - 1].tag in PAST):
        return "past"
    if parse.text[token.end : token.end + 2] in ("'s", "’s"):
        return "past"
    verb = _verb_above(parse, token)
    found = _of_verb(parse, verb) if verb is not None else None
    return "done" if found == "past" and verb is not None and _happened_on(parse, verb, token) else found


def _of_attack(parse: Parse, token: Token) -> bool:
    """Whether a time stands right before or behind the word for an attack that has come: no object, no subject of what lies ahead."""
    before = token.i - 1
    if before > 0 and parse.tokens[before].lemma in DAY_PREPOSITIONS:
        before -= 1
    beside = (parse.tokens[i] for i in (token.head, before) if i >= 0)
    return any(_is_attack(noun) and _has_come(parse, noun) for noun in beside)


def _is_attack(noun: Token) -> bool:
    kind = event_kind(noun)
    return noun.pos == "NOUN" and kind is not None and kind.roles in ("attack", "victims")


def _has_come(parse: Parse, noun: Token) -> bool:
    return noun.dep == "pobj" or (noun.dep.startswith("nsubj") and _finite_past(parse, parse.tokens[noun.head]))


def _happened_on(parse: Parse, verb: Token, token: Token) -> bool:
    """Whether a time hangs on the verb itself, with at most "in" or "on" between, and the verb is finite in the past."""
    over = parse.tokens[token.head]
    on = parse.tokens[over.head] if over.pos == "ADP" and over.lemma in DAY_PREPOSITIONS else over
    return on.i == verb.i and _finite_past(parse, verb)


def _finite_past(parse: Parse, verb: Token) -> bool:
    below = (parse.tokens[i] for i in parse.children[verb.i])
    return verb.tag == "VBD" or any(t.tag == "VBD" and t.dep in ("aux", "auxpass") for t in below)


def _verb_above(parse: Parse, token: Token) -> Token | None:
    """The verb above a token, or what stands some steps up; null where there is none."""
    at = token
    for _ in range(UP):
        if at.pos in ("VERB", "AUX"):
            break
        if at.head == at.i:
            return None
        at = parse.tokens[at.head]
    return at


def _of_verb(parse: Parse, verb: Token) -> str | None:
    below = [parse.tokens[i] for i in parse.children[verb.i]]
    planned = verb.lemma in PLANNING and verb.lemma != "set"
    if planned or any(map(_ahead, below)):
        return "future"
    if verb.tag == "VB" and any(t.tag == "TO" for t in below):
        return "future" if parse.tokens[verb.head].lemma in PLANNING else "past"
    return "past" if verb.tag in PAST else None


def _ahead(token: Token) -> bool:
    """Whether a word below a verb puts it ahead: a modal, a participle of planning."""
    return (token.tag == "MD" and token.lemma in AHEAD_MODALS) or (token.lemma in PLANNING and token.tag == "VBN")
