"""The English word tables of places where something happens to somebody: harm words, people, event kinds, instruments.

Tables are data (`knowledge/data/*.en.tsv`); this module only reads them, once, and answers by lemma and part of speech.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reportedly.knowledge.loader import table_rows
from reportedly.knowledge.people import people
from reportedly.reading.language import Kind
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
def values(name: str, table: str) -> dict[str, str]:
    """The words that a table lists under one sense, in their order, each with its value. Raises KeyError where it has none."""
    found = {row["word"]: row["value"] for row in rows_of(table, ("sense", "word")) if row["sense"] == name}
    if not found:
        raise KeyError(name)
    return found


def event_words(name: str) -> frozenset[str]:
    """The words of one sense that events, harm and counts turn on."""
    return sense(name, "event_words.en.tsv")


@cache
def harms() -> dict[tuple[str, str], Harm]:
    """Harm words by lemma and coarse part of speech (VERB, NOUN, ADJ)."""
    table = rows_of("harm_words.en.tsv", ("lemma", "pos", "what", "use"))
    return {(row["lemma"], row["pos"]): Harm(row["what"], row["use"]) for row in table}


@cache
def harm_signs() -> Mapping[str, frozenset[str]]:
    """Words that may tell what befell somebody, by what."""
    rows = list(rows_of("harm_signs.en.tsv", ("what", "lemma")))
    return {what: frozenset(row["lemma"] for row in rows if row["what"] == what) for what in {r["what"] for r in rows}}


ARMED = ("fighter", "force")
"""Kinds of people who fight."""


def person_kind(token: Token) -> str | None:
    """The kind of people a noun says, also where a headline's capitals made a name of it ("Civilians"); null for other
    nouns.
    """
    lemma = _person(token)
    return people()[lemma] if lemma is not None else None


@cache
def demonyms() -> frozenset[str]:
    """Words for the people or things of a country: "Greek", "Greeks"."""
    return frozenset(row["word"] for row in rows_of("places_demonyms.en.tsv", ("word", "place")))


def people_number(token: Token) -> int | None:
    """How many people a noun in the singular tells of; null for a body of people and for other nouns."""
    lemma = _person(token)
    number = _numbers().get(lemma, "1") if lemma is not None else "many"
    return None if number == "many" else int(number)


def _person(token: Token) -> str | None:
    """The row of the table of people that a noun is."""
    table, word = people(), token.text.casefold()
    forms = (token.lemma, word, word.removesuffix("s"), word.removesuffix("men") + "man")
    return next((form for form in forms if form in table), None)


@cache
def _numbers() -> dict[str, str]:
    """Words for people that in the singular tell of another number than one."""
    table = rows_of("people.en.tsv", ("lemma", "group"))
    return {row["lemma"]: row["number"] for row in table if row.get("number")}


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """Event words by lemma and coarse part of speech (VERB, NOUN)."""
    table = rows_of("event_kinds.en.tsv", ("lemma", "pos", "type", "roles"))
    return {(row["lemma"], row["pos"]): Kind(row["type"], row["mode"] or None, row["roles"]) for row in table}


class Arm(NamedTuple):
    """The PLOVER mode of an assault made with a weapon, and whether harm by it is meant: "always", where it is "used", or empty."""

    mode: str
    meant: str


@cache
def instruments() -> dict[tuple[str, ...], Arm]:
    """Weapons and carriers, as words in lower case."""
    table = rows_of("instruments.en.tsv", ("phrase", "mode"))
    return {tuple(row["phrase"].split()): Arm(row["mode"], row.get("meant", "")) for row in table}


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
