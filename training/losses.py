"""What feeds and wire copies do to a text, done to the training texts: marks and capitals get lost.

Aggregators drop quotation marks and apostrophes, or keep them in one corner of the text; old wires are in capitals.
Every change keeps the attributions on the words that they stood on.
"""

import random
from collections.abc import Callable

from reportedly_tagger_en.attribution import Attribution, Spans

from .corpus import Marked

QUOTES = frozenset('"“”„«»')
APOSTROPHES = frozenset("'’‘`")
COMMAS = frozenset(",")
STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'"}


def without(marked: Marked, lost: frozenset[str], keep_every: float, draw: random.Random) -> Marked:
    """The text without the given marks (each is kept with the chance `keep_every`)."""
    kept: list[str] = []
    new_place: list[int] = []
    for char in marked.text:
        new_place.append(len(kept))
        if char not in lost or draw.random() < keep_every:
            kept.append(char)
    new_place.append(len(kept))

    def move(spans: Spans) -> Spans:
        moved = ((new_place[s], new_place[e]) for s, e in spans)
        return tuple((s, e) for s, e in moved if s < e)

    readings = []
    for reading in marked.readings:
        rows = (Attribution(move(a.source), move(a.cue), move(a.content)) for a in reading)
        readings.append(tuple(a for a in rows if a.cue and a.content))
    return Marked(marked.id, "".join(kept), move(marked.paragraphs), tuple(readings))


def recased(marked: Marked, change: Callable[[str], str]) -> Marked:
    """The text in capitals or small letters; letters whose other case is longer stay as they are."""
    text = "".join(c if len(change(c)) != 1 else change(c) for c in marked.text)
    return Marked(marked.id, text, marked.paragraphs, marked.readings)


def straightened(marked: Marked) -> Marked:
    """Typographic marks as typewriter marks."""
    text = "".join(STRAIGHT.get(c, c) for c in marked.text)
    return Marked(marked.id, text, marked.paragraphs, marked.readings)


def flattened(marked: Marked) -> Marked:
    """All lines run together as one paragraph: the headline is glued to what follows it."""
    text = marked.text.replace("\n", " ")
    return Marked(marked.id, text, ((0, len(text)),) if text.strip() else (), marked.readings)


def worn(marked: Marked, share: float, draw: random.Random) -> Marked:
    """The text as it is, or, with the chance `share`, with one of the losses that feeds inflict.

    The commonest is that of the FA-KES table of war reports (Abu Salem et al. 2019): no commas, apostrophes or
    typographic marks, and one line a report.
    """
    if draw.random() >= share:
        return marked
    kind = draw.random()
    if kind < 0.45:
        bare = without(marked, APOSTROPHES | COMMAS, 0.0, draw)
        return flattened(without(bare, QUOTES, draw.choice((0.0, 0.0, 1.0)), draw))
    if kind < 0.6:
        return without(marked, QUOTES | APOSTROPHES, 0.05, draw)
    if kind < 0.7:
        return without(marked, COMMAS, 0.0, draw)
    if kind < 0.8:
        return without(marked, QUOTES, 0.1, draw)
    if kind < 0.9:
        return straightened(marked)
    return recased(marked, str.lower if kind < 0.96 else str.upper)
