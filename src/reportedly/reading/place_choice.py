"""Which of the places that share a name: a linear score over what the rest of the report says.

A candidate's features are all in 0..1 and say: how big it is, what kind, whether its country and region are spoken
of, whether the words beside the name contain it ("Bergen, Norway"), how near it lies to the other places. Weights are
data (`place_weights.tsv`). Linear in the mentions times the candidates of a name, of which `MOST` are looked at.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.knowledge.gazetteer import Entry, Found
from reportedly.reading.parse import Parse
from reportedly.reading.place_context import MOST, Support, region_of, renown, size, trust
from reportedly.reading.place_names import Mention

NEIGHBOURS = 12  # other places that a candidate's nearness is measured to
NEAR_KM = 120.0  # at this distance nearness is 1/e
CONTAINERS = frozenset(("country", "admin1", "admin2"))
CLAUSE = 8  # tokens before a mention in which a container of it is looked for

Features = dict[str, float]
Weights = Mapping[str, float]
Point = tuple[float, float]
Name = tuple[str, str | None]  # key and cue


@dataclass(frozen=True, slots=True)
class Scene:
    """One report's mentions with what they support, and for each name the containers that stand beside it somewhere."""

    parse: Parse
    mentions: Sequence[Mention]
    support: Support
    beside: Mapping[str, tuple[frozenset[int], frozenset[int]]]  # right of it, left of it


def scene(parse: Parse, mentions: Sequence[Mention], support: Support) -> Scene:
    """Collects what stands beside each name: to the right, after a comma ("Bergen, Norway"); to the left, close by
    ("Norway's Bergen").
    """
    right: dict[str, set[int]] = {}
    left: dict[str, set[int]] = {}
    for one, two in pairwise(mentions):
        if parse.tokens[one.first].sentence != parse.tokens[two.first].sentence:
            continue
        between = parse.text[one.end : two.start]
        if between in parse.language.places.within:
            right.setdefault(one.key, set()).update(_containers(two))
        if two.first - one.last <= CLAUSE and between[:1] != ",":
            left.setdefault(two.key, set()).update(_containers(one))
    names = {m.key for m in mentions}
    return Scene(
        parse, mentions, support, {n: (frozenset(right.get(n, ())), frozenset(left.get(n, ()))) for n in names}
    )


def _containers(mention: Mention) -> set[int]:
    return {f.entry.id for f in mention.found[:MOST] if f.entry.kind in CONTAINERS}


def held_by(entry: Entry, country: int) -> tuple[int, ...]:
    """The ids of what holds an entry, smallest first; `country` is the id of its country."""
    return tuple(i for i in (entry.district, entry.region, country) if i and i != entry.id)


def features(here: Scene, mention: Mention, found: Found, countries: Mapping[str, int]) -> Features:
    """What speaks for one candidate of one mention."""
    entry = found.entry
    holders = held_by(entry, countries.get(entry.country, 0))
    right, left = here.beside[mention.key]
    kind = entry.kind if entry.kind in ("continent", "country", "admin1", "admin2", "admin3", "city") else "other"
    values: Features = {f"kind {kind}": 1.0, "size": size(entry), "renown": renown(entry)}
    if found.main:
        values["main name"] = 1.0
    if entry.country:
        values["country"] = here.support.share(entry.country, mention.key)
        values["country present"] = here.support.present(entry.country, mention.key)
    if region := region_of(entry):
        values["region"] = here.support.share(region, mention.key)
        values["region present"] = here.support.present(region, mention.key)
    if any(h in right for h in holders):
        values["container right"] = 1.0
    if any(h in left for h in holders):
        values["container left"] = 1.0
    if mention.cue:
        values["cue agrees" if agrees(mention.cue, entry.kind) else "cue differs"] = 1.0
    elif entry.kind in ("admin1", "admin2") and entry.country:
        values["division without cue"] = 1.0
    return values


def nearness(entry: Entry, near: Sequence[Point]) -> Features:
    """How near a candidate lies to the other places: to the nearest, and on average."""
    if not near or entry.lat is None or entry.lon is None:
        return {}
    gaps = [math.exp(-distance((entry.lat, entry.lon), point) / NEAR_KM) for point in near]
    return {"nearest": max(gaps), "near": sum(gaps) / len(gaps)}


def agrees(cue: str, kind: str) -> bool:
    """Whether a place of this kind may be called so."""
    if cue in ("admin1", "admin2", "admin3"):
        return kind.startswith("admin") if cue != "admin1" else kind in ("admin1", "country")
    return kind == cue or (cue in ("city", "quarter") and kind in ("city", "quarter"))


def score(values: Features, weights: Weights) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in values.items())


def distance(one: Point, two: Point) -> float:
    """Kilometres between two points, on a plane that is true to some per cent within a country."""
    dlat, dlon = two[0] - one[0], (two[1] - one[1] + 180) % 360 - 180
    return 111.2 * math.hypot(dlat, dlon * math.cos(math.radians((one[0] + two[0]) / 2)))


def choose(here: Scene, countries: Mapping[str, int], weights: Weights) -> dict[int, Found]:
    """The best candidate of every mention that has any, by the mention's index.

    First each name by itself; then again with how near its candidates lie to the places that the other names came out as.
    """
    scored: dict[Name, list[tuple[float, Found]]] = {}
    for mention in here.mentions:
        if mention.found and name_of(mention) not in scored:
            scored[name_of(mention)] = [
                (score(features(here, mention, f, countries), weights), f) for f in mention.found[:MOST]
            ]
    others = anchors(here, {name: _best(options) for name, options in scored.items()})
    best = {}
    for name, options in scored.items():
        near = [point for key, point in others if key != name[0]][:NEIGHBOURS]
        best[name] = _best([(value + score(nearness(f.entry, near), weights), f) for value, f in options])
    return {index: best[name_of(m)] for index, m in enumerate(here.mentions) if m.found}


def name_of(mention: Mention) -> Name:
    """What mentions share that are taken for the same place: their name and the kind told beside it."""
    return mention.key, mention.cue


def _best(options: Sequence[tuple[float, Found]]) -> Found:
    return max(options, key=lambda option: option[0])[1]


def anchors(here: Scene, first: Mapping[Name, Found]) -> list[tuple[str, Point]]:
    """The places that the names came out as at first, the most trusted names before the others."""
    placed: dict[str, tuple[float, Point]] = {}
    for mention in here.mentions:
        entry = first[name_of(mention)].entry if mention.found and not mention.people else None
        if entry and entry.lat is not None and entry.lon is not None and entry.kind not in ("country", "continent"):
            trusted = max(trust(mention), placed.get(mention.key, (0.0, (0.0, 0.0)))[0])
            placed[mention.key] = trusted, (entry.lat, entry.lon)
    ranked = sorted(placed.items(), key=lambda item: -item[1][0])[: NEIGHBOURS + 1]
    return [(name, point) for name, (_, point) in ranked]
