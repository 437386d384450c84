"""The article as a fragment of HTML: its text whole, every source, cue and content lit, the chains of the claims
beside their paragraph.

A claim is lit in the text while the pointer or the focus is on its words, its number or its chain, by style rules
alone: within one
paragraph claims have a place from 1, and the classes m1 (words), a1 (number), k1 (chain) belong together.
"""

from __future__ import annotations

from itertools import groupby

from reportedly.records import Claim, Reading
from reportedly.render.by_origin import chain_key
from reportedly.render.chain import chain
from reportedly.render.marked import Paragraph, Segment, paragraphs
from reportedly.render.markup import Html, joined, tag
from reportedly.render.wording import CERTAINTY_MARKS, certainty_words, through_words, titled
from reportedly.text import N_, gettext

LIT = 24  # claims of one paragraph that light up; the others only have their numbers


def article(reading: Reading, prefix: str) -> Html:
    """The text of a report with its claims marked. `prefix` sets the ids of this report apart from others of the page.

    The headline stands above it, see `headline`.
    """
    found = paragraphs(reading)
    rows = [_row("p", paragraph, reading, prefix) for paragraph in found if paragraph.kind == "body"]
    left = [tag("p", _words(p, reading, prefix), dir="auto") for p in found if p.kind == "furniture"]
    if left:
        rows.append(
            tag("details", tag("summary", gettext("Printed around the article, not read")), *left, class_="furniture")
        )
    return tag("div", *rows, class_="article")


def headline(reading: Reading, prefix: str) -> Html:
    """The headline as its words stand in the text, marked like the rest; the title found elsewhere where the text has
    none.
    """
    rows = [_row("h2", paragraph, reading, prefix) for paragraph in paragraphs(reading) if paragraph.kind == "headline"]
    return joined(rows) if rows else tag("h2", title(reading), dir="auto", lang=reading.report.language)


def title(reading: Reading) -> str:
    """The title on one line."""
    return titled(reading.report)


def claim_anchor(prefix: str, number: int) -> str:
    """The id of a claim's number in the text."""
    return f"{prefix}c{number}"


def _row(element: str, paragraph: Paragraph, reading: Reading, prefix: str) -> Html:
    """A paragraph and, beside it, the chains of the claims that begin in it."""
    text = tag(element, _words(paragraph, reading, prefix), dir="auto", lang=reading.report.language)
    return tag("div", text, *_notes(paragraph, reading, prefix), class_="row")


def _words(paragraph: Paragraph, reading: Reading, prefix: str) -> Html:
    places = {number: place for place, number in enumerate(paragraph.touched, 1)}
    return joined(_segment(segment, reading, prefix, places) for segment in paragraph.segments)


def _segment(segment: Segment, reading: Reading, prefix: str, places: dict[int, int]) -> Html:
    numbers = [_number(number, reading.claims[number - 1], prefix, places.get(number, 0)) for number in segment.starts]
    words = reading.report.text[slice(*segment.span)]
    if not segment.marks:
        return joined([*numbers, words])
    kinds = sorted({mark.kind for mark in segment.marks})
    lit = sorted({places[mark.claim] for mark in segment.marks if mark.claim})
    classes = [*kinds, *(f"m{place}" for place in lit if place <= LIT)]
    return joined([*numbers, tag("span", words, class_=" ".join(classes))])


def _number(number: int, claim: Claim, prefix: str, place: int) -> Html:
    """The number of a claim, a link to its entry in the list of claims; read aloud it says on whose word and how
    firmly.
    """
    word = through_words(claim.chain) or gettext("the outlet itself")
    pattern = N_("Claim %(number)s, %(firm)s, on the word of %(who)s")
    label = gettext(pattern, number=number, firm=certainty_words(claim), who=word)
    anchor = claim_anchor(prefix, number)
    return tag("a", str(number), id=anchor, href=f"#{anchor}l", class_=f"number a{place}", aria_label=label)


def _notes(paragraph: Paragraph, reading: Reading, prefix: str) -> list[Html]:
    """The chains of the claims that begin in this paragraph; claims next to each other on the same chain share one
    drawing.
    """
    places = {number: place for place, number in enumerate(paragraph.touched, 1)}
    pairs = [(number, reading.claims[number - 1]) for number in paragraph.claims]
    notes = []
    for _, group in groupby(pairs, key=lambda pair: chain_key(pair[1].chain)):
        members = list(group)
        links = [_firmness(number, claim, prefix, places[number]) for number, claim in members]
        lit = " ".join(f"k{places[number]}" for number, _ in members)
        notes.append(tag("li", chain(reading.report, members[0][1].chain), tag("p", *links), class_=f"note {lit}"))
    return [tag("ul", *notes, class_="notes")] if notes else []


def _firmness(number: int, claim: Claim, prefix: str, place: int) -> Html:
    mark = tag("span", CERTAINTY_MARKS[claim.certainty], aria_hidden="true")
    words = f" {number} {certainty_words(claim)}"
    return tag("a", mark, words, href=f"#{claim_anchor(prefix, number)}", class_=f"firm {claim.certainty} a{place}")
