"""How much of a text fits a width in a drawing, where no browser breaks lines.

Widths are those of a wide bold sans serif (DejaVu Sans Bold), so that narrower faces leave room and none runs over.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

from reportedly.visible import one_line

NARROW, WIDE = frozenset("iljtfrI.,:;'’!|()[]/- "), frozenset("mwMW@%—…")
MARKS = ("Mn", "Me", "Cf")  # categories that take no room of their own


def fitted(text: str, width: float, size: float) -> str:
    """The text on one line, cut with an ellipsis where it is wider than `width` at a type size of `size`."""
    line = one_line(text[:400])
    if len(text) <= 400 and width_of(line, size) <= width:
        return line
    left, kept = width - width_of("…", size), 0
    for letter in line:
        left -= _share(letter) * size
        if left < 0:
            break
        kept += 1
    return line[:kept].rstrip() + "…"


def width_of(text: str, size: float) -> float:
    """How wide the text is at most, in the units of `size`."""
    return sum(map(_share, text)) * size


def _share(letter: str) -> float:
    """The width of a letter in shares of the type size."""
    if category(letter) in MARKS:
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.35
    if letter in NARROW:
        return 0.45
    return 1.12 if letter in WIDE else 0.84 if letter.isupper() else 0.72
