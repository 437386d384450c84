"""The words that outlets use for one body: every surface form beside the reference name that knowledge has for it.

A body that knowledge does not list goes by its longest name in the reports. Words for a side ("the army") are those of a body
where the reports say that they mean it. Only bodies that are worded in two ways or more are named; no word is called loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from reportedly.incident import Naming, Passage, Wording
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.linking.blamed import Blamed
from reportedly.linking.identity import ACTING, TELLING, entity_of, key_of, only_sides, takes_part
from reportedly.linking.whom_meant import whom_meant
from reportedly.records import Claim, Reading, SourceType, Span

MOST = 20  # bodies that are listed
LONGEST = 8  # words of a name
BODIES = ACTING | TELLING | {SourceType.NGO}  # sources that are bodies, if they are named
SPEAKERS = frozenset({"spokesperson", "staff"})  # kinds of words for people who speak for a body


@dataclass(frozen=True, slots=True)
class _Use:
    """Words for somebody in a claim: the name that they go by, what that is known by, whether a named body is cited by it."""

    words: str
    name: str
    key: str
    outlet: str
    where: Passage
    cited: bool


def namings(readings: Sequence[Reading], knowledge: Knowledge) -> tuple[Naming, ...]:
    """The bodies worded in several ways, those of most wordings first."""
    ordered = sorted(readings, key=lambda reading: reading.report.id)
    used = [use for reading in ordered for use in _whole(list(_used(reading, knowledge)))]
    cited = {use.key for use in used if use.cited} | knowledge.entities.keys()
    meant = whom_meant(_bodies_and_sides(used, cited, knowledge), readings, knowledge)
    keyed = [(meant[fold(use.name)].key if fold(use.name) in meant else use.key, use) for use in used]
    held: dict[str, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    for key, use in keyed:
        if key in cited and _names(use, knowledge):
            held[key][fold(use.words)].append(use)
    several = [_naming(key, by_words, knowledge) for key, by_words in held.items() if len(by_words) > 1]
    return tuple(sorted(several, key=lambda one: (-len(one.wordings), one.name))[:MOST])


def _bodies_and_sides(used: Sequence[_Use], cited: Set[str], knowledge: Knowledge) -> list[Blamed]:
    """Those that words for a side may mean, and those words, each name once."""
    named = {use.name: Blamed(use.words, use.name, use.key) for use in used}
    return [one for name, one in named.items() if one.key in cited or takes_part(name, None, knowledge)]


def _naming(key: str, by_words: Mapping[str, Sequence[_Use]], knowledge: Knowledge) -> Naming:
    known = knowledge.entities.get(key)
    wordings = tuple(_wording(by_words[words]) for words in sorted(by_words))
    names = {use.name for used in by_words.values() for use in used if use.key == key}
    return Naming(known.name if known else max(sorted(names), key=len), known.id if known else None, wordings)


def _wording(used: Sequence[_Use]) -> Wording:
    outlets = dict.fromkeys(use.outlet for use in used)
    return Wording(used[0].words, tuple(outlets), tuple(dict.fromkeys(use.where for use in used)))


def _used(reading: Reading, knowledge: Knowledge) -> Iterator[_Use]:
    """The words for bodies and sides in the claims of a report: as sources and as participants."""
    report = reading.report
    outlet = report.outlet.name if report.outlet else report.input
    for claim in reading.claims:
        for name, known_as, span, cited in _named(claim, knowledge):
            words = " ".join(report.text[slice(*span)].split())
            if len(fold(words).split()) in range(1, LONGEST + 1) and not _person(words, knowledge):
                entity = entity_of(name, known_as, knowledge)
                where = Passage(report.id, claim.id, (span,))
                shown, key = entity.name if entity else name, key_of(name, known_as, knowledge)
                yield _Use(words, shown, key, outlet, where, cited)


def _named(claim: Claim, knowledge: Knowledge) -> Iterator[tuple[str, str | None, Span, bool]]:
    """The names of a claim, each with its id, where it stands, and whether it is cited as a body with a name of its own."""
    for source in claim.chain:
        if source.unnamed is None and source.mention:
            body = source.type in BODIES or _body(source.name, knowledge)
            yield source.name, source.id, source.mention, body and not only_sides(source.name, knowledge)
    for role in (role for event in claim.events for role in event.roles if not role.private):
        yield role.name, role.id, role.span, False


def _whole(used: Sequence[_Use]) -> list[_Use]:
    """The words of a report without those that are only a part of others: "Ministry" inside of "its Foreign Ministry"."""
    spans = sorted({span for use in used for span in use.where.spans}, key=lambda span: (span[0], -span[1]))
    whole, reached = set(), 0
    for span in spans:
        if span[1] > reached:
            whole.add(span)
            reached = span[1]
    return [use for use in used if whole.issuperset(use.where.spans)]


def _body(name: str, knowledge: Knowledge) -> bool:
    """Whether a name ends in a word for a body: "the Harbour Council"."""
    last = fold(name).split()[-1:]
    return bool(last) and last[0] in knowledge.nouns and knowledge.nouns[last[0]].kind == "body"


def _person(words: str, knowledge: Knowledge) -> bool:
    """Whether words name a person who speaks for a body: "its spokeswoman"."""
    return any(word in knowledge.nouns and knowledge.nouns[word].kind in SPEAKERS for word in fold(words).split())


def _names(use: _Use, knowledge: Knowledge) -> bool:
    """Whether words name a body, and do not only point to it ("it", "the statement"): by its name or by its kind."""
    known: Entity | None = knowledge.entities.get(use.key)
    names = (known.name, *known.aliases) if known else (use.name,)
    own = {word for name in (*names, use.name) for word in fold(name).split()}
    parts = fold(use.words).split()
    kinds = {knowledge.nouns[word].type for word in parts if word in knowledge.nouns}
    return bool(own.intersection(parts)) or bool(kinds - {SourceType.DOCUMENT})
