"""A workspace in which every word of a report is in Greek letters, and a catalogue that puts every text of ours into wide ones: what
is left in plain Latin letters on a page is an English text that nobody can translate.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from string import ascii_letters
from typing import TypeVar

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

POT = Path(__file__).parent.parent / "src/reportedly/web/languages/reportedly.pot"
GREEK = str.maketrans(ascii_letters, "αβγδεζηθικλμνξοπρστυφχψωάέΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈ")
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in ascii_letters}
VALUES = re.compile(r"(%\(\w+\)s|<[^>]*>|&\w+;)")  # of a text: values, tags and signs
OURS = frozenset({
    "what", "type", "mode", "role", "kind", "where", "language", "polarity",  # words of ours
    "version", "published", "start", "end", "anchor", "granularity", "value", "url",  # codes and days
})  # fmt: skip  # fields of records that are no words of a report
ID = re.compile(r"[0-9a-f]{8,}")
LATIN = re.compile(r"[A-Za-z]")
NO_WORDS = re.compile(r"\breportedly\b|\bUTC\b|https?://\S*|\b[0-9a-f]{8,}\b|\d°[NSWE]|\"[^\"]*\"|\b[a-z]+:\S+|\S+@\S+")
"""What is in Latin letters everywhere: our name, times, addresses, ids, degrees, what is typed in quotation marks, queries, mailboxes."""
TOLD = ("aria-label", "title", "placeholder", "alt")  # attributes that people are told
KEPT = frozenset({"code", "kbd", "script", "style"})  # elements that hold no words
VOID = frozenset({"meta", "link", "input", "br", "hr"})

Value = TypeVar("Value")


def greek(value: Value) -> Value:
    """A value of records with the words of the report in it in Greek letters; spans and ids stay as they are."""
    found: object = value
    if isinstance(value, str) and not isinstance(value, Enum):
        found = value if ID.fullmatch(value) else value.translate(GREEK)
    elif isinstance(value, tuple):
        found = tuple(map(greek, value))
    elif is_dataclass(value) and not isinstance(value, type):
        named = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in OURS}
        found = replace(value, **{name: greek(held) for name, held in named.items()})
    return found  # type: ignore[return-value]


def wide(text: str) -> str:
    """A text of ours in wide letters, its values and tags as they are."""
    return "".join(part if VALUES.fullmatch(part) else part.translate(WIDE) for part in VALUES.split(text))


def catalogue(texts: dict[str, str] | None = None) -> bytes:
    """A compiled catalogue: of these texts, else of every text in the file for translators in wide letters."""
    made = Catalog(charset="utf-8")
    for text, translated in (_all_wide() if texts is None else texts).items():
        made.add(text, translated)
    written = BytesIO()
    write_mo(written, made)
    return written.getvalue()


def _all_wide() -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    with POT.open("rb") as file:
        ids = [message.id for message in read_po(file) if message.id]
    return {one: wide(one) if isinstance(one, str) else tuple(map(wide, one)) for one in ids}


class _Reader(HTMLParser):
    """Gathers the words of a page that stand in Latin letters where people read or are told them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []  # elements, and whether what is in them is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        read = self._reads() and tag not in KEPT and named.get("translate") != "no"
        told = [*TOLD, *(["value"] if named.get("type") in ("submit", "button", "reset") else [])]
        for name in told if read else ():
            self._look(named.get(name, ""))
        if tag not in VOID:
            self._open.append((tag, read))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._reads():
            self._look(data)

    def _reads(self) -> bool:
        return all(read for _, read in self._open)

    def _look(self, words: str) -> None:
        if LATIN.search(NO_WORDS.sub("", words)):
            self.found.append(" ".join(words.split()))


def unmarked(page: str) -> list[str]:
    """The texts of a page that no translation reaches."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found
