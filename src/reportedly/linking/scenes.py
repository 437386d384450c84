"""Where a claim says that something happened: the place that its own words name, with the part of a town that they tell.

A place that the reading took over from elsewhere in the report is no account of the claim, nor is one that something
comes from or goes to. Of a name that no gazetteer holds, the reports of the incident alone say what it is: the kinds
beside it, which places they put inside which ("X in Y", "Y's X"), whose army it is, and whether it is wider than a town.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise

from reportedly.incident import Where
from reportedly.knowledge.gazetteer import PRECISION
from reportedly.knowledge.linking_words import linking_words, place_kinds
from reportedly.knowledge.loader import fold
from reportedly.linking.identity import without_s
from reportedly.linking.incidents import NEAR_KM, exact, kilometres
from reportedly.linking.mentions import place_key
from reportedly.linking.word_families import STEM, of_one_family
from reportedly.records import Claim, Event, Place, Reading, SourceType

EDGE, CORE = "edge", "core"  # kinds of a place beside those of the gazetteer: a part of a town
TOWN, STATE = "city", "country"
PARTED = frozenset({None, TOWN, "quarter", "site"})  # kinds of a name beside which a part of a town may stand
OUTLYING = frozenset({"pass", "crossing", "field"})  # kinds that are called after a town and lie outside it
CONTRARY = ({EDGE, CORE}, *({TOWN, kind} for kind in OUTLYING))  # what one name cannot be at once
HELD = frozenset(
    {"site", "road", "quarter", "crossing"}
)  # kinds that a town holds, where they have a name of their own
WIDER, INNER = "wider", "inner"
REGION, WIDE = 5, 3  # GED's where_prec of a region, and that from which on a place is wider than a town
DEEPEST = 6  # places that stand in one name at most
CROWDED = 200  # words, or names, of which forms of one another are looked for
BESIDE = 60  # characters beside a name in which words that belong to it stand
STATES = frozenset({SourceType.MILITARY, SourceType.GOVERNMENT})  # bodies that are called after a state
BREAK = re.compile(r"[.;:!?()\n\"“”–—]")
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """A place as a claim tells it: two with one `key` are one; `words` are the text's own, `value` is what the place goes by."""

    key: tuple[str, str]
    value: str
    words: str
    where: Where


@dataclass(frozen=True, slots=True)
class _Facet:
    """A part of a town, or what is called after it: its kind, what tells it from others of the town, and the text's words."""

    kind: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A place with the words in front of it and behind it, up to the next stop, in small letters."""

    place: Place
    text: str

    @property
    def key(self) -> str:
        return place_key(self.place)

    @property
    def before(self) -> list[re.Match[str]]:
        start = self.place.span[0]
        at = max((stop.end() for stop in BREAK.finditer(self.text, max(0, start - BESIDE), start)), default=None)
        return list(WORD.finditer(self.text, max(0, start - BESIDE) if at is None else at, start))

    @property
    def after(self) -> list[re.Match[str]]:
        end = self.place.span[1]
        stop = BREAK.search(self.text, end, end + BESIDE)
        return list(WORD.finditer(self.text, end, stop.start() if stop else end + BESIDE))


def _words(found: Iterable[re.Match[str]]) -> list[str]:
    return [match.group().casefold() for match in found]


class Scenes:
    """The places that the reports of one incident name, and what they say of each."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        named = [_Named(place, reading.report.text) for reading in readings for place in reading.places]
        unplaced = [one for one in named if one.place.no_match]
        self._names = {one.key: one.place.resolved or one.place.name for one in named}
        self._towns = {one.key for one in named if one.place.kind == TOWN}
        self._nested = {reading.report.id: list(_nested(reading)) for reading in readings}
        self._holders = _holders(self._nested.values())
        keys = {one.key for one in unplaced} - self._towns
        self._states = set(_states(keys, readings))
        self._wide = self._states | keys.intersection((*self._wider(unplaced), *_of_peoples(keys, readings)))
        self._land = {key: min((key, *_family(key, self._wide)), key=lambda one: (len(one), one)) for key in self._wide}
        self._spelled = _spelled({one.place.name for one in unplaced if one.key not in self._wide})

    def _wider(self, named: Sequence[_Named]) -> Iterator[str]:
        """The names of what is wider than a town: what holds one, what has a part of the world or a wide kind in front of it, or an
        article wherever it stands alone.
        """
        alone: dict[str, list[bool]] = defaultdict(list)
        for one in named:
            last = (_words(one.before) or [""])[-1]
            if last in linking_words("part") or (PRECISION.get(place_kinds().get(last, "")) or 0) >= WIDE:
                yield one.key
            if one.place.kind is None:
                alone[one.key].append(last in linking_words("article"))
        yield from (key for key, articles in alone.items() if all(articles))
        yield from (outer for inner, outers in self._holders.items() if inner in self._towns for outer in outers)

    def of(self, event: Event, claim: Claim, reading: Reading) -> ToldPlace | None:
        """Where a claim's own words say that an event took place."""
        nested = self._nested[reading.report.id]
        beside = _beside(reading.places[event.place], nested) if event.place is not None else []
        own = [place for place in beside if _inside(place, claim)] or self._known_elsewhere(claim, reading)
        named = (_Named(place, reading.report.text) for place in own if place.no_match or exact(place))
        told = [one for one in named if not _on_the_way(one)]
        return self._scene(min(told, key=lambda one: self._wide_of(one.place) or 0)) if told else None

    def _known_elsewhere(self, claim: Claim, reading: Reading) -> list[Place]:
        """What a claim says something happened in, at or near, by names that other reports have for a place and no gazetteer holds."""
        found = (
            match for start, end in claim.spans for match in self._spelled.finditer(reading.report.text, start, end)
        )
        return [Place(match.span("name"), match["name"], no_match=True) for match in found]

    def _wide_of(self, place: Place) -> int | None:
        """GED's where_prec of a name that no gazetteer holds, where it is wider than a town."""
        if not place.no_match:
            return None
        if place_key(place) in self._states:
            return PRECISION[STATE]
        told = PRECISION.get(place.kind or "") or 0
        return told if told >= WIDE else REGION if place_key(place) in self._wide else None

    def _scene(self, named: _Named) -> ToldPlace:
        place, key = named.place, self._land.get(named.key, named.key)
        wide, name = self._wide_of(place), self._names.get(key) or place.name
        facet = _facet(named) if key not in self._wide else None
        kind = facet.kind if facet else STATE if key in self._states else TOWN if key in self._towns else place.kind
        within = tuple(sorted(self._names[outer] for outer in self._around(key)))
        admin1 = name if place.kind == "admin1" else None
        spot = place.lat, place.lon, wide or place.precision, place.gazetteer
        where = Where(name, place.country, admin1, *spot, kind, within)
        return ToldPlace(
            (key, facet.by if facet else ""),
            facet.words if facet else name,
            facet.words if facet else place.name,
            where,
        )

    def _around(self, key: str) -> set[str]:
        """The places that hold a place, and those that hold them."""
        found: set[str] = set()
        left = [key]
        while left:
            new = self._holders.get(left.pop(), set()) - found
            found |= new
            left += new
        return found - {key}


def _holders(nested: Iterable[Sequence[tuple[Place, Place]]]) -> Mapping[str, set[str]]:
    """For each place those that the reports put it inside."""
    found: dict[str, set[str]] = defaultdict(set)
    for inner, outer in chain.from_iterable(nested):
        found[place_key(inner)].add(place_key(outer))
    return found


def _spelled(names: Set[str]) -> re.Pattern[str]:
    """A pattern of the names behind a word for where something is, the longer first; of none it finds nothing."""
    at = [word for word, value in linking_words("holds").items() if not value]
    one, other = ("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) for words in (at, names))
    return re.compile(rf"\b(?:{one}) (?P<name>{other})\b" if names else r"(?!)")


def _states(names: Iterable[str], readings: Sequence[Reading]) -> Iterator[str]:
    """The names that forces and governments are called after ("the Ostran army")."""
    sources = (source for reading in readings for claim in reading.claims for source in claim.chain)
    fronts = {word for source in sources if source.type in STATES for word in fold(source.name).split()[:-1]}
    yield from (name for name in names if name in fronts or any(_family(name, fronts)))


def _family(key: str, names: Collection[str]) -> Iterator[str]:
    """The names that differ from one by an ending only; of very many none."""
    return (name for name in (names if len(names) <= CROWDED else ()) if name != key and of_one_family(name, key))


def _of_peoples(names: Set[str], readings: Sequence[Reading]) -> Iterator[str]:
    """The names that the reports make a word for a people of, or that are one ("Ostra", "Ostran")."""
    stems: dict[str, set[str]] = {name[:STEM]: set() for name in names}
    for word in sorted(
        {match.group() for reading in readings for match in WORD.finditer(reading.report.text) if stems}
    ):
        near = stems.get(fold(word)[:STEM]) if word[0].isupper() else None
        if near is not None and len(near) < CROWDED:
            near.add(fold(word))
    yield from (
        name for name in names if any(name != word and of_one_family(name, word) for word in stems[name[:STEM]])
    )


def _nested(reading: Reading) -> Iterator[tuple[Place, Place]]:
    """The places of a report that stand beside each other in one name, the one that is inside first: "X in Y", "Y's X", "the Y town
    of X".
    """
    pairs = list(pairwise(reading.places))
    gaps = [reading.report.text[one.span[1] : other.span[0]] for one, other in pairs]
    for (one, other), gap, listed in zip(pairs, gaps, _followed_by_more(gaps), strict=True):
        words = [] if len(gap) > BESIDE or BREAK.search(gap) else _words(WORD.finditer(gap))
        kinds = [place_kinds().get(word) for word in words]
        joined = next((word for word, kind in zip(words, kinds, strict=True) if kind is None), "")
        if (gap[:2] and not without_s(gap[:2])) or kinds[:1] == [TOWN]:
            yield other, one
        elif (gap.strip() == "," and not listed) or (joined in linking_words("holds") and _leads_to_it(words[-1])):
            yield one, other


def _leads_to_it(word: str) -> bool:
    """Whether a word in front of a place can still be of what says that it holds another: not "on Monday spread to"."""
    return word in place_kinds() or any(word in linking_words(sense) for sense in ("holds", "article", "part"))


def _followed_by_more(gaps: Sequence[str]) -> list[bool]:
    """For what stands between places whether the places behind it go on as a list: "Ostra, Brell and Karsk"."""
    found = [False]
    for gap in reversed(gaps[1:]):
        found.append(gap.strip(", \n") in linking_words("list") or (gap.strip() == "," and found[-1]))
    return found[::-1][: len(gaps)]


def _beside(place: Place, nested: Iterable[tuple[Place, Place]]) -> list[Place]:
    """A place and those that stand beside it in one name."""
    held = [place]
    for pair in nested:
        if len(held) < DEEPEST and any(one in held for one in pair):
            held += [one for one in pair if one not in held]
    return held


def _inside(place: Place, claim: Claim) -> bool:
    return any(start <= place.span[0] < end for start, end in claim.spans)


def _on_the_way(named: _Named) -> bool:
    """Whether something comes from a place or goes to it: the nearest preposition in front of it says so."""
    at, path = linking_words("holds"), linking_words("path")
    near = (word for word in reversed(_words(named.before)) if word in path or at.get(word) == "")
    return next(near, "") in path


def _facet(named: _Named) -> _Facet | None:
    """The part of a town that the words beside its name tell, or what is called after it."""
    kind = named.place.kind
    if kind in PARTED and (part := _part_before(named) or _part_behind(named)):
        return part
    if named.place.no_match and (kind in OUTLYING or (PRECISION.get(kind or "") or 0) >= WIDE):
        return _called_after(named)
    return None


def _part_before(named: _Named) -> _Facet | None:
    """A part in front of the name: "the outskirts of Ostra", "a market in the old town of Ostra"."""
    words = _words(named.before)
    at = next((at for at in reversed(range(len(words))) if _part(words[at])), None)
    if at is None or not _leads(_part(words[at]), words[at + 1 :]):
        return None
    part = _part(words[at])
    by = EDGE if part == EDGE else words[at]
    return _Facet(part, by, named.text[named.before[at].start() : named.place.span[1]])


def _part_behind(named: _Named) -> _Facet | None:
    """A part behind the name, with a word of its own between at most: "Ostra grain market"."""
    words = _words(named.after[:2])
    at = next((at for at, word in enumerate(words) if _part(word, behind=True)), None)
    if at is None or any(word in linking_words("holds") for word in words[:at]):
        return None
    return _Facet(_part(words[at]), words[at], named.text[named.place.span[0] : named.after[at].end()])


def _part(word: str, behind: bool = False) -> str:
    """Which part of a town a word tells; empty where it tells none."""
    found = (part for part in (EDGE, CORE) if word in linking_words(part))
    return next((part for part in found if not behind or not linking_words(part)[word]), "")


def _leads(part: str, words: Sequence[str]) -> bool:
    """Whether words lead from a part to the name of its town, and to nothing else first ("outside a mosque in …")."""
    if not words:
        return part == EDGE
    holds = linking_words("holds")
    opens = (words[0] in holds and (part == CORE or holds[words[0]] == "of")) or words[0] in linking_words("article")
    closes = words[-1] in holds if len(words) == 1 else TOWN in map(place_kinds().get, words[-2:])
    return opens and closes and not any(holds.get(word) == "" for word in words[1:])


def _called_after(named: _Named) -> _Facet | None:
    """A pass, district … that is called after a town, its kind in small letters beside the name: "the Ostra pass"."""
    kind, (start, end) = named.place.kind or "", named.place.span
    behind = [match for match in named.after[:3] if place_kinds().get(match.group()) == kind]
    front = [match for match in named.before[-2:-1] if place_kinds().get(match.group()) == kind]
    if behind:
        return _Facet(kind, kind, named.text[start : behind[0].end()])
    return _Facet(kind, kind, named.text[front[0].start() : end]) if front else None


def scenes_apart(one: Where, other: Where) -> bool:
    """Whether two places cannot both be where something happened: spots on the map farther apart than two names of one spot can be; the
    rim and the middle of one town, a village and the pass that is called after it; two states; and two other names that no
    gazetteer holds, of towns or of what a town holds, unless the reports put the one inside the other.
    """
    known = [place.lat is not None for place in (one, other)]
    if _of_one_name(one, other):
        return {one.kind, other.kind} in CONTRARY
    if all(known):
        return kilometres(one, other) > NEAR_KM
    held = one.name in other.within or other.name in one.within
    return not any(known) and not held and not _alike(one, other) and _rank(one) == _rank(other) != WIDER


def _of_one_name(one: Where, other: Where) -> bool:
    return (one.gazetteer or fold(one.name)) == (other.gazetteer or fold(other.name))


def _alike(one: Where, other: Where) -> bool:
    """Whether two names may be of one place: one holds the words of the other ("Ostra" for "Old Ostra"), or they differ in an ending. Two
    that are both told to be towns are two.
    """
    a, b = (set(fold(place.name).split()) for place in (one, other))
    longer = (a <= b or b <= a) and not one.kind == other.kind == TOWN
    return longer or of_one_family(fold(one.name), fold(other.name))


def _rank(place: Where) -> str:
    """How wide a place is: two of one rank do not hold each other."""
    if (place.precision or 0) >= WIDE:
        return STATE if place.kind == STATE else WIDER
    own = place_kinds().get(fold(place.name).split()[-1])
    return INNER if own in HELD or place.kind == "road" else TOWN
