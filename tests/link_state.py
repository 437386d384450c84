"""A state of linking in memory, as plain as can be: what a store keeps in tables, for tests of linking alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reportedly.incident import Incident, Link, is_section, report_of
from reportedly.linking.candidates import InMemory, Pair, pair
from reportedly.linking.joining import JoinedIncidents
from reportedly.linking.state import Home, Tie
from reportedly.records import Reading


class Plain:
    """Keeps everything in dicts; `there` are the readings that count."""

    def __init__(self) -> None:
        self.blocks, self.marks, self.texts = InMemory(), InMemory(), InMemory()
        self.there: dict[str, Reading] = {}
        self.found: dict[str, Incident] = {}
        self.ties: dict[str, list[Link]] = {}
        self._mentions: dict[str, bytes] = {}
        self._prints: dict[str, tuple[bytes, bytes]] = {}
        self._edges: dict[Pair, Tie] = {}
        self._copies: dict[Pair, Link] = {}
        self._homes: dict[str, Home] = {}  # by mention: its group, and whether it is firm

    def readings(self, reports: Collection[str]) -> Mapping[str, Reading]:
        return {report: self.there[report] for report in sorted(reports) if report in self.there}

    def placed(self, reports: Collection[str]) -> set[str]:
        kept = (self.blocks.holds, self.texts.holds, self._mentions.__contains__)
        return {report for report in reports if any(holds(report) for holds in kept)}

    def sections(self, reports: Collection[str]) -> set[str]:
        return {mention for mention in self._mentions if is_section(mention) and report_of(mention) in reports}

    def mentions(self, mentions: Collection[str]) -> Mapping[str, bytes]:
        return {mention: self._mentions[mention] for mention in mentions if mention in self._mentions}

    def put_mention(self, mention: str, packed: bytes, firm: bool) -> None:
        self._mentions[mention] = packed
        self._homes[mention] = None, firm

    def drop_mention(self, mention: str) -> None:
        self._mentions.pop(mention, None)
        self._homes.pop(mention, None)

    def prints(self, reports: Collection[str]) -> Mapping[str, tuple[bytes, bytes]]:
        return {report: self._prints[report] for report in reports if report in self._prints}

    def imprints(self, reports: Collection[str]) -> Mapping[str, bytes]:
        return {report: imprint for report, (imprint, _) in self.prints(reports).items()}

    def put_print(self, report: str, imprint: bytes, shingles: bytes) -> None:
        self._prints[report] = imprint, shingles

    def drop_print(self, report: str) -> None:
        self._prints.pop(report, None)

    def edges(self, reports: Collection[str]) -> Mapping[Pair, Tie]:
        return {both: tie for both, tie in self._edges.items() if not set(both).isdisjoint(reports)}

    def put_edges(self, edges: Mapping[Pair, Tie | None]) -> None:
        for both, tie in edges.items():
            self._edges.pop(both, None)
            if tie:
                self._edges[both] = tie

    def copied(self, reports: Collection[str]) -> frozenset[Pair]:
        return frozenset(both for both in self._copies if not set(both).isdisjoint(reports))

    def put_copies(self, made: Iterable[Link]) -> None:
        self._copies |= {pair(link.from_, link.to): link for link in made}

    def drop_copies(self, pairs: Collection[Pair]) -> None:
        for both in pairs:
            del self._copies[both]

    def homes(self, reports: Collection[str]) -> Mapping[str, Home]:
        return {report: self._homes[report] for report in reports if report in self._homes}

    def in_groups(self, groups: Collection[str]) -> Mapping[str, Home]:
        return {report: home for report, home in self._homes.items() if home[0] in groups}

    def put_groups(self, groups: Mapping[str, str | None]) -> None:
        self._homes |= {report: (group, self._homes[report][1]) for report, group in groups.items()}

    def incidents(self, reports: Collection[str]) -> dict[str, str]:
        every = ((mention, key) for key, found in self.found.items() for mention in found.mentions)
        return {mention: key for mention, key in every if mention in reports and report_of(mention) in self.there}

    def members(self, incidents: Collection[str]) -> dict[str, str]:
        every = ((mention, key) for key in incidents for mention in self.found[key].mentions)
        return {mention: key for mention, key in every if report_of(mention) in self.there}

    def emptied(self) -> list[str]:
        return [key for key, found in self.found.items() if not self.there.keys() >= set(found.reports)]

    def incident(self, key: str) -> Incident | None:
        return self.found.get(key)

    def keep(self, settled: JoinedIncidents) -> None:
        """Puts what came out in the place of what was there."""
        for key in settled.before:
            del self.found[key]
            del self.ties[key]
        for incident in settled.incidents:
            self.found[incident.id] = incident
            self.ties[incident.id] = [link for link in settled.links if link.incident == incident.id]
        self.found |= {incident.id: incident for incident in settled.holding}

    def told(self) -> tuple[list[Incident], set[Link]]:
        """What is kept of incidents and links, to compare."""
        links = [*self._copies.values(), *(link for ties in self.ties.values() for link in ties)]
        return sorted(self.found.values(), key=lambda incident: incident.id), set(links)
