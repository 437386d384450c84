"""A query narrowed by a value that was counted, and widened again: each value leads to an address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.render.labels import label, labelled
from reportedly.text import N_, gettext
from reportedly.workspace import query_term, query_without

MOST = 8  # values of one facet that are shown
FIELD = {"month": "published"}  # the field of a query that a facet stands for, where it has another name
TITLES = {
    "outlet": N_("Outlet"), "type": N_("Kind of origin"), "certainty": N_("How firmly"), "act": N_("Act"), "kind": N_("Event"),
    "status": N_("Told as"), "country": N_("Country"), "month": N_("Month"), "unnamed": N_("Origin unnamed"), "custody": N_("From custody"),
    "judgement": N_("Judged"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown, how many claims have it, the query that asks for it too, and whether it is asked for already."""

    shown: str
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
    made = (_facet(name, found, query) for name, found in counts.items() if found)
    return tuple(facet for facet in made if not _says_nothing(facet, total))


def both(query: str, more: str) -> str:
    """What fits a query and something more."""
    whole = f"({query})" if re.search(r"\bOR\b", query) else query
    return f"{whole} {more}".strip()


def _says_nothing(facet: Facet, total: int) -> bool:
    """Whether all claims have the one value that there is, and nobody asked for it."""
    return len(facet.values) == 1 and facet.values[0].many == total and not facet.values[0].chosen


def _facet(name: str, found: Sequence[tuple[str, int]], query: str) -> Facet:
    field = FIELD.get(name, name)
    order = sorted(found, reverse=True) if name == "month" else found
    values = tuple(_value(query_term(field, value), labelled(name, value), many, query) for value, many in order[:MOST])
    return Facet(gettext(TITLES[name]) if name in TITLES else label(name), values, len(found) - len(values))


def _value(typed: str, shown: str, many: int, query: str) -> Value:
    """A value; only what all claims must have, a part of the whole query, can be taken out of it again."""
    rest = query_without(query, typed)
    return Value(shown, many, both(query, typed), False) if rest is None else Value(shown, many, rest, True)
