"""The bodies that the reports of one incident name, each under one name: its short forms and initials go by the longer one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.armed_groups import by_its_name, groups_named, said_to_be
from reportedly.linking.identity import PRINTS, key_of, of_side, only_sides
from reportedly.linking.same_body import Body, alike, initials, is_initials
from reportedly.linking.uses import Use
from reportedly.linking.written import names_in
from reportedly.records import Reading, SourceType

Bodies = dict[str, Body]


def bodies_of(used: Sequence[Use], readings: Sequence[Reading], knowledge: Knowledge) -> Bodies:
    """The bodies that the reports cite, call an armed group, or that knowledge has, by what they are known by; words for a side that
    is cited stand for one as well.
    """
    by_key: dict[str, list[Use]] = defaultdict(list)
    for use in used:
        by_key[use.key].append(use)
    groups = {fold(name): name for reading in readings for name in groups_named(reading.report.text, knowledge)}
    cited = [key for key, uses in by_key.items() if key in knowledge.entities or any(use.kind for use in uses)]
    bodies = {key: _body(key, by_key[key], readings, knowledge) for key in cited}
    return {**_called(groups, by_key, readings, knowledge), **{key: _seen(bodies[key], groups) for key in cited}}


def _called(
    groups: Mapping[str, str], cited: Collection[str], readings: Sequence[Reading], knowledge: Knowledge
) -> Bodies:
    """The armed groups that nobody cites, but for names that say only from where somebody is: "northern Marnian"."""
    lands = [word for name in places_of(readings) for word in fold(name).split()]
    made = {}
    for key, name in groups.items():
        land = any(alike(key.split()[-1], land) for land in lands)
        if key not in cited and not land and knowledge.find(name) is None:
            made[key] = Body(name, key, SourceType.ARMED_GROUP, frozenset(_ends(name, readings)), armed=True)
    return made


def _ends(name: str, readings: Sequence[Reading]) -> dict[str, list[int]]:
    """Where a name ends in the text of each report that has it."""
    ends = {one.report.id: [span[1] for _, span in names_in(one.report.text, [name])] for one in readings}
    return {report: found for report, found in ends.items() if found}


def _body(key: str, uses: Sequence[Use], readings: Sequence[Reading], knowledge: Knowledge) -> Body:
    """A body that is cited, or that knowledge has."""
    row = knowledge.entities.get(key)
    name = row.name if row else max(sorted({use.name for use in uses}), key=len)
    ends = _ends(name, readings)
    reports = frozenset(ends) | {use.where.report for use in uses}
    if row:
        return Body(name, key, row.type, reports)
    if by_its_name(name, knowledge):
        return Body(name, key, SourceType.ARMED_GROUP, reports, armed=True)
    kind = Counter(use.kind for use in uses if use.kind).most_common(1)[0][0]
    texts = {one.report.id: one.report.text for one in readings}
    said = (said_to_be(texts[report], found, knowledge) for report, found in ends.items())
    return Body(name, key, next(filter(None, said), kind) if kind is SourceType.ARMED_GROUP else kind, reports)


def _seen(body: Body, groups: Collection[str]) -> Body:
    """A body, as an armed group where the reports call it one."""
    return replace(body, kind=SourceType.ARMED_GROUP, armed=True) if fold(body.name) in groups else body


def places_of(readings: Iterable[Reading]) -> set[str]:
    """The names of the places that reports name."""
    return {place.name for reading in readings for place in reading.places}


def one_name(used: Sequence[Use], readings: Sequence[Reading], knowledge: Knowledge) -> list[Use]:
    """The uses, those of a short form under the longer name of which alone it can be one."""
    bodies = bodies_of(used, readings, knowledge)
    outlets = (reading.report.outlet for reading in readings if reading.report.outlet)
    printed = [Body(o.name, key_of(o.name, o.id, knowledge), SourceType.MEDIA, frozenset()) for o in outlets]
    words: dict[str, set[str]] = defaultdict(set)
    for use in used:
        words[use.key].update(fold(use.words).split())
    longer = {body.key: body for body in (*printed, *bodies.values())}
    fuller = {key: _fuller(body, longer, words, knowledge) for key, body in bodies.items()}
    return [_renamed(use, fuller.get(use.key) or _meant(use, bodies)) for use in used]


def _renamed(use: Use, body: Body | None) -> Use:
    return replace(use, name=body.name, key=body.key) if body else use


def _meant(use: Use, bodies: Bodies) -> Body | None:
    """The one body of whose name the words of a use are the end, where that is not the name that they were read for."""
    words = use.words.removeprefix("The ").removeprefix("the ")
    fits = [body for body in bodies.values() if _short(words, body.name) and body.name != use.name]
    if is_initials(words) and len(fits) == 1:
        return fits[0]
    return fits[0] if len(fits) == 1 and not _short(words, use.name) and fold(words) != fold(use.name) else None


def _fuller(body: Body, longer: Bodies, words: Mapping[str, set[str]], knowledge: Knowledge) -> Body | None:
    """The one body of which a name is a short form."""
    if body.key in knowledge.entities or only_sides(body.name, knowledge):
        return None
    fits = [
        other
        for other in longer.values()
        if other.key != body.key
        and (
            _short(body.name, other.name)
            or _agency(body, other, words[other.key], knowledge)
            or _force(body, other, knowledge)
        )
    ]
    return fits[0] if len(fits) == 1 else None


def _force(body: Body, other: Body, knowledge: Knowledge) -> bool:
    """Whether two names of forces can be one: no report has both, and one has all words of the other: "Marnian army", "Marnian Defence
    Force".
    """
    if not body.kind is other.kind is SourceType.MILITARY or body.reports & other.reports:
        return False
    own, whole = (_said_of_force(one.name, knowledge) for one in (body, other))
    held = bool(own) and all(any(alike(word, another) for another in whole) for word in own)
    return held and (len(own), body.key) < (len(whole), other.key)


def _said_of_force(name: str, knowledge: Knowledge) -> list[str]:
    """The words of the name of a force that say whose it is; none where its last word is none for forces."""
    *words, last = fold(name).split()
    noun = knowledge.nouns.get(last)
    force = noun is not None and noun.type is SourceType.MILITARY and noun.kind == "body"
    return [word for word in words if not of_side(word, knowledge)] if force else []


def _short(name: str, other: str) -> bool:
    """Whether a name is the end of a longer one, or its initials."""
    words, whole = fold(name).split(), fold(other).split()
    ends = (
        len(words) < len(whole)
        and whole[-len(words) :] == words
        and " of " not in other
        and name.split()[-1][:1].isupper()
    )
    return ends or (is_initials(name) and name.casefold() == initials(other))


def _agency(body: Body, other: Body, words: Collection[str], knowledge: Knowledge) -> bool:
    """Whether a name says of an agency or outlet only what others say of it too: "the Marnian agency" beside "Marnia's agency MNA"."""
    if not {body.kind, other.kind} <= PRINTS:
        return False
    said = [word for word in fold(body.name).split() if word not in knowledge.nouns]
    known = {*words, *fold(other.name).split()}
    return bool(said) and all(any(alike(one, word) for word in known) for one in said)


def by_name(bodies: Bodies, used: Sequence[Use], knowledge: Knowledge) -> Callable[[Reading], Bodies]:
    """For a report the bodies by each name that they can have in it; a short form only where the report has the whole one."""
    named = [body for body in bodies.values() if body.name[:1].isupper() and not only_sides(body.name, knowledge)]
    initials = {use.words: bodies[use.key] for use in used if use.key in bodies and is_initials(use.words)}
    short: dict[str, list[Body]] = defaultdict(list)
    for body in named:
        for form in _short_forms(body.name):
            short[form].append(body)

    def of(reading: Reading) -> Bodies:
        forms = {
            form: some[0] for form, some in short.items() if len(some) == 1 and reading.report.id in some[0].reports
        }
        return {**forms, **initials, **{body.name: body for body in named}}

    return of


def _short_forms(name: str) -> list[str]:
    """The ends of a name that can stand for it, with an article: "the Movement"."""
    words = name.split()
    ends = [" ".join(words[start:]) for start in range(1, len(words)) if words[start][:1].isupper()]
    return [f"{article} {end}" for end in ends for article in ("the", "The")] if " of " not in name else []
