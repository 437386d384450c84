"""The words that a report has for bodies and sides: in its claims, and wherever else they stand in its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reportedly.incident import Passage
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.linking.identity import ACTING, TELLING, entity_of, key_of, with_owner
from reportedly.linking.same_body import CalledSide, NamedBody
from reportedly.linking.side_words import MOST, sides_in, text_words
from reportedly.linking.written import beside, names_in, with_sides
from reportedly.records import Claim, Reading, SourceType, Span

LONGEST = 8  # words of a name
BODIES = ACTING | TELLING | {SourceType.NGO}  # sources that are bodies, if they are named
SPEAKERS = frozenset({"spokesperson", "staff"})  # kinds of words for people who speak for a body
PEOPLE = frozenset({"person", "office", "leader"})  # kinds of words for one of its people


@dataclass(frozen=True, slots=True)
class Use:
    """Words for somebody in a report: the name that they go by, what that is known by, its kind where it is cited as a body,
    and the side that they are for where they are no more than words for a side.
    """

    words: str
    name: str
    key: str
    kind: SourceType | None
    outlet: str
    where: Passage
    said: CalledSide | None = None


def told(reading: Reading, knowledge: Knowledge) -> list[Use]:
    """The words in the claims of a report for their sources and participants."""
    found = []
    for claim in reading.claims:
        for name, known_as, span, kind in _named(claim, knowledge):
            words = shown(reading, span)
            if len(fold(words).split()) in range(1, LONGEST + 1) and not _person(words, knowledge):
                entity = entity_of(name, known_as, knowledge)
                goes_by, key = entity.name if entity else name, key_of(name, known_as, knowledge)
                said = None if entity else _said(words, name, reading.report.id, knowledge)
                where = Passage(reading.report.id, claim.id, (span,))
                found.append(Use(words, goes_by, key, kind, _outlet(reading), where, said))
    return whole(found)


def _named(claim: Claim, knowledge: Knowledge) -> Iterator[tuple[str, str | None, Span, SourceType | None]]:
    """The names of a claim, each with its id, where it stands, and of what kind it is if it is cited as a body."""
    for source in claim.chain:
        if source.unnamed is None and source.mention:
            body = source.type in BODIES or _body(source.name, knowledge)
            yield source.name, source.id, source.mention, source.type if body else None
    for role in (role for event in claim.events for role in event.roles if role.takes_part and not role.private):
        yield role.name, role.id, role.span, None


def _said(words: str, name: str, report: str, knowledge: Knowledge) -> CalledSide | None:
    """The side that words stand for, where they are no more than words for a side."""
    side = next(iter(sides_in(words, knowledge)), None)
    entire = side is not None and fold(words[slice(*side.span)]) in (fold(words), fold(name))
    return CalledSide(fold(words), side.kind, side.names, side.one, report) if side and entire else None


def sides(reading: Reading, knowledge: Knowledge) -> Iterator[Use]:
    """The words for sides wherever they stand in a report."""
    report = reading.report
    for side in sides_in(report.text, knowledge) if reading.claims else ():
        name = shown(reading, side.span)
        yield _use(
            reading, side.span, name, fold(name), CalledSide(fold(name), side.kind, side.names, side.one, report.id)
        )


def names(reading: Reading, bodies: Mapping[str, NamedBody], knowledge: Knowledge) -> Iterator[Use]:
    """The names of bodies wherever they stand in a report, by name in `bodies`, and what it says beside them that they are."""
    text = reading.report.text
    words = text_words(text, knowledge)
    plain = {" ".join(name.split()): body for name, body in bodies.items()}
    for name, span in islice(names_in(text, plain), MOST) if reading.claims else ():
        body = plain[name]
        yield _use(reading, with_sides(words, span), body.name, body.key)
        is_said = beside(text, span[1])
        if is_said and (" " in name or name.isupper()) and _of_bodies(shown(reading, is_said), knowledge):
            yield _use(reading, is_said, body.name, body.key)


def _of_bodies(words: str, knowledge: Knowledge) -> bool:
    """Whether words say of what kind a body is: "a group of exiles", not "a resident"."""
    nouns = [knowledge.nouns[word] for word in fold(words).split() if word in knowledge.nouns]
    return bool(nouns) and nouns[0].kind == "body"


def _use(reading: Reading, span: Span, name: str, key: str, said: CalledSide | None = None) -> Use:
    """A use of words that stand in a report, in the claim that they are in or next to."""
    claim = min(reading.claims, key=lambda claim: _far(claim, span))
    where = Passage(reading.report.id, claim.id, (span,))
    return Use(shown(reading, span), name, key, None, _outlet(reading), where, said)


def _far(claim: Claim, span: Span) -> int:
    """How far words are from those of a claim."""
    return min((max(start - span[0], span[1] - end, 0) for start, end in claim.spans), default=len(claim.text))


def shown(reading: Reading, span: Span) -> str:
    """Words of a report in one line."""
    return " ".join(reading.report.text[slice(*span)].split()).rstrip(" (")


def _outlet(reading: Reading) -> str:
    return reading.report.outlet.name if reading.report.outlet else reading.report.input


def whole(used: Sequence[Use]) -> list[Use]:
    """The words of a report without those that are only a part of others: "Ministry" inside of "its Foreign Ministry"."""
    spans = sorted({span for use in used for span in use.where.spans}, key=lambda span: (span[0], -span[1]))
    kept, reached = set(), 0
    for span in spans:
        if span[1] > reached:
            kept.add(span)
            reached = span[1]
    return [use for use in used if kept.issuperset(use.where.spans)]


def _body(name: str, knowledge: Knowledge) -> bool:
    """Whether a name ends in a word for a body: "the Harbour Council"."""
    last = fold(name).split()[-1:]
    return bool(last) and last[0] in knowledge.nouns and knowledge.nouns[last[0]].kind == "body"


def _person(words: str, knowledge: Knowledge) -> bool:
    """Whether words name a person who speaks for a body, or is one of it: "its spokeswoman", "the head of the Harbour Council"."""
    kinds = [_kind(word, knowledge) for word in fold(words).split()]
    last = fold(with_owner(words)[0]).split()[-1:]
    titled = kinds[:1] and kinds[0] in PEOPLE and len(kinds) > 1 and kinds[1] == ""
    return bool(titled) or _kind("".join(last), knowledge) in PEOPLE or not SPEAKERS.isdisjoint(kinds)


def _kind(word: str, knowledge: Knowledge) -> str:
    return knowledge.nouns[word].kind if word in knowledge.nouns else ""


def names_body(use: Use, knowledge: Knowledge) -> bool:
    """Whether words name a body, and do not only point to it ("it", "the statement"): by its name or by its kind."""
    known: Entity | None = knowledge.entities.get(use.key)
    listed = (known.name, *known.aliases) if known else (use.name,)
    own = {word for name in (*listed, use.name) for word in fold(name).split()}
    parts = fold(use.words).split()
    kinds = {knowledge.nouns[word].type for word in parts if word in knowledge.nouns}
    return bool(own.intersection(parts)) or bool(kinds - {SourceType.DOCUMENT})
