"""Drafts of events: the words of a claim that tell of one, with what belongs to the same event joined.

One attack told by several words of a sentence is one draft: its carrier verb ("launched an attack"), the verb it does
("the shelling hit"), the dead, hurt and destroyed beside it. Two attacks stay two, and what is only possible never
joins what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reportedly.reading.counts import Counted
from reportedly.reading.lang.en.happened import status_of
from reportedly.reading.lang.en.lexicon import Kind, event_kind, person_kind
from reportedly.reading.lang.en.participants import GIVING, LIGHT, Part, participants
from reportedly.reading.lang.en.weapons import weapons
from reportedly.reading.parse import Parse, Token
from reportedly.records import Status

MOST = 30  # event words read of one claim
LONG = 60  # words of a sentence that tell a headline's capitals
BESIDE = 3  # steps through the tree between two harms that are told side by side
HARM = frozenset({"harm", "suffer", "victims"})


@dataclass
class Draft:
    """An event in the making: its word, what it tells of, its participants, counts, and the words told beside it that
    are part of it.
    """

    token: int
    kind: Kind
    status: Status
    parts: list[Part]
    merged: list[int] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)


def drafts_of(parse: Parse, tokens: Iterable[Token]) -> list[Draft]:
    """The events that these words tell of, joined."""
    found = (draft for token in tokens if (draft := _draft(parse, token)) is not None)
    return _merged(parse, list(islice(found, MOST)))


def _draft(parse: Parse, token: Token) -> Draft | None:
    """The event that a token tells of, or null."""
    kind = event_kind(token)
    if kind is None or (token.pos == "PROPN" and not _headline(parse, token)) or not _tells(parse, token, kind):
        return None
    return Draft(token.i, kind, status_of(parse, token.i), participants(parse, token.i, kind))


def _headline(parse: Parse, token: Token) -> bool:
    """Whether a capital only comes from a headline that writes every word with one."""
    sentence = parse.sentences[token.sentence]
    words = [t for t in parse.sentence_tokens(sentence)[:LONG] if len(t.text) > 3 and t.text.isalpha()]
    return len(words) > 2 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def _tells(parse: Parse, token: Token, kind: Kind) -> bool:
    """Whether a word of the table tells of an event here: somebody gives the aid, people are released, weapons are
    fired.
    """
    head = parse.tokens[token.head]
    if token.pos in ("NOUN", "PROPN") and token.dep in ("compound", "nmod") and head.pos in ("NOUN", "PROPN"):
        return False
    if token.tag == "VBN" and (token.dep == "amod" or (token.dep == "acl" and kind.type == "MOBILIZE")):
        return False  # "captured soldiers", "troops deployed in the north": a state, not what happened
    if token.lemma == "fire" and token.pos == "NOUN":
        armed = any(weapons([parse.tokens[c] for c in parse.children[token.i]]))
        return armed or head.lemma == "open" or any(p.role == "actor" for p in participants(parse, token.i, kind))
    if kind.roles == "given":
        if token.dep == "pobj" and parse.tokens[head.head].dep == "dobj":
            head = parse.tokens[parse.tokens[head.head].head]
        return head.lemma in GIVING and token.dep in ("dobj", "nsubjpass", "conj", "pobj")
    if kind.roles == "captives":
        thing = next((c for c in parse.children[token.i] if parse.tokens[c].dep in ("dobj", "nsubjpass", "prep")), None)
        return thing is not None and any(
            person_kind(parse.tokens[k]) or parse.tokens[k].lemma in ("prisoner", "detainee")
            for k in parse.subtree(thing)
        )
    if kind.roles == "at":
        thing = next((c for c in parse.children[token.i] if parse.tokens[c].dep in ("dobj", "nsubjpass")), None)
        armed = thing is not None and any(weapons([parse.tokens[c] for c in sorted(parse.subtree(thing))]))
        return armed or (token.lemma == "fire" and thing is None)
    return True


def _merged(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts with what is told of one attack joined: its carrier verb, its dead and hurt, the word it repeats in
    another form.
    """
    kept: list[Draft] = []
    for draft in drafts:
        carried = next((d for d in drafts if d is not draft and _carries(parse, draft.token, d.token)), None)
        if carried is None:
            kept.append(draft)
    kept = _verbs_joined(parse, kept)
    attacks = [d for d in kept if d.kind.type == "ASSAULT" and d.kind.roles not in HARM]
    out: list[Draft] = []
    for draft in kept:
        home = _home(parse, draft, attacks) if draft.kind.type == "ASSAULT" and draft.kind.roles in HARM else None
        if home is None:
            out.append(draft)
        else:
            _join(parse, home, draft)
    return _harm_joined(parse, out)


def _verbs_joined(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """ "The town was hit by shelling", "the strike destroyed": a verb whose doer is itself an attack tells the same
    event.
    """
    out: list[Draft] = []
    for draft in drafts:
        home = next((d for d in drafts if d is not draft and _does(parse, d, draft)), None)
        if home is None:
            out.append(draft)
        else:
            _join(parse, home, draft)
    return out


def _does(parse: Parse, noun: Draft, verb: Draft) -> bool:
    token, doer = parse.tokens[verb.token], parse.tokens[noun.token]
    if (
        {noun.kind.type, verb.kind.type} != {"ASSAULT"}
        or token.pos != "VERB"
        or noun.kind.roles not in ("attack", "act")
    ):
        return False
    above = parse.tokens[doer.head]
    if doer.dep == "nsubj" and doer.head == verb.token and noun.kind.roles == "attack":
        return True
    return (
        doer.dep in ("pobj", "pcomp")
        and above.head == verb.token
        and above.text.casefold() in ("by", "in", "with")
        and verb.kind.roles != "at"
    )


def _carries(parse: Parse, verb: int, noun: int) -> bool:
    """ "launched an attack": the verb only carries the noun, which tells the event."""
    token, told = parse.tokens[verb], parse.tokens[noun]
    return (
        told.head == verb
        and told.dep in ("dobj", "nsubjpass")
        and token.lemma in LIGHT | {"fire"}
        and told.pos == "NOUN"
    )


def _home(parse: Parse, draft: Draft, attacks: Sequence[Draft]) -> Draft | None:
    """The attack that a harm of the same sentence belongs to: the nearest in the tree, of the same standing."""
    here = [
        a
        for a in attacks
        if parse.tokens[a.token].sentence == parse.tokens[draft.token].sentence and _same_standing(a, draft)
    ]
    return min(
        here, key=lambda a: (steps_between(parse, a.token, draft.token), abs(a.token - draft.token)), default=None
    )


def _same_standing(one: Draft, two: Draft) -> bool:
    return one.status is two.status or Status.HYPOTHETICAL not in (one.status, two.status)


def steps_between(parse: Parse, one: int, two: int) -> int:
    """Steps through the tree from one token to the other; many where they share no sentence."""
    up, at, steps = {}, one, 0
    while at not in up:
        up[at] = steps
        at, steps = parse.tokens[at].head, steps + 1
    at, steps = two, 0
    seen: set[int] = set()
    while at not in up and at not in seen:
        seen.add(at)
        at, steps = parse.tokens[at].head, steps + 1
    return up[at] + steps if at in up else len(parse.tokens)


def _join(parse: Parse, home: Draft, harm: Draft) -> None:
    """Gives an attack the harm told beside it: its victims as targets, its actor where the attack names none."""
    home.merged += [harm.token, *harm.merged]
    has_actor = any(p.role == "actor" for p in home.parts)
    for part in harm.parts:
        told = any(p.head == part.head for p in home.parts) or part.head == home.token
        if not told and (part.role != "actor" or not has_actor):
            home.parts.append(part)


def _harm_joined(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """ "killed 18 and wounded 5": harm told side by side in one sentence is one event."""
    out: list[Draft] = []
    for draft in drafts:
        home = next((d for d in out if _side_by_side(parse, d, draft)), None)
        if home is None:
            out.append(draft)
        else:
            _join(parse, home, draft)
    return out


def _side_by_side(parse: Parse, one: Draft, two: Draft) -> bool:
    if one.kind.roles not in HARM or two.kind.roles not in HARM or one.status is not two.status:
        return False
    same = parse.tokens[one.token].sentence == parse.tokens[two.token].sentence
    return same and steps_between(parse, one.token, two.token) <= BESIDE
