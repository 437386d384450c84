"""Rows of a table that is written as JSON: one object a line, or an array of objects, alone or inside an object as
web services answer.

An array is read piece by piece: its size does not matter, only that of a row. What is nested in a row becomes cells of
text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, TextIO

from reportedly.intake.decode import LARGEST
from reportedly.intake.lines import ends_sentence

Row = dict[str, str] | str  # a row, or what is wrong with it
NAMES = ("name", "rendered", "title", "text", "value", "#text", "$t", "screen_name", "domain")
PIECE = 65_536
FEED = "https://jsonfeed.org/version/"
FEED_HEAD = re.compile(rb'\{[^{}\[\]]{0,1500}"version"\s{0,20}:\s{0,20}"https:\\?/\\?/jsonfeed\.org\\?/version\\?/')
DEEPEST_CELLS = 3  # objects inside a row
DEEPEST_ROWS = 3  # objects around the array of rows
TOO_LONG = f"is longer than the {LARGEST // 1_000_000} MB that one report may have"
MOST_PARTS = 1_000_000  # of one row: each takes a hundred bytes and more in memory
TOO_MANY = f"has more than {MOST_PARTS} parts"
BLANK = " \t\r\n\ufeff"
MARKS = re.compile(r'["{}\[\],]')  # what tells, outside of texts, where a value ends
TEXT_END = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
PARTS = frozenset("{[,")
STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}
INNER_ROWS = re.compile(r'"(?:[^"\\]|\\.){0,200}"\s{0,20}:\s{0,20}\[\s{0,20}(?=\{)')  # where an array of objects begins


def looks_like_json_feed(head: bytes) -> bool:
    """Whether a file that begins like this is a JSON Feed."""
    return FEED_HEAD.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def json_lines(text: TextIO) -> Iterator[Row]:
    """The rows of JSON lines."""
    yield from _objects(_lines(text))


def json_rows(text: TextIO) -> Iterator[Row]:
    """The rows of a JSON file that holds one array, an object around one, or, after all, one object a line."""
    start = ""
    while not start.strip(BLANK) and (piece := text.read(PIECE)):
        start = piece
    start = start.lstrip(BLANK)
    yield from _elements(start[1:], text) if start.startswith("[") else _answer(start, text)


def cells(found: Any) -> Row:
    """An object as a row of texts. What stands inside it gives its name, and its parts as cells of their own; of several
    objects only the names are told.
    """
    return dict(_cells(found, "", DEEPEST_CELLS)) if isinstance(found, dict) else "is not a JSON object"


def _cells(found: dict[Any, Any], within: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if isinstance(value, dict):
            if named := _name(value):
                yield f"{within}{key}", named
            yield from _cells(value, f"{within}{key}.", depth - 1) if depth else ()
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            if names := list(filter(None, map(_name, value))):
                yield f"{within}{key}", "; ".join(names)
        elif value is not None:
            yield f"{within}{key}", _text(value)


def _name(value: Any) -> str | None:
    """The name of an object; null where it has none."""
    named = (value.get(key) for key in NAMES) if isinstance(value, dict) else ()
    return next((name for name in named if isinstance(name, str)), None)


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ("\n\n" if any(map(ends_sentence, value)) else "; ").join(value)
    return value if isinstance(value, str) else str(value)


def _objects(lines: Iterable[str]) -> Iterator[Row]:
    for line in lines:
        if wrong := _too_much(len(line), _parts(line)):
            yield wrong
        elif line.strip():
            try:
                yield cells(json.loads(line))
            except (ValueError, RecursionError) as error:
                yield f"is not JSON ({error})"


def _parts(line: str) -> int:
    """How many parts a line has, where it is long enough for them to matter."""
    scan = _Scan()
    return 0 if len(line) <= MOST_PARTS or scan.end_in(line[:LARGEST]) == 0 else scan.parts


def _lines(text: TextIO, held: str = "") -> Iterator[str]:
    """The lines of what is held and of the text behind it; those longer than one report may be cut there."""
    *whole, last = held.split("\n")
    yield from whole
    line = last + text.readline(LARGEST + 1)
    while line:
        yield line
        while len(line) > LARGEST and not line.endswith("\n"):
            line = text.readline(LARGEST + 1)
        line = text.readline(LARGEST + 1)


def _elements(held: str, text: TextIO) -> Iterator[Row]:
    """The elements of an array whose opening bracket is read; `held` is what was read behind it."""
    while True:
        held = held.lstrip(BLANK + ",")
        if held.startswith("]"):
            return
        found, held, wrong = _value(held, text)
        if wrong and not held:
            return
        if wrong:
            behind = _behind(held, text)
            yield wrong if behind is not None else f"{wrong}, and what follows is not read"
            if behind is None:
                return
            held = behind
        else:
            yield cells(found)


def _value(held: str, text: TextIO) -> tuple[Any, str, str]:
    """The JSON value that begins here, what is held behind it, and what is wrong: then everything is still held."""
    end, size = (scan := _Scan()).end_in(held), PIECE
    while end is None and not _too_much(len(held), scan.parts) and (more := text.read(size)):
        end = None if (found := scan.end_in(more)) is None else len(held) + found
        held, size = held + more, 2 * size
    if wrong := _too_much(len(held) if end is None else end, scan.parts):
        return None, held, wrong
    try:
        return json.loads(held[:end]), held[end:] if end else "", ""
    except (ValueError, RecursionError) as error:
        return None, held, f"is not JSON ({error})"


def _too_much(size: int, parts: int) -> str:
    """Why a value of so many characters and parts is not read; empty for one that is."""
    return TOO_LONG if size > LARGEST else TOO_MANY if parts > MOST_PARTS else ""


def _behind(held: str, text: TextIO) -> str | None:
    """What follows the value that begins here, read on to its end without keeping it; null where it has none."""
    scan = _Scan()
    while held:
        if (end := scan.end_in(held)) is not None:
            return held[end:]
        held = text.read(PIECE)
    return None


class _Scan:
    """Finds where a JSON value ends by its marks alone, piece by piece, and counts its parts on the way."""

    def __init__(self) -> None:
        self.parts = self._depth = 0
        self._quoted = self._escaping = False

    def end_in(self, piece: str) -> int | None:
        """Where in this piece the value ends; null where it goes on."""
        at = int(self._escaping and piece != "")
        while mark := (TEXT_END.match if self._quoted else MARKS.search)(piece, at):
            at = mark.end()
            self._quoted = not self._quoted and mark[0] == '"'
            self._depth += STEPS.get(mark[0], 0)
            self.parts += mark[0] in PARTS
            if self._depth <= 0 and not self._quoted:
                return mark.start() if mark[0] == "," or (mark[0] == "]" and self._depth < 0) else at
        rest = piece[at:]
        self._escaping = self._quoted and (len(rest) - len(rest.rstrip("\\"))) % 2 == 1
        return None


def _answer(held: str, text: TextIO) -> Iterator[Row]:
    """The rows of an object that holds them, or of lines; of an object too large to be held, its first array of objects."""
    found, behind, wrong = _value(held, text)
    if wrong in (TOO_LONG, TOO_MANY) and (inner := INNER_ROWS.search(behind)):
        yield from _elements(behind[inner.end() :], text)
    elif wrong:
        yield from _objects(_lines(text, behind))
    elif not behind.strip(BLANK) and not (behind := text.read(PIECE)).strip(BLANK):
        yield from _rows_of(found)
    else:
        yield from chain([cells(found)], _objects(_lines(text, behind)))


def _rows_of(found: Any) -> Iterator[Row]:
    """The rows that an object holds, else itself as the only one; those of a JSON Feed have what it says for all of them."""
    whole = found if isinstance(found, dict) else {}
    if str(whole.get("version")).startswith(FEED) and isinstance(whole.get("items"), list):
        said = {"outlet": whole.get("title"), "language": whole.get("language")}
        yield from (cells(said | item if isinstance(item, dict) else item) for item in whole["items"])
    else:
        rows = _rows(found, DEEPEST_ROWS)
        yield from map(cells, rows if _letters(rows) > _letters(found) else [found])


def _rows(found: Any, depth: int) -> list[Any]:
    """The array of objects inside an object that holds most letters."""
    if isinstance(found, list):
        return found if all(isinstance(item, dict) for item in found) else []
    inner = found.values() if isinstance(found, dict) and depth else ()
    return max((_rows(value, depth - 1) for value in inner), key=_letters, default=[])


def _letters(value: Any, depth: int = DEEPEST_CELLS) -> int:
    """The length of the texts in a row or in several, without what stands in arrays of objects inside them."""
    if isinstance(value, dict):
        return sum(_letters(item, depth - 1) for item in value.values() if not isinstance(item, list)) if depth else 0
    return sum(map(_letters, value)) if isinstance(value, list) else len(value) if isinstance(value, str) else 0
