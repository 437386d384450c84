"""Data files of words: the rows of one, and the words of one that has two columns, word and what it is (how pages name
their parts, how sites speak to readers).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def rows_of(data: str) -> list[list[str]]:
    """The rows of a data file below its heading, without comments."""
    text = (files("reportedly.knowledge") / "data" / data).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")][1:]


@cache
def words_for(what: str, data: str) -> tuple[str, ...]:
    """The words of a data file that are such a thing, longest first. Raises ValueError where it has none."""
    found = sorted((row[0] for row in rows_of(data) if row[1] == what), key=len, reverse=True)
    if not found:
        raise ValueError(f"{data} has no row whose second column is {what!r}")
    return tuple(found)
