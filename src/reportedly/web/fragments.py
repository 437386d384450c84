"""The parts of pages that `render/` makes, as functions of records: the one place where pages call it.

Only here does markup become part of a page as it is; all of it was made by `render.markup`, which escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from reportedly.decision import Decision
from reportedly.incident import Incident
from reportedly.knowledge.public_names import named_openly
from reportedly.records import Claim, Reading, Source, Span
from reportedly.render import chain as chains
from reportedly.render import network_words as networks
from reportedly.render import page as reports
from reportedly.render.article import article as lit_article
from reportedly.render.article import title as report_title
from reportedly.render.by_origin import Resting, by_origin
from reportedly.render.decision_words import NO_TITLES, Who, decision_pieces, state_words
from reportedly.render.graph_drawing import drawing
from reportedly.render.incident_map import places
from reportedly.render.incident_page import fragment
from reportedly.render.map import where
from reportedly.render.markup import Html, joined
from reportedly.render.network_graph import picture
from reportedly.render.standing import standing_words, what_where_when
from reportedly.render.telling import event_words
from reportedly.render.timeline import when
from reportedly.render.wording import Name, certainty_words, described, outlet_name, published, shown_name
from reportedly.ties import Network, Node
from reportedly.visible import ACTING, one_line, visible

if TYPE_CHECKING:
    from reportedly.workspace import Store

PREFIX = "r"  # of the ids of the one report on a page
BREAK = re.compile("[\r\n\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, in what class it is shown, empty for plain text, and where in the report it begins."""

    text: str
    kind: str = ""
    at: int = 0

    @property
    def end(self) -> int:
        """Where in the report it ends."""
        return self.at + len(self.text)

    @property
    def says(self) -> str:
        """What it is within words on one line, where it is shown as something else; empty where it is not."""
        if not ACTING.fullmatch(self.text):
            return ""
        return " " if self.text.isspace() else visible(self.text)


def incident_parts(incident: Incident, readings: Mapping[str, Reading], store: Store) -> Markup:
    """An incident whole: on what it stands, the graph, assertions, differences, where and when, the sentences."""
    return _markup(fragment(incident, "incident", readings, store.links(incident)))


def ways(incident: Incident, store: Store) -> Markup:
    """The ways of an incident to its origins, drawn and in words; empty where its reports cite nobody."""
    return _markup(joined(drawing(incident, store.reports(incident.reports), store.links(incident), {}, "incident")))


def places_of(incident: Incident) -> Markup:
    """The map of where the accounts of an incident place it, with its list; empty where they name no place."""
    return _markup(joined(places(incident, {})))


def about(incident: Incident) -> str:
    """The kind, the place and the days of an incident."""
    return what_where_when(incident)


def standing(incident: Incident) -> str:
    """On what an incident stands, in one line."""
    return standing_words(incident)


def network_picture(network: Network, links: Mapping[str, str]) -> Markup:
    """A network drawn; a node leads to where `links` says, by its id."""
    return _markup(picture(network, links))


def kind_of_node(node: Node) -> str:
    """What a node of a network is: a newsroom, a monitor, people by role."""
    return networks.kind_words(node)


def name_of_node(node: Node) -> str:
    """The name of a node of a network, people by their role."""
    return networks.node_name(node)


def report_head(reading: Reading) -> Markup:
    """Who published what and when, the headline, what the claims rest on, and what is to be noticed."""
    return _markup(joined([reports.header(reading, PREFIX), *reports.notices(reading)]))


def report_article(reading: Reading) -> Markup:
    """The article with every source lit and the chains beside it."""
    above = [reports.legend()] if reading.claims else []
    return _markup(joined([*above, lit_article(reading, PREFIX)]))


def report_where_when(reading: Reading) -> Markup:
    """The map and the time line of a report, empty where it names neither."""
    return _markup(joined([*where(reading, PREFIX), *when(reading, PREFIX)]))


def title(reading: Reading) -> str:
    """The title of a report on one line."""
    return report_title(reading)


def outlet(reading: Reading) -> str:
    """The outlet of a report, in words where nothing names it."""
    return outlet_name(reading.report)


def day(reading: Reading) -> str:
    """When a report was published, in words where that is not known."""
    return published(reading.report)


def groups(reading: Reading) -> tuple[Resting, ...]:
    """The claims of a report by the origin they rest on."""
    return by_origin(reading)


def chain(reading: Reading, claim: Claim) -> Markup:
    """The chain of a claim, drawn."""
    return _markup(chains.chain(reading.report, claim.chain))


def source_name(source: Source) -> str:
    """A source as pages name it."""
    return shown_name(source)


def naming(reading: Reading, source: Source) -> str:
    """The words of the report that name a source; empty where none do, or they name a private person."""
    return words(reading, source.mention) if named_openly(source) else ""


def source_words(source: Source) -> str:
    """What a source is and how it is given."""
    return described(source)


def firmness(claim: Claim) -> str:
    """How firmly a claim is made, and what people said of it."""
    return certainty_words(claim)


def events(reading: Reading, claim: Claim) -> list[str]:
    """What a claim says happened, a line each."""
    return [event_words(event, reading, claim.certainty) for event in claim.events]


def decided(decision: Decision, titles: Mapping[str, str] = NO_TITLES) -> Markup:
    """What was decided and by whom, in words; names stand apart in their own direction, that of who decided in bold."""
    return Markup("").join(map(_named, decision_pieces(decision, titles)))


def state(decision: Decision) -> str:
    """What became of a decision, in words; empty where it stands."""
    return state_words(decision)


def words(reading: Reading, span: Span | None) -> str:
    """Words of a report on one line."""
    return one_line(reading.report.text[slice(*span)]) if span else ""


def pieces(text: str, marked: tuple[Span, ...], kind: str) -> list[Piece]:
    """A text with some spans of it, in order and apart, in a class."""
    found, at = [], 0
    for start, end in marked:
        found += [Piece(text[at:start]), Piece(text[start:end], kind)]
        at = end
    return [piece for piece in (*found, Piece(text[at:])) if piece.text]


def lit_paragraphs(reading: Reading, claim: Claim) -> list[list[Piece]]:
    """The text of a report by paragraphs, with the words, sources and cues of one claim lit; what could act on a screen, and
    is shown as something else, is a piece of its own.
    """
    text, marks = reading.report.text, list(_marks(claim))
    found: list[list[Piece]] = [[]]
    for start, end in pairwise(sorted(_edges(text, [span for span, _ in marks]))):
        if BREAK.fullmatch(text, start, end):
            found.append([])
        else:
            kinds = sorted({kind for (first, last), kind in marks if first <= start and end <= last})
            found[-1].append(Piece(text[start:end], " ".join(kinds), start))
    return [paragraph for paragraph in found if any(piece.text.strip() for piece in paragraph)]


def _edges(text: str, spans: Iterable[Span]) -> set[int]:
    """Where a piece of a text begins or ends: at spans, at line breaks, at what could act on a screen."""
    signs = [sign.span() for mark in (BREAK, ACTING) for sign in mark.finditer(text)]
    return {0, len(text)} | {edge for span in (*spans, *signs) for edge in span}


def _marks(claim: Claim) -> Iterator[tuple[Span, str]]:
    for span in claim.spans:
        yield span, "lit"
    for source in claim.chain:
        if source.mention:
            yield source.mention, "source"
        if source.cue:
            yield source.cue, "cue"
    if claim.hedge:
        yield claim.hedge.cue, "hedge"


def _named(piece: str) -> Markup:
    shown = Markup("<bdi>{}</bdi>").format(visible(piece)) if isinstance(piece, Name) else escape(visible(piece))
    return Markup("<b>{}</b>").format(shown) if isinstance(piece, Who) else shown


def _markup(html: Html) -> Markup:
    return Markup(html)
