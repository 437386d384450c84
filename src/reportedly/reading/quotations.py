"""Quotations: the spans between quotation marks, paired within a block and over paragraphs that open again.

A quotation never overlaps another; its span excludes the marks. A mark that finds no partner opens a quotation only when it
stands where an opening mark can stand, and that quotation ends with its block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.records import Span

MARK = re.compile("[\"“”«»„‟″]|``|''")
OPENS, CLOSES = "“«„``", "”»''"
SHORTEST = 2  # words; a shorter quotation is a term or a scare quote, not speech


def find_quotations(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """Every quotation of the blocks, in order, marks excluded; one-word quotations are left out as terms."""
    found = [span for block in blocks for span in _pairs(text, block)]
    return tuple((s, e) for s, e in found if len(text[s:e].split()) >= SHORTEST)


def _pairs(text: str, block: Span) -> Iterator[Span]:
    opened: int | None = None
    for mark in MARK.finditer(text, *block):
        low = (
            opened is not None and text[opened - 1] == "„" and mark.group() == "“"
        )  # „so“ closes with the mark that “so” opens with
        if not low and _opening(text, mark, block, opened is not None):
            if opened is not None and text[opened : mark.start()].strip():
                yield opened, _trimmed(text, opened, mark.start())
            opened = mark.end()
        elif opened is not None:
            yield opened, mark.start()
            opened = None
    if opened is not None and text[opened : block[1]].strip():
        yield opened, _trimmed(text, opened, block[1])


def _opening(text: str, mark: re.Match[str], block: Span, inside: bool) -> bool:
    sign = mark.group()
    if sign in OPENS:
        return True
    if sign in CLOSES:
        return False
    before = text[mark.start() - 1] if mark.start() > block[0] else " "
    after = text[mark.end()] if mark.end() < block[1] else " "
    could_open = (before.isspace() or before in "([-–—:") and not after.isspace()
    could_close = not before.isspace() and (after.isspace() or not after.isalnum())
    return could_open and not (could_close and inside) if could_open != could_close else not inside


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
