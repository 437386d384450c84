"""The toll of a report's main incident: how many killed and injured as a whole, and on whose word.

Rules of the rulebook (9.4, 9.5): a flat figure in the headline or the lede stands as it is; "at least" and "over"
leave the upper end open; rival figures of which none is in headline or lede give a range. Parts and running totals
are no toll. The origins are the sources of every claim that gives the figure; there is none where only the outlet's
own voice gives it. A figure nobody states is never made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.records import Count, Event, Reading, Status, Toll

LEDE = 2  # sentences of the body in which the main incident is told, for reports whose first line is a dateline
JOINED = ("and", ",", ", and", "as well as", "")  # what may stand between two counts that are one list


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of killed or injured in a claim: where it stands (0 headline, 1 lede, 2 body), and the claim's index."""

    count: Count
    event: Event
    claim: int
    rank: int


def toll_of(reading: Reading) -> Toll | None:
    """The toll of the main incident, or null where no figure for it is given."""
    figures = list(_figures(reading))
    killed, injured = _chosen(figures, "killed"), _chosen(figures, "injured")
    if killed is None and injured is None:
        return None
    said = _same(figures, killed or injured)
    origins = _origins(reading, said)
    low, high = _bounds(figures, killed)
    hurt_low, hurt_high = _bounds(figures, injured)
    return Toll(low, high, hurt_low, hurt_high, origins, tuple(sorted({f.claim for f in said})))


def _summed(text: str, counts: Sequence[Count]) -> Iterator[Count]:
    """Counts of an event, those that only "and" or a comma parts added up: "ten children and five women were killed"."""
    held: Count | None = None
    for count in counts:
        if count.part or count.total:
            continue
        if held is not None and held.what == count.what and text[held.span[1] : count.span[0]].strip() in JOINED:
            low = None if held.low is None or count.low is None else held.low + count.low
            high = None if held.high is None or count.high is None else held.high + count.high
            held = replace(held, span=(held.span[0], count.span[1]), low=low, high=high)
            continue
        if held is not None:
            yield held
        held = count
    if held is not None:
        yield held


def _figures(reading: Reading) -> Iterator[Figure]:
    """The figures that may be the toll: numbers of killed or injured that are whole, actual and no running total."""
    body = sorted({claim.spans[0][0] for claim in reading.claims if claim.where != "headline"})
    lede = body[min(LEDE, len(body)) - 1] if body else -1
    for index, claim in enumerate(reading.claims):
        rank = 0 if claim.where == "headline" else 1 if claim.spans[0][0] <= lede else 2
        for event in claim.events:
            if event.background or event.status in (
                Status.FUTURE,
                Status.HYPOTHETICAL,
                Status.NEGATED,
                Status.HISTORICAL,
            ):
                continue
            for count in _summed(reading.report.text, event.counts):
                if count.what in ("killed", "injured") and _number(count):
                    yield Figure(count, event, index, rank)


def _number(count: Count) -> int | None:
    return count.low if count.low is not None else count.high


def _chosen(figures: Sequence[Figure], what: str) -> Figure | None:
    """The figure of the main incident: the first of the headline, else of the lede, else of the body."""
    held = [f for f in figures if f.count.what == what]
    return min(held, key=lambda f: (f.rank, f.claim), default=None)


def _same(figures: Sequence[Figure], one: Figure | None) -> list[Figure]:
    """The figures that give the same number of the same fate."""
    if one is None:
        return []
    return [f for f in figures if f.count.what == one.count.what and _number(f.count) == _number(one.count)]


def _bounds(figures: Sequence[Figure], one: Figure | None) -> tuple[int | None, int | None]:
    """The bounds of the toll: flat where headline or lede says it flatly, else as the words leave it."""
    if one is None:
        return None, None
    flat = [f for f in _same(figures, one) if f.count.low == f.count.high and f.rank < 2]
    return (flat[0].count.low, flat[0].count.high) if flat else (one.count.low, one.count.high)


def _origins(reading: Reading, said: Sequence[Figure]) -> tuple[str, ...]:
    sources = [reading.claims[f.claim].origin for f in said]
    return tuple(dict.fromkeys(source.name for source in sources if source is not None))
