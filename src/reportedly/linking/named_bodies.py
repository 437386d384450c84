"""The bodies that the reports of one incident name, each under one name: its short forms and initials go by the longer one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.armed_groups import by_its_name, groups_named, said_to_be
from reportedly.linking.identity import PRINTS, key_of, only_sides
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
    cited = {key: uses for key, uses in by_key.items() if any(use.kind for use in uses) or key in knowledge.entities}
    groups = {fold(name): name for reading in readings for name in groups_named(reading.report.text, knowledge)}
    return {key: _body(key, uses, readings, groups, knowledge) for key, uses in cited.items()}


def _body(
    key: str, uses: Sequence[Use], readings: Sequence[Reading], groups: Collection[str], knowledge: Knowledge
) -> Body:
    row = knowledge.entities.get(key)
    name = row.name if row else max(sorted({use.name for use in uses}), key=len)
    ends = {reading.report: [span[1] for _, span in names_in(reading.report.text, [name])] for reading in readings}
    reports = frozenset(report.id for report, found in ends.items() if found) | {use.where.report for use in uses}
    armed = by_its_name(name, knowledge) or fold(name) in groups
    said = next((kind for report, found in ends.items() if (kind := said_to_be(report.text, found, knowledge))), None)
    kinds = Counter(use.kind for use in uses if use.kind)
    read = kinds.most_common(1)[0][0] if kinds else None
    if row or not (armed or read is SourceType.ARMED_GROUP):
        return Body(name, key, row.type if row else read, reports, armed)
    return Body(name, key, SourceType.ARMED_GROUP if armed else said or read, reports, armed)


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
    fits = [body for body in bodies.values() if _short(words, body.name)]
    return fits[0] if len(fits) == 1 and not _short(words, use.name) and fold(words) != fold(use.name) else None


def _fuller(body: Body, longer: Bodies, words: Mapping[str, set[str]], knowledge: Knowledge) -> Body | None:
    """The one body of which a name is a short form."""
    if body.key in knowledge.entities or only_sides(body.name, knowledge):
        return None
    fits = [
        other
        for other in longer.values()
        if other.key != body.key
        and (_short(body.name, other.name) or _agency(body, other, words[other.key], knowledge))
    ]
    return fits[0] if len(fits) == 1 else None


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
