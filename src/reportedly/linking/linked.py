"""Readings to incidents: copies, then groups, then on whose word each group stands.

The result is a function of the set of readings: the order of arrival, batches and workers change nothing. An incident's
id is minted from its earliest claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.corrections.narrowed import without_rejected
from reportedly.decision import Decision
from reportedly.incident import Incident, Link, LinkKind
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
from reportedly.linking.incidents import Edge, Found, Scores, edges_of, grouped
from reportedly.linking.matter import Matter
from reportedly.linking.mentions import Mention, Rarity, Stretches, mentions
from reportedly.linking.namings import namings
from reportedly.linking.origins import Pairs, standing
from reportedly.linking.reprints import Texts, texts_of
from reportedly.linking.statements import statements
from reportedly.linking.ways import ways
from reportedly.linking.withdrawn import with_retractions
from reportedly.records import Reading


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
        laid = lay(read, known, epoch, mentions(chosen, known, Rarity(epoch.stretches)))
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
    told, pairs = laid.told, pairs_of(laid.copied)
    found = regrouped(laid.found, told, decisions)
    rarity, known = Rarity(laid.epoch.stretches), as_one(knowledge, decisions)
    incidents, links = accounts(list(laid.readings.values()), told, found.groups, pairs, known, rarity)
    held = [(told[campaign].report, told[item].report) for campaign, item in found.holds]
    marked = [with_decisions(incident, laid.readings, decisions) for incident in _holding(incidents, held)]
    return Linked(tuple(marked), (*laid.copied, *found.links, *links))


def _holding(incidents: Sequence[Incident], held: Sequence[tuple[str, str]]) -> tuple[Incident, ...]:
    """The incidents with the ids of those that a campaign holds."""
    home = {report: incident.id for incident in incidents for report in incident.reports}
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


def accounts(
    readings: Sequence[Reading], told: Sequence[Mention], groups: Sequence[Group], copied: Pairs, knowledge: Knowledge,
    rarity: Rarity,
) -> tuple[tuple[Incident, ...], tuple[Link, ...]]:  # fmt: skip
    """Each group of mentions as an incident with its origins; the links found on the way.

    A claim that a person rejected still says what its report is about, and vouches for nothing.
    """
    by_id = {reading.report.id: reading for reading in readings}
    setting = _Setting(rarity, copied, knowledge)
    incidents: list[Incident] = []
    links: list[Link] = []
    for group in groups:
        members = [told[item] for item in group.items]
        incident, tied = setting.account([by_id[mention.report] for mention in members], members, group.capped)
        incidents.append(incident)
        links += tied
    incidents.sort(key=lambda incident: (-len(incident.reports), incident.start or "~", incident.id))
    return tuple(incidents), tuple(links)


def _texts(reading: Reading) -> Iterator[str]:
    """What is compared of a reading word by word: its title and its claims."""
    yield reading.report.title or ""
    yield from (claim.text for claim in reading.claims)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the accounts of every incident are looked at with."""

    rarity: Rarity
    copied: Pairs
    knowledge: Knowledge

    def account(
        self, held: Sequence[Reading], members: Sequence[Mention], capped: bool
    ) -> tuple[Incident, tuple[Link, ...]]:
        """One group of reports as an incident, and the links inside it."""
        counted = [with_retractions(without_rejected(reading)) for reading in held]
        self.rarity.read({text for reading in counted for text in _texts(reading)})
        matter = Matter(members)
        said = statements(counted, Chooser(members, matter, self.rarity), matter, self.knowledge)
        parties = {name for mention in members for name in mention.names}
        stands = standing(counted, said, parties, self.rarity, self.copied, self.knowledge)
        made = assertions(counted, said, stands)
        way = ways(counted, stands, self.copied, self.knowledge)
        incident = replace(
            describe(incident_id(held), counted, members, stands, self.knowledge, self.rarity, capped),
            assertions=made,
            figures=figures(made),
            differences=differences(made, self.knowledge),
            changes=changes(said, way, self.rarity),
            namings=namings(counted, self.knowledge),
        )
        return incident, stands.links
