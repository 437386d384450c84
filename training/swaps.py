"""Sources swapped between passages: the same construction with other people in it.

A mention goes into another's place where both are the same kind of phrase and go unnamed in the same way.  Only a source that its passage
mentions once, by more than a pronoun, is swapped: nothing that refers to it could go wrong.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from . import events
from .forest import PRONOUNS
from .passages import Claim, Link, Passage, Source, Span

LONGEST = 9  # words of a phrase that is worth swapping
DETERMINERS = {"a": "a", "an": "a", "the": "the", "its": "the", "his": "the", "her": "the", "their": "the"}

Kind = tuple[str, bool, bool]
Pool = dict[Kind, list[tuple[str, Source]]]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that go in at a span, and whose they are."""

    span: Span
    words: str
    source: Source


def kind(words: str, source: Source) -> Kind:
    """What sort of phrase it is, whether it is unnamed, whether it is held."""
    first = words.split()[0]
    sort = DETERMINERS.get(first.lower()) or ("name" if first[:1].isupper() else "bare")
    return sort, source.unnamed is not None, source.custody


def mentions(passage: Passage) -> dict[Span, Source]:
    return {x.mention: x.source for claim in passage.claims for x in claim.chain if x.mention}


def begins(passage: Passage, span: Span) -> bool:
    return any(start == span[0] for start, _ in passage.sentences)


def lowered(words: str, source: Source) -> str | None:
    """The phrase as it stands inside a sentence; null where that cannot be told."""
    first = words.split()[0]
    if first.lower() in DETERMINERS:
        return words[0].lower() + words[1:]
    return words if source.name.startswith(first) and source.unnamed is None else None


def pool(passages: Iterable[Passage]) -> Pool:
    """All phrases that can be swapped, by kind."""
    found: Pool = defaultdict(list)
    for passage in passages:
        for span, source in mentions(passage).items():
            words = passage.text[slice(*span)]
            if not words or words.lower() in PRONOUNS or len(words.split()) > LONGEST:
                continue
            if inner := _inner(passage, span, source):
                found[kind(inner, source)].append((inner, source))
    return found


def _inner(passage: Passage, span: Span, source: Source) -> str | None:
    """A mention as it stands inside a sentence, or would; null where that cannot be told."""
    words = passage.text[slice(*span)]
    return lowered(words, source) if begins(passage, span) else words


def swapped(passage: Passage, phrases: Pool, share: float, draw: random.Random) -> Passage:
    """The passage with a share of its sources swapped."""
    edits = list(_edits(passage, phrases, share, draw))
    return _edited(passage, edits) if edits else passage


def _edits(passage: Passage, phrases: Pool, share: float, draw: random.Random) -> Iterable[Edit]:
    taken = {source.name for source in mentions(passage).values()}
    for span, source in _swappable(passage):
        if draw.random() > share:
            continue
        inner = _inner(passage, span, source)
        choices = phrases.get(kind(inner, source)) if inner else None
        if not choices:
            continue
        words, other = draw.choice(choices)
        if other.name not in taken:
            taken.add(other.name)
            yield Edit(span, words[0].upper() + words[1:] if begins(passage, span) else words, other)


def _swappable(passage: Passage) -> list[tuple[Span, Source]]:
    """The sources that are mentioned once, by more than a pronoun, in words that lie over no cue and no other mention."""
    here = mentions(passage)
    times = Counter(here.values())
    ties = {x.cue for claim in passage.claims for x in claim.chain if x.cue}
    once = [(span, source) for span, source in sorted(here.items()) if times[source] == 1]
    named = [one for one in once if passage.text[slice(*one[0])].lower() not in PRONOUNS]
    return [(span, source) for span, source in named if not _meets(span, [*ties, *(here.keys() - {span})])]


def _meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def _edited(passage: Passage, edits: Sequence[Edit]) -> Passage:
    here = mentions(passage)
    new = {here[edit.span]: edit.source for edit in edits}
    text, moved = _rewritten(passage.text, edits)

    def link(x: Link) -> Link:
        mention, cue = (span and moved.span(span) for span in (x.mention, x.cue))
        return Link(new.get(x.source, x.source), mention, cue)

    def claim(c: Claim) -> Claim:
        return replace(c, spans=tuple(map(moved.span, c.spans)), chain=tuple(map(link, c.chain)))

    told = (events.moved(one, moved.told) for one in passage.events)
    sentences, paragraphs = (list(map(moved.span, spans)) for spans in (passage.sentences, passage.paragraphs))
    claims = list(map(claim, passage.claims))
    return Passage(passage.id, passage.tags, text, sentences, paragraphs, claims, [one for one in told if one])


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the characters of a text stand in the edited one: `place[i]` for character i."""

    place: Sequence[int]
    edits: Sequence[Edit]

    def span(self, span: Span) -> Span:
        """Where a span stands now."""
        return self.place[span[0]], self.place[span[1]]

    def told(self, span: Span) -> Span:
        """Where words of an event stand now: nowhere, where they were a part of a phrase that is gone."""
        gone = any(e.span != span and e.span[0] <= span[0] and span[1] <= e.span[1] for e in self.edits)
        return (0, 0) if gone else self.span(span)


def _rewritten(old: str, edits: Sequence[Edit]) -> tuple[str, Moved]:
    """The edited text; edits are in its order."""
    text, at = "", 0
    place: list[int] = []
    for edit in edits:
        start, end = edit.span
        place += range(len(text), len(text) + start - at + 1)
        text += old[at:start] + edit.words
        place += [len(text)] * (end - start - 1)
        at = end
    place += range(len(text), len(text) + len(old) - at + 1)
    return text + old[at:], Moved(place, edits)
