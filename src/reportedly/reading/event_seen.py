"""Events as the language's words tell them, weighed against what a network has seen.

Words alone take figures of speech and floods for attacks, and status from tense alone.  So a word of the lexicon tells of an event where
the network sees one, and the network says of which kind and status it is; the words give modes and what grammar tells of participants.
What the network alone sees is an event where it believes it enough.  Chosen on passages of sixteen hands whose events
the shipped weights read so much worse that they seem not to have learned them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.reading.event_causes import HARMLESS, Weighed, participants, with_causes
from reportedly.reading.event_drafts import Draft, belongs
from reportedly.reading.language import Kind, Part
from reportedly.reading.layers import Happened
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import overlap
from reportedly.records import Span, Spans, Status

PARTICIPANTS = ("actor", "target")
BELIEVED = 0.6
"""The belief from which the network adds an event that has no word in the lexicon."""
ATTACK, MISHAP, SURE = "ASSAULT", "ACCIDENT", 0.85
"""What is said against people asks for more."""
LEADING = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
LONGEST = 200
"""Words of a sentence among which a weapon is looked for."""


def weighed(parse: Parse, drafts: Sequence[Draft], happened: Sequence[Happened]) -> list[Draft]:
    """The drafts that the network sees too, as it sees them, and the events that it adds."""
    here = {tokens[0].i: _within(parse, one) for one in happened if (tokens := parse.between(*one.word))}
    kept: list[Weighed] = []
    told: set[int] = set()
    for draft in drafts:
        words = (draft.token, *draft.merged)
        seen = [(token, one) for token, one in here.items() if _on(parse, words, (one.word, *one.also))]
        seen.sort(key=lambda pair: (not _tells(pair[1]), pair[0] != draft.token, -pair[1].belief))
        told |= {token for token, _ in seen}
        kept += [(_apart(parse, draft, one, token), one) for token, one in seen[1:] if _tells(one)]
        kept += [(_as_seen(parse, draft, one), one) for _, one in seen[:1]]
    left = {token: one for token, one in here.items() if token not in told}
    return with_causes(parse, [*kept, *_added(parse, left, kept)])


def _added(parse: Parse, left: Mapping[int, Happened], kept: Sequence[Weighed]) -> Iterator[Weighed]:
    """The events that only the network sees, where it is sure."""
    for token, one in left.items():
        draft = _draft(parse, one, token) if _sure(one) else None
        if draft is not None and not _only_armed(parse, draft, one):
            yield draft, one


def _only_armed(parse: Parse, draft: Draft, seen: Happened) -> bool:
    """Whether the network takes a weapon that is only named, and does nothing, for an attack: nobody takes part and it has no place."""
    token = parse.tokens[draft.token]
    acts = parse.language.events.tie(parse, token.i, token.head) == "doer"
    return not acts and not _tells(seen) and any(parse.language.events.weapons([token]))


def alone(parse: Parse, one: Happened) -> Draft | None:
    """The draft of an event that the network sees, with what its own sentence tells of it; null where its word is no token."""
    tokens = parse.between(*one.word)
    return _draft(parse, _within(parse, one), tokens[0].i) if tokens else None


def _within(parse: Parse, one: Happened) -> Happened:
    """An event with the participants and counts of its own sentence; a sentence farther off tells of its own."""
    sentence = parse.sentences[parse.between(*one.word)[0].sentence]
    inside = (sentence.start, sentence.end)
    return replace(
        one,
        roles=tuple(part for part in one.roles if overlap(part[1], inside)),
        counts=tuple(part for part in one.counts if overlap(part[1], inside)),
    )


def _on(parse: Parse, words: Sequence[int], spans: Iterable[Span]) -> bool:
    """Whether one of these tokens stands on one of these words."""
    places = [(parse.tokens[i].start, parse.tokens[i].end) for i in words]
    return any(overlap(span, place) for span in spans for place in places)


def _tells(one: Happened) -> bool:
    """Whether an event has anything of its own: a second word of one draft that has nothing only tells the same event again."""
    return bool(one.roles or one.counts)


def _sure(one: Happened) -> bool:
    """Whether the network alone is enough."""
    return one.belief > (SURE if one.kind.upper() == ATTACK else BELIEVED)


def _as_seen(parse: Parse, draft: Draft, seen: Happened) -> Draft:
    """A draft with the kind, status, place and day that the network sees."""
    kind = _kind(parse, seen, draft)
    if kind != draft.kind.type:
        draft.kind = Kind(kind, None, draft.kind.roles)
    draft.status = _status(parse, seen, draft.token)
    if parse.language.events.apart(parse, draft.token, parse.between(*seen.word)[0].i):
        return draft  # the network tells two events as one
    if draft.kind.type in HARMLESS:
        draft.parts = [part for part in draft.parts if part.role == "target"]
    draft.parts = list(_taking_part(parse, draft.parts, list(_parts(parse, seen))))
    draft.places, draft.days = _told(seen, "place"), _told(seen, "day")
    return draft


def _status(parse: Parse, one: Happened, token: int) -> Status:
    """The status that the network sees; where it sees nothing but that it happened, the one that the sentence settles; an event whose dead
    are still being counted is no history.
    """
    words = parse.language.events
    if one.status is Status.HISTORICAL and words.counting(parse, token):
        return Status.ACTUAL
    settled = words.settled(parse, token) if one.status is Status.ACTUAL else None
    return settled or one.status


def _taking_part(parse: Parse, told: Sequence[Part], seen: Sequence[Part]) -> Iterator[Part]:
    """The participants that grammar tells, with the words that the network gives them, and of the other roles those that the network sees;
    who only is an actor where the network sees nothing but a victim is none.
    """
    kept = _unharmed(parse, told, seen)
    heads = {part.head for part in kept}
    roles = {part.role for part in kept}
    yield from (_as_given(parse, part, seen) for part in kept)
    yield from (part for part in seen if part.role not in roles and part.head not in heads)


def _unharmed(parse: Parse, told: Sequence[Part], seen: Sequence[Part]) -> Sequence[Part]:
    """The participants that grammar tells; where it tells of no victim, without those that are victims for the network."""
    if any(part.role == "target" for part in told):
        return told
    victims = [part.span for part in seen if part.role == "target" and part.span]
    return [part for part in told if not _on_words(parse, part, victims)]


def _as_given(parse: Parse, part: Part, seen: Sequence[Part]) -> Part:
    """A participant with the words that the network gives it in the same role, if any."""
    same = (one for one in seen if one.role == part.role and one.span and _on_words(parse, part, [one.span]))
    return next(same, part)


def _on_words(parse: Parse, part: Part, words: Sequence[Span]) -> bool:
    """Whether the head of a participant stands on these words."""
    return any(s <= parse.tokens[part.head].start < e for s, e in words)


def _draft(parse: Parse, one: Happened, token: int) -> Draft:
    """An event that only the network sees, or sees apart."""
    known = parse.language.events.event(parse, parse.tokens[token])
    kind = Kind(one.kind.upper(), known.mode if known and known.type == one.kind.upper() else None, "act")
    also = [t.i for span in one.also for t in parse.between(*span)]
    status, parts = _status(parse, one, token), list(_parts(parse, one))
    made = Draft(token, kind, status, parts, also, [], _told(one, "place"), _told(one, "day"))
    made.kind = replace(made.kind, type=_kind(parse, one, made))
    return made


def _kind(parse: Parse, seen: Happened, draft: Draft) -> str:
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
    kind = parse.language.events.event(parse, parse.tokens[draft.token])
    if kind is None or kind.type != ATTACK or not (kind.roles == "attack" or (kind.roles == "act" and kind.mode)):
        return False
    return any(_acts(parse, part, draft.token) for part in participants(parse, draft.token) if part.role == "actor")


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


def _apart(parse: Parse, draft: Draft, one: Happened, token: int) -> Draft:
    """An event that the words tell as part of another one, and the network apart; what the words or the network tie to it goes with it."""
    made = _draft(parse, one, token)
    mine = [c for c in draft.counts if c.anchor == token or any(overlap(span, c.count.span) for _, span in one.counts)]
    draft.counts = [c for c in draft.counts if c not in mine]
    draft.merged = [word for word in draft.merged if word not in (token, *made.merged)]
    _part_participants(parse, draft, made, one)
    made.counts = mine
    return made


def _part_participants(parse: Parse, draft: Draft, made: Draft, seen: Happened) -> None:
    """Parts the participants of two events told as one; who does both ("killed two guards and burned a bus") stays in both."""
    own = participants(parse, made.token)
    both = [part for part in participants(parse, draft.token) if part in own]
    taken = [span for _, span in seen.roles]
    draft.parts = [part for part in draft.parts if part in both or not (part in own or _on_words(parse, part, taken))]
    made.parts = list(_taking_part(parse, [part for part in own if part.role == "target" or part in both], made.parts))


def _parts(parse: Parse, one: Happened) -> Iterator[Part]:
    """The participants, without words that only lead on or up to them ("terrorists of", "of nine farmers"); words that only do so are
    nobody.
    """
    beside = parse.language.events.standing_by(parse, parse.between(*one.word)[0].i)
    for name, span in one.roles:
        words = _without_ends(parse, parse.between(*span))
        if name in PARTICIPANTS and words is not None:
            head = parse.head_of(words)
            if name != "actor" or head not in beside:
                yield Part(name, head, words)


def _without_ends(parse: Parse, named: Sequence[Token]) -> Span | None:
    """From the first to the last word that does not only lead on, an "of" in front and a pronoun behind left out; null where all do."""
    first = named[0].text.casefold() in parse.language.places.genitive if named else False
    own = [token for token in named if token.pos not in LEADING]
    while len(own) > 1 and own[-1].pos == "PRON":
        own.pop()  # "the harbour themselves"
    return (named[first].start, own[-1].end) if own else None


def _told(one: Happened, role: str) -> Spans:
    return tuple(span for name, span in one.roles if name == role)
