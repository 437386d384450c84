"""What each claim of an incident asserts: that it happened, how many, who did it, where, on which day, or a denial.

A claim gives an assertion what its events and counts say, where they fit the incident; one claim may give several.
A denial gives nothing but that it denies; background, plans and other occurrences give nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from reportedly.incident import Passage
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.public_names import public_name, public_who
from reportedly.linking.blamed import Blamed, parties, says_who
from reportedly.linking.chosen import BEFORE, Chooser, denies, reacts
from reportedly.linking.identity import key_of, source_key
from reportedly.linking.incidents import exact
from reportedly.linking.matter import Matter, day_of
from reportedly.linking.mentions import LONGEST, deeds, place_key
from reportedly.linking.whom_meant import whom_meant
from reportedly.records import Act, Certainty, Claim, Count, Event, Place, Reading

HAPPENED, DONE_BY, PLACE, DAY, DENIED = "happened", "done_by", "place", "day", "denied"
CONFIRMED = "confirmed"
LARGE = 0.5  # of the toll of its report: a smaller figure counts only some
OTHER = 3.0  # times the toll of its report from which a figure is of another occurrence; as in reading/toll.py
WHOLE_TYPES = frozenset({"killed", "injured"})  # counts of which a reading gives a toll

Bounds = tuple[int | None, int | None]


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
    place: Place | None = None

    @property
    def passage(self) -> Passage:
        """Where the claim stands."""
        return Passage(self.report, self.claim.id, self.claim.spans)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every claim of one report: the reading, the incident, and knowledge."""

    reading: Reading
    matter: Matter
    knowledge: Knowledge
    chosen: frozenset[str] = field(default_factory=frozenset)

    def events(self, claim: Claim) -> list[Event]:
        """The events of a claim that fit the incident."""
        return [event for event in deeds(claim) if self.matter.holds(event, self.reading)]


Gives = Callable[[Claim, Asked], Iterator[Statement]]


def statements(readings: Sequence[Reading], chooser: Chooser, matter: Matter, knowledge: Knowledge) -> list[Statement]:
    """All that the claims of the reports assert of the incident, in order of reports and claims."""
    asked = [
        Asked(reading, matter, knowledge, frozenset(item.claim.id for item in chooser.carried(reading)))
        for reading in sorted(readings, key=lambda reading: reading.report.id)
    ]
    told = [(claim, one, list(_told(claim, one))) for one in asked for claim in one.reading.claims]
    blamed = [said for *_, made in told for said in made if said.about == DONE_BY]
    meant = whom_meant([_as_party(said) for said in blamed], readings, knowledge)
    keys = {str(_as_meant(said, meant).key) for said in blamed}
    accused = frozenset(_head(key, knowledge) for key in keys)
    every = (said for claim, one, made in told for said in (made or _denied(claim, one, accused)))
    return [_as_meant(said, meant) for said in every]


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
    given: list[Gives] = []
    if says_who(claim) and _answers(claim, asked):
        given.append(_done_by)
    elif not reacts(claim):
        given.append(_done_by_of_named)
    if not reacts(claim):
        given.append(_counts_of_named)
    return given


def _counts_of_named(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """The figures of events that say of whom or what: those are figures of the incident, whatever else the claim is on."""
    return _figures(claim, asked, _named(claim, asked))


def _named(claim: Claim, asked: Asked) -> list[Event]:
    """The events of the incident that say of whom or what they tell."""
    return [event for event in asked.events(claim) if any(role.role == "target" for role in event.roles)]


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
    """Whether a denial is about the incident: by its events, or by the claims that it follows; who goes on from words of their own in which
    nothing happens denies something else.
    """
    if any(not event.background and asked.matter.fits(event, asked.reading) for event in deeds(claim)):
        return True
    at = next(number for number, one in enumerate(asked.reading.claims) if one is claim)
    before = asked.reading.claims[max(0, at - BEFORE) : at]
    own = [source.name for source in claim.chain]
    aside = any([source.name for source in one.chain] == own and not one.events for one in before[-1:])
    return not aside and any(one.id in asked.chosen for one in before)


def _done_by(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """Who is said to have done it."""
    for party in parties(claim, asked.events(claim), asked.reading, asked.knowledge):
        yield _statement(DONE_BY, claim, asked, party.key, value=party.value, words=party.words)


def _done_by_of_named(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """Who did what events say was done to whom or what: that is told of the incident, whatever else the claim is on."""
    for party in parties(claim, _named(claim, asked), asked.reading, asked.knowledge):
        yield _statement(DONE_BY, claim, asked, party.key, value=party.value, words=party.words)


def _place(claim: Claim, asked: Asked) -> Iterator[Statement]:
    for event in asked.events(claim):
        place = asked.reading.places[event.place] if event.place is not None else None
        if place and (exact(place) or place.no_match):
            name = place.resolved or place.name
            yield _statement(PLACE, claim, asked, place_key(place), value=name, words=place.name, place=place)


def _day(claim: Claim, asked: Asked) -> Iterator[Statement]:
    for event in asked.events(claim):
        days = day_of(event, asked.reading)
        if days and days.length <= LONGEST:
            ends = dict.fromkeys((days.start.isoformat(), days.end.isoformat()))
            yield _statement(DAY, claim, asked, "/".join(ends), value="/".join(ends))


def _counts(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """The figures of the events of a claim that is on the incident."""
    return _figures(claim, asked, asked.events(claim))


def _figures(claim: Claim, asked: Asked, events: Sequence[Event]) -> Iterator[Statement]:
    """The figures of events, running totals and those of other occurrences left out."""
    for event in events:
        for count in event.counts:
            bounds = count.low, count.high
            if bounds == (None, None) or count.total or _of_another(count, claim, asked):
                continue
            whole = event.counts[count.of] if count.of is not None else None
            yield _statement(
                count.what,
                claim,
                asked,
                (*bounds, part := whole is not None or count.part or _small(count, asked)),
                words=public_who(count),
                bounds=bounds,
                whole=(whole.low, whole.high) if whole else None,
                part=part,
            )


def number(bounds: Bounds) -> int:
    """The figure that bounds give: the lower where there is one."""
    low, high = bounds
    return low if low is not None else high or 0


def _toll(what: str, asked: Asked) -> int:
    """What the report gives as the toll of its main incident; 0 where it gives none."""
    toll = asked.reading.toll
    if toll is None or what not in WHOLE_TYPES:
        return 0
    killed = toll.killed_min, toll.killed_max
    return number(killed if what == "killed" else (toll.injured_min, toll.injured_max))


def _small(count: Count, asked: Asked) -> bool:
    return number((count.low, count.high)) < LARGE * _toll(count.what, asked)


def _of_another(count: Count, claim: Claim, asked: Asked) -> bool:
    """Whether a figure is too large for the toll of its report; one that a person set is not."""
    if any(decided.field == count.what for decided in claim.decided_by):
        return False
    toll = _toll(count.what, asked)
    return bool(toll) and number((count.low, count.high)) > OTHER * toll
