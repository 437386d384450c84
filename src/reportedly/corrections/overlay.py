"""A reading with what people decided laid over it, one decision after the other: a pure function of both.

What was read is never changed. A decision whose claim, source or event is no longer there is an orphan, with the
reason, and what is shown is then what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.corrections.around import Around
from reportedly.corrections.attach import ALIKE, attach, likeness, words
from reportedly.corrections.fields import JUDGEMENT, MARKS, Change
from reportedly.corrections.marking import again, kept, marked
from reportedly.corrections.setting import OF_CLAIM, OF_EVENT, OF_SOURCE
from reportedly.corrections.values import NONE
from reportedly.decision import Decision
from reportedly.knowledge.public_names import public_name
from reportedly.records import Act, Certainty, Claim, Decided, Event, Judgement, Reading, Source, SourceType, cut
from reportedly.text import N_, gettext

T = TypeVar("T")
Slot = tuple[str, int]  # a field, and of which source or event
NAMING = ("source", "mention")  # what gives a claim its first source
GONE = "the words it was about are no claim of what is read now"
FITTING: Mapping[Act, frozenset[Certainty]] = {
    Act.DENY: frozenset({Certainty.DENIED}),
    Act.THREATEN: frozenset({Certainty.PLANNED, Certainty.HEDGED, Certainty.DENIED}),
}


class MissingPartError(ValueError):
    """A claim has no such source or event; the message says so."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A reading as it is shown; of the decisions that were given, in order, the place of the claim that each is about,
    and by their place among them why some are not in it.
    """

    reading: Reading
    claims: tuple[int | None, ...]
    orphans: Mapping[int, str]


def lay(reading: Reading, decisions: Sequence[Decision]) -> Laid:
    """The reading with decisions about its claims laid over it, in the order given."""
    overlay = Overlay(reading)
    orphans: dict[int, str] = {}
    claims = tuple(attach(decision.target, reading) if decision.target else None for decision in decisions)
    for order, (decision, at) in enumerate(zip(decisions, claims, strict=True)):
        if at is None:
            orphans[order] = GONE
            continue
        try:
            overlay.put(at, _change(decision, reading.report.text), decision.part, decision.who)
        except MissingPartError as error:
            orphans[order] = str(error)
    return Laid(overlay.reading(), claims, orphans)


def states(reading: Reading, decisions: Iterable[Decision]) -> Iterator[Claim]:
    """Each claim as it stands after each decision about it, in the order given; without those that fit nothing."""
    overlay = Overlay(reading)
    for decision in decisions:
        at = attach(decision.target, reading) if decision.target else None
        if at is None:
            continue
        with suppress(MissingPartError):
            overlay.put(at, _change(decision, reading.report.text), decision.part, decision.who)
            yield overlay.claim(at)


class Overlay:
    """The claims of a reading while people's values are put in."""

    def __init__(self, reading: Reading) -> None:
        self._read = reading
        self._claims = list(reading.claims)
        sources = [source for claim in reading.claims for source in claim.chain]
        self._around = Around(reading.report.text, sources, list(reading.places), list(reading.times))
        self._decided: list[dict[Slot, Decided]] = [{} for _ in reading.claims]

    def claim(self, at: int) -> Claim:
        """A claim as it stands now."""
        return replace(self._claims[at], decided_by=tuple(self._decided[at].values()))

    def value(self, at: int, change: Change) -> str | None:
        """What a claim says in the field of a change; null where nothing."""
        claim, name = self._claims[at], change.field
        if name in OF_CLAIM:
            return OF_CLAIM[name].get(claim, self._around)
        if name in OF_SOURCE:
            source = _at(claim.chain, change.number, last=True)
            return OF_SOURCE[name].get(source, self._around) if source else None
        event = _at(claim.events, change.number)
        return OF_EVENT[name].get(event, self._around) if event else None

    def part(self, at: int, change: Change) -> str | None:
        """The name of the source or the words of the event that a change is about, by which it is known again.

        Who the source is has none: that is what the change says.
        """
        claim = self._claims[at]
        if change.field in OF_SOURCE and change.field != "source":
            source = _at(claim.chain, change.number, last=True)
            return public_name(source) if source else None
        event = _at(claim.events, change.number) if change.field in OF_EVENT else None
        return self._words(event) if event else None

    def put(self, at: int, change: Change, part: str | None, who: str) -> None:
        """Sets a field. Raises MissingPartError where the claim has no such source or event."""
        claim, name = self._claims[at], change.field
        was = self.value(at, change)
        if name in OF_CLAIM:
            made = OF_CLAIM[name].put(claim, change.value, self._around)
        elif name in OF_SOURCE:
            made = replace(claim, chain=self._chain(claim, change, part))
        else:
            made = replace(claim, events=self._events(claim, change, part))
        self._claims[at] = made
        held, of_claim = slot(change, claim), self._decided[at]
        first = of_claim.pop(held, None)
        of_claim[held] = Decided(change.named, who, first.was if first else was)

    def reading(self) -> Reading:
        """The reading as it stands now. A toll that stood on a claim that is read otherwise now is left out."""
        claims = tuple(map(self.claim, range(len(self._claims))))
        toll = self._read.toll
        if toll and any(_otherwise(claims[at]) for at in toll.claims):
            toll = None
        places, times = tuple(self._around.places), tuple(self._around.times)
        return replace(self._read, claims=claims, places=places, times=times, toll=toll)

    def _chain(self, claim: Claim, change: Change, part: str | None) -> tuple[Source, ...]:
        way, found = OF_SOURCE[change.field], list(claim.chain)
        if change.field in NAMING and not found and change.number in (None, 1):
            return (way.put(Source("", SourceType.OTHER), change.value, self._around),)
        names = [public_name(source) for source in found]
        at = _place_of(change.number, part, names, last=True)
        if at is None:
            raise MissingPartError(_no_source(change, part))
        found[at] = way.put(found[at], change.value, self._around)
        return tuple(found)

    def _events(self, claim: Claim, change: Change, part: str | None) -> tuple[Event, ...]:
        found = list(claim.events)
        if change.field == "kind" and change.value != NONE and (change.number or 1) == len(found) + 1:
            return (*found, Event(change.value.upper(), claim.spans[0]))
        only = len(found) == 1 and change.number is None
        at = _place_of(change.number, None if only else part, [self._words(event) for event in found])
        if at is None:
            raise MissingPartError(_no_event(change, part))
        if change.field == "kind" and change.value == NONE:
            return (*found[:at], *found[at + 1 :])
        found[at] = OF_EVENT[change.field].put(found[at], change.value, self._around)
        return tuple(found)

    def _words(self, event: Event) -> str:
        return cut(self._around.text, (event.span,))


def slot(change: Change, claim: Claim) -> Slot:
    """Which value of a claim a change is about: without a number that of the origin or of the first event, which have one too."""
    last = len(claim.chain) if change.field in OF_SOURCE else 1
    return change.field, change.number or max(last, 1)


def contradiction(claim: Claim) -> str | None:
    """What is wrong with a claim whose act and certainty do not go together; null where they do."""
    fitting = FITTING.get(claim.act) if claim.act else None
    if fitting is None or claim.certainty in fitting:
        return None
    allowed = f" {gettext('or')} ".join(f"certainty={value}" for value in sorted(fitting))
    words = N_("a claim whose act is %(act)s is not %(certainty)s: give %(allowed)s too, or another act")
    return gettext(words, act=claim.act, certainty=claim.certainty, allowed=allowed)


def _otherwise(claim: Claim) -> bool:
    return claim.judgement is Judgement.REJECTED or any(found.field != JUDGEMENT for found in claim.decided_by)


def _change(decision: Decision, text: str) -> Change:
    """What a decision sets; words that it marked are where they stand in this text. Raises MissingPartError where they
    do not.
    """
    name, _, number = (decision.field or "").partition(".")
    value = decision.new or NONE
    if name in MARKS and value != NONE and decision.target:
        spans = again(value, decision.target, text)
        if spans is None:
            raise MissingPartError(
                gettext(
                    "%(words)s stands no more, or in several places, in the text that is read now",
                    words=repr(marked(value).words),
                )
            )
        value = kept(spans, text)
    return Change(name, int(number) if number else None, value)


def _at(found: Sequence[T], number: int | None, last: bool = False) -> T | None:
    """The one of a number, counted from 1; without one the first, or the last."""
    at = _position(number, len(found), last)
    return found[at] if 0 <= at < len(found) else None


def _position(number: int | None, many: int, last: bool) -> int:
    if number is not None:
        return number - 1
    return many - 1 if last else 0


def _place_of(number: int | None, part: str | None, names: Sequence[str], last: bool = False) -> int | None:
    """The place of what a decision is about: where it was while that is the same still, else by its words."""
    at = _position(number, len(names), last)
    there = 0 <= at < len(names)
    if part is None:
        return at if there else None
    shares = [likeness(words(part), words(name)) for name in names]
    if there and shares[at] >= ALIKE:
        return at
    best = max(shares, default=0.0)
    return shares.index(best) if best >= ALIKE else None


def _no_source(change: Change, part: str | None) -> str:
    if part:
        return gettext("%(part)s is no source of the claim as it is read now", part=repr(part))
    return gettext("%(field)s: the claim has no such source; correct source= or chain= first", field=change.named)


def _no_event(change: Change, part: str | None) -> str:
    if part:
        return gettext("%(part)s is no event of the claim as it is read now", part=repr(part))
    return gettext("%(field)s: the claim tells of no such event; give kind= too", field=change.named)
