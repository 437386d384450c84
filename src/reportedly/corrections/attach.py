"""Which claim of a reading a decision is about: the one it was made on, or what another reading made of the same words.

Tried in order: the claim of the same id; where the text still holds the quoted words, the claim that covers most of
them; else the claim in much the same words and figures. What fits none stays without a claim: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportedly.decision import Anchor
from reportedly.records import Claim, Reading, Span, Spans

ALIKE = 0.5  # share of two claims' characters in the same text, or of the words of two names, from which they are one
REWORDED = 0.8  # the same for the words of two claims in two texts: a sentence that was mended, not another one

Words = Counter[str]


def attach(anchor: Anchor, reading: Reading) -> int | None:
    """The place of the claim in the reading; null where none is it."""
    if not anchor.spans:
        return None
    claims = reading.claims
    same = next((at for at, claim in enumerate(claims) if claim.id == anchor.claim), None)
    if same is not None:
        return same
    spans = found_again(anchor, reading.report.text)
    if spans is not None:
        return _best([_share(len(_points(spans)), len(_points(c.spans)), _common(spans, c)) for c in claims], ALIKE)
    quoted = words(anchor.quote)
    return _best([_reworded(quoted, words(claim.text)) for claim in claims], REWORDED)


def found_again(anchor: Anchor, text: str) -> Spans | None:
    """Where the quoted words stand in a text: at the same place, else at the nearest; null where some are gone."""
    spans = [_nearest(piece, start, text) for piece, (start, _) in _pieces(anchor)]
    return tuple(span for span in spans if span) if all(spans) else None


def likeness(one: Words, other: Words) -> float:
    """The share of two texts' words that they have in common (Dice)."""
    return _share(one.total(), other.total(), (one & other).total())


def words(text: str) -> Words:
    """The words of a text, without case, each as often as it stands there."""
    return Counter(re.findall(r"\w+", text.casefold()))


def _reworded(one: Words, other: Words) -> float:
    """How alike two claims are; not at all where one holds a figure that the other does not."""
    figures = [{word for word in side if any(sign.isdigit() for sign in word)} for side in (one, other)]
    return likeness(one, other) if figures[0] == figures[1] else 0.0


def _share(one: int, other: int, common: int) -> float:
    return 2 * common / (one + other) if common else 0.0


def _common(spans: Spans, claim: Claim) -> int:
    return len(_points(spans) & _points(claim.spans))


def _points(spans: Spans) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}


def _best(shares: list[float], least: float) -> int | None:
    """The place of the highest share, the first of several, where it is high enough."""
    best = max(shares, default=0.0)
    return shares.index(best) if best >= least else None


def _pieces(anchor: Anchor) -> Iterator[tuple[str, Span]]:
    """The words of each span: a quote joins them by an ellipsis of three characters (`records.cut`)."""
    at = 0
    for start, end in anchor.spans:
        yield anchor.quote[at : at + end - start], (start, end)
        at += end - start + 3


def _nearest(piece: str, start: int, text: str) -> Span | None:
    if text.startswith(piece, start):
        return start, start + len(piece)
    before, after = text.rfind(piece, 0, start + len(piece)), text.find(piece, start)
    found = min((at for at in (before, after) if at >= 0), key=lambda at: abs(at - start), default=None)
    return None if found is None else (found, found + len(piece))
