"""The English word tables of places where something happens to somebody: harm words, people, event kinds, instruments.

Tables are data (`knowledge/data/*.en.tsv`); this module only reads them, once, and answers by lemma and part of speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.knowledge.loader import table_rows
from reportedly.reading.parse import Token


@dataclass(frozen=True, slots=True)
class Harm:
    """What a word says happened to those counted ("killed", "injured" …), and how it takes them (see the table)."""

    what: str
    use: str


def rows_of(name: str, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of one of our own word tables."""
    text = (files("reportedly.knowledge") / "data" / name).read_text(encoding="utf-8")
    for _, row in table_rows(text, name, needed):
        yield row


@cache
def senses(table: str) -> dict[str, frozenset[str]]:
    """A table of senses: the words that it lists under each."""
    found: dict[str, set[str]] = {}
    for row in rows_of(table, ("sense", "word")):
        found.setdefault(row["sense"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def sense(name: str, table: str = "speech_words.en.tsv") -> frozenset[str]:
    """The words that a table lists under one sense. Raises KeyError where it has no such sense."""
    return senses(table)[name]


@cache
def harms() -> dict[tuple[str, str], Harm]:
    """Harm words by lemma and coarse part of speech (VERB, NOUN, ADJ)."""
    table = rows_of("harm_words.en.tsv", ("lemma", "pos", "what", "use"))
    return {(row["lemma"], row["pos"]): Harm(row["what"], row["use"]) for row in table}


@cache
def people() -> dict[str, str]:
    """Words for people, and the kind of people they say: civilian, child, woman, fighter, force …"""
    return {row["lemma"]: row["group"] for row in rows_of("people.en.tsv", ("lemma", "group"))}


def person_kind(token: Token) -> str | None:
    """The kind of people a noun says, also where a headline's capitals made a name of it ("Civilians"); null for other
    nouns.
    """
    table, word = people(), token.text.casefold()
    for form in (token.lemma, word, word.removesuffix("s"), word.removesuffix("men") + "man"):
        if form in table:
            return table[form]
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """The PLOVER type and mode a word tells of (mode null: read from the weapon), and where its participants stand."""

    type: str
    mode: str | None
    roles: str


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """Event words by lemma and coarse part of speech (VERB, NOUN)."""
    table = rows_of("event_kinds.en.tsv", ("lemma", "pos", "type", "roles"))
    return {(row["lemma"], row["pos"]): Kind(row["type"], row["mode"] or None, row["roles"]) for row in table}


@cache
def instruments() -> dict[tuple[str, ...], str]:
    """Weapons and carriers, as words in lower case, and the mode of an assault made with them."""
    return {tuple(row["phrase"].split()): row["mode"] for row in rows_of("instruments.en.tsv", ("phrase", "mode"))}


def event_kind(token: Token) -> Kind | None:
    """What event a token tells of, also where a headline's capitals hide its form ("Attacks", "Kills"); null for other
    words.
    """
    word = token.text.casefold()
    first = ("VERB",) if token.pos in ("VERB", "AUX") else ("NOUN",) if token.pos in ("NOUN", "PROPN") else ()
    for pos in first:
        for form in (token.lemma, word, word.removesuffix("s"), word.removesuffix("es")):
            if (form, pos) in kinds():
                return kinds()[form, pos]
    return None
