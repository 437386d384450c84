"""A query as records, and as text again: `parse(text_of(query))` is the query.

Words stand for the claim's own words; a `FieldIs` names values of a field, a range its bounds, a `Near` a distance.
An `offset` is where the text of a part begins; it makes no difference to what is meant.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TypeAlias

from reportedly.text import N_, gettext

PLAIN = re.compile(r'[^\s()",:\\*<>=.-][^\s()",:\\*<>=]*')
OPERATORS = ("AND", "OR", "NOT")


class QueryError(ValueError):
    """A query that cannot be understood: which words of it (`value`), where they begin (`offset`), what would fit."""

    def __init__(self, offset: int, value: str, fault: str) -> None:
        self.offset = offset
        self.value = value
        self.fault = fault
        words = (
            N_("character %(number)s, %(at)s: %(fault)s") if value else N_("character %(number)s, the end: %(fault)s")
        )
        super().__init__(gettext(words, number=offset + 1, at=f"`{value}`", fault=fault))


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the claim; with `prefix`, the beginning of one."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the claim that follow each other."""

    text: str


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A field that has one of these values."""

    field: str
    values: tuple[str, ...]
    offset: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A field whose figure lies between two bounds, both included; null where there is none."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class DayRange:
    """A field whose day lies between two ISO days, both included; null where there is none."""

    field: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class Near:
    """Places no farther than so many metres from a place of one of these names."""

    names: tuple[str, ...]
    metres: int
    offset: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Area:
    """A point between two latitudes and, going east, between two longitudes, in hundredths of a degree."""

    south: int
    west: int
    north: int
    east: int


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not match."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """What all parts match; without parts, everything."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What one of the parts matches."""

    parts: tuple[Query, ...]


Query: TypeAlias = Term | Phrase | FieldIs | NumberRange | DayRange | Near | Area | Not | And | Or


def text_of(query: Query) -> str:
    """A query as a person would type it."""
    match query:
        case Or(parts):
            return " OR ".join(_inside(part, (Or,)) for part in parts)
        case And(parts):
            return " ".join(_inside(part, (Or, And)) for part in parts)
        case Not(part):
            return f"NOT {_inside(part, (Or, And))}"
        case Term(text, prefix):
            return f"{text}{'*' if prefix else ''}"
        case Phrase(text):
            return quoted(text)
        case FieldIs(field, values):
            return f"{field}:{_listed(values)}"
        case Near(names, metres):
            return f"place:{_listed(names)} within:{distance_text(metres)}"
        case Area(south, west, north, east):
            return "box:" + ",".join(f"{edge / 100:g}" for edge in (south, west, north, east))
        case NumberRange(field, low, high) | DayRange(field, low, high):
            return f"{field}:{_bounds(low, high)}"


def fields_in(query: Query) -> frozenset[str]:
    """The fields that a query names, wherever in it."""
    match query:
        case And(parts) | Or(parts):
            return frozenset(field for part in parts for field in fields_in(part))
        case Not(part):
            return fields_in(part)
        case FieldIs(field) | NumberRange(field) | DayRange(field):
            return frozenset({field})
        case Near():
            return frozenset({"place"})
        case Area():
            return frozenset({"box"})
        case Term() | Phrase():
            return frozenset()


def quoted(text: str) -> str:
    """A text in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def distance_text(metres: int) -> str:
    """A distance as it is typed."""
    return f"{metres}m" if metres % 1000 else f"{metres // 1000}km"


def _inside(query: Query, parted: tuple[type, ...]) -> str:
    text = text_of(query)
    return f"({text})" if isinstance(query, parted) else text


def _listed(values: tuple[str, ...]) -> str:
    return ",".join(value if PLAIN.fullmatch(value) else quoted(value) for value in values)


def _bounds(low: int | str | None, high: int | str | None) -> str:
    if low == high:
        return f"{low}"
    if low is None:
        return f"<={high}"
    return f">={low}" if high is None else f"{low}..{high}"
