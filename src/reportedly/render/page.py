"""The page of one or more readings: the article with its chains, the claims by origin, where and when."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.records import Reading, Report
from reportedly.render.article import article, headline, title
from reportedly.render.by_origin import Resting, by_origin
from reportedly.render.claims_list import claims_list
from reportedly.render.labels import counted
from reportedly.render.map import where
from reportedly.render.markup import Html, joined, tag, web_address
from reportedly.render.shell import whole_page
from reportedly.render.telling import toll_words
from reportedly.render.timeline import when
from reportedly.render.wording import Name, credit, notice_words, outlet_name, published, summary_pieces, tally
from reportedly.text import N_, gettext
from reportedly.visible import one_line, shortened

QUOTED = 120  # characters of the words quoted with a notice


def page(readings: Sequence[Reading]) -> str:
    """The page as text. Several readings begin with a list of them."""
    parts = [report(reading, f"r{index}") for index, reading in enumerate(readings, 1)]
    listed = [] if len(readings) == 1 else [_contents(readings)]
    name = title(readings[0]) if len(readings) == 1 else counted(len(readings), "report")
    return whole_page(name, [*listed, *parts], _made_by(readings))


def report(reading: Reading, prefix: str) -> Html:
    """One reading as a fragment: header, notices, the article with its chains, the claims by origin."""
    lit = [tag("h3", gettext("The article"), class_="part"), legend(), article(reading, prefix)]
    listed = [tag("h3", gettext("Claims by origin"), class_="part"), claims_list(reading, prefix)]
    happened = [*where(reading, prefix), *when(reading, prefix)]
    if happened:
        listed += [tag("h3", gettext("Where and when"), class_="part"), *happened]
    parts = [*lit, *listed] if reading.claims else [article(reading, prefix)]
    return tag("article", header(reading, prefix), *notices(reading), *parts, id=prefix, class_="report")


def header(reading: Reading, prefix: str) -> Html:
    """Who published what and when, the headline with its claims marked, what the claims rest on."""
    groups = by_origin(reading)
    facts = (tally(groups) if reading.claims else "", toll_words(reading))
    lines = [tag("p", words, class_="tally") for words in facts if words]
    summary = tag("p", sentence(groups), class_="summary")
    return tag("header", _dateline(reading.report), headline(reading, prefix), summary, *lines)


def _dateline(made: Report) -> Html:
    """Who published, when, under whose name, and where it can be read."""
    parts = [tag("bdi", words) for words in (outlet_name(made), published(made), credit(made)) if words]
    if address := web_address(made.url):
        parts.append(tag("a", gettext("the report as published"), href=address, rel="noopener noreferrer"))
    return tag("p", joined(parts, " · "), class_="dateline")


def sentence(groups: tuple[Resting, ...]) -> Html:
    """What the claims rest on in one sentence, each name in its own writing direction."""
    return joined(tag("bdi", piece) if isinstance(piece, Name) else piece for piece in summary_pieces(groups))


def notices(reading: Reading) -> list[Html]:
    """What the reader of the page should see, as a list; empty where there is nothing."""
    items = [tag("li", one_line(note)) for note in reading.report.notes]
    for notice in reading.notices:
        quotes = [
            tag("q", shortened(reading.report.text[a:b], QUOTED), dir="auto", lang=reading.report.language)
            for a, b in notice.spans
        ]
        items.append(tag("li", joined([notice_words(notice), *quotes], " ")))
    return [tag("ul", *items, class_="notices", aria_label=gettext("Notices"))] if items else []


def legend() -> Html:
    """How the words of the article are marked."""
    kinds = (
        ("source", gettext("source")),
        ("cue", gettext("word that attributes")),
        ("hedge", gettext("word that holds back")),
        ("content", gettext("what is claimed")),
    )
    return tag("p", joined((tag("span", words, class_=kind) for kind, words in kinds), " "), class_="legend")


def _contents(readings: Sequence[Reading]) -> Html:
    items = []
    for index, reading in enumerate(readings, 1):
        line = joined([tag("bdi", outlet_name(reading.report)), tag("bdi", published(reading.report))], " · ")
        link = tag("a", tag("bdi", title(reading)), href=f"#r{index}")
        items.append(tag("li", tag("small", line), link, tag("span", sentence(by_origin(reading)), class_="summary")))
    return tag(
        "nav",
        tag("p", counted(len(readings), "report")),
        tag("ol", *items),
        aria_label=gettext("Reports"),
        class_="contents",
    )


def _made_by(readings: Sequence[Reading]) -> str:
    by = readings[0].by
    pattern = N_("reader %(reader)s, tagger %(tagger)s, knowledge %(knowledge)s")
    return gettext(pattern, reader=by.reader, tagger=by.tagger or gettext("none"), knowledge=by.knowledge)
