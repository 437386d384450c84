"""A workspace of which every word of a report is in Greek letters, and a catalogue that puts every text of ours into wide ones: what
is left in plain Latin letters on a page is an English text that nobody can translate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reportedly.records import Reading

POT = Path(__file__).parent.parent / "src/reportedly/web/languages/reportedly.pot"
GREEK = str.maketrans(ascii_lowercase + ascii_uppercase, "αβγδεζηθικλμνξοπρστυφχψωάέΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈ")
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in ascii_lowercase + ascii_uppercase}
KEPT = re.compile(r"(%\(\w+\)s|<[^>]*>|&\w+;)")  # of a text: values, tags and signs
OURS = frozenset({"what", "type", "mode", "role", "kind", "relation", "where", "form", "field", "language", "polarity"})
"""Fields of records that hold words of ours, or codes."""
LATIN = re.compile(r"[A-Za-z]+")
NO_WORDS = re.compile(r"\breportedly\b|\bUTC\b|https?://\S*|\b[0-9a-f]{8,}\b|\d°[NSWE]")
"""What is in Latin letters everywhere: our name, times, addresses, ids, degrees."""
SPOKEN = ("aria-label", "title", "placeholder", "alt")  # attributes that people are told
VOID = frozenset({"meta", "link", "input", "br", "hr", "rect", "circle", "line", "path", "polyline", "polygon"})


def greek(value: Any) -> Any:
    """A value of records with the words of the report in it in Greek letters; spans stay as they are."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.translate(GREEK)
    if isinstance(value, tuple):
        return tuple(map(greek, value))
    if is_dataclass(value) and not isinstance(value, type):
        named = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: greek(held) for name, held in named.items() if name not in _CODES | OURS})
    return value


_CODES = frozenset({"id", "version", "published", "start", "end", "anchor", "granularity", "value", "url", "country"})


def greek_reading(found: Reading) -> Reading:
    """The reading of a report as it would be in Greek letters, under the same ids."""
    return greek(found)


def wide(text: str) -> str:
    """A text of ours as the catalogue has it."""
    return "".join(part if KEPT.fullmatch(part) else part.translate(WIDE) for part in KEPT.split(text))


def catalogue() -> bytes:
    """The compiled catalogue of every text in the file for translators."""
    made = Catalog(charset="utf-8")
    with POT.open("rb") as file:
        for message in read_po(file):
            if message.id and isinstance(message.id, str):
                made.add(message.id, wide(message.id))
            elif message.id:
                made.add(message.id, tuple(map(wide, message.id)))
    written = BytesIO()
    write_mo(written, made)
    return written.getvalue()


class Unmarked(HTMLParser):
    """Gathers the words of a page that stand in Latin letters where people read or are told them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []  # elements, and whether what is in them is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        read = self._reads() and tag not in ("code", "kbd", "script", "style") and named.get("translate") != "no"
        told = [named.get(name) for name in SPOKEN]
        if tag == "input" and named.get("type") in ("submit", "button"):
            told.append(named.get("value"))
        if read and named.get("translate") != "no":
            for words in told:
                self._look(words or "")
        if tag not in VOID:
            self._open.append((tag, read))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

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
            self.words.append(" ".join(words.split()))


def unmarked(page: str) -> list[str]:
    """The texts of a page that no translation reaches."""
    parser = Unmarked()
    parser.feed(page)
    parser.close()
    return parser.words


