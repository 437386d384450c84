"""Readings to incidents: copies, then groups, then on whose word each group stands.

The result is a function of the set of readings: the order of arrival, batches and workers change nothing. An incident's
id is minted from its earliest claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.corrections.narrowed import without_rejected
from reportedly.decision import Decision
from reportedly.incident import Incident, Link, LinkKind, report_of
from reportedly.knowledge.loader import Knowledge
from reportedly.linking.assertions import assertions
from reportedly.linking.changes import changes
from reportedly.linking.chosen import Chooser
from reportedly.linking.clusters import Group
from reportedly.linking.copies import copies_among, printed_together
from reportedly.linking.decided import as_one, regrouped, with_decisions
from reportedly.linking.describe import describe, incident_id
from reportedly.linking.disagreement import differences
from reportedly.linking.epochs import Epoch, learn
from reportedly.linking.figures import figures
from reportedly.linking.incidents import Edge, Found, Scores, edges_of, grouped, ties_of
from reportedly.linking.matter import Matter
from reportedly.linking.mentions import Mention, Rarity, Stretches, mentions
from reportedly.linking.namings import namings
from reportedly.linking.origins import Pairs, standing
from reportedly.linking.reprints import Texts, texts_of
from reportedly.linking.sections import alone, apart, numbered, with_sections, without
from reportedly.linking.statements import statements
from reportedly.linking.ways import ways
from reportedly.linking.withdrawn import with_retractions
from reportedly.records import Reading, Span


@dataclass(frozen=True, slots=True)
class Linked:
    """The incidents, those told by most reports first, and all links."""

    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """What linking finds of some readings before people's decisions: the copies, the mentions, the groups, by an epoch."""

    readings: Mapping[str, Reading]
    epoch: Epoch[Stretches]
    told: tuple[Mention, ...]
    texts: Texts
    copied: tuple[Link, ...]
    edges: Mapping[tuple[str, str], Edge]
    found: Found


def link(
    readings: Sequence[Reading],
    knowledge: Knowledge,
    decisions: Sequence[Decision] = (),
    epoch: Epoch[Stretches] | None = None,
) -> Linked:
    """The incidents of the readings and what ties the reports together, with what people decided about either.

    Of two readings of one report the later published counts, on one day the last in order of version. Words weigh as in
    the epoch, by the readings themselves where none is given.
    """
    read = {reading.report.id: reading for reading in sorted(readings, key=_order)}
    chosen, known = list(read.values()), as_one(knowledge, decisions)
    if epoch is None:
        laid = lay(read, known, *learn(chosen, known))
    else:
        weight = Rarity(epoch.stretches)
        main = mentions(chosen, known, weight)
        laid = lay(read, known, epoch, with_sections(main, chosen, weight, known, epoch.common))
    return told_of(laid, knowledge, decisions)


def lay(read: Mapping[str, Reading], knowledge: Knowledge, epoch: Epoch[Stretches], told: Sequence[Mention]) -> Laid:
    """The groups of some readings, by the ids of their reports, whose mentions were made by an epoch; and what they rest on."""
    together = printed_together(list(read.values()), knowledge)
    copied = copies_among(together)
    scores = Scores(told, pairs_of(copied), epoch.common)
    edges = edges_of(told, scores, epoch.crowded)
    return Laid(read, epoch, tuple(told), texts_of(together), copied, edges, grouped(told, edges, scores))


def told_of(laid: Laid, knowledge: Knowledge, decisions: Sequence[Decision]) -> Linked:
    """The incidents of what was laid, with what people decided."""
    found = regrouped(laid.found, laid.told, decisions)
    known, rarity = as_one(knowledge, decisions), Rarity(laid.epoch.stretches)
    homes = homes_of(found.groups, laid.told)
    elsewhere = apart((mention for mention in laid.told if mention.section), homes, ties_of(laid.edges))
    accounts = IncidentAccounts(laid.readings, laid.told, pairs_of(laid.copied), known, rarity, decisions, elsewhere)
    incidents, links = accounts.of(found.groups)
    held = [(laid.told[campaign].id, laid.told[item].id) for campaign, item in found.holds]
    return Linked(_holding(incidents, held), (*laid.copied, *inside(found.links, incidents), *links))


def homes_of(groups: Iterable[Group], told: Sequence[Mention]) -> dict[str, int]:
    """The number of the group of each mention that is in one."""
    return {told[item].id: number for number, group in enumerate(groups) for item in group.items}


def _holding(incidents: Sequence[Incident], held: Sequence[tuple[str, str]]) -> tuple[Incident, ...]:
    """The incidents with the ids of those that a campaign holds."""
    home = {mention: incident.id for incident in incidents for mention in incident.mentions}
    holds: dict[str, set[str]] = defaultdict(set)
    for campaign, item in held:
        holds[home[campaign]] |= {home[item]} - {home[campaign]}
    return tuple(replace(found, holds=tuple(sorted(holds[found.id]))) for found in incidents)


def _order(reading: Reading) -> tuple[str, str, str]:
    return reading.report.id, reading.report.published or "", reading.report.version


def pairs_of(links: Sequence[Link]) -> Pairs:
    """The report ids of copy links, the smaller first."""
    return frozenset(
        (min(link.from_, link.to), max(link.from_, link.to)) for link in links if link.relation is LinkKind.COPY
    )


def own_items(group: Group, told: Sequence[Mention]) -> list[int]:
    """The items of a group without the sections of a report whose main occurrence is in it."""
    whole = {told[item].report for item in group.items if told[item].section is None}
    return [item for item in group.items if told[item].section is None or told[item].report not in whole]


def inside(links: Iterable[Link], incidents: Iterable[Incident]) -> list[Link]:
    """The links between mentions of an incident, as links of their reports; of several between two reports the strongest. A section of a
    report that is in it as a whole ties that.
    """
    home = {mention: incident.id for incident in incidents for mention in incident.mentions}
    best: dict[tuple[str | None, ...], Link] = {}
    for link in links:
        (one, of_one), (other, of_other) = (_placed(end, home) for end in (link.from_, link.to))
        if of_one is not None and of_one == of_other and one != other:
            made = replace(link, from_=one, to=other, incident=of_one)
            key = of_one, one, other, made.reasons[0].rule if made.score is None else None
            best[key] = max(best.get(key, made), made, key=lambda known: known.score or 0.0)
    return list(best.values())


def _placed(mention: str, home: Mapping[str, str]) -> tuple[str, str | None]:
    """The report of a mention, and the incident that holds it."""
    report = report_of(mention)
    return report, home.get(mention, home.get(report))


def _texts(reading: Reading) -> Iterator[str]:
    """What is compared of a reading word by word: its title and its claims."""
    yield reading.report.title or ""
    yield from (claim.text for claim in reading.claims)


@dataclass(frozen=True, slots=True)
class IncidentAccounts:
    """The accounts of incidents, made of readings by report, their mentions and the pairs of reports that share text; `elsewhere` is where
    each report tells of other incidents than it opens with.
    """

    readings: Mapping[str, Reading]
    told: Sequence[Mention]
    copied: Pairs
    knowledge: Knowledge
    rarity: Rarity
    decisions: Sequence[Decision] = ()
    elsewhere: Mapping[str, Collection[Span]] = field(default_factory=dict)

    def of(self, groups: Iterable[Group]) -> tuple[tuple[Incident, ...], tuple[Link, ...]]:
        """Each group of mentions as an incident with its origins; the links found on the way.

        A claim that a person rejected still says what its report is about, and vouches for nothing.
        """
        made = [self._account(group) for group in groups]
        incidents = sorted((one for one, _ in made), key=lambda one: (-len(one.reports), one.start or "~", one.id))
        return tuple(incidents), tuple(link for _, links in made for link in links)

    def _account(self, group: Group) -> tuple[Incident, list[Link]]:
        """One group of mentions as an incident, and the links inside it."""
        members = [self.told[item] for item in own_items(group, self.told)]
        sections = [section for one in members if (section := numbered(one, self.readings[one.report]))]
        held = self._held(members)
        counted = [with_retractions(without_rejected(reading)) for reading in held]
        self.rarity.read({text for reading in counted for text in _texts(reading)})
        matter = Matter(members)
        said = statements(counted, Chooser(members, matter, self.rarity), matter, self.knowledge)
        parties = {name for mention in members for name in mention.names}
        stands = standing(counted, said, parties, self.rarity, self.copied, self.knowledge)
        made = assertions(counted, said, stands)
        way = ways(counted, stands, self.copied, self.knowledge)
        incident = replace(
            describe(incident_id(held, members), counted, members, stands, self.knowledge, self.rarity, group.capped),
            assertions=made,
            figures=figures(made),
            differences=differences(made, self.knowledge),
            changes=changes(said, way, self.rarity),
            namings=namings(counted, self.knowledge),
            sections=tuple(sections),
        )
        links = [replace(link, incident=incident.id) for link in stands.links]
        return with_decisions(incident, held, self.decisions), links

    def _held(self, members: Sequence[Mention]) -> list[Reading]:
        """The readings of some mentions: without what they tell of other incidents, or as sections of a report tell it."""
        own: dict[str, list[Span]] = defaultdict(list)
        for mention in members:
            own[mention.report] += [mention.section] if mention.section else []
        return [self._told_in(self.readings[report], spans) for report, spans in own.items()]

    def _told_in(self, reading: Reading, sections: Collection[Span]) -> Reading:
        if sections:
            return alone(reading, sections)
        aside = self.elsewhere.get(reading.report.id, ())
        return without(reading, aside) if aside else reading
