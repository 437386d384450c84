"""JSON that cannot act on a terminal: one line a value, its characters as they are but for those that could act."""

from __future__ import annotations

import json
import re
from typing import Any

from reportedly.visible import ACTING

_LONE = re.compile("[\ud800-\udfff]")


def json_line(value: Any) -> str:
    """One line of JSON in which characters that could act on a terminal are escaped; it reads back the same."""
    return _escaped(json.dumps(value, ensure_ascii=False))


def foreign_line(value: Any) -> str:
    """The same for other programs, which refuse half a surrogate pair: U+FFFD stands for it, so that offsets hold.
    Numbers that JSON does not have raise ValueError.
    """
    return _escaped(whole(json.dumps(value, ensure_ascii=False, allow_nan=False)))


def whole(text: str) -> str:
    """The text as UTF-8 can hold it, of the same length: U+FFFD stands for half a surrogate pair."""
    return _LONE.sub("\ufffd", text)


def _escaped(line: str) -> str:
    return ACTING.sub(_escape, line)


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
