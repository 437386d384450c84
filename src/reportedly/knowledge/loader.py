"""Outlets, bodies and cues from tab-separated files.

A row is a fact and says what it was checked against (a package or document) or leaves that empty; an unchecked row only resolves names.
Later files lie over earlier ones row by row (same id), so a user's file can correct ours. Loading is pure: same files, same knowledge.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from reportedly.knowledge import states
from reportedly.records import SourceType, digest

ENTITY_FILES = ("outlets.tsv", "bodies.tsv")
CUE_FILE = "cues.en.tsv"
NOUN_FILE = "source_words.en.tsv"
NOT_ALPHANUMERIC = re.compile(r"[\W_]")
LATELY, LONG = 20_000, 400  # folded names and claims that are kept at hand; characters of one at most
OUTLETS = frozenset({SourceType.MEDIA, SourceType.AGENCY})
LARGEST_FILE = 20_000_000  # bytes of a user's file


class KnowledgeError(ValueError):
    """A knowledge file that cannot be used: says which file, which line, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An outlet or body that can be cited: names it goes by, what kind of source it is, what it is an organ of.

    `part_of` names the entity on whose word it speaks (a state agency: its state; an army's press office: the army);
    `domains` are the sites an outlet publishes on. `checked` says what the row was checked against, or is null.
    """

    id: str
    name: str
    type: SourceType
    aliases: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    domains: tuple[str, ...] = ()
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that can introduce what somebody says: its lemma, part of speech, and what it does (act, hedge, frame)."""

    lemma: str
    pos: str
    kind: str
    act: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SourceWord:
    """What kind of source a noun stands for: "nurse" a medical person, "brigade" a body of an armed group, "footage" images."""

    lemma: str
    type: SourceType
    kind: str


def fold(name: str) -> str:
    """A name as a key: no case, accents, determiner, possessive or punctuation; Arabic articles set apart alike."""
    return _folded_lately(name) if len(name) <= LONG else _folded(name)


def _folded(name: str) -> str:
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = (
        plain.casefold()
        .replace("’s ", " ")
        .replace("'s ", " ")
        .replace("’", "")
        .replace("'", "")
        .replace("-", " ")
        .replace(".", "")
    )
    words = NOT_ALPHANUMERIC.sub(" ", plain).split()
    return " ".join(word for word in words if word not in ("the", "a", "an"))


_folded_lately = lru_cache(maxsize=LATELY)(_folded)


def own_tables() -> dict[str, str]:
    """The tables that come with the program, by the names of their files."""
    folder = files("reportedly.knowledge") / "data"
    found = (path for path in folder.iterdir() if path.name.endswith(".tsv"))
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(found, key=lambda path: path.name)}


@dataclass(eq=False)
class Knowledge:
    """Everything known, ready for look-up by name, acronym, domain or cue lemma."""

    entities: dict[str, Entity] = field(default_factory=dict)
    cues: dict[tuple[str, str], Cue] = field(default_factory=dict)
    nouns: dict[str, SourceWord] = field(default_factory=dict)
    version: str = "empty"

    def __post_init__(self) -> None:
        self._names: dict[str, str] = {}
        self._domains: dict[str, str] = {}
        for entity in self.entities.values():
            for name in (entity.name, *entity.aliases):
                self._names.setdefault(fold(name), entity.id)
            for domain in entity.domains:
                self._domains.setdefault(domain.casefold(), entity.id)

    @classmethod
    def load(cls, overlays: Iterable[Path] = (), *, entities: bool = True) -> Knowledge:
        """Our files and the user's over them; `entities=False` keeps the cues only (the run with empty knowledge).

        The version is a digest of every table that comes with the program, for each can change a reading, and of the user's files.
        """
        tables = own_tables()
        over = {str(path): read_overlay(path) for path in overlays} if entities else {}
        rows: dict[str, Entity] = {}
        if entities:
            listed = states.table(tables[states.COUNTRY_FILE], tables[states.OFFICE_FILE])
            found = {states.COUNTRY_FILE: listed} | {name: tables[name] for name in ENTITY_FILES} | over
            rows = {row.id: row for name, text in found.items() for row in parse_entities(text, name)}
        cues = {(cue.lemma, cue.pos): cue for cue in parse_cues(tables[CUE_FILE], CUE_FILE)}
        nouns = {noun.lemma: noun for noun in parse_nouns(tables[NOUN_FILE], NOUN_FILE)}
        version = digest(*(part for table in tables.items() for part in table), *over.values())[:8]
        return cls(rows, cues, nouns, version if entities else f"{version}-cues-only")

    def find(self, name: str) -> Entity | None:
        """The entity that goes by this name, or null; a determiner, case and accents do not matter.

        A name of one word needs a capital, so that "who", "us" and "the sun" stay words.
        """
        key = fold(name)
        if " " not in key and name == name.lower():
            return None
        found = self._names.get(key)
        return self.entities[found] if found else None

    def by_domain(self, host: str) -> Entity | None:
        """The outlet that publishes on this host or on a parent of it."""
        parts = host.casefold().split(".")
        for i in range(len(parts) - 1):
            if found := self._domains.get(".".join(parts[i:])):
                return self.entities[found]
        return None

    def head_of(self, entity: Entity) -> Entity:
        """The body an organ belongs to, followed up to the top; the entity itself when it stands alone."""
        seen = {entity.id}
        while entity.part_of and entity.part_of in self.entities and entity.part_of not in seen:
            entity = self.entities[entity.part_of]
            seen.add(entity.id)
        return entity

    def newsroom_of(self, entity: Entity) -> Entity:
        """The newsroom of an outlet that is part of another outlet, followed up to the top; whoever else is given, itself.

        The media of a state are no newsroom: agencies of one state are not editions of each other.
        """
        seen = {entity.id}
        while (above := self.entities.get(entity.part_of or "")) and above.id not in seen:
            if not {entity.type, above.type} <= OUTLETS or states.is_office(above.id):
                break
            entity = above
            seen.add(entity.id)
        return entity


@lru_cache(maxsize=4)
def default(overlays: tuple[Path, ...] = ()) -> Knowledge:
    """Our knowledge with the user's files over it, loaded once."""
    return Knowledge.load(overlays)


def read_overlay(path: Path) -> str:
    """The text of a user's knowledge file. Raises KnowledgeError where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnowledgeError(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; split it")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(
            f"{path}: cannot be read as UTF-8 text ({error}); save it as tab-separated UTF-8"
        ) from error


def parse_entities(text: str, where: str) -> Iterator[Entity]:
    """Entities of a tab-separated text with the columns id, name, type and any of aliases, country, part_of, domains, checked."""
    for line, row in table_rows(text, where, ("id", "name", "type")):
        try:
            kind = SourceType(row["type"])
        except ValueError as error:
            known = ", ".join(SourceType)
            raise KnowledgeError(f"{where}:{line}: type {row['type']!r} is not one of {known}") from error
        yield Entity(row["id"], row["name"], kind, _list(row.get("aliases")), row.get("country") or None,
                     row.get("part_of") or None, _list(row.get("domains")), row.get("checked") or None)  # fmt: skip


def parse_cues(text: str, where: str) -> Iterator[Cue]:
    """Cues of a tab-separated text with the columns lemma, pos, kind, act, note."""
    for _, row in table_rows(text, where, ("lemma", "pos", "kind")):
        yield Cue(row["lemma"], row["pos"], row["kind"], row.get("act") or None, row.get("note") or None)


def parse_nouns(text: str, where: str) -> Iterator[SourceWord]:
    """Source words of a tab-separated text with the columns lemma, type, kind."""
    for _, row in table_rows(text, where, ("lemma", "type", "kind")):
        yield SourceWord(row["lemma"], SourceType(row["type"]), row["kind"])


def _list(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def table_rows(text: str, where: str, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a tab-separated text with their line numbers; "#" lines are remarks. Raises KnowledgeError where a needed cell is empty."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = set(needed) - set(reader.fieldnames or ())
    if missing:
        names = ", ".join(name for name in needed if name in missing)
        raise KnowledgeError(f"{where}: column {names} missing in the first line; separate the columns with tabs")
    for line, row in enumerate(reader, 2):
        cells = {key: value.strip() for key, value in row.items() if key and isinstance(value, str)}
        empty = [name for name in needed if not cells.get(name)]
        if empty:
            raise KnowledgeError(f"{where}:{line}: {', '.join(empty)} is empty; fill it in or delete the row")
        yield line, cells
