"""The words that outlets use for one body: every surface form beside the reference name that knowledge has for it.

A body that knowledge does not list goes by its longest name in the reports. Words for a side ("the army") are those of a body
where the reports say that they mean it, or where it is the only one that they can mean (`same_body.py`). Only bodies that are
worded in two ways or more are named; no word is called loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.incident import Naming, Wording
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.blamed import Blamed
from reportedly.linking.identity import key_of, only_sides, takes_part, with_owner, without_article
from reportedly.linking.named_bodies import bodies_of, groups_of, places_of
from reportedly.linking.same_body import NamedBody, SameBody
from reportedly.linking.short_forms import by_name, one_name
from reportedly.linking.uses import Use, names, names_body, sides, told, whole
from reportedly.linking.whom_meant import whom_meant
from reportedly.records import Reading

MOST = 20  # bodies that are listed


def namings(readings: Sequence[Reading], knowledge: Knowledge) -> tuple[Naming, ...]:
    """The bodies worded in several ways, those of most wordings first."""
    ordered = sorted(readings, key=lambda reading: reading.report.id)
    used = [use for reading in ordered for use in told(reading, knowledge)]
    meant = whom_meant(_bodies_and_sides(used, knowledge), readings, knowledge)
    groups = groups_of(ordered, knowledge)
    known = one_name([_as_body(use, meant, knowledge) for use in used], ordered, groups, knowledge)
    beside = [_as_body(use, meant, knowledge) for reading in ordered for use in sides(reading, knowledge)]
    same = SameBody(bodies_of(known, ordered, groups, knowledge), places_of(ordered), knowledge).with_named(beside)
    listed = by_name(same.bodies, known, knowledge)
    written = [use for reading in ordered for use in names(reading, listed(reading), knowledge)]
    named = [now for use, now in zip(used, known, strict=True) if now.said or names_body(use, knowledge)]
    return _listed([*named, *beside, *written], same, knowledge)


def _listed(used: Sequence[Use], same: SameBody, knowledge: Knowledge) -> tuple[Naming, ...]:
    """The bodies that several words are used for."""
    held: dict[str, dict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for use in _longest([tied for use in used if (tied := _tied(use, same))]):
        held[use.key][fold(use.words)].append(use)
    several = [_naming(same.bodies[key], by_words, knowledge) for key, by_words in held.items() if len(by_words) > 1]
    return tuple(sorted(several, key=lambda one: (-len(one.wordings), one.name))[:MOST])


def _bodies_and_sides(used: Sequence[Use], knowledge: Knowledge) -> list[Blamed]:
    """Those that words for a side may mean, and those words, each name once."""
    cited = {use.key for use in used if use.kind and not only_sides(use.name, knowledge)} | knowledge.entities.keys()
    named = {use.name: Blamed(use.words, use.name, use.key) for use in used}
    return [one for name, one in named.items() if one.key in cited or takes_part(name, None, knowledge)]


def _as_body(use: Use, meant: Mapping[str, Blamed], knowledge: Knowledge) -> Use:
    """A use under the body that its words are said to mean, or to be of: "Rebels of the Coast League" are the League."""
    party = meant.get(fold(use.name))
    if party is not None:
        return replace(use, name=party.value, key=party.key)
    side, owner = with_owner(use.name)
    owner = without_article(owner)
    if owner[:1].isupper() and only_sides(side, knowledge) and takes_part(owner, None, knowledge):
        return replace(use, name=owner, key=key_of(owner, None, knowledge))
    return use


def _tied(use: Use, same: SameBody) -> Use | None:
    """A use under its body; null where it has none."""
    known = same.bodies.get(use.key)
    own = known is not None and not only_sides(known.name, same.knowledge)
    body = known if own or not use.said else same.of(use.said) or known
    return replace(use, name=body.name, key=body.key) if body else None


def _longest(used: Sequence[Use]) -> list[Use]:
    """The uses without those inside of longer words for the same body."""
    by_body: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in used:
        by_body[use.where.report, use.key].append(use)
    return [use for uses in by_body.values() for use in whole(uses)]


def _naming(body: NamedBody, by_words: Mapping[str, Sequence[Use]], knowledge: Knowledge) -> Naming:
    wordings = tuple(_wording(by_words[words]) for words in sorted(by_words))
    return Naming(body.name, body.key if body.key in knowledge.entities else None, wordings)


def _wording(used: Sequence[Use]) -> Wording:
    outlets = dict.fromkeys(use.outlet for use in used)
    return Wording(used[0].words, tuple(outlets), tuple(dict.fromkeys(use.where for use in used)))
