"""Which sources of an incident are one: every merge has a rule and its words, and says whether it is sure.

Named sources merge when knowledge or their names show one body; unnamed ones only through the same text, the same relay
and text, or when the report names them later. What only may be one is unsure: it makes the count a range.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from reportedly.incident import Reason
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.identity import source_key
from reportedly.linking.nodes import Node, Told
from reportedly.records import Source, SourceType, Unnamed

NEAR = 700  # characters between an unnamed source and the named one that the report goes on with; about four sentences
TELLING = 6  # letters of a word that two names of one body share at least ("Observatory")
STEM = 5  # letters with which words of one stem begin
AID = frozenset({SourceType.MEDICAL, SourceType.NGO})  # a rescue service is called either
BODIES = frozenset({SourceType.MONITOR, SourceType.NGO})
STEM = 5  # letters that two wordings of one unnamed source share at least ("witness", "witnesses")


@dataclass(frozen=True, slots=True)
class Merge:
    """Two nodes that are one, or may be, by key; the first key is the smaller."""

    one: str
    other: str
    reason: Reason
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules may ask beside the nodes: knowledge, whether two reports share text, whether two claims do.

    `known` counts the known bodies of a type in the incident, `said` whether words stand in one of its reports.
    """

    knowledge: Knowledge
    copied: Callable[[str, str], bool]
    alike: Callable[[Told, Told], bool]
    known: Callable[[SourceType], int]
    said: Callable[[str], bool]


Rule = Callable[[Node, Node, Setting], Merge | None]


def merges(found: Mapping[str, Node], setting: Setting) -> Iterator[Merge]:
    """The first rule that fits each pair of nodes, in order of the keys."""
    for one, other in _pairs(found, setting):
        for rule in RULES:
            if merge := rule(found[one], found[other], setting):
                yield merge
                break


def _pairs(found: Mapping[str, Node], setting: Setting) -> list[tuple[str, str]]:
    """The pairs that some rule may fit: of one type, both known bodies, or one cited for the other."""
    alike: dict[object, list[str]] = defaultdict(list)
    for key in sorted(found):
        kinds = {SourceType.NGO if found[key].type in AID else found[key].type, found[key].type}
        for kind in SourceType if found[key].type is SourceType.OTHER else kinds:
            alike[kind].append(key)
        if found[key].entity:
            alike["known"].append(key)
    pairs = {pair for keys in alike.values() for pair in combinations(keys, 2)}
    for key, node in found.items():
        cited = {_key(source, setting) for told in node.told for source in told.chain[:-1]}
        pairs |= {(min(key, other), max(key, other)) for other in cited & found.keys() if other != key}
    return sorted(pairs)


def _merge(one: Node, other: Node, rule: str, words: str, sure: bool = True) -> Merge:
    return Merge(one.key, other.key, Reason(rule, words=words), sure)


def organs_of_one_body(one: Node, other: Node, setting: Setting) -> Merge | None:
    """A body and its organs, or two organs of one body: knowledge says what is part of what."""
    if one.entity is None or other.entity is None:
        return None
    head = setting.knowledge.head_of(one.entity)
    if head.id != setting.knowledge.head_of(other.entity).id:
        return None
    return _merge(one, other, "organs of one body", head.name)


def one_name_in_the_other(one: Node, other: Node, setting: Setting) -> Merge | None:
    """A full and a short name of one source of the same type: sure when one outlet could not mean two by it."""
    if not _akin(one, other) or (one.entity and other.entity) or (one.unnamed and other.unnamed):
        return None
    least = 2 if one.unnamed or other.unnamed else 1
    for a in one.names:
        for b in other.names:
            short, long = sorted((fold(a).split(), fold(b).split()), key=len)
            if least <= len(short) < len(long) and set(short) <= set(long) and len(short[-1]) > 2:
                sure = short[-1] == long[-1] or len(short) > 1 or len(short[0]) >= TELLING
                return _merge(one, other, "one name in the other", f"{one.shown} / {other.shown}", sure)
    return None


def _akin(one: Node, other: Node) -> bool:
    """Whether two sources may be of one type: they are, or one is of no known type."""
    return _of_one_type(one, other) or SourceType.OTHER in {one.type, other.type}


def _of_one_type(one: Node, other: Node) -> bool:
    """Whether two sources are of one type, or of two that go by one name."""
    types = {one.type, other.type}
    return len(types) == 1 or types == AID


def only_one_of_its_kind(one: Node, other: Node, setting: Setting) -> Merge | None:
    """A body, and a wording for a body of its kind ("the monitoring group") where no other is named.

    Sure where the reports of the wording name the body too, or the wording is part of its name.
    """
    named, loose = (one, other) if one.entity else (other, one)
    if named.entity is None or loose.entity is not None or named.type is not loose.type:
        return None
    if named.type not in BODIES or setting.known(named.type) > 1:
        return None
    words = f"{loose.shown} / {named.shown}"
    if _shares_word(loose, named):
        return _merge(one, other, "part of its name, and no other of its kind", words)
    if loose.unnamed or loose.described:
        return _merge(one, other, "the only one of its kind", words, loose.reports <= named.reports)
    if loose.reports & named.reports:
        return _merge(one, other, "perhaps speaks for it", words, sure=False)
    return None


def _shares_word(loose: Node, named: Node) -> bool:
    entity = named.entity
    known = {word for name in (entity.name, *entity.aliases) for word in fold(name).split()} if entity else set()
    return any(len(word) >= TELLING and word in known for name in loose.names for word in fold(name).split())


def each_quotes_the_other(one: Node, other: Node, setting: Setting) -> Merge | None:
    """Two sources of which one is cited for the other's word: one account if each is, perhaps one if only one is."""
    ways = [
        any(_key(s, setting) == a.key for t in b.told for s in t.chain[:-1]) for a, b in ((one, other), (other, one))
    ]
    if not any(ways):
        return None
    rule = "each is cited for the other's word" if all(ways) else "one is cited for the other's word"
    return _merge(one, other, rule, f"{one.shown} / {other.shown}", all(ways))


def _key(source: Source, setting: Setting) -> str:
    return source_key(source, setting.knowledge)


def role_and_name(one: Node, other: Node, setting: Setting) -> Merge | None:
    """A role and a name that a report puts side by side ("governor Ana Ruiz"), in either order."""
    if one.type is not other.type or (one.entity and other.entity) or _role(one, setting) == _role(other, setting):
        return None
    for a in one.names:
        for b in other.names:
            pair = fold(a), fold(b)
            if all(pair) and (setting.said(" ".join(pair)) or setting.said(" ".join(reversed(pair)))):
                return _merge(one, other, "role and name side by side", f"{one.shown} / {other.shown}")
    return None


def _role(node: Node, setting: Setting) -> bool:
    """Whether a source goes by what it is, not by a name: "the governor", "Governor"."""
    words = [word for name in node.names for word in fold(name).split()]
    return node.described or all(word in setting.knowledge.nouns for word in words)


def same_text(one: Node, other: Node, setting: Setting) -> Merge | None:
    """Unnamed in two reports, one of which reuses the other's text, under one wording."""
    if not (one.unnamed and other.unnamed) or not _one_wording(one, other):
        return None
    if any(setting.copied(a, b) for a in one.reports for b in other.reports):
        return _merge(one, other, "same wording in copied text", one.shown)
    return None


def same_relay(one: Node, other: Node, setting: Setting) -> Merge | None:
    """Unnamed in two reports that have it from one relay, in like words."""
    if not (one.unnamed and other.unnamed) or one.type is not other.type:
        return None
    for a in one.told:
        for b in other.told:
            relay = _relays(a, setting) & _relays(b, setting)
            if relay and a.report != b.report and setting.alike(a, b):
                return _merge(one, other, "same relay and text", ", ".join(sorted(relay)))
    return None


def _relays(told: Told, setting: Setting) -> set[str]:
    found = [(setting.knowledge.entities.get(s.id or "") or setting.knowledge.find(s.name), s) for s in told.chain[:-1]]
    return {entity.name if entity else public_name(source) for entity, source in found}


def named_later(one: Node, other: Node, setting: Setting) -> Merge | None:
    """An unnamed source that the report names within a few sentences: of one type, the unnamed one first. "Rescuers" and a rescue service
    are of two types, and share a stem; doctors and a body for rights do not.
    """
    if one.unnamed == other.unnamed or not _of_one_type(one, other):
        return None
    if one.type is not other.type and not _stems(one) & _stems(other):
        return None
    unnamed, named = (one, other) if one.unnamed else (other, one)
    for a in unnamed.told:
        for b in named.told:
            if a.report == b.report and 0 <= _start(b) - _start(a) <= NEAR:
                return _merge(one, other, "named later", f"{unnamed.shown} → {named.shown}")
    return None


def same_report(one: Node, other: Node, setting: Setting) -> Merge | None:
    """Two wordings of one unnamed source in one report."""
    if one.unnamed and other.unnamed and one.reports & other.reports and _stem(one, other):
        return _merge(one, other, "two wordings in one report", f"{one.shown} / {other.shown}")
    return None


def perhaps_one(one: Node, other: Node, setting: Setting) -> Merge | None:
    """Unnamed under one wording in two reports that share no text: may be one, may be two."""
    if one.unnamed and other.unnamed and one.type is other.type and (_one_wording(one, other) or _stem(one, other)):
        return _merge(one, other, "same wording, not shown to be one", one.shown, sure=False)
    return None


def perhaps_among_them(one: Node, other: Node, setting: Setting) -> Merge | None:
    """A collective beside a named source of its kind in another report: may stand for it."""
    if one.unnamed == other.unnamed or one.type is not other.type:
        return None
    unnamed, named = (one, other) if one.unnamed else (other, one)
    if all(source.unnamed is Unnamed.COLLECTIVE for source in unnamed.sources):
        return _merge(one, other, "a collective beside one of its kind", f"{unnamed.shown} / {named.shown}", sure=False)
    return None


def _one_wording(one: Node, other: Node) -> bool:
    return bool({fold(name) for name in one.names} & {fold(name) for name in other.names})


def _stem(one: Node, other: Node) -> bool:
    short, long = sorted((fold(one.names[0]), fold(other.names[0])), key=len)
    return len(short) >= STEM and long.startswith(short)


def _stems(node: Node) -> set[str]:
    """The beginnings of the longer words of its names."""
    return {word[:STEM] for name in node.names for word in fold(name).split() if len(word) >= STEM}


def _start(told: Told) -> int:
    return min((span[0] for span in told.claim.spans), default=0)


RULES: tuple[Rule, ...] = (
    organs_of_one_body,
    only_one_of_its_kind,
    one_name_in_the_other,
    each_quotes_the_other,
    role_and_name,
    same_text,
    same_relay,
    named_later,
    same_report,
    perhaps_one,
    perhaps_among_them,
)
