"""The sections of a report that tell of something else than its opening: an item of a bulletin, "in a separate attack", what became
of an earlier incident.

A section is a paragraph in which something happened and which would not be grouped with the rest of its report, were that another one.
It joins the incident that other reports open with and that it fits best, and never brings two incidents together. Its report then tells
the incident that it opens with without it, unless it is tied to another report of that one too. What no other report opens with stays with
the rest of its report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from reportedly.corrections.narrowed import narrowed
from reportedly.incident import ReportSection, report_of
from reportedly.knowledge.loader import Knowledge
from reportedly.linking.incidents import BAR, compare, total
from reportedly.linking.mentions import LEDE_SIGNS, Mention, Rarity, body_start, deeds, happened, mention_in, mention_of
from reportedly.records import Claim, Reading, Span

PARAGRAPH = re.compile(r"[^\n]+")
MOST = 40  # sections of a report that are looked at


def with_sections(
    told: Iterable[Mention], readings: Iterable[Reading], weight: Rarity, knowledge: Knowledge, common: Collection[str]
) -> list[Mention]:
    """The main occurrences of reports, and those of their sections, in order of their ids."""
    read = {reading.report.id: reading for reading in readings}
    every = (one for main in told for one in occurrences(read[main.report], main, weight, knowledge, common))
    return sorted(every, key=lambda mention: mention.id)


def occurrences(
    reading: Reading, main: Mention, weight: Rarity, knowledge: Knowledge, common: Collection[str]
) -> list[Mention]:
    """What a report tells of: its main occurrence, then those of its sections.

    Where the rest has nothing to do with its opening either, as in a bulletin, the main occurrence is what headline and opening tell,
    without the other sections.
    """
    paragraphs = list(islice(_paragraphs(reading), MOST))
    inside = [told for span in paragraphs if (told := _section(reading, span, main, weight, knowledge, common))]
    if not inside or inside[0].section != paragraphs[0]:
        return [main, *inside]
    opening = without(reading, [told.section for told in inside[1:] if told.section])
    return [mention_of(opening, weight, knowledge), *inside]


def _section(
    reading: Reading, span: Span, main: Mention, weight: Rarity, knowledge: Knowledge, common: Collection[str]
) -> Mention | None:
    """What a paragraph tells of; null where it would be grouped with the rest of its report, which is told as the report is where the
    paragraph stands behind its lede.
    """
    told = mention_in(reading, span, weight, knowledge)
    behind = span[0] >= body_start(reading) + LEDE_SIGNS
    rest = main if behind else mention_of(without(reading, [span]), weight, knowledge)
    score = total(compare(replace(rest, report=""), told, common=common))
    return replace(told, rest=score) if score < BAR else None


def _paragraphs(reading: Reading) -> Iterator[Span]:
    """The paragraphs of a report, behind its headline, that hold a claim of something that happened."""
    starts = sorted(_start(claim) for claim in reading.claims if any(map(happened, deeds(claim))))
    for found in PARAGRAPH.finditer(reading.report.text, body_start(reading)):
        if bisect_left(starts, found.start()) < bisect_left(starts, found.end()):
            yield found.span()


def _start(claim: Claim) -> int:
    return claim.spans[0][0]


def apart(
    sections: Iterable[Mention], homes: Mapping[str, Hashable], ties: Mapping[str, Collection[str]]
) -> dict[str, list[Span]]:
    """Where each report tells of another incident than it opens with: its sections that are put there, and that nothing ties to another
    report of the incident that it opens with. `homes` are the groups of mentions, `ties` the mentions that each is tied to.
    """
    found: dict[str, list[Span]] = defaultdict(list)
    for told in sections:
        home, main = homes.get(told.id), homes.get(told.report)
        beside = {homes.get(other) for other in ties.get(told.id, ()) if report_of(other) != told.report}
        if told.section and home is not None and home != main and main not in beside:
            found[told.report].append(told.section)
    return found


def alone(reading: Reading, spans: Collection[Span]) -> Reading:
    """A report as sections of it tell it: their claims, under no headline, with blanks for all other text, so that places hold."""
    first, last = min(start for start, _ in spans), len(reading.report.text)
    others = zip((0, *(end for _, end in sorted(spans))), (*(start for start, _ in sorted(spans)), last), strict=True)
    report = replace(reading.report, text=_blank(reading.report.text, others))
    report = replace(report, title=None, headline=None, furniture=((0, first),))
    kept = {claim.id for claim in reading.claims if any(_within(claim, span) for span in spans)}
    return replace(narrowed(reading, kept), report=report)


def without(reading: Reading, spans: Collection[Span]) -> Reading:
    """A report without the claims and the text of some stretches, in place of which it has blanks."""
    kept = {claim.id for claim in reading.claims if not any(_within(claim, span) for span in spans)}
    return replace(narrowed(reading, kept), report=replace(reading.report, text=_blank(reading.report.text, spans)))


def _within(claim: Claim, span: Span) -> bool:
    """Whether a claim begins in a stretch."""
    return span[0] <= _start(claim) < span[1]


def _blank(text: str, spans: Iterable[Span]) -> str:
    """A text with blanks for some stretches of it."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def numbered(mention: Mention, reading: Reading) -> ReportSection | None:
    """A section with the numbers of its claims; null of a main occurrence."""
    if mention.section is None:
        return None
    inside = [number for number, claim in enumerate(reading.claims, 1) if _within(claim, mention.section)]
    return ReportSection(mention.report, mention.section, inside[0], inside[-1])
