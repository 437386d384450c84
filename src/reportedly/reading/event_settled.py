"""What the words of a sentence settle about an event that a network sees: that nobody meant the harm, or that it was meant; that it was
called off, only played, found to be none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.reading.event_drafts import Draft, belongs
from reportedly.reading.language import Part
from reportedly.reading.layers import Happened
from reportedly.reading.parse import Parse
from reportedly.reading.spans import overlap
from reportedly.records import Span, Status

ATTACK, MISHAP = "ASSAULT", "ACCIDENT"
HARMLESS = frozenset({"ACCIDENT", "DISASTER", "DISEASE"})
"""Harm that nobody means."""
HARMFUL = HARMLESS | {ATTACK}
"""What does harm."""
LONGEST = 200
"""Words of a sentence among which a weapon is looked for."""


def status_of(parse: Parse, one: Happened, token: int) -> Status:
    """The status that the network sees; where it sees nothing but that it happened, the one that the sentence settles; an event whose dead
    are still being counted is no history.
    """
    words = parse.language.events
    if one.status is Status.HISTORICAL and words.counting(parse, token):
        return Status.ACTUAL
    if one.status is Status.NEGATED and _harmed_nobody(parse, token):
        return Status.ACTUAL
    settled = words.settled(parse, token) if one.status is Status.ACTUAL else None
    return settled or one.status


def _harmed_nobody(parse: Parse, token: int) -> bool:
    """Whether the sentence of an event negates only its harm: "no casualties in blast"."""
    told = parse.language.counts.harm_word(parse.tokens[token]) is None
    if not told or parse.language.events.status(parse, token) is not Status.ACTUAL:
        return False
    sentence = parse.sentences[parse.tokens[token].sentence]
    return any(quantity.high == 0 for quantity in parse.language.counts.quantities(parse, sentence))


def kind_of(parse: Parse, seen: Happened, draft: Draft) -> str:
    """The kind that the network sees; harm by a weapon that is made for it is an attack, harm that the words say nobody meant is none."""
    kind = seen.kind.upper()
    if kind not in (ATTACK, *HARMLESS):
        return kind
    mishap = parse.language.events.by_mishap(parse, draft.token)
    if kind == ATTACK:
        return MISHAP if mishap else kind
    return ATTACK if not mishap and (_meant(parse, draft) or _armed(parse, seen, draft)) else kind


def _meant(parse: Parse, draft: Draft) -> bool:
    """Whether people do what nobody does by chance, with a weapon or as an attack: "rebels blew up a power station", "army fire"."""
    words = parse.language.events
    kind = words.event(parse, parse.tokens[draft.token])
    if kind is None or kind.type != ATTACK or not (kind.roles == "attack" or (kind.roles == "act" and kind.mode)):
        return False
    return any(
        _acts(parse, part, draft.token) for part in words.participants(parse, draft.token, kind) if part.role == "actor"
    )


def _acts(parse: Parse, part: Part, word: int) -> bool:
    """Whether an actor is people, or a noun in front of an attack that says whose it is; a name there may be a place's."""
    actor = parse.tokens[part.head]
    side = actor.pos == "NOUN" and parse.language.events.tie(parse, actor.i, word) == "modifier"
    return side or parse.language.counts.people(actor) is not None


def _armed(parse: Parse, seen: Happened, draft: Draft) -> bool:
    """Whether a weapon that is made for it did harm, or one that does harm by mishap too is for the network who did it."""
    words = parse.language.events
    sentence = parse.sentence_tokens(parse.sentences[parse.tokens[draft.token].sentence])[:LONGEST]
    own = {draft.token, *draft.merged, *(t.i for span in (seen.word, *seen.also) for t in parse.between(*span))}
    meant = {"always"} if any(words.goes_off(parse.tokens[i]) for i in own) else {"always", "used"}
    doers = [span for role, span in seen.roles if role == "actor"]
    return any(
        _with(parse, weapon.token, draft) if weapon.meant else _on(parse, [weapon.token], doers)
        for weapon in words.weapons(sentence)
        if not weapon.meant or weapon.meant in meant
    )


def _with(parse: Parse, weapon: int, draft: Draft) -> bool:
    """Whether a weapon is in the event's own phrase, or hangs on its word as what does it or by which it is done."""
    tie = parse.language.events.tie
    return belongs(parse, weapon, draft) or tie(parse, weapon, draft.token) in ("doer", "means")


def _on(parse: Parse, words: Sequence[int], spans: Iterable[Span]) -> bool:
    """Whether one of these tokens stands on one of these words."""
    places = [(parse.tokens[i].start, parse.tokens[i].end) for i in words]
    return any(overlap(span, place) for span in spans for place in places)
