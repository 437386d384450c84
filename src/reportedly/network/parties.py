"""Who is one node of a network: editions of one newsroom, the wordings of one body, all people who are cited by one role.

A key is the id of a row of knowledge where one fits, else the folded name. Who goes unnamed or is only described, and who may
not be shown by name, has the key of the role: two "military sources" are not shown to be one, and no private person can be
found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.knowledge.public_names import IN_TEXT, PRIVATE_ROLES
from reportedly.linking.identity import PRINTS, body_in, entity_of
from reportedly.records import Outlet, Source, SourceType
from reportedly.ties import NodeKind

SHOWN = 8  # names of one node that are told
ANYBODY = frozenset({SourceType.OTHER, SourceType.SOCIAL_MEDIA})  # kinds of sources that may well be a private person
ROLES: Mapping[SourceType, str] = {
    SourceType.RESIDENT: "residents",
    SourceType.WITNESS: "witnesses",
    SourceType.MEDICAL: "medical sources",
    SourceType.ACTIVIST: "activists",
    SourceType.DETAINEE: "people in custody",
    SourceType.ARMED_GROUP: "unnamed members of armed groups",
    SourceType.SOCIAL_MEDIA: "posts of social media",
    SourceType.OTHER: "other sources",
    SourceType.NGO: "unnamed NGO sources",
}


class Parties:
    """Everybody seen so far by key, with the names and kinds that they were seen under."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._keys: dict[tuple[str, SourceType | None, str | None, bool], str] = {}
        self._names: dict[str, Counter[str]] = {}
        self._types: dict[str, Counter[SourceType]] = {}
        self._heads: dict[str, Entity] = {}
        self._people: dict[str, SourceType] = {}
        self._editions: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def outlet(self, outlet: Outlet) -> str:
        """The key of the newsroom that publishes as this outlet."""
        key = self._seen(outlet.name, None, outlet.id, False)
        entity = entity_of(outlet.name, outlet.id, self._knowledge)
        own, name = (entity.id, entity.name) if entity else (key, outlet.name)
        self._editions[key].setdefault(own, name)
        return key

    def source(self, name: str, kind: SourceType, known_as: str | None, unnamed: bool) -> str:
        """The key of a source. The name is a public one."""
        return self._seen(name, kind, known_as, unnamed)

    def name(self, key: str) -> str:
        """What a node is called: the role, the reference name, else the commonest wording."""
        if key in self._people:
            return role_of(self._people[key])
        if key in self._heads:
            return self._heads[key].name
        return self._common(key)[0]

    def names(self, key: str) -> tuple[str, ...]:
        """The commonest names that a node was seen under, in order; none where it is only seen under its own, or is a role."""
        if key in self._people:
            return ()
        seen = sorted(self._common(key)[:SHOWN])
        return tuple(seen) if set(seen) - {self.name(key)} else ()

    def editions(self, key: str) -> tuple[str, ...]:
        """The outlets that publish for a newsroom, in order; none where there is only the one that it is called after."""
        found = self._editions.get(key, {})
        return tuple(sorted(found.values())) if found.keys() - {key} else ()

    def known(self, key: str) -> bool:
        """Whether a row of knowledge fits a node."""
        return key in self._heads

    def kind(self, key: str, publishes: bool) -> NodeKind:
        """Who a node stands for."""
        if key in self._people:
            return NodeKind.PEOPLE
        return NodeKind.OUTLET if publishes or self.type(key) in PRINTS else NodeKind.BODY

    def type(self, key: str) -> SourceType | None:
        """What kind of source a node is: what knowledge says, else the kind that it is mostly taken for."""
        if key in self._people:
            return self._people[key]
        if key in self._heads:
            return self._heads[key].type
        counted = self._types[key]
        return min(counted, key=lambda kind: (-counted[kind], kind), default=None)

    def _common(self, key: str) -> list[str]:
        counted = self._names[key]
        return sorted(counted, key=lambda name: (-counted[name], name))

    def _seen(self, name: str, kind: SourceType | None, known_as: str | None, unnamed: bool) -> str:
        asked = (name, kind, known_as, unnamed)
        key = self._keys.get(asked)
        if key is None:
            key = self._keys[asked] = self._key(*asked)
        self._names.setdefault(key, Counter())[name] += 1
        counted = self._types.setdefault(key, Counter())
        if kind is not None:
            counted[kind] += 1
        return key

    def _key(self, name: str, kind: SourceType | None, known_as: str | None, unnamed: bool) -> str:
        entity = entity_of(name, known_as, self._knowledge)
        if entity is None and kind is not None:
            entity = body_in(Source(name, kind), self._knowledge)
        if entity is not None:
            head = self._knowledge.newsroom_of(entity)
            self._heads[head.id] = head
            return head.id
        if kind is not None and (unnamed or _by_role(name, kind) or _described(name)):
            self._people[f"people:{kind}"] = kind
            return f"people:{kind}"
        return known_as or fold(name) or name


def _by_role(name: str, kind: SourceType) -> bool:
    """Whether nobody is to be shown by this name: it only says a role, or nothing shows that it is no private person's."""
    return kind in ANYBODY or (kind in PRIVATE_ROLES and name.endswith(IN_TEXT))


def _described(name: str) -> bool:
    """Whether a wording without any capital describes somebody ("army command") and names nobody."""
    return name == name.lower() and name != name.upper()


def role_of(kind: SourceType) -> str:
    """What all who are cited by one role are called together."""
    return ROLES.get(kind, f"unnamed {kind.value.replace('_', ' ')} sources")
