"""Harm told with what did it: the dead of a crash belong to the crash, whatever else the sentence tells of.

A word for harm ("killed", "destroyed") is not an event of its own where grammar says what did it, or where the network gives those whom it
befell to another event and not to it. Its victims and counts go there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.reading.counts import Counted
from reportedly.reading.event_drafts import HARM, Draft, joined, may_do
from reportedly.reading.language import Part
from reportedly.reading.layers import Happened
from reportedly.reading.parse import Parse
from reportedly.reading.spans import overlap
from reportedly.records import Span

HARMLESS = frozenset({"ACCIDENT", "DISASTER", "DISEASE"})
"""Harm that nobody means."""
HARMFUL = HARMLESS | {"ASSAULT"}
"""What does harm."""
CAUSES = ("doer", "means")
"""How the word of what did harm hangs on the word for the harm."""

Weighed = tuple[Draft, Happened]
"""A draft, and the event of the network that it was weighed against."""


def with_causes(parse: Parse, weighed: Sequence[Weighed]) -> list[Draft]:
    """The drafts, each harm told as part of what did it."""
    left = list(weighed)
    for pair in weighed:
        draft = pair[0]
        for word in [*draft.merged, draft.token]:
            cause = _cause(parse, word, pair, left) if _is_harm(parse, word) else None
            if cause is None:
                continue
            if word == draft.token:
                joined(parse, cause, draft)
                left.remove(pair)
            else:
                joined(parse, cause, _taken_out(parse, draft, word))
    return [draft for draft, _ in left]


def participants(parse: Parse, word: int) -> list[Part]:
    """Who takes part in what a word tells of, by grammar."""
    words = parse.language.events
    kind = words.event(parse, parse.tokens[word])
    return words.participants(parse, word, kind) if kind is not None else []


def _is_harm(parse: Parse, word: int) -> bool:
    kind = parse.language.events.event(parse, parse.tokens[word])
    return kind is not None and kind.type == "ASSAULT" and kind.roles in HARM


def _cause(parse: Parse, word: int, pair: Weighed, others: Iterable[Weighed]) -> Draft | None:
    """What did the harm of a word, other than what it is told with: by grammar, else by whose victims the network says that they are."""
    draft, seen = pair
    causes = [
        other for other in others if other[0] is not draft and other[0].kind.type in HARMFUL and may_do(other[0], draft)
    ]
    tie = parse.language.events.tie
    own = any(tie(parse, told, word) in CAUSES for told in (draft.token, *draft.merged) if told != word)
    told = (other for other, _ in causes if tie(parse, other.token, word) in CAUSES)
    if own or (found := next(told, None)) is not None:
        return None if own else found
    befell = (o for o, s in causes if not _is_harm(parse, o.token) and _befell(parse, s, draft, seen, word))
    return next(befell, None)


def _befell(parse: Parse, one: Happened, draft: Draft, seen: Happened, word: int) -> bool:
    """Whether the network gives the victims of a word for harm to this event, and not to the one that the word is told with."""
    token = parse.tokens[word]
    if any(overlap((token.start, token.end), also) for also in seen.also):
        return False  # the network itself tells it with that event
    victims = list(_victims(parse, draft, word))
    return _befalls(one, victims) and not _befalls(seen, victims)


def _victims(parse: Parse, draft: Draft, word: int) -> Iterator[Span]:
    """The words for those whom the harm of a word befell."""
    yield from (one.count.span for one in draft.counts if one.anchor == word)
    heads = (parse.tokens[part.head] for part in participants(parse, word) if part.role == "target")
    yield from ((head.start, head.end) for head in heads)


def _befalls(seen: Happened, victims: Sequence[Span]) -> bool:
    """Whether the network says of an event that it befell these."""
    told = [span for role, span in seen.roles if role == "target"] + [span for _, span in seen.counts]
    return any(overlap(one, span) for one in victims for span in told)


def _taken_out(parse: Parse, draft: Draft, word: int) -> Draft:
    """The harm of a word by itself, which is no longer part of a draft."""
    own = participants(parse, word)
    counts: list[Counted] = [one for one in draft.counts if one.anchor == word]
    harm = Draft(word, draft.kind, draft.status, [part for part in draft.parts if part in own], counts=counts)
    draft.merged.remove(word)
    draft.parts = [part for part in draft.parts if part not in own]
    draft.counts = [one for one in draft.counts if one not in counts]
    return harm
