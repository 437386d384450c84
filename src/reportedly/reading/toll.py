"""The toll of a report's main incident: how many killed and injured as a whole, and on whose word.

Rules of the rulebook (9.4, 9.5): a flat figure in the headline or the lede stands as it is; "at least" and "over"
leave the upper end open; rival figures of which none is in headline or lede give a range. Parts and running totals
are no toll. The origins are the sources of every claim that gives the figure; there is none where only the outlet's
own voice gives it. A figure nobody states is never made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.reading.language import CountWords, Words
from reportedly.records import Certainty, Count, Event, Reading, Source, SourceType, Status, Toll

LEDE = 2  # sentences of the body in which the main incident is told, for reports whose first line is a dateline
REACH = 90  # characters in front of a figure in which a word may say that it corrects another
APART = 3  # times one figure may be the other for both to tell of the same dead
NEAR = 0.1  # share above a bound up to which an exact figure is taken for the same toll; calibrated on 64 war reports


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of killed or injured in a claim: where it stands (0 headline, 1 lede, 2 body), the claim's index, and whether
    it counts only a group that is counted apart ("five children").
    """

    count: Count
    event: Event
    claim: int
    rank: int
    apart: bool


def toll_of(reading: Reading, words: CountWords) -> Toll | None:
    """The toll of the main incident, or null where no figure for it is given; `words` are those of the report's language."""
    figures = figures_of(reading, words)
    killed, injured = (_corrected(reading, figures, _chosen(figures, what), words) for what in ("killed", "injured"))
    if killed is None and injured is None:
        return None
    said = _same(figures, killed or injured)
    origins = _origins(reading, said) or (_by_parts(reading, killed) if killed else ())
    low, high = _bounds(figures, killed)
    hurt_low, hurt_high = _bounds(figures, injured)
    return Toll(low, high, hurt_low, hurt_high, origins, tuple(sorted({f.claim for f in said})))


def _summed(text: str, counts: Sequence[Count], joints: Words) -> Iterator[Count]:
    """Counts of an event, those that only "and" or a comma parts added up: "ten children and five women were killed"."""
    held: Count | None = None
    for count in counts:
        if count.part or count.total:
            continue
        if held is not None and held.what == count.what and _joined(text[held.span[1] : count.span[0]], joints):
            low = None if held.low is None or count.low is None else held.low + count.low
            high = None if held.high is None or count.high is None else held.high + count.high
            held = replace(held, span=(held.span[0], count.span[1]), low=low, high=high)
            continue
        if held is not None:
            yield held
        held = count
    if held is not None:
        yield held


def _joined(between: str, joints: Words) -> bool:
    return not between.strip() or between.strip() in joints


def figures_of(reading: Reading, words: CountWords) -> list[Figure]:
    """The figures that may be the toll: those that their words state; only where none is stated, what vague words
    ("dozens") and single victims ("the mayor") leave.
    """
    told = list(_told(reading, words))
    stated = [words.stated(reading.report.text[slice(*f.count.span)]) for f in told]
    given = {f.count.what for f, number in zip(told, stated, strict=True) if number}
    return [f for f, number in zip(told, stated, strict=True) if number or f.count.what not in given]


def _told(reading: Reading, words: CountWords) -> Iterator[Figure]:
    """Numbers of killed or injured that are whole, actual, not denied and no running total."""
    body = sorted({claim.spans[0][0] for claim in reading.claims if claim.where != "headline"})
    lede = body[min(LEDE, len(body)) - 1] if body else -1
    for index, claim in enumerate(reading.claims):
        if claim.certainty is Certainty.DENIED:
            continue
        rank = 0 if claim.where == "headline" else 1 if claim.spans[0][0] <= lede else 2
        for event in claim.events:
            if event.background or event.status is not Status.ACTUAL:
                continue
            for count in _summed(reading.report.text, event.counts, words.between):
                if count.what in ("killed", "injured") and _number(count):
                    yield Figure(count, event, index, rank, words.apart(count.who or ""))


def _number(count: Count) -> int | None:
    return count.low if count.low is not None else count.high


def _chosen(figures: Sequence[Figure], what: str) -> Figure | None:
    """The figure of the main incident: the first of the headline, else of the lede, else of the body.

    A headline that sums up two incidents gives way to the first told in the body; a figure that counts only children
    or women, or that is only a round lower bound ("more than 30"), to a whole or exact one that the report gives
    beside it.
    """
    held = sorted((f for f in figures if f.count.what == what), key=lambda f: (f.rank, f.claim))
    if not held:
        return None
    first = held[0]
    body = [f for f in held if f.rank > 0]
    if first.rank == 0 and not _same(body, first) and len(body) > 1 and _adds_up(body, _number(first.count)):
        return body[0]
    return next((f for f in held if _better(first, f)), first)


def _corrected(reading: Reading, figures: Sequence[Figure], chosen: Figure | None, words: CountWords) -> Figure | None:
    """The last figure that the report says takes the place of the chosen one, or the chosen one itself."""
    held = chosen
    for figure in figures:
        if held is None or figure.count.what != held.count.what or figure.count.span[0] <= held.count.span[1]:
            continue
        old, new = _number(held.count) or 0, _number(figure.count) or 0
        start = figure.count.span[0]
        before = reading.report.text[max(held.count.span[1], start - REACH) : start]
        near = figure.claim == held.claim or max(old, new) <= APART * min(old, new)
        if near and words.corrects(before):
            held = figure
    return held


def _adds_up(figures: Sequence[Figure], number: int | None) -> bool:
    """Whether the different figures of the body, in their order, add up to this number."""
    total, seen = 0, set()
    for figure in figures:
        value = _number(figure.count) or 0
        if value not in seen:
            seen.add(value)
            total += value
            if len(seen) > 1 and total == number:
                return True
    return False


def _better(first: Figure, other: Figure) -> bool:
    """Whether another figure tells the toll more fully: the whole of a group, the exact number above a bound, any where the first is only
    the most that it can be ("up to 100").
    """
    low, number = first.count.low, _number(other.count)
    if low is None:
        return other.count.low is not None
    if number is None or number <= low:
        return False
    partial = first.apart and not other.apart
    round_bound = first.count.high is None and low % 10 == 0
    exact = round_bound and other.count.low == other.count.high and number <= low * (1 + NEAR)
    return exact or (partial and number <= low * 2)


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
    """The names of those who give the figure, each once."""
    sources = [reading.claims[f.claim].origin for f in said]
    named = _named_of_type(reading)
    return tuple(dict.fromkeys(_named(source, named) for source in sources if source is not None))


def _named_of_type(reading: Reading) -> dict[SourceType, set[str]]:
    """The names of the named monitors and agencies that the report cites."""
    named: dict[SourceType, set[str]] = {SourceType.MONITOR: set(), SourceType.AGENCY: set()}
    for claim in reading.claims:
        for link in claim.chain:
            if link.unnamed is None and link.type in named:
                named[link.type].add(link.name)
    return named


def _named(source: Source, named: Mapping[SourceType, set[str]]) -> str:
    """The source's name; for an unnamed one that of the only named source of its kind ("a monitor", then its name)."""
    names = named.get(source.type, set()) if source.unnamed is not None else set()
    return next(iter(names)) if len(names) == 1 else source.name


def _by_parts(reading: Reading, figure: Figure) -> tuple[str, ...]:
    """The one source whose numbers add up to the figure, or the only one that breaks it up ("14 of the dead")."""
    whole, given, broken = _number(figure.count) or 0, defaultdict[str, list[int]](list), set[str]()
    for name, count, value in _killed(reading):
        given[name].append(value)
        if count.part and value < whole:
            broken.add(name)
    fits = [name for name, values in given.items() if len(values) > 1 and sum(values) == _number(figure.count)]
    return next((tuple(names) for names in (fits, broken) if len(names) == 1), ())


def _killed(reading: Reading) -> Iterator[tuple[str, Count, int]]:
    """The numbers of killed that a report tells, each with the name of its origin; totals that only run on are left out."""
    for claim in reading.claims:
        counts = (count for event in claim.events for count in event.counts) if claim.origin is not None else ()
        for count in counts:
            if claim.origin and count.what == "killed" and not count.total and (value := _number(count)):
                yield claim.origin.name, count, value
