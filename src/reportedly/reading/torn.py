"""Contents that a network breaks off in the middle of a phrase: without the words at their end that only lead on to what is not in them."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.parse import Parse, Token
from reportedly.records import Span, Spans

EMPTY = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE"})  # what by itself says nothing
LEADING = frozenset({"ADP", "PUNCT"})  # what goes with an article that is cut off


def mended(parse: Parse, spans: Spans) -> Spans:
    """The pieces of a content, each cut before an article whose noun is in none of them ("the crime in the"); none where nothing is
    left that says anything.
    """
    held = {t.i for span in spans for t in parse.between(*span)}
    kept = tuple(span for span in (_ended(parse, span, held) for span in spans) if span[0] < span[1])
    says = any(t.pos not in EMPTY for span in kept for t in parse.between(*span))
    return kept if says else ()


def _ended(parse: Parse, span: Span, held: set[int]) -> Span:
    inside = parse.between(*span)
    end = len(inside)
    while end and _leads_on(inside[:end], held, torn=end < len(inside)):
        end -= 1
    return span if end == len(inside) else (span[0], inside[end - 1].end if end else span[0])


def _leads_on(inside: Sequence[Token], held: set[int], torn: bool) -> bool:
    """Whether the last word is an article without its noun, or stands in front of one that was cut off."""
    last = inside[-1]
    return (last.pos == "DET" and last.head > last.i and last.head not in held) or (torn and last.pos in LEADING)
