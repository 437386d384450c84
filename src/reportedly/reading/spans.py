"""Small arithmetic on spans of a text: trim, subtract, overlap. Pure; spans stay sorted and do not touch each other's inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.records import Span, Spans

EDGE = " \t\r\n,;:.–—-\"“”«»„``''"
QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))
CLOSERS = "!?…)"


def trimmed(text: str, span: Span, edge: str = EDGE) -> Span:
    """The span without white space, marks and quotation marks at its ends; empty (start == end) when nothing is left."""
    start, end = span
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


def closed(text: str, span: Span) -> Span:
    """The span with the quotation mark beside it whose partner it holds: ‹called it "a lie› takes its last mark back."""
    start, end = span
    for opening, closing in QUOTES:
        held = text[start:end]
        if opening == closing:
            opens = closes = held.count(opening) % 2 == 1
        else:
            opens, closes = held.count(opening) > held.count(closing), held.count(opening) < held.count(closing)
        if opens and text[end : end + 1] == closing:
            end += 1
        elif closes and start and text[start - 1] == opening:
            start -= 1
    return start, end


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of a span when the holes are cut out."""
    left, start = [], span[0]
    for s, e in sorted(holes):
        if e <= start or s >= span[1]:
            continue
        if s > start:
            left.append((start, s))
        start = max(start, e)
    if start < span[1]:
        left.append((start, span[1]))
    return left


def merged(spans: Iterable[Span], text: str = "", edge: str = " \t\r\n") -> Spans:
    """Sorted spans with those joined that overlap or have only white space between them."""
    out: list[Span] = []
    for s, e in sorted(spans):
        if out and (s <= out[-1][1] or (text and not text[out[-1][1] : s].strip(edge))):
            out[-1] = (out[-1][0], max(e, out[-1][1]))
        else:
            out.append((s, e))
    return tuple(out)


def clipped(spans: Iterable[Span], places: Sequence[Span]) -> Spans:
    """What of the spans lies in any of the (disjoint) places."""
    parts = ((max(s, a), min(e, b)) for s, e in spans for a, b in places)
    return tuple(sorted((s, e) for s, e in parts if s < e))


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covered(span: Span, by: Sequence[Span]) -> int:
    """How many characters of `span` lie in any of the (disjoint) spans `by`."""
    start, end = span
    return sum(min(end, e) - max(start, s) for s, e in by if s < end and start < e)


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that holds all of them."""
    return min(s for s, _ in spans), max(e for _, e in spans)
