"""Rows of a table that is written as JSON: one object a line, or an array of objects, alone or inside an object as
web services answer.

An array is read piece by piece: its size does not matter, only that of a row. What is nested in a row becomes cells of
text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from reportedly.intake.decode import LARGEST

Row = dict[str, str] | str  # a row, or what is wrong with it
NAMES = ("name", "rendered", "title", "text", "value", "#text", "$t", "screen_name", "domain")
LARGEST_ANSWER = 200_000_000  # characters of an object that holds the rows
PIECE = 65_536
DEEPEST_ROWS = 3  # objects around the array of rows


def objects(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of JSON lines."""
    for line in lines:
        if len(line) > LARGEST:
            yield "is longer than one report may be"
        elif line.strip():
            try:
                yield cells(json.loads(line))
            except (ValueError, RecursionError) as error:
                yield f"is not JSON ({error})"


def array(file: TextIO) -> Iterator[Row]:
    """The rows of a JSON file that holds one array, an object around one, or, after all, one object a line."""
    start = ""
    while not start.strip(" \t\r\n\ufeff") and (piece := file.read(PIECE)):
        start = piece
    start = start.lstrip(" \t\r\n\ufeff")
    if start.startswith("["):
        yield from _elements(start[1:], file)
    else:
        yield from _answer(start + file.read(LARGEST_ANSWER))


def cells(found: Any) -> Row:
    """An object as a row of texts; of an object inside it, its name, else its parts as cells of their own."""
    if not isinstance(found, dict):
        return "is not a JSON object"
    row: dict[str, str] = {}
    for key, value in found.items():
        if isinstance(value, dict) and (name := next((value[k] for k in NAMES if isinstance(value.get(k), str)), None)):
            row[str(key)] = name
        elif isinstance(value, dict):
            row |= {f"{key}.{part}": _text(inner) for part, inner in value.items() if inner is not None}
        elif value is not None:
            row[str(key)] = _text(value)
    return row


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return value if isinstance(value, str) else str(value)


def _elements(held: str, file: TextIO) -> Iterator[Row]:
    """The elements of an array whose opening bracket is read; `held` is what was read behind it."""
    decoder, size = json.JSONDecoder(), PIECE
    while True:
        held = held.lstrip(" \t\r\n,")
        if held.startswith("]"):
            return
        try:
            found, end = decoder.raw_decode(held)
        except RecursionError as error:
            yield f"is not JSON ({error})"
            return
        except ValueError as error:
            more = file.read(size) if len(held) <= LARGEST else ""
            if not more:
                if held:
                    yield f"is not JSON ({error}), and what follows is not read"
                return
            held, size = held + more, 2 * size
        else:
            size = PIECE
            yield cells(found)
            held = held[end:]


def _answer(text: str) -> Iterator[Row]:
    """The rows of an object that holds them, or of lines."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        yield from objects(text.splitlines())
        return
    yield from map(cells, _rows(found, DEEPEST_ROWS) or [found])


def _rows(found: Any, depth: int) -> list[Any]:
    """The longest array of objects inside an object."""
    if isinstance(found, list):
        return found if all(isinstance(item, dict) for item in found) else []
    inner = found.values() if isinstance(found, dict) and depth else ()
    return max((_rows(value, depth - 1) for value in inner), key=len, default=[])
