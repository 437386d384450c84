"""Which body the words for a side mean in the reports of one incident, as far as names and kinds of sides decide it.

Words with a name mean the body of that name ("Uplands gangs": the Uplands Movement), words without one the only body of
their kind that the report names, else the only one that the incident has. Between two of a kind nothing is chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.identity import ACTING, of_side, only_sides
from reportedly.records import SourceType

MOST = 50  # forces that are looked at though nobody cites them
STEM, ENDING = (
    4,
    2,
)  # letters that names of one land or place share at least; letters of the shorter one that may differ


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body that reports name: its name, what that is known by, its kind, the reports that name it, and whether they say that it is
    an armed group.
    """

    name: str
    key: str
    kind: SourceType | None
    reports: frozenset[str]
    armed: bool = False


@dataclass(frozen=True, slots=True)
class CalledSide:
    """Folded words for a side in a report: their kind, the words of a name among them, whether they speak of the side as one."""

    words: str
    kind: SourceType | None
    names: tuple[str, ...]
    one: bool
    report: str


class _Named(Protocol):
    """Words for somebody, with the name that they go by and what that is known by."""

    @property
    def name(self) -> str: ...

    @property
    def key(self) -> str: ...

    @property
    def said(self) -> CalledSide | None: ...


class SameBody:
    """The bodies of an incident, asked for those that words for a side mean."""

    def __init__(self, bodies: Mapping[str, NamedBody], places: Collection[str], knowledge: Knowledge) -> None:
        self.bodies, self.places, self.knowledge = dict(bodies), places, knowledge
        self._meant: dict[CalledSide, NamedBody | None] = {}
        self._own: dict[str, list[str]] = {}  # words of the names of bodies, by key
        named = [body for body in self.bodies.values() if body.kind in ACTING and not only_sides(body.name, knowledge)]
        names = {fold(body.name) for body in named}
        self.named = [body for body in named if self._acts(body, names)]
        own = {body.key for body in named}
        others = (body for body in self.bodies.values() if body.kind in ACTING and body.key not in own)
        self.sides = [*self.named, *others]

    def _acts(self, body: NamedBody, names: Collection[str]) -> bool:
        """Whether a body is a force or rules, by the last word of its name, and is no organ of another one: no ministry."""
        words = fold(body.name).split()
        last = words[-1]
        parts = (words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1))
        organ = any(" ".join(part) in names for part in parts if part != words)
        if body.kind is SourceType.GOVERNMENT:
            return last in linking_words("ruling") and not organ
        noun = self.knowledge.nouns.get(last)
        return not organ and (noun is None or (noun.kind == "body" and noun.type is not SourceType.GOVERNMENT))

    def with_named(self, sides: Iterable[_Named]) -> SameBody:
        """The same with the forces that reports name and nobody cites: "the Marnian navy"."""
        same = self
        for use in sides:
            said = use.said
            if len(same.bodies) >= len(self.bodies) + MOST:
                break
            if said and said.one and said.names and use.key not in same.bodies and not same.by_name(said):
                body = NamedBody(use.name, use.key, said.kind, frozenset({said.report}))
                same = SameBody({**same.bodies, use.key: body}, self.places, self.knowledge)
        return same

    def of(self, said: CalledSide) -> NamedBody | None:
        """The body that words for a side mean; null where nothing says, or two could be meant."""
        if said not in self._meant:
            fits = self.by_name(said) or self._by_kind(said)
            self._meant[said] = self._only(fits, said) if fits else None
        return self._meant[said]

    def _only(self, fits: Sequence[NamedBody], said: CalledSide) -> NamedBody | None:
        """The only one of some bodies, those that the report names before others."""
        here = [body for body in fits if said.report in body.reports] or fits
        return here[0] if len({body.key for body in here}) == 1 else None

    def by_name(self, said: CalledSide) -> list[NamedBody]:
        """The bodies of a kind with the words that share a name with them."""
        whole = [body for body in self.named if f" {fold(body.name)} " in f" {said.words} "]
        kin = [body for body in self.named if _kin(body.kind, said.kind)]
        return whole or [body for body in kin if self._share(said.names, body)]

    def _share(self, names: Sequence[str], body: NamedBody) -> bool:
        if body.key not in self._own:
            words = (word for word in fold(body.name).split() if not of_side(word, self.knowledge))
            self._own[body.key] = [*words, initials(body.name)]
        return any(alike(one, other) for one in names for other in self._own[body.key])

    def _by_kind(self, said: CalledSide) -> list[NamedBody]:
        """The bodies of the kind of words that have no name, or only that of a land where there are groups."""
        if said.names and not (said.kind is SourceType.ARMED_GROUP and self._of_places(said.names)):
            return []
        if said.kind is not SourceType.GOVERNMENT:
            return self._candidates(said.kind)
        military = self._candidates(SourceType.MILITARY)
        ruling = [body for body in self._candidates(said.kind) if self._rules(body, said, military)]
        return ruling or military

    def _rules(self, body: NamedBody, said: CalledSide, military: Sequence[NamedBody]) -> bool:
        """Whether a government is one that words can mean: the report names it, or it shares its name with a force at hand."""
        return said.report in body.reports or any(self._share(fold(body.name).split(), force) for force in military)

    def _candidates(self, kind: SourceType | None) -> list[NamedBody]:
        """The bodies of a kind by a name of their own; where none has one, those that only words for a side stand for."""
        fits = [body for body in self.named if body.kind is kind]
        return [body for body in fits if body.armed] or fits or [body for body in self.sides if body.kind is kind]

    def _of_places(self, names: Sequence[str]) -> bool:
        states = (body.name for body in self.sides if body.kind is not SourceType.ARMED_GROUP)
        lands = [word for name in (*self.places, *states) for word in fold(name).split()]
        return all(any(alike(name, land) for land in lands) for name in names)


def _kin(kind: SourceType | None, said: SourceType | None) -> bool:
    """Whether a body can be meant by words for a kind of side: one of that kind, or the forces of those who rule."""
    return kind is said or (kind is SourceType.MILITARY and said is SourceType.GOVERNMENT)


def initials(name: str) -> str:
    """The first letters of the words of a name."""
    return "".join(word[0] for word in fold(name).split() if word not in linking_words("genitive"))


def is_initials(name: str) -> bool:
    """Whether a name is written as initials are."""
    return name.isupper() and name.isalpha() and len(name) > 1


def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one name: "Marnia", "Marnian"."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))  # noqa: B905
    return one == other or shared >= max(STEM, min(len(one), len(other)) - ENDING)
