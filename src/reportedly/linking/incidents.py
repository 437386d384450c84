"""Which reports tell the same occurrence: a pairwise score made of parts that can be shown, and groups from it.

A pair is scored on words, days, places, kinds, figures and names; a slot that one side leaves open adds nothing. Text
alone never decides: two accounts whose days lie apart, or whose exact places do, are apart. A growing figure is no
difference, and a copy is the same occurrence.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.incident import Link, LinkKind, Reason, Where
from reportedly.knowledge.public_names import PERSON
from reportedly.linking.candidates import RAREST, REACH, pairs
from reportedly.linking.clusters import Group, capped, groups
from reportedly.linking.mentions import SOMEBODY, UNMEANT, Mention, place_key
from reportedly.records import Place

BAR = 0.23  # mean score from which accounts tell one occurrence; by the 64 reports, three invented wars and forty planted pairs
# Score from which two accounts may tell one occurrence: nine in ten such incidents are one in three wars, 2 of 26 on the 64 reports.
NEAR = 0.15
SAME_DAYS, DAYS_APART = 0.08, -0.05  # at most a day between two accounts; each day beyond the first
DATED_APART = -0.05  # each day between two accounts that both name the day of what happened
SAME_PLACE, NEAR_PLACE, OTHER_PLACE = 0.15, 0.075, -0.1
FAR, FAR_PLAIN, FORM = -0.3, -0.8, 0.5  # scenes far apart; the only places of two texts of one form (words alike)
SAME_KIND, OTHER_MEANS, OTHER_KIND = 0.02, -0.06, -0.03
SAME_FIGURE, OTHER_FIGURE = 0.06, -0.03
AND_MEANS = -0.15  # other figures of what was done by other means: a toll that grows was brought about in one way
SAME_NAME = 0.02
OTHER_TARGET, AND_DAY = (
    -0.1,
    -0.25,
)  # neither names what the other says was struck; that, or a toll that shrinks, and days apart
STEM = 4  # letters with which two forms of a word begin alike at least
COPY = 0.5
CAMPAIGN = 4  # days from which an account tells a campaign, which holds occurrences and is none of them
APART = -1.0  # what no likeness outweighs
DATED = "dated apart"
MEANS = "other means"
HOLDS = "a campaign and an occurrence"
OWN = "the rest of its report"
EXACT = 3  # GED where_prec up to which a place is one spot
COMMON, COMMON_SHARE = 6, 0.1  # reports, and share of all, beyond which a place is common
NEAR_KM, FAR_KM = 3.0, 40.0

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """The groups of mentions, by position, and the links inside them, whose ends are ids of mentions."""

    groups: tuple[Group, ...]
    links: tuple[Link, ...]
    holds: tuple[tuple[int, int], ...] = ()  # positions of a campaign's mention and of one of an occurrence in it


@dataclass(frozen=True, slots=True)
class Edge:
    """What a pair of mentions that is worth comparing comes to: a score that comes near the bar, or a campaign that holds one."""

    score: float | None
    campaign: str | None = None  # the report of the campaign

    @property
    def binds(self) -> bool:
        """Whether it is more than a sign that a person should look: the two are grouped by it, or one holds the other."""
        return self.campaign is not None or binds(self.score)


def binds(score: float | None) -> bool:
    """Whether a score reaches the bar."""
    return score is not None and score >= BAR


class Scores:
    """The scores of pairs of mentions, by position; each is made once."""

    def __init__(self, told: Sequence[Mention], copied: Pairs, common: Collection[str]) -> None:
        self._told, self._copied, self._common = told, copied, common
        self._parts: dict[tuple[int, int], tuple[Reason, ...]] = {}

    def parts(self, i: int, j: int) -> tuple[Reason, ...]:
        """What the score of a pair is made of."""
        pair = (min(i, j), max(i, j))
        if pair not in self._parts:
            one, other = (self._told[at] for at in pair)
            self._parts[pair] = compare(one, other, (one.id, other.id) in self._copied, self._common)
        return self._parts[pair]

    def copied(self) -> set[tuple[int, int]]:
        """The pairs that share text, by position."""
        at = {mention.id: i for i, mention in enumerate(self._told)}
        return {(at[one], at[other]) for one, other in self._copied if one in at and other in at}

    def score(self, i: int, j: int) -> float:
        """The score of a pair."""
        return total(self.parts(i, j))


def edges_of(told: Sequence[Mention], scores: Scores, crowded: Collection[str] = ()) -> dict[tuple[str, str], Edge]:
    """The edges of all pairs that are worth comparing or share text, by the ids of the mentions, the smaller first."""
    compared = sorted({*pairs(told, crowded), *scores.copied()})
    made = {(i, j): edge_of(told[i], told[j], scores.parts(i, j)) for i, j in compared}
    return {(told[i].id, told[j].id): edge for (i, j), edge in made.items() if edge}


def edge_of(one: Mention, other: Mention, parts: Sequence[Reason]) -> Edge | None:
    """What the parts of a pair's score come to; null where they tie the two in no way."""
    value = total(parts)
    if binds(value):
        return Edge(value)
    if one.section or other.section:
        return None
    if any(part.rule == HOLDS for part in parts) and binds(value - APART):  # alike but for the days
        return Edge(None, (one if _length(one) >= CAMPAIGN else other).report)
    return Edge(value) if value >= NEAR else None


def grouped(told: Sequence[Mention], edges: Mapping[tuple[str, str], Edge], scores: Scores) -> Found:
    """The groups of mentions by the edges among them, whose ends are ids of mentions, the smaller first.

    A section that fits no group is in none.
    """
    at = {mention.id: i for i, mention in enumerate(told)}
    tied = ties_of(edges)
    loose = frozenset(mention.id for mention in told if not mention.firm)
    guests = frozenset(mention.id for mention in told if mention.section)

    def score(one: str, other: str) -> float:
        return scores.score(at[one], at[other])

    made = groups(list(at), loose, lambda mention: tied.get(mention, {}), score, BAR, guests)
    found = (group_of(told, sorted(at[mention] for mention in held)) for held in made)
    return found_in(told, sorted(found, key=lambda group: group.items), edges, scores)


def ties_of(edges: Mapping[tuple[str, str], Edge]) -> dict[str, dict[str, float]]:
    """The mentions that each mention is tied to by a score that reaches the bar."""
    tied: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), edge in edges.items():
        if edge.score is not None and binds(edge.score):
            tied[one][other] = tied[other][one] = edge.score
    return tied


def group_of(told: Sequence[Mention], items: Sequence[int]) -> Group:
    """Mentions, by position, as one group; undated ones and sections beside others do not make it large."""
    firm = sum(told[item].firm for item in items)
    return Group(tuple(items), capped(firm or len(items)))


def found_in(
    told: Sequence[Mention], found: Sequence[Group], edges: Mapping[tuple[str, str], Edge], scores: Scores
) -> Found:
    """Groups of mentions with the links inside them, and with the campaigns that hold one of these mentions."""
    at = {mention.id: i for i, mention in enumerate(told)}
    inner = {(at[a], at[b]): edge for (a, b), edge in sorted(edges.items())}
    ties = {pair: edge.score for pair, edge in inner.items() if edge.score is not None and binds(edge.score)}
    holds = (((i, j), edge.campaign) for (i, j), edge in inner.items() if edge.campaign)
    held = tuple((i, j) if told[i].id == campaign else (j, i) for (i, j), campaign in holds)
    return Found(tuple(found), tuple(_links(told, found, ties, scores.parts)), held)


def _length(mention: Mention) -> int:
    return mention.days.length if mention.days else 0


def _links(
    told: Sequence[Mention],
    found: Sequence[Group],
    edges: dict[tuple[int, int], float],
    parts: Callable[[int, int], tuple[Reason, ...]],
) -> list[Link]:
    home = {item: number for number, group in enumerate(found) for item in group.items}
    inside = [pair for pair in sorted(edges) if home.get(pair[0]) == home.get(pair[1], -1)]
    return [
        Link(LinkKind.SAME_INCIDENT, told[i].id, told[j].id, parts(i, j), round(edges[i, j], 3), False)
        for i, j in inside
    ]


def total(parts: Sequence[Reason]) -> float:
    """The score: the sum of its parts."""
    return sum(part.weight or 0.0 for part in parts)


def common_places(told: Sequence[Mention]) -> frozenset[str]:
    """The places that so many reports name, on so many days, that sharing one says nothing: capitals, cities under siege.

    One strike is told by many reports on few days: its own place is not made common by it, unless they are very many.
    """
    named = Counter[str]()
    days: dict[str, set[date]] = defaultdict(set)
    for mention in told:
        for key in {place_key(place) for place in mention.places}:
            named[key] += 1
            days[key] |= {mention.days.start} if mention.days else set()
    seen = {mention.days.start for mention in told if mention.days}
    return frozenset(
        key
        for key, count in named.items()
        if count > max(RAREST, COMMON_SHARE * len(told))
        or (count > max(COMMON, COMMON_SHARE * len(told)) and len(days[key]) > max(COMMON, COMMON_SHARE * len(seen)))
    )


def compare(
    one: Mention, other: Mention, copied: bool = False, common: Collection[str] = frozenset()
) -> tuple[Reason, ...]:
    """The parts of the score of two mentions, those that say nothing left out; of a section with its own report what made it one."""
    if one.report == other.report:
        return (Reason(OWN, max(one.rest, other.rest, key=abs)),)
    words, days, kind = _words(one, other), _days(one, other), _kind(one, other)
    parts = [
        words,
        days,
        _place(one, other, common, words.weight or 0.0),
        kind,
    ]
    dated_apart = days is not None and days.rule == DATED
    plain = AND_MEANS if kind is not None and kind.rule == MEANS else OTHER_FIGURE
    parts += [
        _figures(one, other, AND_DAY if dated_apart and _shrinks(one, other) else plain),
        _names(one, other),
        _hit(one, other, AND_DAY if dated_apart else OTHER_TARGET),
    ]
    if copied:
        parts.append(Reason("copied text", COPY))
    return tuple(part for part in parts if part is not None and part.weight)


def _words(one: Mention, other: Mention) -> Reason:
    few, many = sorted((one.words, other.words), key=len)
    shared = {word: weight * many[word] for word, weight in few.items() if word in many}
    shown = shared.keys() - one.hidden - other.hidden
    best = sorted(shown, key=lambda word: (-shared[word], word))[:8]
    return Reason("shared words", round(sum(shared.values()), 3), " ".join(best))


def _days(one: Mention, other: Mention) -> Reason | None:
    if not one.days or not other.days:
        return None
    gap = one.days.gap(other.days)
    if gap > REACH:
        return Reason("days apart", APART, f"{gap} days")
    if (one.days.length >= CAMPAIGN) != (other.days.length >= CAMPAIGN):
        return Reason(HOLDS, APART, f"{one.days.length} and {other.days.length} days")
    if gap and one.dated and other.dated and one.days.length == other.days.length == 1:
        return Reason(DATED, round(DATED_APART * gap, 3), f"{gap} days")
    if gap <= 1:
        return Reason("same days", SAME_DAYS, f"{gap} days apart")
    return Reason("days apart", round(DAYS_APART * (gap - 1), 3), f"{gap} days")


def _place(one: Mention, other: Mention, common: Collection[str], alike: float) -> Reason | None:
    """A telling place in common speaks for one occurrence, scenes apart against; a common or wide place says nothing.

    Scenes far apart weigh most between texts of one form, such as two bulletins about two towns.
    """
    shared = _shared(one, other)
    if telling := [place for place in shared if place_key(place) not in common]:
        return Reason("same place", SAME_PLACE, telling[0].name)
    return None if shared else _scenes(one, other, alike)


def _shared(one: Mention, other: Mention) -> list[Place]:
    """The places of both that are one spot, or known by name alone."""
    mine, theirs = ({place_key(place): place for place in side.places} for side in (one, other))
    return [place for key, place in mine.items() if key in theirs and (place.no_match or exact(place))]


def _scenes(one: Mention, other: Mention, alike: float) -> Reason | None:
    """How far the nearest spots of two scenes lie from each other."""
    away = [(kilometres(a, b), a.name, b.name) for a in one.scene for b in other.scene if exact(a) and exact(b)]
    if not away:
        return None
    nearest, here, there = min(away)
    words = f"{here}, {there}: {nearest:.0f} km"
    if nearest <= NEAR_KM:
        return Reason("near places", NEAR_PLACE, words)
    if nearest < FAR_KM:
        return Reason("other places", OTHER_PLACE, words)
    plain = alike >= FORM and _at_one_spot(one) and _at_one_spot(other)
    return Reason("places apart", FAR_PLAIN if plain else FAR, words)


def _at_one_spot(mention: Mention) -> bool:
    """Whether a mention names one spot alone."""
    return sum(exact(place) for place in mention.places) == 1


def exact(place: Place) -> bool:
    """Whether a place is one spot on the map."""
    return (place.precision or 9) <= EXACT and place.lat is not None and place.lon is not None


def kilometres(one: Place | Where, other: Place | Where) -> float:
    """The great-circle distance of two places with coordinates."""
    a, b, c, d = (math.radians(x or 0.0) for x in (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(half))


def _kind(one: Mention, other: Mention) -> Reason | None:
    if not one.kinds or not other.kinds:
        return None
    both = sorted(one.kinds & other.kinds, key=str)
    if both:
        return Reason("same kind", SAME_KIND, " ".join(filter(None, both[0])))
    same_type = {kind for kind, _ in one.kinds} & {kind for kind, _ in other.kinds}
    if same_type:
        modes = [{mode for _, mode in side.kinds if mode} for side in (one, other)]
        return Reason(MEANS, OTHER_MEANS) if all(modes) else None
    if {kind for kind, _ in one.kinds | other.kinds} & UNMEANT:
        return None  # what one calls an attack may be an accident to another
    return Reason("other kind", OTHER_KIND)


def _figures(one: Mention, other: Mention, weight: float) -> Reason | None:
    """One figure in common speaks for, several and none in common against: a growing toll costs little."""
    both = sorted(one.figures & other.figures)
    if both:
        return Reason("same figure", SAME_FIGURE, f"{both[0][1]} {both[0][0]}")
    kinds = {what for what, _ in one.figures} & {what for what, _ in other.figures}
    return Reason("other figures", weight, ", ".join(sorted(kinds))) if kinds else None


def _shrinks(one: Mention, other: Mention) -> bool:
    """Whether the account of the later day counts fewer dead than that of the earlier: tolls of one occurrence grow."""
    first, then = sorted((one, other), key=lambda mention: mention.days.start if mention.days else date.min)
    dead = [max((number for what, number in side.figures if what == "killed"), default=0) for side in (first, then)]
    return 0 < dead[1] < dead[0]


def _names(one: Mention, other: Mention) -> Reason | None:
    both = sorted({PERSON if name.startswith(SOMEBODY) else name for name in one.names & other.names})
    return Reason("same participants", SAME_NAME, ", ".join(both)) if both else None


def _hit(one: Mention, other: Mention, weight: float) -> Reason | None:
    """Two accounts of which neither speaks of anything that the other says was struck."""
    if not one.hit or not other.hit or _speaks_of(other, one.hit) or _speaks_of(one, other.hit):
        return None
    words = (" ".join(sorted(frozenset().union(*side.hit) - side.hidden)) for side in (one, other))
    return Reason("other targets", weight, " / ".join(words))


def _speaks_of(mention: Mention, things: Iterable[frozenset[str]]) -> bool:
    """Whether a mention holds half the words for one of the things."""
    ordered = sorted(mention.words)
    return any(2 * sum(_holds(mention, ordered, word) for word in thing) >= len(thing) for thing in things)


def _holds(mention: Mention, ordered: Sequence[str], word: str) -> bool:
    """Whether a mention, whose words are also given in order, holds a word or another form of it ("queue", "queueing")."""
    if word in mention.words or any(word[:end] in mention.words for end in range(STEM, len(word))):
        return True
    after = bisect_left(ordered, word)
    return len(word) >= STEM and after < len(ordered) and ordered[after].startswith(word)
