"""Groups from pairwise scores: connected components, then average link inside each; never single link.

The result depends on the scores alone, not on the order of the items: ties go to the smallest numbers. A component
larger than `LARGEST` is split at its weakest edges first, and says so. Loose items attach to groups and never bridge two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

LARGEST = 300  # items of a component that are compared pair by pair
STEP = 0.02  # by which the bar is raised until a component is small enough

Edges = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, in order; `capped` when their component had to be split unseen."""

    items: tuple[int, ...]
    capped: bool = False


def groups(
    size: int, edges: Edges, score: Callable[[int, int], float], bar: float, loose: Collection[int] = ()
) -> list[Group]:
    """The items 0 … size-1 in groups whose mean score, pair by pair, reaches the bar; in order of their first items.

    Loose items never bring two groups together: each joins the group that it fits best, those that fit none are
    grouped among themselves.
    """
    loose = set(loose)
    firm = _clustered([item for item in range(size) if item not in loose], edges, score, bar)
    joined = _joined(firm, loose, edges, score, bar)
    rest = _clustered(sorted(loose - {item for items in joined.values() for item in items}), edges, score, bar)
    whole = (Group(tuple(sorted((*group.items, *joined.get(at, ())))), group.capped) for at, group in enumerate(firm))
    return sorted((*whole, *rest), key=lambda group: group.items)


def _clustered(items: Sequence[int], edges: Edges, score: Callable[[int, int], float], bar: float) -> list[Group]:
    """Some of the items in groups, by the edges among them."""
    among = set(items)
    inner = {pair: value for pair, value in edges.items() if pair[0] in among and pair[1] in among}
    found = [Group((item,)) for item in sorted(among - {i for pair in inner for i in pair})]
    for component, capped in components(inner, bar):
        for held in average_link(component, score, bar):
            found.append(Group(tuple(held), capped))
    return sorted(found, key=lambda group: group.items)


def _joined(
    firm: Sequence[Group], loose: Collection[int], edges: Edges, score: Callable[[int, int], float], bar: float
) -> dict[int, list[int]]:
    """The loose items that join a group, by its place: of those they are tied to the one of the highest mean score."""
    home = {item: at for at, group in enumerate(firm) for item in group.items}
    tied: dict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        for item, neighbour in ((one, other), (other, one)):
            if item in loose and neighbour in home:
                tied[item].add(home[neighbour])
    joined: dict[int, list[int]] = defaultdict(list)
    for item in sorted(tied):
        means = {at: _mean(item, firm[at].items, score) for at in tied[item]}
        best = min(means, key=lambda at: (-means[at], at))
        if means[best] >= bar:
            joined[best].append(item)
    return joined


def _mean(item: int, others: Sequence[int], score: Callable[[int, int], float]) -> float:
    return round(sum(round(score(item, other), 6) for other in others) / len(others), 9)


def components(edges: Edges, bar: float) -> Iterator[tuple[list[int], bool]]:
    """The connected components, those beyond `LARGEST` split by dropping their weakest edges."""
    pending: list[tuple[Edges, float, bool]] = [(edges, bar, False)]
    while pending:
        some, low, capped = pending.pop()
        for members, inner in _connected(some):
            if len(members) <= LARGEST:
                yield members, capped
            elif low > max(inner.values()):
                yield from ((members[at : at + LARGEST], True) for at in range(0, len(members), LARGEST))
            else:
                kept = {pair: value for pair, value in inner.items() if value >= low + STEP}
                loose = set(members) - {i for pair in kept for i in pair}
                yield from (([i], True) for i in sorted(loose))
                pending.append((kept, low + STEP, True))


def _connected(edges: Edges) -> Iterator[tuple[list[int], dict[tuple[int, int], float]]]:
    near: dict[int, list[int]] = defaultdict(list)
    for i, j in edges:
        near[i].append(j)
        near[j].append(i)
    home: dict[int, int] = {}
    for root in sorted(near):
        stack = [] if root in home else [root]
        while stack:
            item = stack.pop()
            if item not in home:
                home[item] = root
                stack += near[item]
    members: dict[int, list[int]] = defaultdict(list)
    inner: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for item in sorted(home):
        members[home[item]].append(item)
    for pair, value in edges.items():
        inner[home[pair[0]]][pair] = value
    yield from ((members[root], inner[root]) for root in sorted(members))


def average_link(items: list[int], score: Callable[[int, int], float], bar: float) -> list[list[int]]:
    """Merges the two groups of the highest mean score until none reaches the bar."""
    size = len(items)
    mean = np.full((size, size), -np.inf)
    for a in range(size):
        for b in range(a + 1, size):
            mean[a, b] = mean[b, a] = round(score(items[a], items[b]), 6)
    held = [[item] for item in items]
    while size > 1 and mean.max() >= bar:
        a, b = sorted(divmod(int(mean.argmax()), size))
        weight = len(held[a]), len(held[b])
        mixed = np.round((weight[0] * mean[a] + weight[1] * mean[b]) / sum(weight), 9)
        mean[a, :] = mean[:, a] = mixed
        mean[a, a] = mean[b, :] = mean[:, b] = -np.inf
        mean[b, b] = -np.inf
        held[a], held[b] = sorted(held[a] + held[b]), []
    return [group for group in held if group]
