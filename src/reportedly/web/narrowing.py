"""A query narrowed by a value that was counted, and widened again: each value leads to an address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.search.fields import takes_whole
from reportedly.search.parse import parse
from reportedly.search.syntax import And, FieldIs, Query, QueryError, text_of

MOST = 8  # values of one facet that are shown
FIELD = {"month": "published"}  # the field of a query that a facet stands for, where it has another name
TITLES = {
    "outlet": "Outlet", "type": "Kind of origin", "certainty": "How firmly", "act": "Act", "kind": "Event",
    "status": "Told as", "country": "Country", "month": "Month", "unnamed": "Origin unnamed", "custody": "From custody",
    "judgement": "Judged",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A value, how many claims have it, the query that asks for it too, and whether it is asked for already."""

    name: str
    many: int
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The commonest values of a field; `more` counts those that are not shown."""

    title: str
    values: tuple[Value, ...]
    more: int


def facets_of(counts: Mapping[str, Sequence[tuple[str, int]]], query: str, total: int) -> tuple[Facet, ...]:
    """The facets of so many claims that a query found, without those that part nothing from anything."""
    asked = parse(query)
    parts = asked.parts if isinstance(asked, And) else (asked,)
    made = (_facet(name, found, query, parts) for name, found in counts.items() if found)
    return tuple(facet for facet in made if not _says_nothing(facet, total))


def term(field: str, value: str) -> str:
    """A field with its value as it is typed; of names that are found by some of their words, the whole name."""
    return text_of(FieldIs(field, (f"={value}" if takes_whole(field) else value,)))


def both(query: str, more: str) -> str:
    """What fits a query and something more."""
    whole = f"({query})" if re.search(r"\bOR\b", query) else query
    return f"{whole} {more}".strip()


def _says_nothing(facet: Facet, total: int) -> bool:
    """Whether all claims have the one value that there is, and nobody asked for it."""
    return len(facet.values) == 1 and facet.values[0].many == total and not facet.values[0].chosen


def _facet(name: str, found: Sequence[tuple[str, int]], query: str, parts: tuple[Query, ...]) -> Facet:
    field = FIELD.get(name, name)
    order = sorted(found, reverse=True) if name == "month" else found
    values = tuple(_value(term(field, value), value, many, query, parts) for value, many in order[:MOST])
    return Facet(TITLES.get(name, name), values, len(found) - len(values))


def _value(typed: str, name: str, many: int, query: str, parts: tuple[Query, ...]) -> Value:
    """A value; only what all claims must have, a part of the whole query, can be taken out of it again."""
    wanted = _part(typed)
    rest = tuple(part for part in parts if part != wanted)
    if len(rest) < len(parts):
        return Value(name, many, text_of(And(rest)), True)
    return Value(name, many, both(query, typed), False)


def _part(typed: str) -> Query | None:
    """A field with its value as a part of a query, null where nothing can be found by it."""
    try:
        return parse(typed)
    except QueryError:
        return None
