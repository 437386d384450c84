"""Which reports reuse another's text, who took from whom, and where a common source must stand behind both.

A copy is decided on running words alone. Words that both only quote do not count (two outlets may hear one speaker),
nor the paragraphs that one outlet prints under many texts. Direction follows a credit, then the day, or stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from reportedly.incident import Link, LinkKind, Reason
from reportedly.knowledge.loader import Knowledge
from reportedly.linking.days import news_day
from reportedly.linking.identity import key_of, outlet_key, source_key
from reportedly.linking.shingles import Overlap, Shingled, neighbours, overlap
from reportedly.records import Form, Reading, Span

FEWEST = 8  # shared shingles below which a pair is no copy: two shared formulas of the trade reach 7 on PolNeAR dev
CONTAINED = (
    0.4  # share of the shorter report; whole and half reprints lie above, same-event reports of PolNeAR dev below .2
)
LONG_RUN = 12  # words in a row that hardly two writers choose alike; 10 lets shared quotations in on PolNeAR dev
REUSED = 45  # words in long runs that make a partial reprint; on planted reprints of PolNeAR dev P 1.00, R .985
ENOUGH = 25  # shared shingles below which a share says little: two briefs of forty words
BRIEF = 12  # shared shingles from which a brief is the same text, when nearly all of it is shared
OWN_REUSED = 0.5  # an outlet reuses its own background paragraphs; only this share makes it the same text again


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who prints a report, whom it credits, and its day: what tells who took from whom."""

    id: str
    outlet: str | None
    credits: frozenset[str]
    byline: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Printed(Imprint):
    """A report as linking sees its text: its words, and which of them, by number, it only quotes."""

    text: Shingled
    quoted: tuple[Span, ...]


P = TypeVar("P", bound=Imprint)


def copies(readings: Sequence[Reading], knowledge: Knowledge) -> tuple[Link, ...]:
    """The copy links between the reports, each from the report that took to the one it took from; ids in order."""
    return copies_among(printed_together(readings, knowledge))


def printed_together(readings: Sequence[Reading], knowledge: Knowledge) -> list[list[Printed]]:
    """The reports, those with one and the same text together. A report given twice is one report: it is no copy of itself."""
    once = {reading.report.id: reading for reading in readings}
    known: dict[str, int] = {}
    twins: dict[str, list[Printed]] = defaultdict(list)
    for name in sorted(once):
        item = printed(once[name], knowledge, known)
        twins[item.text.whole if len(item.text.distinct) else item.id].append(item)
    return list(twins.values())


def copies_among(texts: Sequence[Sequence[Printed]]) -> tuple[Link, ...]:
    """The copy links between reports, those with one and the same text given together.

    Of these only the first is compared with others; the rest are tied to it.
    """
    links = [link for group in texts for link in twin_links(group)]
    firsts = sorted((first_of(group) for group in texts), key=lambda item: item.id)
    for i, j in neighbours([p.text for p in firsts], [p.day.toordinal() if p.day else None for p in firsts]):
        if found := copy_link(firsts[i], firsts[j]):
            links.append(found)
    return tuple(sorted(links, key=lambda link: (link.from_, link.to)))


def copy_link(one: Printed, other: Printed) -> Link | None:
    """The link of two reports whose texts are not the same, the smaller id first; null where neither is a copy."""
    found = overlap(one.text, other.text)
    reason = judge(one, other, found) if found.shared >= FEWEST else None
    return _link(one, other, reason, found.containment) if reason else None


def judge(first: Printed, second: Printed, found: Overlap) -> Reason | None:
    """Why the two are a copy, or null. The share is rounded to hundredths."""
    own = first.outlet is not None and first.outlet == second.outlet
    words = sum(end - start for start, end in _counted(first, found))
    share = round(found.containment, 2)
    if own:
        return Reason("same outlet, same text", share) if share >= OWN_REUSED else None
    if share >= 2 * CONTAINED and found.shared >= BRIEF:
        return Reason("same text", share, f"{words} words in long runs")
    if share >= CONTAINED and found.shared >= ENOUGH:
        return Reason("much of the text", share, f"{words} words in long runs")
    if words >= REUSED:
        return Reason("partial reprint", share, f"{words} words in long runs")
    return None


def _counted(first: Printed, found: Overlap) -> list[Span]:
    """The long runs outside what the first report only quotes."""
    runs = [(a, b) for a, b in found.runs if b - a >= LONG_RUN]
    return [(a, b) for a, b in runs if not any(a >= start - 2 and b <= end + 2 for start, end in first.quoted)]


def printed(reading: Reading, knowledge: Knowledge, known: dict[str, int]) -> Printed:
    """A report as linking sees its text; `known` remembers the hash of each word over the calls."""
    report = reading.report
    relays = {source_key(s, knowledge) for claim in reading.claims for s in claim.chain}
    byline = key_of(report.byline_agency, None, knowledge) if report.byline_agency else None
    credits = frozenset(relays | ({byline} if byline else set()))
    text, outlet = Shingled.of(report.text, known), outlet_key(report.outlet, knowledge)
    spans = [span for claim in reading.claims if claim.form is Form.DIRECT for span in claim.spans]
    quoted = tuple(text.words_in(span) for span in spans)
    return Printed(report.id, outlet, credits, byline, news_day(report.published), text, quoted)


def first_of(group: Sequence[P]) -> P:
    """The report of one and the same text that the others are tied to: credited by them, else earliest, else by id."""
    credited = {key for item in group for key in item.credits}
    return min(group, key=lambda p: (p.outlet not in credited, p.day or date.max, p.id))


def twin_links(group: Sequence[Imprint]) -> list[Link]:
    """The links of reports with one and the same text to the first of them."""
    first = first_of(group)
    return [_link(first, item, Reason("same text", 1.0), 1.0) for item in group if item is not first]


def _link(one: Imprint, other: Imprint, reason: Reason, score: float) -> Link:
    taker, giver, direction = _direct(one, other)
    return Link(LinkKind.COPY, taker.id, giver.id, (reason, direction), round(score, 2), not _open(direction))


def _direct(one: Imprint, other: Imprint) -> tuple[Imprint, Imprint, Reason]:
    """The taker, the giver, and what tells them apart. An open direction keeps the order of the ids."""
    gives = [
        a.outlet is not None and a.outlet in b.credits and a.outlet != b.outlet for a, b in ((one, other), (other, one))
    ]
    if gives[0] != gives[1]:
        taker, giver = (other, one) if gives[0] else (one, other)
        return taker, giver, Reason("credits it", words=giver.outlet)
    if one.byline and one.byline == other.byline:
        return *_ordered(one, other), Reason("both credit one agency", words=one.byline)
    if one.day and other.day and one.day != other.day:
        taker, giver = (one, other) if one.day > other.day else (other, one)
        return taker, giver, Reason("printed later", words=f"{giver.day} → {taker.day}")
    if one.outlet != other.outlet and not (one.byline or other.byline):
        return *_ordered(one, other), Reason("common source unseen")
    return *_ordered(one, other), Reason("direction open")


def _ordered(one: Imprint, other: Imprint) -> tuple[Imprint, Imprint]:
    return (one, other) if one.id > other.id else (other, one)


def _open(direction: Reason) -> bool:
    return direction.rule in ("both credit one agency", "common source unseen", "direction open")
