"""What a telling lost on its way: a hedge, the source; or gained: what was planned is done, what was said is confirmed.

A headline is compared with the claims of its own report that it sums up, and every claim with those of other reports
that it may come from. What a report tells elsewhere with its hedge or source has lost neither there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest
from typing import TypeVar

from reportedly.incident import Change, ChangeKind, Passage
from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import fold
from reportedly.knowledge.public_names import public_name
from reportedly.linking.chosen import denies
from reportedly.linking.identity import unspecified
from reportedly.linking.mentions import deeds, happened, words_of
from reportedly.linking.statements import HAPPENED
from reportedly.linking.tellings import Telling, figure_of_both, nearly_all, retells, sums_up
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
    passed: Callable[[Ways, Telling, Telling], bool] = Ways.onward


LOSSES = (
    Loss(
        ChangeKind.HEDGE_LOST,
        lambda one: one.claim.certainty is Certainty.HEDGED,
        lambda to: to.claim.certainty in FLAT and not to.doubts,
    ),
    Loss(
        ChangeKind.CERTAINTY_GAINED,
        lambda one: one.claim.certainty is Certainty.PLANNED and not any(map(happened, deeds(one.claim))),
        lambda to: to.claim.certainty is Certainty.ASSERTED,
        Ways.later,
    ),
    Loss(
        ChangeKind.CERTAINTY_GAINED,
        lambda one: one.claim.certainty is Certainty.HEDGED,
        lambda to: to.claim.certainty is Certainty.ASSERTED and not to.doubts,
        Ways.elsewhere,
    ),
    Loss(
        ChangeKind.CERTAINTY_GAINED,
        lambda one: one.claim.act is not Act.CONFIRM and bool(one.claim.chain),
        lambda to: to.claim.act is Act.CONFIRM,
        Ways.later,
    ),
    Loss(
        ChangeKind.ATTRIBUTION_DROPPED,
        lambda one: bool(one.claim.chain) and not unspecified(one.claim.chain[-1]),
        lambda to: not to.claim.chain and to.claim.certainty is not Certainty.HEDGED and not to.goes_on,
    ),
)


def losses(told: Sequence[Telling], way: Ways, news: Set[tuple[str, int]]) -> Iterator[Change]:
    """All that was lost between the claims of an incident, denials left out; who tells `news`, a figure that its origin gives
    anew, tells of more than was told before.
    """
    every = [one for one in told if not denies(one.claim)]
    before = _Before(every, way)
    for loss in LOSSES:
        lost = _Lost(loss, before, news)
        for to in filter(loss.without, every):
            for one in lost.by(to):
                yield _change(loss.kind, one, to, way)
    yield from _confirmed(every, way)


def _confirmed(told: Sequence[Telling], way: Ways) -> Iterator[Change]:
    """Each claim that an outlet confirms what happened, where the outlet's own earlier report only held it possible."""
    hedged = [one for one in told if one.claim.certainty is Certainty.HEDGED and HAPPENED in one.about]
    for to in told:
        if to.claim.act is Act.CONFIRM and any(map(happened, deeds(to.claim))):
            earlier = (one for one in hedged if way.printed(one.report) < way.printed(to.report))
            own = (one for one in earlier if way.names_outlet(to, one.report) and way.later(one, to))
            if (one := next(own, None)) is not None:
                yield _change(ChangeKind.CERTAINTY_GAINED, one, to, way)


@dataclass(frozen=True)
class _Lost:
    """Finds what one claim lost of those before it."""

    loss: Loss
    before: _Before
    news: Set[tuple[str, int]]

    def by(self, to: Telling) -> list[Telling]:
        """The claims of which a later one lost something, the likest of those that tell one thing."""
        lost = (
            [one for part in (to, *to.parts) for one in self._by_headline(part)] if to.headline else self._by_body(to)
        )
        return _apart(self._flat(lost) or lost, to)

    def _flat(self, lost: Sequence[Telling]) -> list[Telling]:
        """Of the claims whose source was dropped those that are no guesses: that those are told flatly is a loss of its own."""
        dropped = self.loss.kind is ChangeKind.ATTRIBUTION_DROPPED
        return [one for one in lost if dropped and one.claim.certainty is not Certainty.HEDGED]

    def _by_body(self, to: Telling) -> list[Telling]:
        """What a claim lost of others' where its own report has it nowhere else."""
        told = (one for one in self.before.near(to) if self.loss.had(one) and self._tells_on(one, to))
        lost = [one for one in told if not self._by_itself(one, to)]
        own = self._having(self.before.own(to), to) if lost else ()
        return [] if any(retells(one, to) for one in own) else lost

    def _tells_on(self, one: Telling, to: Telling) -> bool:
        """Whether a claim retells one of another report that came to it; where nothing says which was first, nearly all of it."""
        way = self.before.way
        if not (retells(one, to) and self.loss.passed(way, one, to)):
            return False
        if one.claim.certainty is not Certainty.ASSERTED:
            return not self._tells_news(one, to)
        return way.surely_later(one, to) or figure_of_both(one, to) is not None or nearly_all(one, to)

    def _tells_news(self, one: Telling, to: Telling) -> bool:
        """Whether a claim gives a new figure, or a headline sums one up, and an earlier one did not have it."""
        body = [told for told in self.before.own(to) if sums_up(to, told)] if to.headline else []
        figures = {figure for told in (to, *body) for figure in told.figures}
        return not figures.isdisjoint(self.news) and figure_of_both(one, to) is None

    def _by_headline(self, to: Telling) -> list[Telling]:
        """What a headline lost of the claim that it sums up; where that is as flat, of what the body lost before it, and of others."""
        body = self.before.own(to)
        likest = max(body, key=lambda one: _likest(one, to), default=None)
        if likest and self._having([likest], to):
            return [likest]
        summed = [one for one in body if self.loss.without(one) and sums_up(to, one)]
        lost = [one for flat in summed for one in self._by_body(flat) if one.shared(to) or figure_of_both(one, to)]
        return lost + self._by_body(to)

    def _having(self, found: Iterable[Telling], to: Telling) -> list[Telling]:
        came = (one for one in found if self.loss.had(one) and self.loss.passed(self.before.way, one, to))
        return [one for one in came if not self._by_itself(one, to)]

    def _by_itself(self, one: Telling, to: Telling) -> bool:
        """Whether who names no source is the source, gives its own word ("our men"), or tells whose plan it is: that drops nobody."""
        if self.loss.kind is not ChangeKind.ATTRIBUTION_DROPPED:
            return False
        way = self.before.way
        planned = to.claim.certainty is Certainty.PLANNED and fold(one.claim.chain[-1].name) in fold(to.claim.text)
        own = not linking_words("own").keys().isdisjoint(words_of(to.claim.text))
        return planned or own or to.report in way.firsthand or way.names_outlet(one, to.report)


def _likest(one: Telling, to: Telling) -> tuple[bool, float, bool, int]:
    """What a claim is the likest to: of one figure, of most of its words, of its own report, the first there."""
    held = figure_of_both(one, to) is not None, round(to.held_by(one), 3)
    return *held, one.report == to.report, -one.claim.spans[0][0]


def _apart(found: Iterable[Telling], to: Telling) -> list[Telling]:
    """Those of some claims that tell different things of one, the likest of each."""
    kept: list[Telling] = []
    for one in sorted(found, key=lambda one: (_likest(one, to), one.claim.id), reverse=True):
        if not any(_of_one(one, other, to) for other in kept):
            kept.append(one)
    return kept


def _of_one(one: Telling, other: Telling, to: Telling) -> bool:
    """Whether two claims tell one thing of another: by one figure, or by most of the words that it has of them."""
    of_one, of_other = one.shared(to), other.shared(to)
    return 2 * len(of_one & of_other) >= len(of_one) or figure_of_both(one, other) is not None


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
        self._near: dict[tuple[Passage, frozenset[str]], list[Telling]] = {}

    def _printed(self, one: Telling) -> tuple[str, str, str]:
        return self.way.printed(one.report) or "~", one.report, one.claim.id

    def own(self, to: Telling) -> list[Telling]:
        """The other claims of the body of its report that share a word with one."""
        return [one for one in self._own.get(to.report, ()) if one is not to and one.shared(to)]

    def near(self, to: Telling) -> list[Telling]:
        """The claims of other reports that share most words with one, by words that are not in too many."""
        spot = to.passage, frozenset(to.words)  # a part of a headline stands in the passage of all of it
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
