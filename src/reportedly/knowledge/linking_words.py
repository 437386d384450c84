"""Words that linking asks reports for: for a side of a war, for one's own people, for what somebody is called or takes back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reportedly.knowledge.loader import table_rows

FILE, WEAPONS, PLACES = "linking_words.en.tsv", "instruments.en.tsv", "place_words.en.tsv"
LANGUAGE = "en"  # of these tables
CARRIED = frozenset({"aerial", "drone", "explosives", "firearms", "heavy-weapons"})  # modes of things that somebody has


@cache
def linking_words(sense: str) -> Mapping[str, str]:
    """The words that the table lists under one sense, each with its value. Raises KeyError where it has no such sense."""
    return _of_sense(FILE, sense)


@cache
def place_kinds() -> Mapping[str, str]:
    """The words that tell the kind of a place beside its name ("district"), each with a kind of the gazetteer."""
    return _of_sense(PLACES, "kind")


def _of_sense(table: str, sense: str) -> Mapping[str, str]:
    text = (files("reportedly.knowledge") / "data" / table).read_text(encoding="utf-8")
    rows = table_rows(text, table, ("sense", "word"))
    found = {row["word"]: row.get("value", "") for _, row in rows if row["sense"] == sense}
    if not found:
        raise KeyError(sense)
    return found


@cache
def _weapons() -> frozenset[str]:
    text = (files("reportedly.knowledge") / "data" / WEAPONS).read_text(encoding="utf-8")
    return frozenset(
        row["phrase"] for _, row in table_rows(text, WEAPONS, ("phrase", "mode")) if row["mode"] in CARRIED
    )


def arms(word: str) -> bool:
    """Whether a word in small letters is one for weapons or carriers that somebody has."""
    forms = {word, word.removesuffix("s")}
    return not forms.isdisjoint(_weapons()) or not forms.isdisjoint(linking_words("arms"))
