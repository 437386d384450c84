"""Which participants and counted are private people: named, and put in no office or public function by the report.

A person's name is public where any mention of it gives it an office, a command or a body to speak for, or where a row of
knowledge lists it; its last word alone is public then, too. The parser says what is a person's name, and the kind of noun
beside it, and that somebody was killed, hurt or held.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from reportedly.knowledge.loader import fold
from reportedly.reading.cast import maybe_person
from reportedly.reading.laid import Laid
from reportedly.reading.layers import Mention, Naming
from reportedly.reading.parse import NOMINAL, Parse
from reportedly.records import Claim, Event, Place, Reading, Role, SourceType, Span

Key = tuple[str, ...]  # the words of a name, folded

TARGET = "target"
PARTICIPANTS = frozenset({"actor", TARGET})
HARMED = frozenset({"killed", "injured", "detained"})  # what only people are
FUNCTIONS = frozenset({"leader", "spokesperson"})  # kinds of a noun that are public, whoever holds them
SERVING = frozenset({"office", "person"})  # kinds that are public where they are of the state
SERVED = frozenset({SourceType.OFFICIAL, SourceType.MILITARY, SourceType.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class People:
    """The names of private persons in a report: whole, and their last words where no public person is called so."""

    private: frozenset[Key]

    def among(self, words: str | None) -> bool:
        """Whether these words hold the name of a private person."""
        held = _key(" ".join(word for word in (words or "").split() if not word.islower()))
        return any(held[at : at + len(key)] == key for key in self.private for at in range(len(held)))


def private_marked(reading: Reading, parse: Parse, naming: Naming) -> Reading:
    """The reading, each participant and count whose words name a private person marked so."""
    people = people_of(parse, naming, reading)
    if not people.private:
        return reading
    return replace(reading, claims=tuple(_claim(claim, people) for claim in reading.claims))


def people_of(parse: Parse, naming: Naming, reading: Reading) -> People:
    """The private persons that the participants and counted of a reading name."""
    seen: Counter[Key] = Counter()
    private: Counter[Key] = Counter()
    public: set[Key] = set()
    told, places = _told(reading), _places(reading)
    for span in (span for span in _names(parse) if not told.isdisjoint(_key(parse.text[slice(*span)]))):
        if places.touching(span):
            continue
        mentions = list(_mentions(parse, naming, span))
        key = max((_key(_called(mention)) for mention in mentions), key=len, default=_key(parse.text[slice(*span)]))
        seen[key] += 1
        private[key] += any(map(_is_name, mentions))
        if _hangs_on_office(parse, span) or any(_in_office(one, parse.language.cast.public) for one in mentions):
            public.add(key)
    named = {key for key in private if 2 * private[key] >= seen[key] > 0}
    return _people(named | set(_harmed(parse, naming, reading)), public)


def _told(reading: Reading) -> set[str]:
    """The words of all participants and counted: no other name is asked about."""
    events = [event for claim in reading.claims for event in claim.events]
    names = [role.name for event in events for role in event.roles]
    names += [count.who for event in events for count in event.counts if count.who]
    return {word for name in names for word in _key(name)}


def _names(parse: Parse) -> Iterator[Span]:
    spans = ((name.start, name.end) for name in parse.names)
    return (span for span in spans if not parse.text[slice(*span)].islower())


def _places(reading: Reading) -> Laid[Place]:
    return Laid((place, (place.span,)) for place in reading.places)


def _harmed(parse: Parse, naming: Naming, reading: Reading) -> Iterator[Key]:
    """The bare names of those who are said to be killed, hurt or held: that happens to people alone."""
    places = _places(reading)
    for event in (event for claim in reading.claims for event in claim.events):
        word = next(iter(parse.between(*event.span)), None)
        if word is None or parse.language.counts.harm_word(word) not in HARMED:
            continue
        for role in event.roles:
            if role.role == TARGET and role.id is None and not places.touching(role.span):
                mention = naming.mention(parse, parse.head_of(role.span), role.span)
                if maybe_person(mention) and not mention.plural:
                    yield _key(_called(mention))


def _people(named: Collection[Key], public: Collection[Key]) -> People:
    """Those of the persons named who are none of the public ones."""
    private = {key for key in named if key and not _same_person(key, public)}
    surnames = {key[-1:] for key in private if not _same_person(key[-1:], public)}
    return People(frozenset(private | surnames))


def _mentions(parse: Parse, naming: Naming, name: Span) -> Iterator[Mention]:
    """The mentions that call a name a person's: its own phrase, and the one that it hangs on ("the governor, Ilan Vale")."""
    head = parse.head_of(name)
    for at in dict.fromkeys((head, parse.tokens[head].head)):
        token = parse.tokens[at]
        if token.pos in NOMINAL and token.sentence == parse.tokens[head].sentence:
            mention = naming.mention(parse, at, parse.language.grammar.phrase(parse, at))
            if mention.person and _key(parse.text[slice(*name)])[-1:] == _key(_called(mention))[-1:]:
                yield mention


def _is_name(mention: Mention) -> bool:
    """Whether a name is surely one: of several words, or a single one that more is said of ("baker Ana")."""
    name = _called(mention)
    return " " in name or bool(mention.kind and mention.text != name)


def _called(mention: Mention) -> str:
    """What a mention calls a person, be it that they speak for a body."""
    return mention.speaker or mention.name


def _hangs_on_office(parse: Parse, name: Span) -> bool:
    """Whether a name hangs on a noun for a public function ("the candidate, Ilan Vale")."""
    above = parse.tokens[parse.tokens[parse.head_of(name)].head]
    return above.pos in NOMINAL and above.lemma in parse.language.cast.public


def _in_office(mention: Mention, public: frozenset[str]) -> bool:
    """Whether a person is told to hold an office or public function, to serve, or to speak for a body."""
    if mention.body is not None or mention.entity is not None or mention.kind in FUNCTIONS:
        return True
    if mention.kind in SERVING and mention.type in SERVED:
        return True
    before = mention.text.partition(_called(mention))[0]
    return not public.isdisjoint({mention.lemma, *before.lower().split()[-1:], *_called(mention).lower().split()[:1]})


def _same_person(key: Key, others: Collection[Key]) -> bool:
    """Whether a name is one of the others, or one is the end of the other."""
    return any(key[-len(other) :] == other or other[-len(key) :] == key for other in others if other)


def _key(name: str) -> Key:
    return tuple(re.findall(r"\w+", fold(f"{name} ")))  # a possessive ends before a blank


def _claim(claim: Claim, people: People) -> Claim:
    return replace(claim, events=tuple(_event(event, people) for event in claim.events))


def _event(event: Event, people: People) -> Event:
    roles = tuple(replace(role, private=_names_private(role, people)) for role in event.roles)
    counts = tuple(replace(count, private=people.among(count.who)) for count in event.counts)
    return replace(event, roles=roles, counts=counts)


def _names_private(role: Role, people: People) -> bool:
    return role.id is None and role.role in PARTICIPANTS and people.among(role.name)
