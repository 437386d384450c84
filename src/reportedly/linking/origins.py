"""On how many independent origins an incident stands, and on whose word each report and figure of it rests.

Own-voice reports are no origins: they are counted as reports without a source. Merging is a small graph with a reason
on every edge; sure merges make one origin, unsure ones make the count a range. No origin is ranked above another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from reportedly.incident import Link, LinkKind, Member, Origin, Path
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.chosen import dot
from reportedly.linking.identity import PRINTS, outlet_key, source_key
from reportedly.linking.mentions import Rarity
from reportedly.linking.merging import Merge, Setting, merges
from reportedly.linking.nodes import Node, Told, nodes, outside
from reportedly.linking.own_word import on_its_own_word
from reportedly.linking.relays import Relays, relay_links
from reportedly.linking.statements import HAPPENED, Statement
from reportedly.linking.withdrawn import ALIKE, withdrawn
from reportedly.records import Claim, Reading, SourceType, digest

UNSPECIFIED = frozenset({SourceType.MEDIA, SourceType.SOCIAL_MEDIA, SourceType.DOCUMENT})
PARTIES = frozenset({SourceType.MILITARY, SourceType.ARMED_GROUP})
SIDES = frozenset({SourceType.GOVERNMENT, SourceType.OFFICIAL})  # party where they take part in what is told

Pairs = frozenset[tuple[str, str]]


Spot = tuple[str, str]  # the ids of a report and of a claim in it


@dataclass(frozen=True, slots=True)
class Standing:
    """The origins of an incident, and which claims rest on which of them.

    `unsure` are pairs of origins that may be one, by id. `withdrawn` are claims that their own source took back, with the
    denials. `specified` are the origins that name more than "reports" or images of unknown publishers;
    `resting` are the origins of each claim, by id.
    """

    origins: tuple[Origin, ...]
    low: int
    high: int
    without_source: int
    paths: tuple[Path, ...]
    links: tuple[Link, ...]
    withdrawn: Mapping[Spot, Spot]
    unsure: tuple[tuple[str, str], ...] = ()
    specified: frozenset[str] = frozenset()
    resting: Mapping[Spot, frozenset[str]] = field(default_factory=dict)

    def origins_of(self, spots: Iterable[Spot]) -> set[str]:
        """The origins that claims rest on, by id."""
        return {origin for spot in spots for origin in self.resting.get(spot, ())}

    def vouching(self, origins: Iterable[str]) -> frozenset[str]:
        """Those of some origins that vouch: an unspecified one does not beside any other."""
        given = frozenset(origins)
        return given & self.specified or given

    def independent(self, vouching: frozenset[str]) -> tuple[int, int]:
        """How many of some origins are independent: the least, where every unsure merge holds, and the most."""
        may_be = [pair for pair in self.unsure if vouching.issuperset(pair)]
        return len(_joined(sorted(vouching), may_be)), len(vouching)


def standing(
    readings: Sequence[Reading],
    said: Sequence[Statement],
    parties: Set[str],
    rarity: Rarity,
    copied: Pairs,
    knowledge: Knowledge,
) -> Standing:
    """The origins of what the reports of one incident assert.

    `parties` are the keys of those who take part in it. `copied` are pairs of report ids, the smaller first, that share
    text.
    """
    back = withdrawn(readings, rarity, knowledge)
    followed = _followed(readings, said, back, rarity, knowledge)
    found = nodes(followed, knowledge)
    merged = _Merged(found, tuple(merges(found, _setting(readings, found, rarity, copied, knowledge))))
    telling = {(one.report, one.claim.id) for one in said if one.about == HAPPENED} - back.keys()
    origins = tuple(_origin(group, found, parties, telling) for group in merged.groups)
    paths = tuple(_path(item, merged.home, knowledge) for item in followed if item.chain)
    links = (*relay_links(followed), *(_link(merge, found) for merge in merged.merges))
    stands = Standing(origins, 0, 0, 0, paths, links, back, merged.unsure, merged.specified, _resting(paths))
    return _counted(stands, telling, len(readings))


def _followed(
    readings: Sequence[Reading],
    said: Sequence[Statement],
    back: Mapping[Spot, Spot],
    rarity: Rarity,
    knowledge: Knowledge,
) -> list[Told]:
    """The claims that nobody took back, their chains followed from report to report."""
    carried = {(one.report, one.claim.id): one.claim for one in said if (one.report, one.claim.id) not in back}
    own = _own_words(readings, [one for one in said if (one.report, one.claim.id) in carried], knowledge)
    told = [
        Told(report, claim, () if (report, name) in own else outside(claim))
        for (report, name), claim in carried.items()
    ]
    relays = Relays(readings, told, rarity, knowledge)
    return on_its_own_word([onward for item in told for onward in relays.followed(item)], readings, knowledge)


def _own_words(readings: Sequence[Reading], said: Sequence[Statement], knowledge: Knowledge) -> set[Spot]:
    """The claims in which an outlet names itself for what its report gives on another's word as well: it only relays that.

    The outlet of a state or a movement speaks for it.
    """
    outlets = {reading.report.id: outlet_key(reading.report.outlet, knowledge) for reading in readings}
    spots = {(one.report, one.claim.id) for one in said if _by_itself(one.claim, outlets[one.report], knowledge)}
    sourced = {
        (one.report, one.about, one.key) for one in said if one.claim.chain and (one.report, one.claim.id) not in spots
    }
    return spots & {(one.report, one.claim.id) for one in said if (one.report, one.about, one.key) in sourced}


def _by_itself(claim: Claim, outlet: str | None, knowledge: Knowledge) -> bool:
    """Whether a claim rests on the outlet that prints it, one that speaks for nobody."""
    if claim.origin is None or claim.origin.type not in PRINTS or source_key(claim.origin, knowledge) != outlet:
        return False
    known = knowledge.entities.get(outlet)
    return known is None or knowledge.head_of(known).type in PRINTS


def _counted(stands: Standing, telling: Set[Spot], reports: int) -> Standing:
    """The standing with its origins counted: of the claims that say it happened, those that vouch."""
    vouching = stands.vouching(stands.origins_of(telling))
    low, high = stands.independent(vouching)
    sourced = {report for report, claim in telling if (report, claim) in stands.resting}
    origins = tuple(replace(origin, counted=origin.id in vouching) for origin in stands.origins)
    return replace(stands, origins=origins, low=low, high=high, without_source=reports - len(sourced))


@dataclass(frozen=True)
class _Merged:
    """The sources of an incident and the merges among them: what the sure ones join is one origin."""

    found: Mapping[str, Node]
    merges: tuple[Merge, ...]

    @cached_property
    def groups(self) -> list[list[str]]:
        """The keys of the sources of each origin."""
        return _joined(sorted(self.found), [(merge.one, merge.other) for merge in self.merges if merge.sure])

    @cached_property
    def home(self) -> dict[str, str]:
        """The id of the origin of each source, by its key."""
        return {key: _origin_id(group) for group in self.groups for key in group}

    @property
    def unsure(self) -> tuple[tuple[str, str], ...]:
        """The pairs of origins that may be one, by id, the smaller first."""
        ends = ((self.home[merge.one], self.home[merge.other]) for merge in self.merges if not merge.sure)
        return tuple(sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]}))

    @property
    def specified(self) -> frozenset[str]:
        """The origins that are more than "reports", by id."""
        return frozenset(_origin_id(group) for group in self.groups if not _unspecified(group, self.found))


def _origin_id(group: Sequence[str]) -> str:
    return digest("origin", *group)


def _resting(paths: Iterable[Path]) -> dict[Spot, frozenset[str]]:
    """The origins of each claim with a source."""
    found: dict[Spot, set[str]] = defaultdict(set)
    for path in paths:
        found[path.report, path.claim].add(path.origin)
    return {spot: frozenset(origins) for spot, origins in found.items()}


def _setting(
    readings: Sequence[Reading], found: Mapping[str, Node], rarity: Rarity, copied: Pairs, knowledge: Knowledge
) -> Setting:
    """What the rules of merging may ask."""

    def alike(one: Told, other: Told) -> bool:
        return dot(*(rarity.of_text(told.claim.text) for told in (one, other))) >= ALIKE

    @cache
    def text() -> str:
        return " | ".join(fold(reading.report.text) for reading in readings)

    bodies = Counter(node.type for node in found.values() if node.entity)
    return Setting(
        knowledge,
        copied=lambda a, b: (min(a, b), max(a, b)) in copied,
        alike=alike,
        known=lambda kind: bodies[kind],
        said=lambda words: f" {words} " in text(),
    )


def _joined(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The names that are one by the pairs, in order."""
    head = {name: name for name in names}

    def top(name: str) -> str:
        while head[name] != name:
            name = head[name]
        return name

    for pair in pairs:
        one, other = sorted(map(top, pair))
        head[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[top(name)].append(name)
    return list(groups.values())


def _unspecified(group: Sequence[str], found: Mapping[str, Node]) -> bool:
    """Whether a source is only "reports" or images of unknown publishers: beside any other it does not vouch."""
    return all(_of_nobody(found[key]) for key in group)


def _of_nobody(node: Node) -> bool:
    loose = node.type in UNSPECIFIED and (node.unnamed or node.described)
    return loose and not node.entity


def _origin(group: Sequence[str], found: Mapping[str, Node], parties: Set[str], telling: Set[Spot]) -> Origin:
    """One origin of the nodes merged into it; named after the named one on which most claims of what happened rest."""
    members = [found[key] for key in group]
    tells = {node.key: sum((told.report, told.claim.id) in telling for told in node.told) for node in members}
    first = min(members, key=lambda node: (node.unnamed, -tells[node.key], -len(node.told), node.key))
    return Origin(
        _origin_id(group),
        first.shown,
        tuple(sorted({name for node in members for name in (node.shown, *node.wordings)})),
        first.type,
        first.entity.id if first.entity else None,
        tuple(sorted(_marks(members, parties))),
        tuple(sorted({report for node in members for report in node.reports})),
        tuple(sorted({told.claim.id for node in members for told in node.told})),
        members=tuple(Member(node.id, node.shown) for node in members),
    )


def _marks(members: Sequence[Node], parties: Set[str]) -> set[str]:
    """The unranked kinds of an origin."""
    sources = [source for node in members for source in node.sources]
    marks = {"unnamed" if all(source.unnamed is not None for source in sources) else "on_record"}
    if any(source.custody for source in sources):
        marks.add("in_custody")
    if any(node.type in PARTIES or (node.type in SIDES and node.key in parties) for node in members):
        marks.add("party")
    return marks


def _path(item: Told, home: Mapping[str, str], knowledge: Knowledge) -> Path:
    key = next(iter(nodes([item], knowledge)))
    return Path(item.report, item.claim.id, tuple(public_name(s) for s in item.chain), home[key], item.through)


def _link(merge: Merge, found: Mapping[str, Node]) -> Link:
    ends = found[merge.one].id, found[merge.other].id
    return Link(LinkKind.SAME_ORIGIN, *ends, (merge.reason,), directed=False, sure=merge.sure)
