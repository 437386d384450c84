"""What linking knows of what a report tells: words, days, places, kinds, figures, names of headline and lede, or of a section.

A mention is made from the reading alone. A slot that the reading leaves open is empty and speaks neither way.
No language is known here: words weigh by how rare they are among stretches of the reports at hand.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Protocol

from reportedly.incident import section_id
from reportedly.knowledge.common_words import shares
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.days import news_day
from reportedly.linking.identity import key_of
from reportedly.linking.recalled import Recalled
from reportedly.records import Claim, Event, Place, Reading, Report, Role, Span, Status, Time, digest

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
LEDE = 120  # words of the body that tell the main occurrence; 80 to 160 score alike on the dev reports
LEDE_SIGNS = 1_000  # characters of the body within which a place, time or event belongs to the lede
BODY = 400  # words of a report that are used to learn which words are common
STALE = 14  # days before publication from which a day named in passing is no news of it
LATE = 45  # the same of a day that the main events name: rights groups and courts tell of them for weeks
UNMEANT = frozenset({"ACCIDENT", "DISASTER", "DISEASE"})  # types beside PLOVER's that nobody does to anybody
WEEK, LONGEST = 7, 31  # days of an interval that dates an occurrence: named in passing, or by its event
COMMON = 0.02  # share of stretches of news from which a word tells nothing of the matter
KNOWN = 400  # stretches of news in general that count beside those at hand
STRETCH = 25  # words of a stretch, about a sentence

SOMEBODY = "person:"  # begins what a private person is compared by


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included."""

    start: date
    end: date

    def gap(self, other: Days) -> int:
        """Days between two intervals; 0 where they touch or overlap."""
        return max((other.start - self.end).days, (self.start - other.end).days, 0)

    @property
    def length(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence that a report tells of: its main one, or that of a section. `words` weigh to a vector of length one; `scene` are the
    events' own places.

    `dated` says that the events themselves name the day; `hit` holds the telling words for each thing they struck; `hidden` are words that
    name private people: they are compared and never shown. `section` is where it stands, null of the main occurrence, and `rest` its
    score with what its report tells but for it. `printed` is the day of its report.
    """

    report: str
    words: Mapping[str, float]
    days: Days | None
    places: tuple[Place, ...] = ()
    scene: tuple[Place, ...] = ()
    kinds: frozenset[tuple[str, str | None]] = frozenset()
    figures: frozenset[tuple[str, int]] = frozenset()
    names: frozenset[str] = frozenset()
    dated: bool = False
    hit: frozenset[frozenset[str]] = frozenset()
    hidden: frozenset[str] = frozenset()
    section: Span | None = None
    rest: float = 0.0
    printed: date | None = None

    @property
    def id(self) -> str:
        """That of its report for the main occurrence."""
        return section_id(self.report, self.section[0]) if self.section else self.report

    @property
    def firm(self) -> bool:
        """Whether it may bring others together: the main occurrence of a report, with a day."""
        return self.days is not None and self.section is None


def mentions(readings: Sequence[Reading], knowledge: Knowledge, weight: Rarity | None = None) -> list[Mention]:
    """The main occurrence of each report, in order of their ids; words weigh by these reports where no weight is given."""
    weight = weight or Rarity(Counted.of(readings))
    return [mention_of(r, weight, knowledge) for r in sorted(readings, key=lambda reading: reading.report.id)]


class Stretches(Protocol):
    """In how many stretches of a set of reports words stand, as counted once; new reports do not change it."""

    @property
    def many(self) -> int:
        """How many stretches there were."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the reports, in order."""
        ...

    def look_up(self, words: Collection[str]) -> Mapping[str, tuple[int, bool]]:
        """For some words the number of stretches that hold them and whether they name a place."""
        ...


@dataclass(frozen=True, slots=True)
class Counted:
    """Stretches counted in memory. A rare word of one stretch alone weighs as much as one never seen: it is not kept."""

    many: int
    languages: tuple[str, ...]
    words: Mapping[str, tuple[int, bool]]

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Counted:
        """The stretches of some reports."""
        held: Counter[str] = Counter()
        many = 0
        for reading in readings:
            words = list(islice(words_of(reading.report.text, body_start(reading)), BODY))
            for at in range(0, len(words), STRETCH):
                held.update(set(words[at : at + STRETCH]))
                many += 1
        places = {word for reading in readings for place in reading.places for word in words_of(place.name)}
        languages = tuple(sorted({reading.report.language for reading in readings if reading.report.language}))
        common = common_words(languages)
        kept = {word: count for word, count in held.items() if count > 1 or word in common}
        return cls(many, languages, {word: (kept.get(word, 0), word in places) for word in kept.keys() | places})

    def look_up(self, words: Collection[str]) -> Mapping[str, tuple[int, bool]]:
        """What is known of some words."""
        return {word: self.words[word] for word in words if word in self.words}


class Rarity:
    """How rare a word is: the logarithm of all stretches over those that hold it.

    The stretches are those that were counted and `KNOWN` of news in general, so that two reports alone can be compared.
    """

    def __init__(self, stretches: Stretches, recalled: Recalled | None = None) -> None:
        """`recalled` is what was looked up of the same stretches before; more is added to it."""
        self._stretches = stretches
        self._common = common_words(stretches.languages)
        self._recalled = recalled or Recalled()
        self._weights, self._texts = self._recalled.weights, self._recalled.vectors

    def learn(self, words: Collection[str]) -> None:
        """Looks up at once the weights of words that were not asked for before; they never change."""
        new = [word for word in words if word not in self._weights]
        known = self._stretches.look_up(new) if new else {}
        for word in new:
            self._weights[word] = self._weight(word, *known.get(word, (0, False)))

    def _weight(self, word: str, held: int, names_place: bool) -> float:
        share = self._common.get(word, 0.0)
        every, often = self._stretches.many + KNOWN, held + KNOWN * share
        telling = not names_place and share < COMMON and 2 * often < every
        return math.log(every / max(often, 1)) if telling else 0.0

    def vector(self, words: Iterable[str]) -> dict[str, float]:
        """The words as a vector of length one; a word of every other stretch of many weighs nothing."""
        counted = Counter(words)
        self.learn(counted)
        return self._weighed(counted)

    def read(self, texts: Iterable[str]) -> None:
        """Makes the vectors of some texts, whose words are looked up at once."""
        self._recalled.shrink()
        counted = {text: Counter(words_of(text)) for text in texts if text not in self._texts}
        self.learn({word for words in counted.values() for word in words})
        self._texts |= {text: self._weighed(words) for text, words in counted.items()}

    def of_text(self, text: str) -> Mapping[str, float]:
        """The vector of a text, which is made once."""
        if text not in self._texts:
            self.read([text])
        return self._texts[text]

    def _weighed(self, counted: Mapping[str, int]) -> dict[str, float]:
        weights = self._weights
        raw = {word: (1 + math.log(count)) * weights[word] for word, count in counted.items() if weights[word] > 0}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {word: raw[word] / length for word in sorted(raw)}


@cache
def common_words(languages: tuple[str, ...]) -> Mapping[str, float]:
    """The words that are common in news in some languages, with their shares of stretches."""
    return {word: share for language in languages for word, share in shares(language).items()}


def body_start(reading: Reading) -> int:
    """Where the body begins: after the headline and the furniture that stand at the top."""
    report, at = reading.report, 0
    for start, end in sorted([*([report.headline] if report.headline else []), *report.furniture]):
        if start <= at + 2:
            at = max(at, end)
    return min(at, len(report.text))


def words_of(text: str, start: int = 0) -> Iterator[str]:
    return (match.group().casefold() for match in WORD.finditer(text, start))


def mention_of(reading: Reading, weight: Rarity, knowledge: Knowledge) -> Mention:
    """The main occurrence of one report."""
    lede = 0, body_start(reading) + LEDE_SIGNS
    title = list(words_of(reading.report.title or _headline(reading.report)))
    body = islice(words_of(reading.report.text, body_start(reading)), LEDE)
    words = weight.vector(_without_outlet((*title, *title, *body), reading.report))
    told = _mention(reading, lede, words, knowledge)
    return told if told.days else replace(told, days=_printed(reading))


def mention_in(reading: Reading, section: Span, weight: Rarity, knowledge: Knowledge) -> Mention:
    """What a section of a report tells of; it has no day where it names none."""
    told = islice(words_of(reading.report.text[slice(*section)]), LEDE)
    words = weight.vector(_without_outlet(told, reading.report))
    return replace(_mention(reading, section, words, knowledge), section=section)


def _mention(reading: Reading, within: Span, words: Mapping[str, float], knowledge: Knowledge) -> Mention:
    """What a stretch of a report tells of, in these words."""
    main = main_events(reading, within)
    dated = dated_of(reading, main)
    return Mention(
        reading.report.id,
        words,
        dated or days_of(reading, within),
        tuple(_places(reading, main, within)),
        tuple(_scene(reading, main)),
        frozenset((event.type, event.mode) for event in main),
        frozenset((count.what, count.low) for event in main for count in event.counts if count.low is not None),
        frozenset(_participant(role, knowledge) for event in main for role in event.roles if role.takes_part),
        dated is not None,
        frozenset(_struck(main, words)),
        frozenset(_private_words(reading)),
        printed=news_day(reading.report.published),
    )


def _without_outlet(words: Iterable[str], report: Report) -> Iterator[str]:
    """The words without those of the outlet's name."""
    outlet = set(words_of(report.outlet.name)) if report.outlet else set()
    return (word for word in words if word not in outlet)


def _headline(report: Report) -> str:
    return report.text[slice(*report.headline)] if report.headline else ""


def _scene(reading: Reading, lede: Sequence[Event]) -> Iterable[Place]:
    """The places of the main events, each once."""
    places = (reading.places[event.place] for event in lede if event.place is not None)
    return {place_key(place): place for place in places}.values()


def _participant(role: Role, knowledge: Knowledge) -> str:
    """What a participant is compared by; a private person's name is not kept."""
    return f"{SOMEBODY}{digest(fold(role.name))}" if role.private else key_of(role.name, role.id, knowledge)


def _private_words(reading: Reading) -> Iterator[str]:
    """The words that name private people, as participants, counted or sources."""
    for claim in reading.claims:
        names = [role.name for event in claim.events for role in event.roles if role.private]
        names += [count.who for event in claim.events for count in event.counts if count.private and count.who]
        names += [source.name for source in claim.chain if public_name(source) != source.name]
        yield from (word for name in names for word in words_of(name))


def main_events(reading: Reading, within: Span) -> list[Event]:
    """What a stretch of a report says happened: no background, nothing negated, planned or only supposed."""
    told = (event for claim in reading.claims for event in deeds(claim))
    return [event for event in told if happened(event) and _in(event.span, within)]


def _in(span: Span, within: Span) -> bool:
    """Whether a span begins in a stretch."""
    return within[0] <= span[0] < within[1]


def deeds(claim: Claim) -> list[Event]:
    """The events that a claim's own words tell: that somebody accuses or demands by saying it is no part of the occurrence."""
    return [event for event in claim.events if any(start <= event.span[0] < end for start, end in claim.spans)]


def happened(event: Event) -> bool:
    """Whether an event is told as having happened, and not as background: only such may link reports or count."""
    return event.status is Status.ACTUAL and not event.background


def _struck(lede: Sequence[Event], telling: Collection[str]) -> Iterator[frozenset[str]]:
    """The telling words for each thing that was struck.

    People who are counted are left out: one side's villagers are the other's fighters.
    """
    named = (role.name for event in lede for role in named_in(event, "target"))
    things = (frozenset(word for word in words_of(name) if word in telling) for name in named)
    return (thing for thing in things if thing)


def named_in(event: Event, role: str) -> list[Role]:
    """Who or what an event names in a role, apart from those it counts ("31 jihadists") and from its means."""
    taken = [count.span for count in event.counts]
    taken += [held.span for held in event.roles if held.role == "instrument" != role]
    return [held for held in event.roles if held.role == role and not any(_meet(held.span, span) for span in taken)]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def dated_of(reading: Reading, lede: Sequence[Event]) -> Days | None:
    """The days that the main events themselves name, where they are news of the report."""
    return _first(reading, (reading.times[event.time] for event in lede if event.time is not None), LONGEST, LATE)


def days_of(reading: Reading, within: Span) -> Days | None:
    """The first days that a stretch of a report names in passing.

    News is of the days before it is printed: days farther from publication are of another occurrence.
    """
    named = (time for time in reading.times if time.type == "DATE" and _in(time.span, within))
    return _first(reading, named, WEEK, STALE)


def _first(reading: Reading, times: Iterable[Time], longest: int, stale: int) -> Days | None:
    printed = _printed(reading)
    days = (days_between(time.start, time.end) for time in times)
    return next((d for d in days if d and d.length <= longest and (printed is None or _news(d, printed, stale))), None)


def _printed(reading: Reading) -> Days | None:
    return days_between(reading.report.published, reading.report.published)


def _news(found: Days, printed: Days, stale: int) -> bool:
    return printed.gap(found) <= stale and found.start <= printed.end


def to_come(days: Days, reading: Reading) -> bool:
    """Whether days begin after that of publication."""
    printed = _printed(reading)
    return printed is not None and days.start > printed.end


def days_between(start: str | None, end: str | None) -> Days | None:
    """The interval of two ISO days; null where one is missing, or the second is before the first."""
    first, last = news_day(start), news_day(end)
    return Days(first, last) if first and last and first <= last else None


def _places(reading: Reading, main: Sequence[Event], within: Span) -> Iterator[Place]:
    """The places of the main events, then the others of the stretch, each name once."""
    named = [reading.places[event.place] for event in main if event.place is not None]
    seen: set[str] = set()
    for place in (*named, *(p for p in reading.places if _in(p.span, within))):
        if (key := place_key(place)) not in seen:
            seen.add(key)
            yield place


def place_key(place: Place) -> str:
    """The gazetteer's row where it has one, else the folded name."""
    return place.gazetteer or fold(place.resolved or place.name)


def widened(days: Days, by: int) -> Days:
    """The interval with `by` days more on both ends."""
    return Days(days.start - timedelta(by), days.end + timedelta(by))
