"""When one claim tells what another told: by the same figure, or by most of the telling words of the shorter of the two.

A telling is whatever a claim says, an assertion of the incident or not ("cluster munitions had reportedly been used").
Words are compared by families, whatever ending they have: "repels" tells what "repelled" did.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise

from reportedly.incident import Passage
from reportedly.knowledge.linking_words import linking_words
from reportedly.linking.matter import DAYS_OFF, day_of
from reportedly.linking.measured import Bounds, number
from reportedly.linking.mentions import WORD, Days, Rarity, deeds, words_of
from reportedly.linking.statements import HAPPENED, Statement
from reportedly.linking.word_families import families
from reportedly.records import Certainty, Claim, Reading, Span

STOP = re.compile(r"[,;:]\s|\s[-–—]\s")  # between what a headline tells
PARTS = 8  # of a headline that are compared by themselves
FEWEST = 2  # families of words that two claims share
MOST = 0.4  # of the weight of the shorter of two claims that tell one thing
HALF = 0.5  # the same of a claim that a headline may sum up by one word of it
NEARLY_ALL = (
    0.67  # the same where it is told flatly, and nothing happens: "near the bus station" is said of this and that
)
DOUBT = "doubt"  # what words of firmness are that hold something back
SEVERAL = 2  # from which a figure tells which occurrence it is of: one dies in many


Placed = list[tuple[str, Span]]  # words in small letters, each with its place


@dataclass(frozen=True)
class Telling:
    """A claim in its report: its telling words by family and weight, those of its hedge left out, and its figures.

    `numbers` and `outcomes` are the families of the words that count and say of what; `about` are the assertions that it gives;
    `names` are words that a name is made of. `doubts` says that words of it hold something back, however it is read; `goes_on`
    that it is told of what the claim before it names, which rests on somebody's word ("It came down by the station").
    `held_whole` says that the claim is hedged, and no words of it show what is held back. `parts` are what
    a headline tells between its stops, where that is several things ("column wiped out, six taken").
    """

    reading: Reading
    claim: Claim
    words: Mapping[str, float] = field(hash=False)
    figures: Mapping[tuple[str, int], Bounds] = field(hash=False)
    numbers: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    held_whole: bool = False
    doubts: bool = False
    goes_on: bool = False
    parts: tuple[Telling, ...] = ()

    @property
    def report(self) -> str:
        return self.reading.report.id

    @property
    def headline(self) -> bool:
        return self.claim.where == "headline"

    @property
    def passage(self) -> Passage:
        return _passage(self.reading, self.claim)

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
    """Whether a claim may tell what an earlier one told; neither a figure nor words are one where their days are not, or where only
    the second tells of the past.
    """
    same = _same_figure(one, to) or _same_words(one, to)
    return same and not _on_other_days(one, to) and not (_background(to) and not _background(one))


def _background(told: Telling) -> bool:
    """Whether all that happens in a claim is background."""
    return bool(deeds(told.claim)) and all(event.background for event in deeds(told.claim))


def nearly_all(one: Telling, to: Telling) -> bool:
    """Whether nearly all that the shorter of two claims says is in the other."""
    return one.alike(to) >= NEARLY_ALL


def sums_up(to: Telling, one: Telling) -> bool:
    """Whether a headline may sum up a claim of its own report: it has nearly all of the words of a short one, or most."""
    most = len(one.shared(to)) >= FEWEST and one.alike(to) >= MOST
    return most or one.held_by(to) >= HALF or retells(one, to)


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
    if len(one.shared(to)) < least or len(one.things(to)) < least - marked:
        return False
    if one.held_by(to) < MOST and one.shared(to) <= one.names | to.names:
        return False
    if one.held_whole:
        return one.held_by(to) >= NEARLY_ALL
    telling = marked or (deeds(one.claim) and deeds(to.claim)) or len(one.things(to)) > FEWEST
    return one.alike(to) >= (MOST if telling else NEARLY_ALL)


def _on_other_days(one: Telling, to: Telling) -> bool:
    mine, theirs = _days(one), _days(to)
    return bool(mine and theirs) and min(a.gap(b) for a in mine for b in theirs) > DAYS_OFF


def _days(told: Telling) -> list[Days]:
    days = (day_of(event, told.reading) for event in deeds(told.claim))
    return [found for found in days if found]


def tellings(readings: Sequence[Reading], said: Sequence[Statement], rarity: Rarity) -> list[Telling]:
    """What every claim of the reports tells, with the figures and assertions that it gives the incident."""
    given: dict[Passage, list[Statement]] = defaultdict(list)
    for one in said:
        given[one.passage].append(one)
    every = [(reading, claim) for reading in readings for claim in (*reading.claims, *_asides(reading))]
    family = families({word for _, claim in every for word in rarity.of_text(claim.text)})
    going_on = {claim.id for reading in readings for claim in _going_on(reading)}
    return [
        _telling(reading, claim, given[_passage(reading, claim)], rarity, family, claim.id in going_on)
        for reading, claim in every
    ]


def _passage(reading: Reading, claim: Claim) -> Passage:
    return Passage(reading.report.id, claim.id, claim.spans)


def _asides(reading: Reading) -> Iterator[Claim]:
    """What a report tells in its own voice of those whom it cites, each as part of the first claim that does: "the army, which has
    since cleared the pass, admitted".
    """
    text, seen = reading.report.text, set[int]()
    for claim in reading.claims:
        source = claim.chain[0] if claim.chain else None
        if source is None or source.mention is None or source.cue is None:
            continue
        found = _aside().match(text, source.mention[1], max(source.mention[1], source.cue[0]))
        if found and found.start() not in seen:
            seen.add(found.start())
            yield Claim(claim.id, claim.where, (found.span(1),), found.group(1), claim.form, Certainty.ASSERTED)


@cache
def _aside() -> re.Pattern[str]:
    """What finds a clause about a source between its name and the words that cite it."""
    words = "|".join(sorted(linking_words("about a source")))
    return re.compile(rf",\s+((?:{words})\s[^.;:]+?),\s+(?:\w+\s+){{0,3}}$")


def _going_on(reading: Reading) -> Iterator[Claim]:
    """The claims in which an outlet goes on with a pronoun from one that rests on somebody's word."""
    for before, claim in pairwise(reading.claims):
        if before.chain and not claim.chain and next(words_of(claim.text), "") in linking_words("pronoun"):
            yield claim


def _telling(
    reading: Reading, claim: Claim, given: Sequence[Statement], rarity: Rarity, family: Mapping[str, str], goes_on: bool
) -> Telling:
    whole = [one for one in given if one.bounds != (None, None) and not one.part and number(one.bounds) >= SEVERAL]
    placed = _placed(reading, claim)
    hedge = _hedge(claim, placed)
    made = Telling(
        reading,
        claim,
        _by_family(_telling_words(reading, claim, rarity, hedge, placed), family),
        {(one.about, number(one.bounds)): one.bounds for one in whole},
        _families_of(_numbers(reading, claim), family),
        _families_of(_outcomes(reading, claim), family),
        frozenset(one.about for one in given if one.about == HAPPENED) | {one.about for one in whole},
        _families_of(_names(reading, placed), family),
        held_whole=claim.hedge is not None and hedge is None,
        doubts=any(linking_words("firmness").get(word) == DOUBT for word, _ in placed),
        goes_on=goes_on,
    )
    return replace(made, parts=tuple(_parts(made, family))) if made.headline else made


def _telling_words(
    reading: Reading, claim: Claim, rarity: Rarity, hedge: Span | None, placed: Placed
) -> dict[str, float]:
    """What a claim says, word by word: not how firmly, and of a hedged one what is held back."""
    words = rarity.of_text(claim.text)
    kept = words.keys() - linking_words("firmness").keys()
    if hedge is not None:
        kept = kept & _held_back(placed, hedge) - set(words_of(reading.report.text[slice(*hedge)]))
    return {word: weight for word, weight in words.items() if word in kept}


def _families_of(words: Iterable[str], family: Mapping[str, str]) -> frozenset[str]:
    return frozenset(family.get(word, word) for word in words)


def _parts(made: Telling, family: Mapping[str, str]) -> Iterator[Telling]:
    """What a headline tells between its stops, each part with its own words, and the figures where it counts."""
    pieces = (piece for s, e in made.claim.spans for piece in STOP.split(made.reading.report.text[s:e]))
    told = [made.words.keys() & _families_of(words_of(piece), family) for piece in pieces]
    several = [words for words in told if words]
    for words in several[:PARTS] if len(several) > 1 else ():
        figures = made.figures if words & made.numbers else {}
        yield replace(made, words={word: made.words[word] for word in sorted(words)}, figures=figures)


def _hedge(claim: Claim, placed: Placed) -> Span | None:
    """The words that hold a claim back; null where nothing shows them within it."""
    if claim.hedge is None:
        return None
    cue = claim.hedge.cue
    if not any(cue[0] <= start and end <= cue[1] for start, end in claim.spans):
        return cue
    hedges = linking_words("firmness")
    return next((span for word, span in placed if hedges.get(word) == DOUBT), None)


def _held_back(placed: Placed, hedge: Span) -> set[str]:
    """The words of a claim that its hedge holds back: not those behind a "but", or in front of it, on the other side."""
    turns = [start for word, (start, _) in placed if word in linking_words("adverse")]
    first = max((start for start in turns if start < hedge[0]), default=0)
    last = min((start for start in turns if start > hedge[0]), default=math.inf)
    return {word for word, (start, _) in placed if first <= start < last}


def _placed(reading: Reading, claim: Claim) -> Placed:
    """The words of a claim in small letters, each with its place in the report."""
    found = (match for start, end in claim.spans for match in WORD.finditer(reading.report.text, start, end))
    return [(match.group().casefold(), match.span()) for match in found]


def _by_family(words: Mapping[str, float], family: Mapping[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, weight in words.items():
        found[family[word]] = max(weight, found.get(family[word], 0.0))
    return found


def _names(reading: Reading, placed: Placed) -> set[str]:
    """The words of a claim with a capital, the first where the next has one; none where most have: a headline's tell nothing."""
    capital = [(word, reading.report.text[span[0]].isupper()) for word, span in placed]
    named = {word for _, (word, large) in pairwise(capital) if large}
    named |= {word for (word, _), (_, next_large) in pairwise(capital[:2]) if next_large}
    return named if 2 * len(named) < len(capital) else set()


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
