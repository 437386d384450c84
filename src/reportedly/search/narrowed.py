"""A query narrowed by a field, and widened again by taking out what it was narrowed by."""

from __future__ import annotations

from reportedly.search.fields import takes_whole
from reportedly.search.parse import parse
from reportedly.search.syntax import And, FieldIs, QueryError, text_of


def term(field: str, value: str) -> str:
    """A field with its value as it is typed; of names that are found by some of their words, the whole name."""
    return text_of(FieldIs(field, (f"={value}" if takes_whole(field) else value,)))


def without(query: str, part: str) -> str | None:
    """A query without a part that all claims must have; null where that is no such part of it.

    Raises QueryError for a query that cannot be understood.
    """
    asked = parse(query)
    parts = asked.parts if isinstance(asked, And) else (asked,)
    try:
        wanted = parse(part)
    except QueryError:  # nothing can be found by it, so nothing was asked for by it
        return None
    rest = tuple(one for one in parts if one != wanted)
    return text_of(And(rest)) if len(rest) < len(parts) else None
