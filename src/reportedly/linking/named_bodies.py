"""The bodies that the reports of one incident name, each under one name: its short forms and initials go by the longer one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import named_openly
from reportedly.linking.armed_groups import by_its_name, groups_named, said_to_be
from reportedly.linking.same_body import NamedBody, alike
from reportedly.linking.uses import Use
from reportedly.linking.written import names_in
from reportedly.records import Reading, SourceType

Bodies = dict[str, NamedBody]
MOST = 200  # places at which reports call somebody an armed group


def groups_of(readings: Iterable[Reading], knowledge: Knowledge) -> dict[str, str]:
    """The names, folded and whole, of those whom the reports call an armed group."""
    named = list(readings)
    names = (name for reading in named for name in groups_named(reading.report.text, knowledge))
    people = _people(named)
    return {fold(name): name for name in islice(names, MOST) if not any(f" {fold(name)} " in one for one in people)}


def _people(readings: Iterable[Reading]) -> set[str]:
    """The folded words, each between blanks, for people who are no body: those who are not public, and whom a report only quotes."""
    claims = [claim for reading in readings for claim in reading.claims]
    told = (role.name for claim in claims for event in claim.events for role in event.roles if role.private)
    cited = (source.name for claim in claims for source in claim.chain if not named_openly(source))
    return {f" {fold(name)} " for name in (*told, *cited)}


def bodies_of(
    used: Sequence[Use], readings: Sequence[Reading], groups: Mapping[str, str], knowledge: Knowledge
) -> Bodies:
    """The bodies that the reports cite, call an armed group, or that knowledge has, by what they are known by; words for a side that
    is cited stand for one as well.
    """
    by_key: dict[str, list[Use]] = defaultdict(list)
    for use in used:
        by_key[use.key].append(use)
    cited = [key for key, uses in by_key.items() if key in knowledge.entities or any(use.kind for use in uses)]
    bodies = {key: _body(key, by_key[key], readings, knowledge) for key in cited}
    unlisted = groups.keys() - knowledge.entities.keys()
    return {**_called(groups, by_key, readings, knowledge), **{key: _seen(bodies[key], unlisted) for key in cited}}


def _called(
    groups: Mapping[str, str], cited: Collection[str], readings: Sequence[Reading], knowledge: Knowledge
) -> Bodies:
    """The armed groups that nobody cites, but for names that say only from where somebody is: "northern Marnian"."""
    lands = [word for name in places_of(readings) for word in fold(name).split()]
    made = {}
    for key, name in groups.items():
        land = any(alike(key.split()[-1], land) for land in lands)
        if key not in cited and not land and knowledge.find(name) is None:
            made[key] = NamedBody(name, key, SourceType.ARMED_GROUP, frozenset(_ends(name, readings)), armed=True)
    return made


def _ends(name: str, readings: Sequence[Reading]) -> dict[str, list[int]]:
    """Where a name ends in the text of each report that has it."""
    ends = {one.report.id: [span[1] for _, span in names_in(one.report.text, [name])] for one in readings}
    return {report: found for report, found in ends.items() if found}


def _body(key: str, uses: Sequence[Use], readings: Sequence[Reading], knowledge: Knowledge) -> NamedBody:
    """A body that is cited, or that knowledge has."""
    row = knowledge.entities.get(key)
    name = row.name if row else max(sorted({use.name for use in uses}), key=len)
    ends = _ends(name, readings)
    reports = frozenset(ends) | {use.where.report for use in uses}
    if row:
        return NamedBody(name, key, row.type, reports)
    if by_its_name(name, knowledge):
        return NamedBody(name, key, SourceType.ARMED_GROUP, reports, armed=True)
    kind = Counter(use.kind for use in uses if use.kind).most_common(1)[0][0]
    texts = {one.report.id: one.report.text for one in readings}
    said = (said_to_be(texts[report], found, knowledge) for report, found in ends.items())
    return NamedBody(name, key, next(filter(None, said), kind) if kind is SourceType.ARMED_GROUP else kind, reports)


def _seen(body: NamedBody, groups: Collection[str]) -> NamedBody:
    """A body, as an armed group where the reports call it one."""
    return replace(body, kind=SourceType.ARMED_GROUP, armed=True) if body.key in groups else body


def places_of(readings: Iterable[Reading]) -> set[str]:
    """The names of the places that reports name."""
    return {place.name for reading in readings for place in reading.places}
