"""What a telling lost on its way: a hedge, the source; or gained: what was planned is done, what was said is confirmed.

A headline is compared with the claims of its own report that it sums up, and every claim with those of other reports
that it may come from. What a report tells elsewhere with its hedge or source has lost neither there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TypeVar

from reportedly.incident import Change, ChangeKind
from reportedly.knowledge.loader import fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.chosen import denies
from reportedly.linking.identity import source_key, unspecified
from reportedly.linking.mentions import deeds, happened
from reportedly.linking.statements import HAPPENED
from reportedly.linking.tellings import Telling, figure_of_both, retells
from reportedly.linking.ways import Ways
from reportedly.records import Act, Certainty

Item = TypeVar("Item")

DETAIL = "detail"  # what a change is about that is no assertion of the incident
CROWDED = 200  # claims of an incident that have a word, above which none is looked for by it
LIKEST = 30  # claims of other reports that one is compared with
FLAT = frozenset({Certainty.ASSERTED, Certainty.PLANNED})  # said, or set, where another only thinks or hopes it


@dataclass(frozen=True, slots=True)
class Loss:
    """What an earlier claim has to have and a later one has to be for something to be lost between them."""

    kind: ChangeKind
    had: Callable[[Telling], bool]
    without: Callable[[Telling], bool]


LOSSES = (
    Loss(
        ChangeKind.HEDGE_LOST,
        lambda one: one.claim.certainty is Certainty.HEDGED,
        lambda to: to.claim.certainty in FLAT,
    ),
    Loss(
        ChangeKind.CERTAINTY_GAINED,
        lambda one: one.claim.certainty is Certainty.PLANNED and not any(map(happened, deeds(one.claim))),
        lambda to: to.claim.certainty is Certainty.ASSERTED,
    ),
    Loss(
        ChangeKind.CERTAINTY_GAINED,
        lambda one: one.claim.act is not Act.CONFIRM and bool(one.claim.chain),
        lambda to: to.claim.act is Act.CONFIRM,
    ),
    Loss(
        ChangeKind.ATTRIBUTION_DROPPED,
        lambda one: bool(one.claim.chain) and not unspecified(one.claim.chain[-1]),
        lambda to: not to.claim.chain,
    ),
)


def losses(told: Sequence[Telling], way: Ways) -> Iterator[Change]:
    """All that was lost between the claims of an incident, denials left out."""
    every = [one for one in told if not denies(one.claim)]
    before = _Before(every, way)
    for loss in LOSSES:
        lost = _Lost(loss, before)
        for to in filter(loss.without, every):
            for one in lost.by(to):
                yield _change(loss.kind, one, to, way)
    yield from _confirmed(every, way)


def _confirmed(told: Sequence[Telling], way: Ways) -> Iterator[Change]:
    """Each claim that an outlet confirms what happened, where the outlet's own earlier report only held it possible."""
    hedged = {
        way.outlet(one.report): one
        for one in reversed(told)
        if one.claim.certainty is Certainty.HEDGED and HAPPENED in one.about
    }
    for to in told:
        if to.claim.act is Act.CONFIRM and to.claim.origin and any(map(happened, deeds(to.claim))):
            one = hedged.get(source_key(to.claim.origin, way.knowledge))
            if one and "" < way.printed(one.report) < way.printed(to.report):
                yield _change(ChangeKind.CERTAINTY_GAINED, one, to, way)


@dataclass(frozen=True)
class _Lost:
    """Finds what one claim lost of those before it."""

    loss: Loss
    before: _Before

    def by(self, to: Telling) -> list[Telling]:
        """The claims of which a later one lost something, the likest of those that tell one thing."""
        return _apart(self._by_headline(to) if to.headline else self._by_body(to), to)

    def _by_body(self, to: Telling) -> list[Telling]:
        """What a claim lost of others' where its own report has it nowhere else."""
        told = (one for one in self.before.near(to) if self.loss.had(one) and self.before.tells_on(one, to))
        lost = [one for one in told if not self._by_itself(one, to)]
        own = self._having(self.before.own(to), to) if lost else ()
        return [] if any(retells(one, to) for one in own) else lost

    def _by_headline(self, to: Telling) -> list[Telling]:
        """What a headline lost of the claim that it sums up; where that is as flat, of what the body lost before it, and of others."""
        body = self.before.own(to)
        likest = max(body, key=lambda one: _likest(one, to), default=None)
        if likest and self._having([likest], to):
            return [likest]
        summed = [one for one in body if self.loss.without(one) and retells(one, to)]
        lost = [one for flat in summed for one in self._by_body(flat) if one.shared(to) or figure_of_both(one, to)]
        return lost + self._by_body(to)

    def _having(self, found: Iterable[Telling], to: Telling) -> list[Telling]:
        return [one for one in found if self.loss.had(one) and not self._by_itself(one, to)]

    def _by_itself(self, one: Telling, to: Telling) -> bool:
        """Whether who names no source is the source, gives its own word, or tells whose plan it is: that drops nobody."""
        if self.loss.kind is not ChangeKind.ATTRIBUTION_DROPPED:
            return False
        way = self.before.way
        planned = to.claim.certainty is Certainty.PLANNED and fold(one.claim.chain[-1].name) in fold(to.claim.text)
        return planned or to.report in way.firsthand or way.names_outlet(one, to.report)


def _likest(one: Telling, to: Telling) -> tuple[bool, float, bool, int]:
    """What a claim is the likest to: of one figure, of most of its words, of its own report, the first there."""
    held = figure_of_both(one, to) is not None, round(to.held_by(one), 3)
    return *held, one.report == to.report, -one.claim.spans[0][0]


def _apart(found: Iterable[Telling], to: Telling) -> list[Telling]:
    """Those of some claims that tell different things, the likest of each; what one source tells is one thing."""
    kept: list[Telling] = []
    for one in sorted(found, key=lambda one: (_likest(one, to), one.claim.id), reverse=True):
        if not any(_of_one(one, other) for other in kept):
            kept.append(one)
    return kept


def _of_one(one: Telling, other: Telling) -> bool:
    """Whether two claims tell one thing, or as one source tells it."""
    sources = {fold(told.claim.chain[-1].name) if told.claim.chain else told.claim.id for told in (one, other)}
    return len(sources) == 1 or bool(one.shared(other)) or figure_of_both(one, other) is not None


class _Before:
    """Which claims another may come from: those of the body of its report, and those of other reports that it retells.

    Of those that say one thing in the same words, of the same source, the first stands for all.
    """

    def __init__(self, told: Sequence[Telling], way: Ways) -> None:
        self.way = way
        self._own = _grouped((one.report, one) for one in told if not one.headline)
        firsts = {_wording(one): one for one in sorted(told, key=self._printed, reverse=True) if _may_lose(one)}
        self._told = sorted(firsts.values(), key=self._printed)
        self._firsts = _grouped((word, number) for number, one in enumerate(self._told) for word in one.words)
        self._near: dict[tuple[str, str], list[Telling]] = {}

    def _printed(self, one: Telling) -> tuple[str, str, str]:
        return self.way.printed(one.report) or "~", one.report, one.claim.id

    def own(self, to: Telling) -> list[Telling]:
        """The other claims of the body of its report that share a word with one."""
        return [one for one in self._own.get(to.report, ()) if one is not to and one.shared(to)]

    def tells_on(self, one: Telling, to: Telling) -> bool:
        """Whether a claim retells one of another report."""
        return retells(one, to) and self.way.onward(one, to)

    def near(self, to: Telling) -> list[Telling]:
        """The claims of other reports that share most words with one, by words that are not in too many."""
        spot = to.report, to.claim.id
        if spot not in self._near:
            self._near[spot] = self._nearest(to)
        return self._near[spot]

    def _nearest(self, to: Telling) -> list[Telling]:
        lists = ((word, self._firsts.get(word, ())) for word in sorted(to.words))
        near: dict[int, float] = defaultdict(float)
        for word, held in lists:
            for number in held if len(held) <= CROWDED else ():
                near[number] += to.words[word]
        others = (number for number in near if self._told[number].report != to.report)
        return [self._told[number] for number in nlargest(LIKEST, others, key=lambda number: (near[number], -number))]


def _wording(one: Telling) -> tuple[str, ...]:
    return one.claim.certainty, fold(one.claim.text), *(source.name for source in one.claim.chain)


def _may_lose(one: Telling) -> bool:
    """Whether there is anything that a claim which repeats it could leave out."""
    return any(loss.had(one) for loss in LOSSES)


def _grouped(pairs: Iterable[tuple[str, Item]]) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found


def _change(kind: ChangeKind, one: Telling, to: Telling, way: Ways) -> Change:
    origins = sorted(way.origins(one.report, one.claim))
    return Change(kind, _about(one, to), one.passage, to.passage, origins[0] if origins else None, _words(kind, one))


def _about(one: Telling, to: Telling) -> str:
    """What figure both give, else that it happened where both tell a deed of the incident, else a detail of it."""
    tell = all(HAPPENED in told.about and deeds(told.claim) for told in (one, to))
    return figure_of_both(one, to) or (HAPPENED if tell else DETAIL)


def _words(kind: ChangeKind, one: Telling) -> str | None:
    """The words that the later claim does not have: the hedge, the plan, the source."""
    if kind is ChangeKind.ATTRIBUTION_DROPPED:
        return public_name(one.claim.chain[-1])
    if kind is ChangeKind.HEDGE_LOST:
        return one.reading.report.text[slice(*one.claim.hedge.cue)] if one.claim.hedge else None
    return _plan(one) if one.claim.certainty is Certainty.PLANNED else None


def _plan(one: Telling) -> str:
    """The words that make a claim a plan, the claim itself where a reading does not say which they are."""
    found = (trace.span for trace in one.claim.trace if trace.rule == "plan" and trace.span)
    return next((one.reading.report.text[slice(*span)] for span in found), one.claim.text)
