"""The names of bodies that go by a longer one: its end ("the Movement"), its initials, an agency by whose it is, a force by its land."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.identity import PRINTS, key_of, of_side, only_sides, with_owner, without_article
from reportedly.linking.named_bodies import Bodies, bodies_of
from reportedly.linking.same_body import NamedBody, alike, initials, is_initials
from reportedly.linking.uses import Use
from reportedly.records import Reading, SourceType


class ShortForms:
    """The bodies by the ends and the initials of their names."""

    def __init__(self, bodies: Iterable[NamedBody]) -> None:
        self._bodies: dict[str, list[NamedBody]] = defaultdict(list)
        for body in bodies:
            words = fold(body.name).split()
            ends = [" ".join(words[start:]) for start in range(1, len(words))] if not with_owner(body.name)[1] else []
            for form in {*ends, initials(body.name).upper()}:
                self._bodies[form].append(body)

    def of(self, name: str) -> list[NamedBody]:
        """The bodies of which a name is a short form."""
        if is_initials(name):
            return self._bodies.get(name, [])
        return self._bodies.get(fold(name), []) if name.split()[-1][:1].isupper() else []


def one_name(
    used: Sequence[Use], readings: Sequence[Reading], groups: Mapping[str, str], knowledge: Knowledge
) -> list[Use]:
    """The uses, those of a short form under the longer name of which alone it can be one."""
    bodies = bodies_of(used, readings, groups, knowledge)
    outlets = (reading.report.outlet for reading in readings if reading.report.outlet)
    printed = [NamedBody(o.name, key_of(o.name, o.id, knowledge), SourceType.MEDIA, frozenset()) for o in outlets]
    words: dict[str, set[str]] = defaultdict(set)
    for use in used:
        words[use.key].update(fold(use.words).split())
    longer = list({body.key: body for body in (*printed, *bodies.values())}.values())
    short = ShortForms(longer)
    fuller = {key: _fuller(body, short, longer, words, knowledge) for key, body in bodies.items()}
    named = ShortForms(bodies.values())
    meant = {use: _meant(use, named) for use in used}
    letters = {use.key: body for use, body in meant.items() if body and is_initials(without_article(use.words))}
    return [_renamed(use, fuller.get(use.key) or letters.get(use.key) or meant[use]) for use in used]


def _renamed(use: Use, body: NamedBody | None) -> Use:
    return replace(use, name=body.name, key=body.key) if body else use


def _meant(use: Use, short: ShortForms) -> NamedBody | None:
    """The one body of whose name the words of a use are a short form, where they are not the end of the name that they were read
    for.
    """
    words = without_article(use.words)
    fits = [body for body in short.of(words) if body.key != use.key]
    own = f" {fold(use.name)}".endswith(f" {fold(words)}")
    return fits[0] if len(fits) == 1 and (is_initials(words) or not own) else None


def _fuller(
    body: NamedBody, short: ShortForms, longer: Sequence[NamedBody], words: Mapping[str, set[str]], knowledge: Knowledge
) -> NamedBody | None:
    """The one body of which a name is a short form, or says no less."""
    if body.key in knowledge.entities or only_sides(body.name, knowledge):
        return None
    kind = PRINTS if body.kind in PRINTS else {body.kind} & {SourceType.MILITARY}
    others = [other for other in longer if other.kind in kind and other.key != body.key]
    fits = {other.key: other for other in short.of(body.name) if other.key != body.key}
    fits |= {other.key: other for other in others if _agency(body, other, words[other.key], knowledge)}
    fits |= {other.key: other for other in others if _force(body, other, knowledge)}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _force(body: NamedBody, other: NamedBody, knowledge: Knowledge) -> bool:
    """Whether two names of forces can be one: no report has both, and one has all words of the other: "Marnian army", "Marnian Defence
    Force".
    """
    if body.kind is not SourceType.MILITARY or body.reports & other.reports:
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


def _agency(body: NamedBody, other: NamedBody, words: Collection[str], knowledge: Knowledge) -> bool:
    """Whether a name says of an agency or outlet only what others say of it too: "the Marnian agency" beside "Marnia's agency MNA"."""
    if body.kind not in PRINTS:
        return False
    said = [word for word in fold(body.name).split() if word not in knowledge.nouns]
    known = {*words, *fold(other.name).split()}
    return bool(said) and all(any(alike(one, word) for word in known) for one in said)


def by_name(bodies: Bodies, used: Sequence[Use], knowledge: Knowledge) -> Callable[[Reading], Bodies]:
    """For a report the bodies by each name that they can have in it; a short form only where the report has the whole one."""
    named = [body for body in bodies.values() if body.name[:1].isupper() and not only_sides(body.name, knowledge)]
    letters = {
        without_article(use.words): bodies[use.key]
        for use in used
        if use.key in bodies and is_initials(without_article(use.words))
    }
    short: dict[str, list[NamedBody]] = defaultdict(list)
    for body in named:
        for form in _short_forms(body.name):
            short[form].append(body)

    def of(reading: Reading) -> Bodies:
        forms = {
            form: some[0] for form, some in short.items() if len(some) == 1 and reading.report.id in some[0].reports
        }
        return {**forms, **letters, **{body.name: body for body in named}}

    return of


def _short_forms(name: str) -> list[str]:
    """The ends of a name that can stand for it, with an article: "the Movement"."""
    words = name.split()
    ends = [" ".join(words[start:]) for start in range(1, len(words)) if words[start][:1].isupper()]
    articles = [form for article in linking_words("definite") for form in (article, article.capitalize())]
    return [f"{article} {end}" for end in ends for article in articles] if not with_owner(name)[1] else []
