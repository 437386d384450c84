"""Quotations that run on: several sentences inside one pair of marks, second halves after the cue, quotes that follow a quote.

A quotation belongs whole to whoever is its source in any of its sentences. One that nobody claims is left unattributed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportedly.reading.laid import Laid
from reportedly.reading.layers import Attribution
from reportedly.reading.parse import Parse
from reportedly.reading.spans import merged, overlap, trimmed
from reportedly.records import Span

LONG_ENOUGH = 4  # words of a free quotation
BESIDE = 60  # characters between a quotation and the cue beside it, at most


def with_quotations(parse: Parse, found: Sequence[Attribution], quotations: Sequence[Span]) -> list[Attribution]:
    """The attributions, each with the whole of the quotations that it has a part of."""
    owner = _owners(found, quotations)
    cues = Laid((k, a.cue[:1]) for k, a in enumerate(found) if a.cue)
    for quote in quotations:
        if quote not in owner and len(parse.text[slice(*quote)].split()) >= LONG_ENOUGH:
            near = _neighbour(parse, found, quote, cues)
            near = _before(parse, found, quote, cues) if near is None else near
            if near is not None:
                owner[quote] = near
    out = list(found)
    for quote, k in owner.items():
        span = trimmed(parse.text, quote)
        if span[0] < span[1]:
            out[k] = dataclasses.replace(out[k], content=merged([*out[k].content, span], parse.text))
    return out


def _owners(found: Sequence[Attribution], quotations: Sequence[Span]) -> dict[Span, int]:
    """The attribution whose content has the largest part of each quotation, by its number; the first of those that share it."""
    owner: dict[Span, int] = {}
    contents = Laid((k, a.content) for k, a in enumerate(found))
    for quote in quotations:
        free = (k for k in contents.touching(quote) if not _inside(found[k], quote))
        shares = [(sum(overlap(quote, span) for span in found[k].content), -k) for k in free]
        size, number = max(shares, default=(0, 0))
        if size > 0:
            owner[quote] = -number
    return owner


def _inside(attribution: Attribution, quote: Span) -> bool:
    """Whether the cue itself stands inside the quotation (somebody quoted, quoting somebody)."""
    return any(overlap(cue, quote) for cue in attribution.cue)


def _before(parse: Parse, found: Sequence[Attribution], quote: Span, cues: Laid[int]) -> int | None:
    """Whoever was quoted in the sentence before, when the quotation is a sentence of its own with no cue: the same speaker goes on."""
    inside = parse.between(*quote)
    if not inside or cues.touching(_extent(parse, inside[0].sentence)):
        return None
    first = parse.sentences[inside[0].sentence]
    if quote[0] - first.start > 2 or first.first == 0:
        return None
    before = parse.tokens[first.first - 1].sentence
    spoken = [k for k in cues.touching(_extent(parse, before)) if found[k].rule != "according-to"]
    return spoken[-1] if spoken and first.block - parse.sentences[before].block <= 1 else None


def _extent(parse: Parse, sentence: int) -> Span:
    return parse.sentences[sentence].start, parse.sentences[sentence].end


def _neighbour(parse: Parse, found: Sequence[Attribution], quote: Span, cues: Laid[int]) -> int | None:
    """The attribution in the same sentence whose cue stands right beside the quotation."""
    best: tuple[int, int] | None = None
    for k in cues.touching((quote[0] - BESIDE, quote[1] + BESIDE)):
        attribution = found[k]
        if _inside(attribution, quote) or attribution.rule == "verb-object":
            continue
        start, end = attribution.cue[0]
        gap = start - quote[1] if start >= quote[1] else quote[0] - end
        between = parse.text[min(end, quote[1]) : max(start, quote[0])]
        if 0 <= gap < BESIDE and not any(mark in between for mark in ".!?;") and (best is None or gap < best[0]):
            best = (gap, k)
    return best[1] if best else None
