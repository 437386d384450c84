"""Boxes in columns, with lines between neighbouring columns: an order in which few lines cross, and a height for each.

Barycentre sweeps as in Sugiyama, Tagawa and Toda (1981); the heights are the least squares ones that keep the order and
the gaps. Both are functions of what is given: the same graph is the same drawing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

Key = tuple[str, ...]
Columns = tuple[tuple[Key, ...], ...]
Edges = Sequence[tuple[Key, Key]]
Heights = Mapping[Key, float]

SWEEPS = 12  # there and back; on 40 reports and 12 origins the order no longer changes after six


def untangled(columns: Columns, edges: Edges) -> Columns:
    """The columns in the order with the fewest crossings that the sweeps came by."""
    best, fewest = columns, crossings(columns, edges)
    for _ in range(SWEEPS):
        columns = _swept(_swept(columns, edges), [(b, a) for a, b in edges], backwards=True)
        crossed = crossings(columns, edges)
        if crossed < fewest:
            best, fewest = columns, crossed
    return best


def crossings(columns: Columns, edges: Edges) -> int:
    """How many pairs of lines cross."""
    row = _rows(columns)
    column = {key: number for number, held in enumerate(columns) for key in held}
    gaps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for a, b in edges:
        gaps[column[a]].append((row[a], row[b]))
    return sum(_inversions(sorted(pairs)) for pairs in gaps.values())


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    seen: list[int] = []
    found = 0
    for _, right in pairs:
        place = bisect_right(seen, right)
        found += len(seen) - place
        seen.insert(place, right)
    return found


def _rows(columns: Columns) -> dict[Key, int]:
    return {key: row for held in columns for row, key in enumerate(held)}


def _swept(columns: Columns, edges: Edges, backwards: bool = False) -> Columns:
    """Each column sorted by where, on average, its lines come from; edges run in the direction of the sweep."""
    from_ = _sources(edges)
    row: dict[Key, float] = dict(_rows(columns))
    made: list[tuple[Key, ...]] = []
    for held in reversed(columns) if backwards else columns:
        mean = {key: _mean([row[a] for a in from_.get(key, ())], row[key]) for key in held}
        ordered = tuple(sorted(held, key=mean.__getitem__))
        row |= {key: float(place) for place, key in enumerate(ordered)}
        made.append(ordered)
    return tuple(reversed(made)) if backwards else tuple(made)


def _sources(edges: Edges) -> dict[Key, list[Key]]:
    found: dict[Key, list[Key]] = defaultdict(list)
    for a, b in edges:
        found[b].append(a)
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def placed(columns: Columns, edges: Edges, tall: Heights, gap: float) -> dict[Key, float]:
    """The upper edge of every box, from 0: the tallest column is packed, its neighbours stand level with their lines."""
    lengths = [sum(tall[key] + gap for key in held) for held in columns]
    widest = lengths.index(max(lengths))
    top = dict(zip(columns[widest], _packed([tall[key] for key in columns[widest]], gap), strict=True))
    forward, backward = _sources(edges), _sources([(b, a) for a, b in edges])
    for held in columns[widest + 1 :]:
        top |= _level(held, forward, top, tall, gap)
    for held in reversed(columns[:widest]):
        top |= _level(held, backward, top, tall, gap)
    least = min(top.values(), default=0.0)
    return {key: y - least for key, y in top.items()}


def _packed(heights: Sequence[float], gap: float) -> list[float]:
    return [sum(heights[:place]) + gap * place for place in range(len(heights))]


def _level(
    held: Sequence[Key], from_: Mapping[Key, Sequence[Key]], top: Heights, tall: Heights, gap: float
) -> dict[Key, float]:
    """One column beside a placed one."""
    packed = _packed([tall[key] for key in held], gap)
    wanted, here = [], 0.0
    for key in held:
        middles = [top[a] + tall[a] / 2 for a in from_.get(key, ())]
        here = _mean(middles, here + tall[key] / 2 + gap)
        wanted.append(here - tall[key] / 2)
    shifts = _rising([want - pack for want, pack in zip(wanted, packed, strict=True)])
    return {key: pack + shift for key, pack, shift in zip(held, packed, shifts, strict=True)}


def _rising(values: Sequence[float]) -> list[float]:
    """The values that never fall and are nearest to the given ones in least squares (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, many = value, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, many = (before * count + mean * many) / (count + many), count + many
        pools.append((mean, many))
    return [mean for mean, many in pools for _ in range(many)]
