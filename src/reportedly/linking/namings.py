"""The words that outlets use for one body: every surface form beside the reference name that knowledge has for it.

Only bodies that knowledge lists and that the reports word in two ways or more are named; no word is called loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportedly.incident import Naming, Passage, Wording
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.linking.identity import entity_of
from reportedly.records import Reading, SourceType

MOST = 20  # bodies that are listed
LONGEST = 8  # words of a name

Used = tuple[str, str, str, Passage]  # id of the body, the words, the outlet, where they stand


def namings(readings: Sequence[Reading], knowledge: Knowledge) -> tuple[Naming, ...]:
    """The bodies worded in several ways, those of most wordings first."""
    held: dict[str, dict[str, list[tuple[str, str, Passage]]]] = defaultdict(lambda: defaultdict(list))
    for reading in sorted(readings, key=lambda reading: reading.report.id):
        for body, words, outlet, where in _used(reading, knowledge):
            held[body][fold(words)].append((words, outlet, where))
    several = [(body, by_words) for body, by_words in held.items() if len(by_words) > 1]
    several.sort(key=lambda item: (-len(item[1]), knowledge.entities[item[0]].name))
    return tuple(
        Naming(knowledge.entities[body].name, body, tuple(_wording(by_words[words]) for words in sorted(by_words)))
        for body, by_words in several[:MOST]
    )


def _wording(used: Sequence[tuple[str, str, Passage]]) -> Wording:
    outlets = dict.fromkeys(outlet for _, outlet, _ in used)
    return Wording(used[0][0], tuple(outlets), tuple(dict.fromkeys(where for _, _, where in used)))


def _used(reading: Reading, knowledge: Knowledge) -> Iterator[Used]:
    """The words for known bodies in the claims of a report: as sources and as participants."""
    report = reading.report
    outlet = report.outlet.name if report.outlet else report.input
    for claim in reading.claims:
        named = [(source.name, source.id, source.mention) for source in claim.chain]
        named += [(role.name, role.id, role.span) for event in claim.events for role in event.roles if not role.private]
        for name, known_as, span in named:
            entity = entity_of(name, known_as, knowledge)
            words = " ".join(report.text[slice(*span)].split()) if span else ""
            if entity and span and _names(words, entity, knowledge):
                yield entity.id, words, outlet, Passage(report.id, claim.id, (span,))


def _names(words: str, entity: Entity, knowledge: Knowledge) -> bool:
    """Whether words name a body, and do not only point to it ("it", "the statement"): by its name or by its kind."""
    own = {word for name in (entity.name, *entity.aliases) for word in fold(name).split()}
    parts = fold(words).split()
    kinds = {knowledge.nouns[word].type for word in parts if word in knowledge.nouns}
    return len(parts) <= LONGEST and (bool(own.intersection(parts)) or bool(kinds - {SourceType.DOCUMENT}))
