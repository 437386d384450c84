"""On how many independent origins an incident stands, and on whose word each report and figure of it rests.

Own-voice reports are no origins: they are counted as reports without a source. Merging is a small graph with a reason
on every edge; sure merges make one origin, unsure ones make the count a range. No origin is ranked above another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.incident import Link, LinkKind, Member, Origin, Path
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.chosen import Chooser, dot
from reportedly.linking.mentions import Mention, Rarity, words_of
from reportedly.linking.merging import Merge, Setting, merges
from reportedly.linking.nodes import Node, Told, as_told, nodes
from reportedly.linking.relays import Relays, relay_links
from reportedly.linking.withdrawn import ALIKE, withdrawn
from reportedly.records import Reading, SourceType, digest

UNSPECIFIED = frozenset({SourceType.MEDIA, SourceType.SOCIAL_MEDIA, SourceType.DOCUMENT})
PARTIES = frozenset({SourceType.MILITARY, SourceType.ARMED_GROUP})
SIDES = frozenset({SourceType.GOVERNMENT, SourceType.OFFICIAL})  # party where they take part in what is told

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What an incident stands on."""

    origins: tuple[Origin, ...]
    low: int
    high: int
    without_source: int
    paths: tuple[Path, ...]
    links: tuple[Link, ...]
    withdrawn: frozenset[tuple[str, str]] = frozenset()  # ids of reports and of claims that their own source took back


def standing(
    readings: Sequence[Reading], told: Sequence[Mention], rarity: Rarity, copied: Pairs, knowledge: Knowledge
) -> Standing:
    """The origins of one incident. `copied` are pairs of report ids, the smaller first, that share text."""
    chooser = Chooser(told, rarity)
    back = withdrawn(readings, rarity, knowledge)
    chosen = (item for reading in sorted(readings, key=lambda r: r.report.id) for item in chooser.carried(reading))
    carried = [item for item in chosen if (item.report, item.claim.id) not in back]
    relays = Relays(readings, as_told(carried), rarity, knowledge)
    followed = [onward for item in as_told(carried) for onward in relays.followed(item)]
    found = nodes(followed, knowledge)

    def alike(one: Told, other: Told) -> bool:
        return dot(*(rarity.vector(words_of(t.claim.text)) for t in (one, other))) >= ALIKE

    @cache
    def text() -> str:
        return " | ".join(fold(reading.report.text) for reading in readings)

    bodies = Counter(node.type for node in found.values() if node.entity)
    setting = Setting(
        knowledge,
        copied=lambda a, b: (min(a, b), max(a, b)) in copied,
        alike=alike,
        known=lambda kind: bodies[kind],
        said=lambda words: f" {words} " in text(),
    )
    merged = tuple(merges(found, setting))
    parties = {name for mention in told for name in mention.names}
    groups = _groups(found, (merge for merge in merged if merge.sure))
    vouching = [group for group in groups if not _unspecified(group, found)] or groups
    origins = tuple(_origin(group, found, parties, group in vouching) for group in groups)
    home = {key: origin for group, origin in zip(groups, origins, strict=True) for key in group}
    paths = tuple(_path(item, home, knowledge) for item in followed if item.chain)
    sourced = {item.report for item in followed if item.chain}
    low = sum(any(home[key].counted for key in group) for group in _groups(found, merged))
    high = sum(origin.counted for origin in origins)
    links = (*relay_links(followed), *(_link(merge, found) for merge in merged))
    return Standing(origins, low, high, len(readings) - len(sourced), paths, links, back)


def _groups(found: Mapping[str, Node], merged: Iterable[Merge]) -> list[list[str]]:
    """Keys that are one by the merges, in order."""
    head = {key: key for key in found}

    def top(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    for merge in merged:
        one, other = sorted((top(merge.one), top(merge.other)))
        head[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(found):
        groups[top(key)].append(key)
    return list(groups.values())


def _unspecified(group: Sequence[str], found: Mapping[str, Node]) -> bool:
    """Whether a source is only "reports" or images of unknown publishers: beside any other it does not vouch."""
    members = [found[key] for key in group]
    return all(node.type in UNSPECIFIED and not node.entity and (node.unnamed or node.described) for node in members)


def _origin(group: Sequence[str], found: Mapping[str, Node], parties: set[str], counted: bool) -> Origin:
    """One origin of the nodes merged into it; named after the named one that most claims rest on."""
    members = [found[key] for key in group]
    first = min(members, key=lambda node: (node.unnamed, -len(node.told), node.key))
    return Origin(
        digest("origin", *group),
        first.shown,
        tuple(sorted({name for node in members for name in (node.shown, *node.wordings)})),
        first.type,
        first.entity.id if first.entity else None,
        tuple(sorted(_marks(members, parties))),
        tuple(sorted({report for node in members for report in node.reports})),
        tuple(sorted({told.claim.id for node in members for told in node.told})),
        counted,
        tuple(Member(node.id, node.shown) for node in members),
    )


def _marks(members: Sequence[Node], parties: set[str]) -> set[str]:
    """The unranked kinds of an origin."""
    sources = [source for node in members for source in node.sources]
    marks = {"unnamed" if all(source.unnamed is not None for source in sources) else "on_record"}
    if any(source.custody for source in sources):
        marks.add("in_custody")
    if any(node.type in PARTIES or (node.type in SIDES and node.key in parties) for node in members):
        marks.add("party")
    return marks


def _path(item: Told, home: Mapping[str, Origin], knowledge: Knowledge) -> Path:
    key = next(iter(nodes([item], knowledge)))
    return Path(item.report, item.claim.id, tuple(public_name(s) for s in item.chain), home[key].id, item.through)


def _link(merge: Merge, found: Mapping[str, Node]) -> Link:
    ends = found[merge.one].id, found[merge.other].id
    return Link(LinkKind.SAME_ORIGIN, *ends, (merge.reason,), directed=False, sure=merge.sure)
