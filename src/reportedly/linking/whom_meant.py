"""Whom the words for who did it mean, as far as the reports of the incident say it; what none says stays as it is told.

"The army" is the one body whose longer name ends so ("Tarvenian army"), "terrorists of the Dune Brigades" are the
Brigades where those are named, and "the junta" is the government where a report says that somebody calls it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.blamed import Blamed
from reportedly.linking.identity import TELLING, forms, key_of, only_sides
from reportedly.records import Reading, Span

LONGEST = 6  # words of a body that somebody calls something
CALLER = r"[^.,;:\"“”]{1,40}?"  # who calls it so, within one clause
LETTERS = r"[\w’'-]{1,40}"  # of a word; a longer one is none, and costs no more than its length
NAME = rf"((?:{LETTERS} ){{0,{LONGEST - 1}}}{LETTERS})"
LATELY = 2_000  # words in a text each, of which it is kept at hand what they are said to mean
LONG = 20_000  # characters of a text of which nothing is kept at hand
REACH = 400  # characters around a word in which a name that it is called by can stand, with its caller

Named = Mapping[str, Blamed]


def whom_meant(blamed: Sequence[Blamed], readings: Sequence[Reading], knowledge: Knowledge) -> dict[str, Blamed]:
    """For the folded words of a side those they mean, where the reports say of one body alone that it is meant."""
    named = {fold(party.value): party for party in blamed}
    bodies = {**_cited(readings, knowledge), **named}
    found = {}
    for name, party in named.items():
        meant = (
            _fuller(name, party, named, knowledge)
            or _of(name, bodies, knowledge)
            or _called(party, bodies, readings, knowledge)
        )
        if meant and meant.key != party.key:
            found[name] = meant
    return {name: _last(name, found) for name in found}


def _last(name: str, found: Named) -> Blamed:
    """Whom a name means in the end: those that it means may mean others."""
    seen = {name}
    while (onward := fold(found[name].value)) in found and onward not in seen:
        seen.add(onward)
        name = onward
    return found[name]


def _cited(readings: Sequence[Reading], knowledge: Knowledge) -> dict[str, Blamed]:
    """The bodies on whose word the reports tell anything, by folded name."""
    sources = (source for reading in readings for claim in reading.claims for source in claim.chain)
    bodies = (source for source in sources if source.unnamed is None and source.type not in TELLING)
    return {fold(body.name): Blamed(body.name, body.name, key_of(body.name, body.id, knowledge)) for body in bodies}


def _fuller(name: str, party: Blamed, named: Named, knowledge: Knowledge) -> Blamed | None:
    """For a name that is only words for a side ("army"), the longest that ends with it and names more ("Tarvenian army"),
    where all that do are one body.
    """
    if not only_sides(party.value, knowledge):
        return None
    ending = [other for other in named if _ends_with(other, name) and _owner(other) is None]
    longer = [other for other in ending if not only_sides(named[other].value, knowledge)]
    longest = max(longer, key=len, default="")
    return named[longest] if longest and all(longest.endswith(other) for other in longer) else None


def _ends_with(longer: str, name: str) -> bool:
    """Whether a longer name ends with these words, the last of them perhaps in another form: "Uplands terrorists", "terrorist"."""
    words, own = longer.split(), name.split()
    behind = words[-len(own) :]
    return len(words) > len(own) and behind[:-1] == own[:-1] and own[-1] in {behind[-1], *forms(behind[-1])}


def _of(name: str, bodies: Named, knowledge: Knowledge) -> Blamed | None:
    """The body that words for a side are said to be of: "terrorists of the Dune Brigades"."""
    owned = _owner(name)
    return bodies.get(owned[1]) if owned and only_sides(owned[0], knowledge) else None


def _owner(name: str) -> tuple[str, str] | None:
    """The words for a side, and those that say whose it is; null where none do."""
    found = re.match(rf"(.+?) (?:{_any('of')}) (.+)", name)
    return (found[1], found[2]) if found else None


def _called(party: Blamed, bodies: Named, readings: Sequence[Reading], knowledge: Knowledge) -> Blamed | None:
    """The body that a report says somebody calls so; null where reports say it of two."""
    if not only_sides(party.value, knowledge):
        return None
    found = {
        body.key: body
        for reading in readings
        for words in _names_called(fold(party.value), reading.report.text)
        if (body := _body(words, bodies, knowledge)) and fold(body.value) != fold(party.value)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _names_called(word: str, text: str) -> tuple[list[str], ...]:
    """The names that a text may say are called a word, the likeliest first for each place that says so."""
    return _called_lately(word, text) if len(text) <= LONG else _called_in(word, text)


@lru_cache(maxsize=LATELY)
def _called_lately(word: str, text: str) -> tuple[list[str], ...]:
    return _called_in(word, text)


def _called_in(word: str, text: str) -> tuple[list[str], ...]:
    line = " ".join(text.split())
    parts = _around(re.finditer(_said(word), line, re.IGNORECASE))
    return tuple(names for start, end in parts for names in _names_in(word, line[start:end]))


def _names_in(word: str, around: str) -> Iterator[list[str]]:
    """The same of a part of a text."""
    for match in _matches(_before(word), around):
        words = match[1].split()
        yield [" ".join(words[start:]) for start in range(len(words))]
    for match in _matches(_behind(word), around):
        words = match[1].split()
        yield [" ".join(words[:end]) for end in range(len(words), 0, -1)]


def _matches(patterns: Mapping[str, str], around: str) -> Iterator[re.Match[str]]:
    """Where patterns stand, each asked only where its verb stands: they are dear, and few texts have one."""
    for verb, pattern in patterns.items():
        if re.search(_any(verb), around, re.IGNORECASE):
            yield from re.finditer(pattern, around, re.IGNORECASE)


def _around(matches: Iterable[re.Match[str]]) -> Iterator[Span]:
    """What stands around matches, as far as a name reaches; what overlaps is one."""
    start = end = 0
    for match in matches:
        if end and match.start() - REACH > end:
            yield start, end
            end = 0
        start, end = start if end else max(0, match.start() - REACH), match.end() + REACH
    if end:
        yield start, end


@cache
def _before(word: str) -> Mapping[str, str]:
    """Where a body stands in front of what it is called, by the verb: "the council, which the Front calls the junta"."""
    said = _said(word)
    who, calls, known, as_, body = (_any(sense) for sense in ("relative", "calls", "known", "as", "body"))
    return {
        "calls": rf"{NAME},? (?:{who}) {CALLER} ?(?:{calls})(?: (?:{body}))?(?: (?:{as_}))? {said}",
        "known": rf"{NAME},? (?:{known}) (?:{CALLER} (?:{as_}) )?{said}",
    }


@cache
def _behind(word: str) -> Mapping[str, str]:
    """Where a body stands behind what it is called, by the verb: "the junta, as the Front calls the council", "the junta, meaning
    the council".
    """
    said = _said(word) + r"[,”\"’']*(?: [–-])?"
    as_, calls, means = (_any(sense) for sense in ("as", "calls", "means"))
    return {"calls": rf"{said} (?:{as_}) {CALLER} ?(?:{calls}) {NAME}", "means": rf"{said} (?:{means}) {NAME}"}


def _said(word: str) -> str:
    """A pattern of the word as reports write it: perhaps in quotation marks, with an article, in two lines."""
    loose = r"[\s-]+".join(map(re.escape, word.split()))
    return rf"[\"“‘']?(?:(?:{_any('article')}) )?{loose}\b"


@cache
def _any(sense: str) -> str:
    return "|".join(map(re.escape, linking_words(sense)))


def _body(names: Iterable[str], bodies: Named, knowledge: Knowledge) -> Blamed | None:
    """The first of some names that is one of the bodies, or one that knowledge has."""
    for name in names:
        known = knowledge.find(name)
        if known and known.type not in TELLING:
            return Blamed(name, known.name, known.id)
        if (party := bodies.get(fold(name))) is not None:
            return party
    return None
