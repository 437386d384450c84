"""The sentences of an incident, report by report: the paragraphs that hold the cited claims, with their numbers, and
under each who says it and how firmly.

What lies between and around the cited words is cut where it is long; the words themselves stay whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.incident import Incident
from reportedly.records import Claim, Reading
from reportedly.render.cited import Cites, Readings, cited_claims
from reportedly.render.marked import Paragraph, Segment, paragraphs
from reportedly.render.markup import Html, joined, tag, web_address
from reportedly.render.wording import (
    CERTAINTY_MARKS,
    certainty_words,
    outlet_name,
    published,
    shown_name,
    through_words,
    titled,
)
from reportedly.text import N_, gettext
from reportedly.visible import shortened

KEPT = 90  # characters of other words that stay before and after the cited ones
MOST = 1200  # characters of one stretch of cited words


def excerpts(incident: Incident, readings: Readings, cites: Cites, at: Mapping[str, str]) -> list[Html]:
    """One part a report, in order of days, where `at` says that it stands; without cited words it is its head alone."""
    return [
        _report(reading, claims, cites, at[reading.report.id][1:])
        for reading, claims in cited_claims(incident, readings)
    ]


def _report(reading: Reading, claims: Sequence[Claim], cites: Cites, anchor: str) -> Html:
    narrowed = replace(reading, claims=tuple(claims))
    rows = [_paragraph(found, narrowed, cites) for found in paragraphs(narrowed) if found.touched]
    return tag("section", *_head(reading), *rows, id=anchor, class_="excerpt")


def _head(reading: Reading) -> list[Html]:
    made = reading.report
    parts = [tag("bdi", words) for words in (outlet_name(made), published(made))]
    if address := web_address(made.url):
        parts.append(tag("a", gettext("as published"), href=address, rel="noopener noreferrer"))
    title = titled(made)
    return [
        tag("p", joined(parts, " · "), class_="dateline"),
        tag("h4", title, dir="auto", lang=made.language),
    ]


def _paragraph(paragraph: Paragraph, reading: Reading, cites: Cites) -> Html:
    words = joined(_segment(segment, reading, cites) for segment in paragraph.segments)
    notes = [_note(reading, reading.claims[number - 1], cites) for number in paragraph.claims]
    text = tag("p", words, dir="auto", lang=reading.report.language)
    return tag("div", text, *([tag("ul", *notes)] if notes else []))


def _segment(segment: Segment, reading: Reading, cites: Cites) -> Html:
    words = reading.report.text[slice(*segment.span)]
    if not segment.marks:
        return joined([_trimmed(words)])
    numbers = [_number(reading.claims[number - 1], cites) for number in segment.starts]
    kinds = " ".join(sorted({mark.kind for mark in segment.marks}))
    shown = words if len(words) <= MOST else shortened(words, MOST)
    return joined([*numbers, tag("span", shown, class_=kinds)])


def _trimmed(words: str) -> str:
    """Other words, their middle left out where there are many."""
    if len(words) <= 2 * KEPT + 40:
        return words
    before, after = words[:KEPT].rpartition(" ")[0], words[-KEPT:].partition(" ")[2]
    return f"{before} […] {after}"


def _number(claim: Claim, cites: Cites) -> Html:
    cite = cites[claim.id]
    label = gettext(_word_of(claim), number=cite.number, firm=certainty_words(claim), who=through_words(claim.chain))
    return tag("a", str(cite.number), id=cite.href[1:], href=cite.href, class_="number", aria_label=label)


def _note(reading: Reading, claim: Claim, cites: Cites) -> Html:
    """Below the words: the number, how firmly, and the way to whoever says it."""
    mark = tag("span", CERTAINTY_MARKS[claim.certainty], aria_hidden="true")
    way = [outlet_name(reading.report), *(shown_name(source) for source in claim.chain)]
    firm = tag("span", mark, f" {certainty_words(claim)}", class_=f"firm {claim.certainty}")
    own = " " + gettext("in its own voice") if not claim.chain else ""
    return tag("li", f"{cites[claim.id].number} ", firm, " · ", joined((tag("bdi", step) for step in way), " → "), own)


def _word_of(claim: Claim) -> str:
    if not claim.chain:
        return N_("Sentence %(number)s, %(firm)s, in the outlet’s own voice")
    return N_("Sentence %(number)s, %(firm)s, on the word of %(who)s")
