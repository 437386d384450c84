"""The lines of a text: where each begins and ends without its white space, and whether an empty line follows.

Lines are in order, never overlap, never empty; whatever ends a line ("\\n", "\\r\\n", "\\r", U+2028, U+2029) is no
part of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.records import Span

LINE = re.compile("[^\\n\\r\\u2028\\u2029]+")
STOPS = ".!?…؟。"
CLOSERS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words: text[start:end]; `gap` says that an empty line, or the end of the text, follows."""

    start: int
    end: int
    gap: bool

    @property
    def span(self) -> Span:
        return self.start, self.end


def lines_of(text: str) -> list[Line]:
    """All lines that hold more than white space."""
    spans = [inner for found in LINE.finditer(text) if (inner := stripped(text, found.span())) is not None]
    following = [start for start, _ in spans[1:]] + [None]
    return [
        Line(start, end, after is None or _breaks(text[end:after]) > 1)
        for (start, end), after in zip(spans, following, strict=True)
    ]


def stripped(text: str, span: Span) -> Span | None:
    """The span without white space at its ends, or null if nothing is left."""
    start, end = span
    words = text[start:end]
    inner = words.strip()
    if not inner:
        return None
    start += len(words) - len(words.lstrip())
    return start, start + len(inner)


def ends_sentence(words: str) -> bool:
    """Whether the words end in a full stop, question or exclamation mark, closing quotes and brackets aside."""
    bare = words.rstrip().rstrip(CLOSERS)
    return bare.endswith(tuple(STOPS))


def _breaks(between: str) -> int:
    plain = between.replace("\r\n", "\n")
    return sum(plain.count(mark) for mark in "\n\r\u2028\u2029")
