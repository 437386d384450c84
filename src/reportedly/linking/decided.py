"""What people decided about incidents and names, laid over what linking found: what is one, what is not, two names of one body.

Decisions are about what tells of incidents and about names, never about ids of incidents, so they hold whatever comes in: an incident that
was merged is the group that holds its first report now. They are taken in the order in which they were made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from reportedly.decision import Decision, Verb
from reportedly.incident import Incident, Link, LinkKind, Reason, is_section, report_of
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.linking.clusters import Group
from reportedly.linking.incidents import Found
from reportedly.linking.mentions import Mention
from reportedly.records import Decided, Judgement, Reading, SourceType, digest

RULE = "a person decided it"


def as_one(knowledge: Knowledge, decisions: Iterable[Decision]) -> Knowledge:
    """Knowledge in which the names that people called one body or outlet are one entity."""
    called = (d for d in decisions if d.verb is Verb.SAME)
    return _called_one(knowledge, tuple((tuple(_names(d)), SourceType(d.new or SourceType.OTHER)) for d in called))


def regrouped(found: Found, told: Sequence[Mention], decisions: Iterable[Decision]) -> Found:
    """The groups with what people said of them carried out. Links stay inside groups; a merge adds one that says who made it."""
    blocks = _Blocks(found.groups, told)
    merged: list[Link] = []
    for decision in decisions:
        if decision.verb is Verb.MERGE:
            merged += blocks.merge(decision)
        elif decision.verb is Verb.SPLIT:
            blocks.split(*decision.things)
        elif decision.verb is Verb.APART:
            blocks.part(*decision.things)
    links = (link for link in (*found.links, *merged) if blocks.home.get(link.from_) == blocks.home.get(link.to))
    return replace(found, groups=blocks.groups(), links=tuple(links))


def with_decisions(incident: Incident, held: Iterable[Reading], decisions: Sequence[Decision]) -> Incident:
    """The incident with the claims of its reports, as far as they tell of it, that people rejected, and whose decisions it rests on."""
    by_report = {reading.report.id: reading.claims for reading in held}
    claims = [claim for report in incident.reports for claim in by_report[report]]
    rejected = [claim for claim in claims if claim.judgement is Judgement.REJECTED]
    judges = [decided for claim in rejected for decided in claim.decided_by if decided.field == "judgement"]
    made = [Decided(d.verb.value, d.who) for d in decisions if _touches(d, incident)]
    people = tuple(dict.fromkeys((*made, *judges)))
    return replace(incident, rejected=tuple(claim.id for claim in rejected), decided_by=people)


class _Blocks:
    """The groups by mention while they are put together and taken apart."""

    def __init__(self, groups: Sequence[Group], told: Sequence[Mention]) -> None:
        self._found = groups
        self._told = told
        self.home = {told[item].id: number for number, group in enumerate(groups) for item in group.items}
        self._next = len(groups)

    def merge(self, decision: Decision) -> list[Link]:
        """Puts the groups of the first mentions of each thing together; the ties from the first thing to the others."""
        first, *others = [mention for thing in decision.things if (mention := self._first(thing))] or [""]
        for other in others:
            self._join(self.home[first], self.home[other])
        reasons = (Reason(RULE, words=_said(decision)),)
        return [Link(LinkKind.SAME_INCIDENT, first, other, reasons, directed=False) for other in others]

    def split(self, taken: Sequence[str], left: Sequence[str]) -> None:
        """Takes reports, by what tells of it in them, out of the groups that hold one of those left; those taken out are one group. A
        section that begins elsewhere since its report was read anew goes with its report.
        """
        there = [mention for mention in taken if mention in self.home]
        kept = {self.home[mention] for mention in left if mention in self.home}
        if not kept:
            return
        reports = set(map(report_of, taken))
        moved = [mention for mention, home in self.home.items() if home in kept and report_of(mention) in reports]
        self.home |= dict.fromkeys(moved, self._next)
        self._next += bool(moved)
        for mention in there[1:]:
            self._join(self.home[there[0]], self.home[mention])

    def part(self, *things: Sequence[str]) -> None:
        """Where a group holds what tells of both things, those of the one that its first mention is not of become a group; nothing is put
        together.
        """
        one, other = (self._telling(thing, rest) for thing, rest in (things, things[::-1]))
        for block in sorted({self.home[mention] for mention in one} & {self.home[mention] for mention in other}):
            here = [told.id for told in self._told if self.home.get(told.id) == block]
            first = next(mention for mention in here if mention in one or mention in other)
            stay, go = (one, other) if first in one else (other, one)
            self.home |= dict.fromkeys(filter(partial(_goes, stay, go & set(here)), here), self._next)
            self._next += 1

    def _telling(self, thing: Sequence[str], rest: Sequence[str]) -> set[str]:
        """The mentions of a thing as they are now; a section that begins elsewhere is known by its report where the rest has none of it."""
        own, others = set(thing), set(rest)
        moved = {_teller(mention) for mention in own - self.home.keys()} - set(map(_teller, others))
        return {told for told in self.home if told in own or (told not in others and _teller(told) in moved)}

    def groups(self) -> tuple[Group, ...]:
        """The groups as they are now, in order of their first items."""
        items: defaultdict[int, list[int]] = defaultdict(list)
        for item, mention in enumerate(self._told):
            if mention.id in self.home:
                items[self.home[mention.id]].append(item)
        capped = {item for group in self._found if group.capped for item in group.items}
        made = (Group(tuple(held), not capped.isdisjoint(held)) for held in items.values())
        return tuple(sorted(made, key=lambda group: group.items))

    def _first(self, mentions: Iterable[str]) -> str | None:
        return next((mention for mention in mentions if mention in self.home), None)

    def _join(self, one: int, other: int) -> None:
        self.home = {mention: one if block == other else block for mention, block in self.home.items()}


@lru_cache(maxsize=4)
def _called_one(knowledge: Knowledge, called: Sequence[tuple[Sequence[str], SourceType]]) -> Knowledge:
    """The same for the same names: what is looked up in knowledge is kept by it."""
    for names, kind in called:
        knowledge = _named_as_one(knowledge, names, kind)
    return knowledge


def _named_as_one(knowledge: Knowledge, names: Sequence[str], kind: SourceType) -> Knowledge:
    known = [entity for name in names if (entity := knowledge.find(name))]
    new = Entity(digest("decided", *sorted(map(fold, names))), names[0], kind)
    first = known[0] if known else new
    others = [entity for entity in known if entity.id != first.id]
    called = (*names, *(name for entity in others for name in (entity.name, *entity.aliases)))
    one = replace(first, aliases=tuple(dict.fromkeys((*first.aliases, *called))))
    entities = knowledge.entities | {entity.id: one for entity in (first, *others)}
    return Knowledge(entities, knowledge.cues, knowledge.nouns, knowledge.version)


def _names(decision: Decision) -> list[str]:
    return [name for thing in decision.things for name in thing]


def _touches(decision: Decision, incident: Incident) -> bool:
    """Whether an incident rests on a decision: it holds the reports that were merged or left, or goes by the names."""
    if decision.verb is Verb.SAME:
        names = {fold(name) for origin in incident.origins for name in (origin.name, *origin.names)}
        return any(fold(name) in names for name in _names(decision))
    here = {_teller(mention) for mention in incident.mentions}
    if decision.verb is Verb.MERGE:  # what a report that is here as a whole tells in sections is in it
        here |= {(report, True) for report, _ in here}
    held = [any(_teller(mention) in here for mention in thing) for thing in decision.things]
    return all(held) if decision.verb is Verb.MERGE else any(held)


def _teller(mention: str) -> tuple[str, bool]:
    """The report of a mention, and whether it is a section: where that begins changes when the report is read anew."""
    return report_of(mention), is_section(mention)


def _goes(stay: Collection[str], go: Collection[str], mention: str) -> bool:
    """Whether a mention is one of those that go; a section of which nothing is said goes where its report does."""
    return mention in go or (mention not in stay and is_section(mention) and report_of(mention) in go)


def _said(decision: Decision) -> str:
    return f"{decision.who}: {decision.why}" if decision.why else decision.who
