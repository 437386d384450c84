"""When one claim tells what another told: by the same figure, or by most of the telling words of the shorter of the two.

A telling is whatever a claim says, an assertion of the incident or not ("cluster munitions had reportedly been used").
Words are compared by families, whatever ending they have: "repels" tells what "repelled" did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from reportedly.incident import Passage
from reportedly.linking.matter import DAYS_OFF, day_of
from reportedly.linking.measured import Bounds, number
from reportedly.linking.mentions import Days, Rarity, deeds, words_of
from reportedly.linking.statements import HAPPENED, Statement
from reportedly.linking.word_families import families
from reportedly.records import Certainty, Claim, Reading

FEWEST = 2  # families of words that two claims share
MOST = 0.4  # of the weight of the shorter of two claims that tell one thing
NEARLY_ALL = (
    0.67  # the same where it is told flatly, and nothing happens: "near the bus station" is said of this and that
)
SEVERAL = 2  # from which a figure tells which occurrence it is of: one dies in many


@dataclass(frozen=True)
class Telling:
    """A claim in its report: its telling words by family and weight, those of its hedge left out, and its figures.

    `numbers` and `outcomes` are the families of the words that count and say of what; `about` are the assertions that it gives.
    """

    reading: Reading
    claim: Claim
    words: Mapping[str, float] = field(hash=False)
    figures: Mapping[tuple[str, int], Bounds] = field(hash=False)
    numbers: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()

    @property
    def report(self) -> str:
        return self.reading.report.id

    @property
    def headline(self) -> bool:
        return self.claim.where == "headline"

    @property
    def hedged_whole(self) -> bool:
        """Whether the claim is its own hedge: what of it is held back cannot be told from the rest."""
        cue = self.claim.hedge.cue if self.claim.hedge else None
        return cue is not None and any(cue[0] <= start and end <= cue[1] for start, end in self.claim.spans)

    @property
    def passage(self) -> Passage:
        return Passage(self.report, self.claim.id, self.claim.spans)

    def shared(self, other: Telling) -> Set[str]:
        """The families of words that both have."""
        return self.words.keys() & other.words.keys()

    def things(self, other: Telling) -> Set[str]:
        """The families of words that both have, numbers left out: those are compared as figures."""
        return self.shared(other) - self.numbers - other.numbers

    def alike(self, other: Telling) -> float:
        """How much of the weight of the shorter of two claims the other has."""
        return max(self.held_by(other), other.held_by(self))

    def held_by(self, other: Telling) -> float:
        """How much of the weight of its words another has."""
        return sum([self.words[word] ** 2 for word in sorted(self.shared(other))]) / (self._whole or 1.0)

    @cached_property
    def _whole(self) -> float:
        return sum(weight * weight for weight in self.words.values())


def retells(one: Telling, to: Telling) -> bool:
    """Whether a claim may tell what an earlier one told; neither a figure nor words are one where their days are not."""
    return (_same_figure(one, to) or _same_words(one, to)) and not _on_other_days(one, to)


def figure_of_both(one: Telling, to: Telling) -> str | None:
    """What a figure counts that two claims give, without an "at least" that the first does not have."""
    both = sorted(one.figures.keys() & to.figures.keys())
    return next((what for what, at in both if not _gains(one.figures[what, at], to.figures[what, at])), None)


def _gains(one: Bounds, to: Bounds) -> bool:
    return one[1] is not None and to[1] is None


def _same_figure(one: Telling, to: Telling) -> bool:
    """Whether two claims give one figure, and name one thing beside it."""
    return figure_of_both(one, to) is not None and bool(one.things(to) - one.outcomes - to.outcomes)


def _same_words(one: Telling, to: Telling) -> bool:
    """Whether two claims share most telling words; what is held back or planned is told less often than what goes without saying."""
    marked = one.claim.certainty is not Certainty.ASSERTED
    least = min(FEWEST, len(one.words)) if marked else FEWEST
    if len(one.shared(to)) < least or len(one.things(to)) < least:
        return False
    if one.hedged_whole:
        return one.held_by(to) >= NEARLY_ALL
    telling = marked or (deeds(one.claim) and deeds(to.claim))
    return one.alike(to) >= (MOST if telling else NEARLY_ALL)


def _on_other_days(one: Telling, to: Telling) -> bool:
    mine, theirs = _days(one), _days(to)
    return bool(mine and theirs) and min(a.gap(b) for a in mine for b in theirs) > DAYS_OFF


def _days(told: Telling) -> list[Days]:
    days = (day_of(event, told.reading) for event in deeds(told.claim))
    return [found for found in days if found]


def tellings(readings: Sequence[Reading], said: Sequence[Statement], rarity: Rarity) -> list[Telling]:
    """What every claim of the reports tells, with the figures and assertions that it gives the incident."""
    given: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in said:
        given[one.report, one.claim.id].append(one)
    every = [(reading, claim) for reading in readings for claim in reading.claims]
    family = families({word for _, claim in every for word in rarity.of_text(claim.text)})
    return [_telling(reading, claim, given[reading.report.id, claim.id], rarity, family) for reading, claim in every]


def _telling(
    reading: Reading, claim: Claim, given: Sequence[Statement], rarity: Rarity, family: Mapping[str, str]
) -> Telling:
    whole = [one for one in given if one.bounds != (None, None) and not one.part and number(one.bounds) >= SEVERAL]
    made = Telling(
        reading,
        claim,
        _by_family(rarity.of_text(claim.text), family),
        {(one.about, number(one.bounds)): one.bounds for one in whole},
        frozenset(family.get(word, word) for word in _numbers(reading, claim)),
        frozenset(family.get(word, word) for word in _outcomes(reading, claim)),
        frozenset(one.about for one in given if one.about == HAPPENED) | {one.about for one in whole},
    )
    if claim.hedge is None or made.hedged_whole:
        return made
    cue = set(words_of(reading.report.text[slice(*claim.hedge.cue)]))
    bare = {word: weight for word, weight in rarity.of_text(claim.text).items() if word not in cue}
    return replace(made, words=_by_family(bare, family))


def _by_family(words: Mapping[str, float], family: Mapping[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, weight in words.items():
        found[family[word]] = max(weight, found.get(family[word], 0.0))
    return found


def _numbers(reading: Reading, claim: Claim) -> Iterator[str]:
    """The words of a claim that say how many: "nine" of "nine ferrymen"."""
    for count in (count for event in claim.events for count in event.counts):
        who = set(words_of(count.who or ""))
        yield from (word for word in words_of(reading.report.text[slice(*count.span)]) if word not in who)


def _outcomes(reading: Reading, claim: Claim) -> Iterator[str]:
    """The words of a claim that say what became of those it counts: "died"."""
    for event in claim.events:
        if event.counts:
            yield from words_of(reading.report.text[slice(*event.span)])
