"""What feeds and wire copies do to a text, done to the training texts: marks and capitals get lost.

Aggregators drop quotation marks and apostrophes, or keep them in one corner of the text; old wires are in capitals.
Every change keeps the labels on the words that they stood on.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from reportedly_tagger_en.attribution import Attribution, Spans

from . import events
from .corpus import Marked
from .passages import Passage, Span

QUOTES = frozenset('"“”„«»')
APOSTROPHES = frozenset("'’‘`")
COMMAS = frozenset(",")
STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'"}


@dataclass(frozen=True, slots=True)
class Worn:
    """A text that has lost something: `place[i]` is where character i of the old text stands now.

    `flat` says that its lines run together.
    """

    text: str
    place: list[int]
    flat: bool = False

    def span(self, span: Span) -> Span:
        """Where a span stands now; what held only lost marks is empty."""
        return self.place[span[0]], self.place[span[1]]

    def spans(self, spans: Spans) -> Spans:
        """Where spans stand now, without those that are lost."""
        moved = (self.span(span) for span in spans)
        return tuple((s, e) for s, e in moved if s < e)

    def then(self, other: "Worn") -> "Worn":
        """This loss and another after it."""
        return Worn(other.text, [other.place[i] for i in self.place], self.flat or other.flat)


def without(text: str, lost: frozenset[str], keep_every: float, draw: random.Random) -> Worn:
    """The text without the given marks (each is kept with the chance `keep_every`)."""
    kept: list[str] = []
    place: list[int] = []
    for char in text:
        place.append(len(kept))
        if char not in lost or draw.random() < keep_every:
            kept.append(char)
    return Worn("".join(kept), [*place, len(kept)])


def changed(text: str, change: Callable[[str], str]) -> Worn:
    """The text with each letter changed; one whose change is longer stays as it is."""
    new = "".join(c if len(change(c)) != 1 else change(c) for c in text)
    return Worn(new, list(range(len(text) + 1)))


def flattened(text: str) -> Worn:
    """All lines run together as one paragraph: the headline is glued to what follows it."""
    worn = changed(text, lambda c: " " if c == "\n" else c)
    return replace(worn, flat=True)


def wear(text: str, share: float, draw: random.Random) -> Worn | None:
    """Null for a text that stays as it is, or, with the chance `share`, one of the losses that feeds inflict.

    The commonest is that of the FA-KES table of war reports (Abu Salem et al. 2019): no commas, apostrophes or
    typographic marks, and one line a report.
    """
    if draw.random() >= share:
        return None
    kind = draw.random()
    if kind < 0.45:
        bare = without(text, APOSTROPHES | COMMAS, 0.0, draw)
        bare = bare.then(without(bare.text, QUOTES, draw.choice((0.0, 0.0, 1.0)), draw))
        return bare.then(flattened(bare.text))
    if kind < 0.6:
        return without(text, QUOTES | APOSTROPHES, 0.05, draw)
    if kind < 0.7:
        return without(text, COMMAS, 0.0, draw)
    if kind < 0.8:
        return without(text, QUOTES, 0.1, draw)
    if kind < 0.9:
        return changed(text, lambda c: STRAIGHT.get(c, c))
    return changed(text, str.lower if kind < 0.96 else str.upper)


def worn(marked: Marked, share: float, draw: random.Random) -> Marked:
    """A text of a corpus, worn with the chance `share`."""
    lost = wear(marked.text, share, draw)
    if lost is None:
        return marked
    paragraphs = lost.spans(marked.paragraphs)
    if lost.flat:
        paragraphs = ((0, len(lost.text)),) if lost.text.strip() else ()
    readings = []
    for reading in marked.readings:
        rows = (Attribution(lost.spans(a.source), lost.spans(a.cue), lost.spans(a.content)) for a in reading)
        readings.append(tuple(a for a in rows if a.cue and a.content))
    return Marked(marked.id, lost.text, paragraphs, tuple(readings))


def worn_passage(passage: Passage, share: float, draw: random.Random) -> Passage:
    """A labelled passage, worn with the chance `share`; a claim that has lost all its words is gone."""
    lost = wear(passage.text, share, draw)
    if lost is None:
        return passage
    claims = []
    for claim in passage.claims:
        chain = tuple(
            replace(x, mention=x.mention and lost.span(x.mention), cue=x.cue and lost.span(x.cue)) for x in claim.chain
        )
        if spans := lost.spans(claim.spans):
            claims.append(replace(claim, spans=spans, chain=chain))
    paragraphs = [(0, len(lost.text))] if lost.flat else list(lost.spans(tuple(passage.paragraphs)))
    sentences = [lost.span(s) for s in passage.sentences]
    told = [e for e in (events.moved(one, lost.span) for one in passage.events) if e]
    return Passage(passage.id, passage.tags, lost.text, sentences, paragraphs, claims, told)
