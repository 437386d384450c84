"""Text of a report made safe to look at: after `visible`, no character can act on a terminal or reorder what stands
around it.

Control characters, bidirectional overrides, embeddings and isolates, tag characters and lone surrogates are shown as
what they are;
line breaks, tabs, joiners and the three harmless direction marks of right-to-left scripts (LRM, RLM, ALM) stay.
"""

from __future__ import annotations

import re

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u2069\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

NO_XML = re.compile("[\ufffe\uffff]|[\U0001fffe-\U0001ffff]")


def visible(text: str) -> str:
    """The text with everything that could act replaced by a picture or its code point: `ESC` becomes ␛, U+202E becomes
    ⟨U+202E⟩.
    """
    return ACTING.sub(_picture, text)


def in_xml(text: str) -> str:
    """The visible text without what XML cannot hold."""
    return NO_XML.sub("\ufffd", visible(text))


def one_line(text: str) -> str:
    """The visible text on one line: each run of white space becomes one space."""
    return visible(" ".join(text.split()))


def shortened(text: str, width: int) -> str:
    """The text on one line and at most `width` characters long, cut at a word where one ends near, with an ellipsis."""
    line = one_line(text[: 8 * width])
    if len(line) <= width and len(text) <= 8 * width:
        return line
    kept = line[: width - 1]
    space = kept.rfind(" ")
    return (kept[:space] if space > width // 2 else kept) + "…"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"⟨U+{code:04X}⟩"
