"""A checking sheet read back, whatever program it was filled in: commas, semicolons or tabs, with or without a mark of its coding.

A judgement is `right`, `wrong`, `unsure`, or the right value, which says that what was read is wrong; `none` says that there is
nothing to read. A row or cell that cannot be understood costs only itself and comes back as a `SheetFault` with its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from reportedly.checking.fields import BETWEEN, CHECKED, VALUES
from reportedly.checking.sheet import KEYS, RIGHT
from reportedly.exchange.cells import uncell
from reportedly.visible import shortened

if TYPE_CHECKING:
    from _csv import Reader

LARGEST = 64 * 1024 * 1024  # bytes of a sheet
SEPARATORS = ",;\t"
NONE = "none"


class SheetError(ValueError):
    """A file is no checking sheet; the message says why and what to do."""


class Verdict(StrEnum):
    """What a person says of a value that was read."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judged cell: what was read (empty where it was left open), the verdict, and the right value where one is given."""

    field: str
    read: str
    verdict: Verdict
    value: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row of a filled sheet; `line` counts from 1. A row nobody has filled has no judgements."""

    line: int
    report: str
    claim: str
    version: str
    read_by: str
    seed: str
    query: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What of a sheet cannot be used, and why; `line` counts from 1."""

    line: int
    reason: str


def read_sheet(source: BinaryIO) -> Iterator[JudgedRow | SheetFault]:
    """The rows of a sheet and what cannot be used of it, in order. Raises SheetError where it is no checking sheet."""
    data = source.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SheetError(f"it is larger than {LARGEST} bytes, which no checking sheet is")
    text = _decoded(data)
    head = text[: text.find("\n")]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count))
    header = [uncell(name).strip() for name in _header(table)]
    missing = [name for name in ("key", *(f"{field}{RIGHT}" for field in CHECKED)) if name not in header]
    if missing:
        raise SheetError(
            f"it has no column {missing[0]!r}; `reportedly sample` writes the sheets that can be read back"
        )
    yield from _rows(table, header)


def _header(table: Reader) -> list[str]:
    try:
        return next(table, [])
    except csv.Error as error:
        raise SheetError(f"it is no table ({error})") from error


def _rows(table: Reader, header: list[str]) -> Iterator[JudgedRow | SheetFault]:
    seen: dict[str, int] = {}
    while True:
        at = table.line_num + 1
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield SheetFault(at, f"the table cannot be read there ({error})")
            continue
        if cells is None:
            return
        row = {name: uncell(text).strip() for name, text in zip(header, cells, strict=False)}
        if any(row.values()):
            yield from _row(at, row, seen)


def _row(at: int, row: Mapping[str, str], seen: dict[str, int]) -> Iterator[JudgedRow | SheetFault]:
    key = row.get("key", "")
    report, _, claim = key.partition("/")
    if not report or not claim:
        yield SheetFault(at, f"{key!r} in the column 'key' names no claim; leave the last columns as they are")
    elif key in seen:
        yield SheetFault(at, f"the claim {key} stands in line {seen[key]} already, and counts there")
    else:
        seen[key] = at
        judged = [_judged(at, name, row.get(name, ""), row.get(name + RIGHT, "")) for name in CHECKED]
        yield from (one for one in judged if isinstance(one, SheetFault))
        given = tuple(one for one in judged if isinstance(one, Judgement))
        version, read_by, seed, query = (row.get(name, "") for name in KEYS[1:])
        yield JudgedRow(at, report, claim, version, read_by, seed, query, given)


def _judged(at: int, field: str, read: str, given: str) -> Judgement | SheetFault | None:
    """What a cell says of a field; null for an empty cell."""
    if not given:
        return None
    word = given.casefold()
    if word in frozenset(Verdict):
        return Judgement(field, read, Verdict(word))
    value = "" if word == NONE else given
    allowed = VALUES.get(field)
    if allowed and value and not allowed.issuperset(value.casefold().split(BETWEEN)):
        choices = ", ".join((*Verdict, NONE, *sorted(allowed)))
        return SheetFault(at, f"{shortened(given, 40)!r} is no judgement of {field!r}; it takes {choices}")
    same = value.casefold() == read.casefold()
    return Judgement(field, read, Verdict.RIGHT if same else Verdict.WRONG, None if same else value)


def _decoded(data: bytes) -> str:
    """The text of a sheet in UTF-8, in UTF-16 with its mark, or as older programs of the West write it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
