"""Deeds done by words: who accuses, demands, threatens or promises does so by saying it, so the cue tells of the event.

A cue lies in no claim's content. What a network sees there is an event of the claim that the cue opens; what it sees elsewhere in
a sentence, outside every content, of the first claim of that sentence. Where no network has read there are none.
A claim that is denied has none: its cue is the denial.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.reading.event_seen import draft_of
from reportedly.reading.events import MOST_EVENTS, Scene, event_of
from reportedly.reading.laid import Laid
from reportedly.reading.layers import Happened
from reportedly.reading.spans import overlap
from reportedly.records import Certainty, Claim, Event, Span

BY_WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""PLOVER's types of what is done by speaking: a deed told outside every content is nobody's word."""


def with_spoken_acts(scene: Scene, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each with what is done by saying it after the events that its content tells."""
    told = list(claims)
    contents = Laid((None, claim.spans) for claim in claims)
    begin = Laid((k, claim.spans[:1]) for k, claim in enumerate(claims) if claim.certainty is not Certainty.DENIED)
    for one in _outside(scene.happened or (), contents):
        at = _home(scene, told, begin, one.word)
        if at is not None and len(told[at].events) < MOST_EVENTS:
            told[at] = replace(told[at], events=(*told[at].events, *_coded(scene, one)))
    return tuple(told)


def _outside(happened: Sequence[Happened], contents: Laid[None]) -> Iterator[Happened]:
    """What is done by words whose own word stands in no content."""
    for one in happened:
        if one.kind.upper() in BY_WORDS and not contents.touching((one.word[0], one.word[0] + 1)):
            yield one


def _home(scene: Scene, claims: Sequence[Claim], begin: Laid[int], word: Span) -> int | None:
    """The number of the claim whose cue the word is, else of the first claim of its sentence; null where there is none."""
    sentences = [scene.parse.sentences[at] for at in scene.parse.sentences_at((word[0], word[0] + 1))]
    here = [k for s in sentences for k in begin.touching((s.start, s.end)) if claims[k].spans[0][0] >= s.start]
    cued = (k for k in here if any(step.cue and overlap(step.cue, word) for step in claims[k].chain))
    return next(cued, here[0] if here else None)


def _coded(scene: Scene, one: Happened) -> Iterator[Event]:
    """The event, with a place only where the network gives it one: what is spoken of has happened somewhere else."""
    draft = draft_of(scene.parse, one)
    if draft is not None:
        event = event_of(scene, draft, [scene.parse.tokens[draft.token]], (one.word,))
        yield event if draft.places else replace(event, place=None)
