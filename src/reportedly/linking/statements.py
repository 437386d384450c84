"""What each claim of an incident asserts: that it happened, how many, who did it, where, on which day, or a denial.

A claim gives an assertion what its events and counts say, where they fit the incident; one claim may give several.
A denial gives nothing but that it denies; background, plans and other occurrences give nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from reportedly.incident import Passage, Where
from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import public_name, public_who
from reportedly.linking.blamed import Blamed, parties, says_who
from reportedly.linking.chosen import BEFORE, Chooser, denies, reacts
from reportedly.linking.identity import key_of, source_key
from reportedly.linking.matter import Matter, day_of
from reportedly.linking.measured import Bounds, counts_some, number, of_another
from reportedly.linking.mentions import LONGEST, deeds, to_come
from reportedly.linking.scenes import Scenes
from reportedly.linking.whom_meant import whom_meant
from reportedly.records import Act, Certainty, Claim, Event, Reading, Status

HAPPENED, DONE_BY, PLACE, DAY, DENIED = "happened", "done_by", "place", "day", "denied"
CONFIRMED = "confirmed"
PRESENCE = "MOBILIZE"  # PLOVER's type of having forces somewhere: who denies it denies the deed


@dataclass(frozen=True, slots=True)
class Statement:
    """One value that one claim gives one assertion. Those with one `key` give the same value.

    `words` are the text's own for it, `whole` the bounds of the figure that a count is a part of.
    """

    about: str
    report: str
    claim: Claim
    key: Hashable
    value: str | None = None
    words: str | None = None
    bounds: Bounds = (None, None)
    whole: Bounds | None = None
    part: bool = False
    where: Where | None = None

    @property
    def passage(self) -> Passage:
        """Where the claim stands."""
        return Passage(self.report, self.claim.id, self.claim.spans)


@dataclass(frozen=True)
class Asked:
    """What is asked of every claim of one report: the reading, the incident, and knowledge."""

    reading: Reading
    matter: Matter
    knowledge: Knowledge
    scenes: Scenes
    chosen: frozenset[str] = field(default_factory=frozenset)
    heard: frozenset[str] = field(default_factory=frozenset)

    def events(self, claim: Claim) -> list[Event]:
        """The events of a claim that fit the incident; what was said before its days is of another."""
        if self.matter.told_before(claim, self.reading):
            return []
        return [event for event in deeds(claim) if self.matter.holds(event, self.reading)]

    def counted(self, claim: Claim) -> list[Event]:
        """The events whose figures count: those that fit, and what is only supposed to have happened ("may have died"). Whoever counts
        on the day of the report tells of two occurrences where they count on another day too.
        """
        supposed = (
            [event for event in deeds(claim) if _several_supposed(event)] if _of_the_past(claim, self.reading) else []
        )
        found = self.events(claim) + [event for event in supposed if self.matter.fits(event, self.reading)]
        if _speaker(claim) not in self.counting:
            return found
        return [event for event in found if self.matter.on_the_day(event, self.reading) is not False]

    @cached_property
    def before(self) -> Mapping[str, Claim]:
        """For the id of each claim but the first the claim in front of it."""
        return {claim.id: before for before, claim in pairwise(self.reading.claims)}

    @cached_property
    def counting(self) -> frozenset[str | None]:
        """Those who give figures on the day that the report is on, null for the outlet itself."""
        told = ((claim, event) for claim in self.reading.claims for event in deeds(claim) if event.counts)
        return frozenset(_speaker(claim) for claim, event in told if self.matter.on_the_day(event, self.reading))


def _speaker(claim: Claim) -> str | None:
    return claim.origin.name if claim.origin else None


def _several_supposed(event: Event) -> bool:
    """Whether an event is only supposed, and of several people: of one the figure says nothing."""
    several = any(number((count.low, count.high)) > 1 for count in event.counts)
    return several and event.status is Status.HYPOTHETICAL and not event.background


def _of_the_past(claim: Claim, reading: Reading) -> bool:
    """Whether what a claim holds back is that something has been, not that it may come: "may have" and not "may"."""
    if claim.hedge is None:
        return False
    behind = reading.report.text[claim.hedge.cue[1] :].split(maxsplit=1)[:1]
    return fold("".join(behind)) in linking_words("has been")


Gives = Callable[[Claim, Asked], Iterator[Statement]]


def statements(readings: Sequence[Reading], chooser: Chooser, matter: Matter, knowledge: Knowledge) -> list[Statement]:
    """All that the claims of the reports assert of the incident, in order of reports and claims."""
    scenes = Scenes(readings)
    asked = [
        Asked(
            reading,
            matter,
            knowledge,
            scenes,
            _ids(item.claim for item in chooser.carried(reading)),
            _ids(chooser.heard(reading)),
        )
        for reading in sorted(readings, key=lambda reading: reading.report.id)
    ]
    told = [(claim, one, list(_told(claim, one))) for one in asked for claim in one.reading.claims]
    blamed = [said for *_, made in told for said in made if said.about == DONE_BY]
    meant = whom_meant([_as_party(said) for said in blamed], readings, knowledge)
    keys = {str(_as_meant(said, meant).key) for said in blamed}
    accused = frozenset(_head(key, knowledge) for key in keys)
    every = (said for claim, one, made in told for said in (made or _denied(claim, one, accused)))
    return _at_least([_as_meant(said, meant) for said in every])


def _ids(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(claim.id for claim in claims)


def _at_least(said: Sequence[Statement]) -> list[Statement]:
    """The statements, a figure that its report gives as a lower bound too being one wherever it stands there: a headline leaves out
    "at least".
    """
    bounds = {
        (one.report, one.about, one.bounds[0]) for one in said if one.bounds[1] is None and one.bounds[0] is not None
    }
    return [_opened(one) if (one.report, one.about, one.bounds[0]) in bounds else one for one in said]


def _opened(said: Statement) -> Statement:
    low = said.bounds[0]
    return replace(said, bounds=(low, None), key=(low, None, said.part))


def _as_party(said: Statement) -> Blamed:
    return Blamed(said.words or "", said.value or "", str(said.key))


def _as_meant(said: Statement, meant: Mapping[str, Blamed]) -> Statement:
    """A statement of who did it under the name of whom its words mean."""
    if said.about != DONE_BY or (party := meant.get(fold(said.value or ""))) is None:
        return said
    return replace(said, key=party.key, value=party.value)


def _told(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """What a claim asserts; a denial asserts nothing."""
    if not denies(claim):
        for value in _values(claim, asked):
            yield from value(claim, asked)


def _values(claim: Claim, asked: Asked) -> list[Gives]:
    """The values that a claim may give: all where it is on the incident, else what a charge or a count gives."""
    if claim.id in asked.chosen or _gives_toll(claim, asked):
        return [_happened, _counts, _done_by, _place, _day]
    given: list[Gives] = [_place, _day] if claim.id in asked.heard else []
    if says_who(claim, asked.knowledge) and _answers(claim, asked):
        given.append(_done_by)
    elif not reacts(claim):
        given.append(_done_by_of_named)
    if not reacts(claim):
        given.append(_counts_of_named)
    return given


def _counts_of_named(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """The figures of events that say of whom or what: those are figures of the incident, whatever else the claim is on."""
    return _figures(claim, asked, _named(asked.counted(claim)))


def _named(events: Sequence[Event]) -> list[Event]:
    """The events that say of whom or what they tell."""
    return [event for event in events if any(role.role == "target" for role in event.roles)]


def _gives_toll(claim: Claim, asked: Asked) -> bool:
    """Whether the reading takes the toll of its main incident from the claim."""
    toll = asked.reading.toll
    return toll is not None and any(asked.reading.claims[index] is claim for index in toll.claims)


def _statement(about: str, claim: Claim, asked: Asked, key: Hashable, **more: object) -> Statement:
    return Statement(about, asked.reading.report.id, claim, key, **more)  # type: ignore[arg-type]


def _happened(claim: Claim, asked: Asked) -> Iterator[Statement]:
    certainty = Certainty.HEDGED if claim.certainty is Certainty.HEDGED else Certainty.ASSERTED
    value = CONFIRMED if claim.act is Act.CONFIRM else certainty.value
    yield _statement(HAPPENED, claim, asked, value, value=value)


def _denied(claim: Claim, asked: Asked, accused: Set[str]) -> Iterator[Statement]:
    """A denial: of who did it where the denier is the one who is said to have, else of what happened."""
    if denies(claim) and claim.chain and _answers(claim, asked):
        value = DONE_BY if _denies_own(claim, asked.knowledge, accused) else HAPPENED
        yield _statement(DENIED, claim, asked, value, value=value, words=public_name(claim.chain[-1]))


def _denies_own(claim: Claim, knowledge: Knowledge, accused: Set[str]) -> bool:
    """Whether a denier is the actor of what it denies or, where it names no deed, among the accused of the incident."""
    speaker = source_key(claim.chain[-1], knowledge)
    if not deeds(claim):
        return _head(speaker, knowledge) in accused
    actors = (role for event in deeds(claim) for role in event.roles if role.role == "actor")
    return any(key_of(role.name, role.id, knowledge) == speaker for role in actors)


def _head(key: str, knowledge: Knowledge) -> str:
    """The body that a body is an organ of: a ministry denies what its government is blamed for."""
    known = knowledge.entities.get(key)
    return knowledge.head_of(known).id if known else key


def _answers(claim: Claim, asked: Asked) -> bool:
    """Whether a denial is about the incident: by its events, or, where it tells none but that somebody was there, by what its report told
    before it; who goes on from words of their own in which nothing happens denies something else.
    """
    events = [event for event in deeds(claim) if not event.background]
    if any(asked.matter.fits(event, asked.reading) for event in events):
        return True
    if not all(event.type == PRESENCE and asked.matter.may_be(event, asked.reading) for event in events):
        return False
    at = next(number for number, one in enumerate(asked.reading.claims) if one is claim)
    before = asked.reading.claims[:at]
    return not _goes_on_aside(claim, before) and _told_of_it(before, asked)


def _goes_on_aside(claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether a claim goes on from words of its own sources in which nothing happens."""
    own = [source.name for source in claim.chain]
    return any([source.name for source in one.chain] == own and not one.events for one in before[-1:])


def _told_of_it(before: Sequence[Claim], asked: Asked) -> bool:
    """Whether the claims right before say that it happened, or the last in which anything happens tells of the incident."""
    last = next(filter(deeds, reversed(before)), None)
    fitting = last is not None and any(
        asked.matter.fits(event, asked.reading) for event in deeds(last) if not event.background
    )
    return fitting or any(one.id in asked.chosen for one in before[-BEFORE:])


def _done_by(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """Who is said to have done it."""
    for party in parties(claim, asked.events(claim), asked.reading, asked.knowledge):
        yield _statement(DONE_BY, claim, asked, party.key, value=party.value, words=party.words)


def _done_by_of_named(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """Who did what events say was done to whom or what, or what a source goes on to tell right behind what it told of the incident: that
    is told of the incident, whatever else the claim is on.
    """
    events = asked.events(claim)
    for party in parties(claim, events if _goes_on(claim, asked) else _named(events), asked.reading, asked.knowledge):
        yield _statement(DONE_BY, claim, asked, party.key, value=party.value, words=party.words)


def _goes_on(claim: Claim, asked: Asked) -> bool:
    """Whether a source tells something right behind a claim of its own that is on the incident."""
    before = asked.before.get(claim.id)
    return (
        before is not None and before.id in asked.chosen and bool(claim.chain) and _speaker(before) == _speaker(claim)
    )


def _place(claim: Claim, asked: Asked) -> Iterator[Statement]:
    for event in asked.events(claim):
        if scene := asked.scenes.of(event, claim, asked.reading):
            yield _statement(PLACE, claim, asked, scene.key, value=scene.value, words=scene.words, where=scene.where)


def _day(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """The days of the events that the claim's own words name: a day beside them is that of the saying, one to come is of something else."""
    for event in asked.events(claim):
        days = day_of(event, asked.reading) if _dated_by(claim, event, asked.reading) else None
        if days and days.length <= LONGEST and not to_come(days, asked.reading):
            ends = dict.fromkeys((days.start.isoformat(), days.end.isoformat()))
            yield _statement(DAY, claim, asked, "/".join(ends), value="/".join(ends))


def _dated_by(claim: Claim, event: Event, reading: Reading) -> bool:
    at = reading.times[event.time].span[0] if event.time is not None else -1
    return any(start <= at < end for start, end in claim.spans)


def _counts(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """The figures of the events of a claim that is on the incident."""
    return _figures(claim, asked, asked.counted(claim))


def _figures(claim: Claim, asked: Asked, events: Sequence[Event]) -> Iterator[Statement]:
    """The figures of events, running totals and those of other occurrences left out."""
    for event in events:
        for count in event.counts:
            bounds = count.low, count.high
            if bounds == (None, None) or count.total or of_another(count, claim, asked.reading, asked.knowledge):
                continue
            whole = event.counts[count.of] if count.of is not None else None
            yield _statement(
                count.what,
                claim,
                asked,
                (
                    *bounds,
                    part := whole is not None
                    or count.part
                    or counts_some(count, claim, asked.reading, asked.knowledge),
                ),
                words=public_who(count),
                bounds=bounds,
                whole=(whole.low, whole.high) if whole else None,
                part=part,
            )
