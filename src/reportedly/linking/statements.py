"""What each claim of an incident asserts: that it happened, how many, who did it, where, on which day, or a denial.

A claim gives an assertion what its events and counts say, where they fit the incident; one claim may give several.
A denial gives nothing but that it denies; background, plans and other occurrences give nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.knowledge.public_names import public_name, public_role, public_who
from reportedly.linking.chosen import BEFORE, Chooser, denies, reacts
from reportedly.linking.identity import (
    TELLING,
    entity_of,
    first_party,
    is_side,
    key_of,
    party_of,
    source_key,
    takes_part,
)
from reportedly.linking.incidents import exact
from reportedly.linking.matter import Matter, day_of
from reportedly.linking.mentions import LONGEST, UNMEANT, deeds, named_in, place_key
from reportedly.records import Act, Certainty, Claim, Count, Event, Place, Reading, Role

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
    accused = frozenset(_head(str(said.key), knowledge) for said in blamed)
    whole = _fuller(blamed, knowledge)
    every = (said for claim, one, made in told for said in (made or _denied(claim, one, accused)))
    return [_as_fuller(said, whole) for said in every]


def _fuller(blamed: Sequence[Statement], knowledge: Knowledge) -> dict[str, tuple[Hashable, str]]:
    """For a name that is only a word for a side ("army"), the longest name that ends with it ("Tarvenian army"), its key and value,
    where all that do are one body.
    """
    names = {fold(one.value or ""): (one.key, one.value or "") for one in blamed}
    out: dict[str, tuple[Hashable, str]] = {}
    for name in filter(lambda name: is_side(name, knowledge), names):
        longer = [other for other in names if other.endswith(f" {name}")]
        longest = max(longer, key=len, default="")
        if longest and all(longest.endswith(other) for other in longer):
            out[name] = names[longest]
    return out


def _as_fuller(said: Statement, whole: Mapping[str, tuple[Hashable, str]]) -> Statement:
    """A statement of who did it under the fuller name."""
    if said.about != DONE_BY or (found := whole.get(fold(said.value or ""))) is None:
        return said
    return replace(said, key=found[0], value=found[1])


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
    if claim.act is Act.ACCUSE and _answers(claim, asked):
        given.append(_done_by)
    if not reacts(claim):
        given.append(_counts_of_named)
    return given


def _counts_of_named(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """The figures of events that say of whom or what: those are figures of the incident, whatever else the claim is on."""
    named = [event for event in asked.events(claim) if any(role.role == "target" for role in event.roles)]
    return _figures(claim, asked, named)


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
    """Whether a denial is about the incident: by its events, or by the claims that it follows."""
    if any(not event.background and asked.matter.fits(event, asked.reading) for event in deeds(claim)):
        return True
    at = next(number for number, one in enumerate(asked.reading.claims) if one is claim)
    return any(one.id in asked.chosen for one in asked.reading.claims[max(0, at - BEFORE) : at])


def _done_by(claim: Claim, asked: Asked) -> Iterator[Statement]:
    """The actors of the events, or whom the claim accuses; who claims responsibility names itself."""
    roles = [role for event in asked.events(claim) if event.type not in UNMEANT for role in named_in(event, "actor")]
    for words, known in (*_claimed(claim, asked), *_accused(claim, roles, asked), *_acting(claim, roles, asked)):
        key, value = (known.id, known.name) if known else (fold(words), words)
        yield _statement(DONE_BY, claim, asked, key, value=value, words=words)


Party = tuple[str, Entity | None]  # the text's words for who did it, and the row of knowledge


def _claimed(claim: Claim, asked: Asked) -> list[Party]:
    """The source itself, where it claims responsibility; whoever tells of others does not."""
    source = claim.origin if claim.act is Act.CLAIM_RESPONSIBILITY else None
    if source is None or source.type in TELLING:
        return []
    return [(public_name(source), entity_of(source.name, source.id, asked.knowledge))]


def _accused(claim: Claim, roles: Sequence[Role], asked: Asked) -> list[Party]:
    """Whom a charge names, where its events name nobody."""
    words = first_party(claim.text, asked.knowledge) if claim.act is Act.ACCUSE and not roles else None
    return [(words, asked.knowledge.find(words))] if words else []


def _acting(claim: Claim, roles: Sequence[Role], asked: Asked) -> Iterator[Party]:
    """The actors that can do something and are not those who tell of it."""
    telling = {source_key(source, asked.knowledge) for source in claim.chain}
    for role in roles:
        named = role.name, role.id, asked.knowledge
        if takes_part(*named) and key_of(*named) not in telling:
            yield public_role(role), party_of(*named)


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
