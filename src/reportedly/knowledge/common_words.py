"""How common words are in news, by language: what tells a word that is about the matter from one that is in every report.

A language without a table has no common words: rarity is then learnt from the reports at hand alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reportedly.knowledge.loader import table_rows


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a table."""
    names = (path.name.split(".") for path in (files("reportedly.knowledge") / "data").iterdir())
    return tuple(sorted(parts[1] for parts in names if parts[0] == "common_words"))


@cache
def shares(language: str) -> Mapping[str, float]:
    """The share of stretches of 25 words that hold a word, for the words of the table."""
    name = f"common_words.{language}.tsv"
    table = files("reportedly.knowledge") / "data" / name
    if not language.isalpha() or not table.is_file():
        return {}
    rows = table_rows(table.read_text(encoding="utf-8"), name, ("word", "share"))
    return {row["word"]: float(row["share"]) for _, row in rows}
