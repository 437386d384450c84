"""Reports joined to what is linked already, one by one, and taken out again.

What comes out is a function of the reports and of the epoch, whatever the order: a report that comes or goes concerns
its neighbours in the blocks, pairs that it stands between, and the components that these are in. Only they are grouped
again, and only incidents in them are told anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from reportedly.decision import OF_INCIDENTS, Decision
from reportedly.incident import Incident, Link, is_section, report_of
from reportedly.knowledge.loader import Knowledge
from reportedly.linking.candidates import (
    FEWEST,
    NEIGHBOURS,
    Pair,
    comparable,
    keys_of,
    may_reach,
    near,
    pair,
    place_of,
)
from reportedly.linking.clusters import Group
from reportedly.linking.decided import as_one, regrouped
from reportedly.linking.epochs import Epoch
from reportedly.linking.incidents import Edge, Found, Scores, edge_of, found_in, group_of, ties_of
from reportedly.linking.kept import from_kept, to_kept
from reportedly.linking.linked import IncidentAccounts, Laid, homes_of, inside, own_items
from reportedly.linking.mentions import Mention, Rarity, Stretches, mention_of, words_of
from reportedly.linking.recalled import Recalled
from reportedly.linking.regrouping import KeptScores, Regrouping
from reportedly.linking.reprints import Reprints
from reportedly.linking.sections import apart, occurrences
from reportedly.linking.state import Home, KeptPrint, Placed, State, Tie
from reportedly.records import Reading, Span


@dataclass(frozen=True, slots=True)
class JoinedIncidents:
    """The incidents of all that was touched, the ties inside them, and the ids of those that held their mentions before.

    `holding` are others, of which only the ids of what their campaign holds may have changed: their ties stay.
    """

    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]
    before: frozenset[str]
    holding: tuple[Incident, ...] = ()


class Joiner:
    """Joins reports to a state and takes them out; `settle` then tells the incidents that this changes."""

    def __init__(
        self, state: State, epoch: Epoch[Stretches], knowledge: Knowledge, decisions: Sequence[Decision] = (),
        recalled: Recalled | None = None,
    ) -> None:  # fmt: skip
        """`recalled` is what was looked up in this epoch before; more is added to it."""
        recalled = recalled or Recalled()
        self._state, self._epoch, self._decisions = state, epoch, decisions
        self._knowledge = as_one(knowledge, decisions)
        self._rarity = Rarity(epoch.stretches, recalled)
        self._reprints = Reprints(state, self._knowledge, recalled)
        self._told: dict[str, Mention | None] = {}  # by id
        self._joined: set[str] = set()  # to be told again, with those between whom campaigns changed
        self._dirty: set[str] = set()  # to be grouped again
        self._changed: set[Pair] = set()  # pairs whose edge or shared text is another

    def join(self, named: Iterable[str]) -> None:
        """Joins reports as they are now; those that are there no more are taken out.

        All are taken out first: what is kept of a report that changed must not meet another.
        """
        reports = sorted(set(named))
        known = sorted(self._state.placed(reports))
        changed = self._reprints.take(known)
        for mention in (*known, *sorted(self._state.sections(known))):
            self._out(mention)
        there = self._state.readings(reports)
        for report in sorted(there):
            changed |= self._reprints.put(there[report])
            for told in self._mentions_in(there[report]):
                self._in(told)
        self._weigh(changed, self._compared)
        self._joined |= set(reports)
        self._changed |= changed
        self._dirty |= {*reports, *_ends(changed)}

    def settle(self) -> JoinedIncidents:
        """Groups again what was touched, and tells its incidents; what people decided lies over the groups."""
        emptied = self._state.emptied()
        touched = self._joined | self._regroup() | _ends(self._inside())
        touched |= {report_of(mention) for mention in touched}
        scope = self._scope(touched | set(self._state.members(emptied)))
        settled = self._tell(sorted(scope), touched, emptied)
        self._joined, self._dirty, self._changed = set(), set(), set()
        return settled

    def _inside(self) -> set[Pair]:
        """The changed pairs of which both, or the reports of which, are in one group or incident: only there is told what ties them."""
        changed = {(a, b) for one, other in self._changed for a in _or_report(one) for b in _or_report(other) if a != b}
        ends = _ends(changed)
        grouped, told = self._state.homes(ends), self._state.incidents(ends)
        homes = {end: {grouped[end][0], told.get(end)} - {None} for end in grouped}
        return {(a, b) for a, b in changed if homes.get(a, set()) & homes.get(b, set())}

    def _mentions_in(self, reading: Reading) -> list[Mention]:
        """What a report tells of: its main occurrence, and its sections."""
        self._rarity.learn(set(words_of(reading.report.text)))
        main = mention_of(reading, self._rarity, self._knowledge)
        return occurrences(reading, main, self._rarity, self._knowledge, self._epoch.common)

    def _in(self, mention: Mention) -> None:
        self._told[mention.id] = mention
        self._joined.add(mention.id)
        self._dirty.add(mention.id)
        self._state.put_mention(mention.id, to_kept(mention), mention.firm)
        at, keys = place_of(mention), keys_of(mention, self._epoch.crowded)
        beside = near(self._state.blocks, at, keys, NEIGHBOURS)
        self._state.blocks.put(at, keys)
        near_by = (at for at, many in beside.shared.items() if many >= FEWEST)
        likely = [other for day, other in near_by if is_section(other) or may_reach(mention, day)]
        self._weigh({pair(mention.id, other) for other in likely}, comparable)
        tied = self._state.edges(_ends(beside.parted))
        self._weigh(beside.parted & tied.keys(), self._compared)

    def _out(self, mention: str) -> None:
        taken = self._state.blocks.take(mention)
        names = {group for group, _ in self._state.homes([mention]).values() if group is not None}
        self._dirty |= self._state.in_groups(names).keys()
        self._put_edges(dict.fromkeys(self._state.edges({mention})))
        self._state.drop_mention(mention)
        self._told[mention] = None
        self._joined.add(mention)
        if taken is not None:
            self._weigh(near(self._state.blocks, *taken, NEIGHBOURS).parted, self._compared)

    def _weigh(self, pairs: Collection[Pair], compared: Callable[[Mention, Mention], bool]) -> None:
        """Weighs pairs again: an edge for each that is worth comparing, or shares text, and comes to something."""
        if not pairs:
            return
        ends = _ends(pairs)
        copied, told = self._state.copied(ends), self._mentions(ends)
        edges: dict[Pair, Edge | None] = {}
        for one, other in ((told.get(a), told.get(b)) for a, b in pairs):
            if one is not None and other is not None:
                both = one.id, other.id
                weighed = both in copied or compared(one, other)
                parts = Scores((one, other), copied, self._epoch.common).parts(0, 1) if weighed else ()
                edges[both] = edge_of(one, other, parts)
        self._put_edges(edges)

    def _compared(self, one: Mention, other: Mention) -> bool:
        return comparable(one, other) and self._state.blocks.meet(one.id, other.id, NEIGHBOURS, FEWEST)

    def _put_edges(self, edges: Mapping[Pair, Edge | None]) -> None:
        """Keeps edges, or that there are none; the ends of what changed are to be grouped again."""
        before = self._state.edges(_ends(edges))
        now = {both: (edge.score, edge.campaign) if edge else None for both, edge in edges.items()}
        changed = {both: tie for both, tie in now.items() if before.get(both) != tie}
        self._state.put_edges(changed)
        changed = {both: tie for both, tie in changed.items() if _binds(tie) or _binds(before.get(both))}
        self._changed |= changed.keys()
        self._dirty |= _ends(changed)
        self._joined |= _ends(both for both, tie in changed.items() if _holds(tie) or _holds(before.get(both)))

    def _mentions(self, ids: Iterable[str]) -> dict[str, Mention]:
        """Mentions by their ids, those that are there no more left out."""
        wanted = set(ids)
        if new := wanted - self._told.keys():
            kept = self._state.mentions(new)
            self._told |= {mention: from_kept(kept[mention]) if mention in kept else None for mention in new}
        return {mention: told for mention in sorted(wanted) if (told := self._told[mention]) is not None}

    def _regroup(self) -> set[str]:
        """Groups again what is touched; the mentions whose group has another name."""
        scores = KeptScores(self._state, self._mentions, self._epoch.common)
        now = Regrouping(scores).of(self._dirty)
        before = {mention: group for mention, (group, _) in self._state.homes(now).items()}
        changed = {mention: group for mention, group in now.items() if before[mention] != group}
        self._state.put_groups(changed)
        left = {group for mention in changed if (group := before[mention]) is not None}
        return changed.keys() | self._state.in_groups(left).keys()

    def _among(self, told: Mapping[str, Mention]) -> dict[Pair, Edge]:
        """The edges among some mentions."""
        edges = self._state.edges(told)
        return {both: Edge(*tie) for both, tie in edges.items() if both[0] in told and both[1] in told}

    def _scope(self, touched: set[str]) -> set[str]:
        """All mentions whose incidents may be others now: by their groups, their incidents up to now, and decisions."""
        scope, new = set(touched), set(touched)
        groups, incidents = set[str](), set[str]()  # that were asked whom they hold
        while new:
            homes = {group for group, _ in self._state.homes(new).values() if group is not None} - groups
            told = set(self._state.incidents(new).values()) - incidents
            more = self._state.in_groups(homes).keys() | self._state.members(told).keys()
            more |= {report for things in _decided_with(self._decisions, new) for report in things}
            groups |= homes
            incidents |= told
            new = more - scope
            scope |= new
        return set(self._mentions(scope))

    def _tell(self, scope: Sequence[str], touched: set[str], emptied: Collection[str]) -> JoinedIncidents:
        """The incidents of the scope that may say something else than before."""
        told = list(self._mentions(scope).values())
        before = self._state.incidents(scope)
        copied = self._state.copied(set(map(report_of, scope)))
        found = self._found(told, copied)
        held = self._state.members(set(before.values()))
        anew = [
            group
            for group in found.groups
            if not touched.isdisjoint(told[item].id for item in group.items)
            or not _stands({told[item].id for item in own_items(group, told)}, before, held, emptied)
        ]
        read = self._state.readings({told[item].report for group in anew for item in group.items})
        elsewhere = self._elsewhere(read, homes_of(found.groups, told))
        accounts = IncidentAccounts(read, told, copied, self._knowledge, self._rarity, self._decisions, elsewhere)
        incidents, links = accounts.of(anew)
        whole = self._holding(incidents, before)
        told_anew, holding = whole[: len(incidents)], whole[len(incidents) :]
        tied = (*inside(found.links, incidents), *links)
        old = {before[told[item].id] for group in anew for item in group.items if told[item].id in before}
        gone = self._state.incidents(touched - set(scope)).values()
        return JoinedIncidents(tuple(told_anew), tied, frozenset({*old, *gone, *emptied}), tuple(holding))

    def _elsewhere(self, reports: Collection[str], homes: Mapping[str, int]) -> dict[str, list[Span]]:
        """Where some reports tell of other incidents than they open with; `homes` are the groups of the mentions in question."""
        sections = self._mentions(self._state.sections(reports))
        kept = {mention: group for mention, (group, _) in self._state.homes(sections).items()}
        ties = ties_of({both: Edge(*tie) for both, tie in self._state.edges(sections).items()})
        return apart(sections.values(), {**kept, **homes}, ties)

    def _found(self, told: Sequence[Mention], copied: frozenset[Pair]) -> Found:
        """The groups of mentions as they are kept, with merges and splits carried out, and the links inside."""
        homes = self._state.homes([mention.id for mention in told])
        items: dict[str, list[int]] = defaultdict(list)
        for at, mention in enumerate(told):
            if (group := homes[mention.id][0]) is not None:
                items[group].append(at)
        groups = sorted((group_of(told, held) for held in items.values()), key=lambda group: group.items)
        edges = self._among({mention.id: mention for mention in told})
        found = found_in(told, groups, edges, Scores(told, copied, self._epoch.common))
        return regrouped(found, told, [d for d in self._decisions if d.verb in OF_INCIDENTS])

    def _holding(self, made: Sequence[Incident], before: Mapping[str, str]) -> list[Incident]:
        """The incidents with those that their campaigns hold; and those of other campaigns that hold one of these."""
        home = _homes(made)
        renamed = {report for report, key in home.items() if before.get(report) != key}
        campaigns = {campaign for campaign, _ in self._campaigns(renamed)} - home.keys()
        there = set(self._state.incidents(campaigns).values())
        whole = [*made, *(found for key in sorted(there) if (found := self._state.incident(key)))]
        home = _homes(whole)
        ties = self._campaigns(home)
        home |= self._state.incidents({end for both in ties for end in both} - home.keys())
        holds: dict[str, set[str]] = defaultdict(set)
        for campaign, held in ties:
            holds[home[campaign]].add(home[held])
        return [replace(found, holds=tuple(sorted(holds[found.id] - {found.id}))) for found in whole]

    def _campaigns(self, reports: Iterable[str]) -> set[Pair]:
        """The ties of the reports in which one tells of a campaign that holds the other: first who holds."""
        ties = self._state.edges(set(reports))
        return {(held, two if held == one else one) for (one, two), (_, held) in ties.items() if held}


@dataclass(frozen=True, slots=True)
class Filling:
    """What a state is to keep of all reports at once; the copies are not in it."""

    mentions: Sequence[tuple[str, bytes, Home]]
    edges: Mapping[Pair, Tie]
    blocks: Sequence[Placed] = ()
    marks: Sequence[Placed] = ()
    texts: Sequence[Placed] = ()
    prints: Sequence[KeptPrint] = ()


def filling(laid: Laid) -> Filling:
    """What is to be kept of what was laid, so that others can be joined to it."""
    return replace(
        looked_at(laid),
        blocks=[(place_of(mention), keys_of(mention, laid.epoch.crowded)) for mention in laid.told],
        marks=laid.texts.marks,
        texts=laid.texts.whole,
        prints=laid.texts.prints,
    )


def looked_at(laid: Laid) -> Filling:
    """What is to be kept of what was laid where nothing will be joined to it: the mentions, and what ties them."""
    homes = dict(_named(laid.found.groups, laid.told))
    return Filling(
        [(mention.id, to_kept(mention), (homes.get(mention.id), mention.firm)) for mention in laid.told],
        {both: (edge.score, edge.campaign) for both, edge in laid.edges.items()},
    )


def _stands(told: Set[str], before: Mapping[str, str], held: Mapping[str, str], emptied: Collection[str]) -> bool:
    """Whether some mentions were one incident, whole, that nothing was taken out of."""
    was = {before[mention] for mention in told if mention in before}
    return len(was) == 1 and was.isdisjoint(emptied) and told == {mention for mention in held if held[mention] in was}


def _homes(incidents: Iterable[Incident]) -> dict[str, str]:
    """The incident of each mention."""
    return {mention: incident.id for incident in incidents for mention in incident.mentions}


def _or_report(mention: str) -> set[str]:
    """A mention, and the main one of its report."""
    return {mention, report_of(mention)}


def _binds(tie: Tie | None) -> bool:
    return tie is not None and Edge(*tie).binds


def _holds(tie: Tie | None) -> bool:
    return tie is not None and tie[1] is not None


def _ends(pairs: Iterable[Pair]) -> set[str]:
    return {end for both in pairs for end in both}


def _named(groups: Iterable[Group], told: Sequence[Mention]) -> Iterable[tuple[str, str]]:
    """Each mention with the name of its group, that of its first firm one, or of its first where none is."""
    for group in groups:
        members = [told[item] for item in group.items]
        first = next((mention for mention in members if mention.firm), members[0])
        yield from ((mention.id, first.id) for mention in members)


def _decided_with(decisions: Iterable[Decision], told: set[str]) -> Iterable[tuple[str, ...]]:
    """The mentions that decisions put together with some mentions, or part from them."""
    for decision in decisions:
        if decision.verb in OF_INCIDENTS and any(not told.isdisjoint(t) for t in decision.things):
            yield from decision.things
