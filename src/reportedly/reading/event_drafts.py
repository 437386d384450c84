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
from reportedly.reading.language import Kind, Part
from reportedly.reading.parse import Parse, Token
from reportedly.records import Span, Spans, Status

MOST = 30  # event words read of one claim
LONG = 60  # words of a sentence that tell a headline's capitals
BESIDE = 3  # steps through the tree between two harms that are told side by side
HARM = frozenset({"harm", "suffer", "victims"})


@dataclass
class Draft:
    """An event in the making: its word, what it tells of, its participants, counts, the words told beside it that are part of it, and where
    its own place and day stand.
    """

    token: int
    kind: Kind
    status: Status
    parts: list[Part]
    merged: list[int] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)
    places: Spans = ()
    days: Spans = ()


def drafts_of(parse: Parse, tokens: Iterable[Token]) -> list[Draft]:
    """The events that these words tell of, joined."""
    found = (draft for token in tokens if (draft := _draft(parse, token)) is not None)
    return _merged(parse, list(islice(found, MOST)))


def _draft(parse: Parse, token: Token) -> Draft | None:
    """The event that a token tells of, or null."""
    words = parse.language.events
    kind = words.event(parse, token)
    if kind is None or (token.pos == "PROPN" and not _headline(parse, token)):
        return None
    return Draft(token.i, kind, words.status(parse, token.i), words.participants(parse, token.i, kind))


def _headline(parse: Parse, token: Token) -> bool:
    """Whether a capital only comes from a headline that writes every word with one."""
    sentence = parse.sentences[token.sentence]
    words = [t for t in parse.sentence_tokens(sentence)[:LONG] if len(t.text) > 3 and t.text.isalpha()]
    return len(words) > 2 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def _merged(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts with what is told of one attack joined: its carrier verb, its dead and hurt, the word it repeats in
    another form.
    """
    kept: list[Draft] = []
    for draft in drafts:
        carried = next((d for d in drafts if parse.language.events.tie(parse, d.token, draft.token) == "carried"), None)
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
            joined(parse, home, draft)
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
            joined(parse, home, draft)
    return out


def _does(parse: Parse, noun: Draft, verb: Draft) -> bool:
    if {noun.kind.type, verb.kind.type} != {"ASSAULT"} or parse.tokens[verb.token].pos != "VERB":
        return False
    tie = parse.language.events.tie(parse, noun.token, verb.token)
    if tie == "doer":
        return noun.kind.roles == "attack"
    return tie == "means" and noun.kind.roles in ("attack", "act") and verb.kind.roles != "aimed"


def _home(parse: Parse, draft: Draft, attacks: Sequence[Draft]) -> Draft | None:
    """The attack that a harm of the same sentence belongs to: the nearest in the tree, of the same standing."""
    here = [
        a
        for a in attacks
        if parse.tokens[a.token].sentence == parse.tokens[draft.token].sentence
        and may_do(a, draft)
        and not parse.language.events.apart(parse, a.token, draft.token)
    ]
    return min(
        here, key=lambda a: (steps_between(parse, a.token, draft.token), abs(a.token - draft.token)), default=None
    )


def may_do(attack: Draft, harm: Draft) -> bool:
    """Whether an attack may have done this harm: none that did not happen did any that did."""
    open_ = Status.HYPOTHETICAL in (attack.status, harm.status) or attack.status is Status.NEGATED
    return attack.status is harm.status or not open_


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


def steps_from(parse: Parse, event: Span, words: Span) -> int:
    """Steps through the tree from the word of an event to the head of some words, those up twice; many where they share no sentence."""
    word = parse.between(*event)
    if not word:
        return len(parse.tokens)
    head = parse.head_of(words)
    up = next((n for n, at in enumerate(parse.above(word[0].i)) if at in set(parse.above(head))), 0)
    return up + steps_between(parse, word[0].i, head)


def joined(parse: Parse, home: Draft, harm: Draft) -> None:
    """Gives an attack the harm told beside it: its victims as targets, its actor where the attack names none."""
    home.merged += [harm.token, *harm.merged]
    home.counts += harm.counts
    has_actor = any(p.role == "actor" for p in home.parts)
    for part in harm.parts:
        told = any(p.head == part.head for p in home.parts) or part.head == home.token
        acts = part.role == "actor"
        if not told and not (acts and (has_actor or _between(parse, home.token, part.head, harm.token))):
            home.parts.append(part)


def _between(parse: Parse, attack: int, noun: int, harm: int) -> bool:
    """Whether a noun only stands between an attack and the clause of its harm: "the attack on a base in Tarn, which killed nine"."""
    return noun in parse.above(harm) and attack in parse.above(noun)


def _harm_joined(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """ "killed 18 and wounded 5": harm told side by side in one sentence is one event."""
    out: list[Draft] = []
    for draft in drafts:
        home = next((d for d in out if _side_by_side(parse, d, draft)), None)
        if home is None:
            out.append(draft)
        else:
            joined(parse, home, draft)
    return out


def _side_by_side(parse: Parse, one: Draft, two: Draft) -> bool:
    if one.kind.roles not in HARM or two.kind.roles not in HARM or one.status is not two.status:
        return False
    same = parse.tokens[one.token].sentence == parse.tokens[two.token].sentence
    near = same and steps_between(parse, one.token, two.token) <= BESIDE
    return near and not parse.language.events.apart(parse, one.token, two.token)


def belongs(parse: Parse, weapon: int, draft: Draft) -> bool:
    """Whether a weapon is in the event's own phrase: the word itself, in front of it, or one of its participants."""
    if weapon == draft.token or any(p.head == weapon and p.role != "target" for p in draft.parts):
        return True
    tie = parse.language.events.tie
    return any(tie(parse, weapon, word) == "modifier" for word in (draft.token, *draft.merged))
