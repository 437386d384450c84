"""Which words of a credit name an agency or outlet, and which name the outlet itself.

A name counts because knowledge has it or because it is written like an agency's; words of a sentence never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.intake.dates import DATE
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.records import SourceType

LONGEST_NAME = 40  # characters of one credited name
SEPARATOR = re.compile(r"\s*(?:[,;|/+&]|\band\b|\bwith\b)\s*", re.IGNORECASE)
CROWD = frozenset(
    {"agencies", "agency", "news agencies", "news agency", "other agencies", "wires", "wire services", "staff",
     "staff writer", "staff reporter", "reporter", "correspondent", "our correspondent", "own correspondent",
     "newsroom", "news desk", "web desk", "desk", "contributors", "admin", "administrator", "editor", "webmaster"}
)  # fmt: skip
ENDINGS = frozenset({"agency", "press", "news", "wire", "newswire", "agence", "agencia", "service"})
LABELS = frozenset(
    {"update", "updated", "breaking", "watch", "exclusive", "live", "video", "opinion", "analysis", "factbox",
     "explainer", "correction", "corrected", "urgent", "alert", "photo", "photos", "file", "profile", "interview",
     "comment", "editorial", "feature", "review", "graphic", "byline"}
)  # fmt: skip
OWN_ENDINGS = re.compile(r"(?:world|arabic|news|press|agency|english|online|tv|com|net|org|\d{1,2})*")


@dataclass(frozen=True, slots=True)
class Names:
    """What a credit lists: agencies and outlets other than the one that publishes, and that one's own name if it is
    among them.
    """

    others: tuple[str, ...] = ()
    own: str | None = None


def outlet_entity(knowledge: Knowledge, name: str) -> Entity | None:
    """The outlet that a user means by this name, whatever its case, by this id, or by the host that it publishes on."""
    named = knowledge.find(name) or knowledge.find(name.upper()) or knowledge.entities.get(name)
    return named or knowledge.by_domain(name)


def _shouted(name: str) -> bool:
    """Whether a word is in capitals, as agencies are."""
    letters = "".join(c for c in name if c not in " -.&")
    return letters.isalpha() and letters.isupper() and 2 < len(letters) <= 12


class Agencies:
    """Recognises agencies for one outlet; `outlet` is null where nobody knows it yet."""

    def __init__(self, knowledge: Knowledge, outlet: str | None) -> None:
        self.knowledge = knowledge
        self.outlet = outlet
        self._ours = outlet_entity(knowledge, outlet) if outlet else None

    def names(self, raw: str, *, unseen: bool) -> Names | None:
        """The names that a credit lists, or null if part of it is no such name.

        With `unseen` anything written like a name will do, because its place already says that it is a credit.
        """
        others: list[str] = []
        own: str | None = None
        parts = self._parts(raw)
        for part in parts:
            if fold(part) in CROWD:
                continue
            if self.is_own(part):
                own = part
            elif self.is_agency(part) or (unseen and self.knowledge.find(part) is None and _name_like(part)):
                others.append(self.shown(part))
            else:
                return None
        return Names(tuple(dict.fromkeys(others)), own) if parts else None

    def _parts(self, raw: str) -> list[str]:
        """The credit at its commas and "and", and between known names where a feed lost the commas ("AP AFP")."""
        parts = [part.strip(" .") for part in SEPARATOR.split(raw)]
        found: list[str] = []
        for part in filter(None, parts):
            words = part.split()
            several = len(words) > 1 and not self.known(part) and all(map(self.known, words))
            found += words if several else [part]
        return found

    def is_agency(self, name: str) -> bool:
        """Whether the name is known, is in capitals as agencies are, or calls itself one."""
        name = name.strip(" .")
        if not 2 <= len(name) <= LONGEST_NAME or DATE.search(name):
            return False
        if self.knowledge.find(name):
            return self.known(name)
        words = fold(name).split()
        if not 0 < len(words) <= 5 or words[0] in LABELS or not name[0].isupper():
            return False
        return words[-1] in ENDINGS if len(words) > 1 else _shouted(name)

    def known(self, name: str) -> bool:
        """Whether knowledge has an agency or outlet of this name."""
        entity = self.knowledge.find(name)
        return entity is not None and entity.type in (SourceType.AGENCY, SourceType.MEDIA)

    def is_known_agency(self, name: str) -> bool:
        """Whether knowledge has a news agency of this name."""
        entity = self.knowledge.find(name)
        return entity is not None and entity.type is SourceType.AGENCY

    def parted(self, name: str) -> list[str]:
        """An author and the agency that a page glues to the name ("JO BANDA Associated Press"); else the name alone."""
        words = name.split()
        for at in range(1, len(words)):
            agency = " ".join(words[at:]).strip(" |/,-")
            if self.is_known_agency(agency) and not self.known(name):
                return [" ".join(words[:at]).strip(" |/,-"), agency]
        return [name]

    def is_unknown_acronym(self, name: str) -> bool:
        """Whether the name is three to five capitals that knowledge gives to nobody else."""
        return name.isupper() and name.isalpha() and 3 <= len(name) <= 5 and self.knowledge.find(name) is None

    def is_own(self, name: str) -> bool:
        """Whether the name is the outlet's own, in its short or long form."""
        if not self.outlet:
            return False
        theirs = self.knowledge.find(name)
        if self._ours and theirs:
            return self._ours.id == theirs.id
        short, long = sorted((fold(x).replace(" ", "") for x in (self.outlet, name)), key=len)
        return len(short) > 2 and long.startswith(short) and OWN_ENDINGS.fullmatch(long, len(short)) is not None

    def shown(self, name: str) -> str:
        """The name as knowledge spells it where only its case differs, else as it stands."""
        name = name.strip(" .")
        entity = self.knowledge.find(name)
        spellings = (entity.name, *entity.aliases) if entity else ()
        return next((s for s in spellings if s.casefold() == name.casefold()), name)


def _name_like(name: str) -> bool:
    """Whether the words are written like a name: at most four, each with a capital but the short ones."""
    words = name.split()
    if (
        not words
        or not 1 < len(name) <= LONGEST_NAME
        or len(words) > 4
        or not name[0].isupper()
        or fold(name) in LABELS
        or DATE.search(name)
    ):
        return False
    return all(word[0].isupper() or len(word) < 4 for word in words) and not any(map(str.isdigit, name))
