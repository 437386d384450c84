"""Readings made from the gold labels: what linking would get from a reader that makes no mistake with sources and certainty.

One claim a sentence and source, under the gold name, with the events, places and times that are read in the sentence, mistakes and
all: there are no labels for these, nor for acts and a report's toll, of which it has none. It shows what linking itself loses, and is
never mixed with readings that are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.workbench import Row
from reportedly.linking.mentions import deeds
from reportedly.records import By, Certainty, Claim, Form, Reading, Source, SourceType, Unnamed, claim_id


def readings(made: Sequence[Reading], articles: dict[str, Row], gold: dict[str, Row]) -> list[Reading]:
    """The reports of these readings with claims from their labels."""
    return [reading(each, articles[each.report.id], gold[each.report.id]) for each in made]


def reading(made: Reading, article: Row, gold: Row) -> Reading:
    """One report with a claim for each labelled source, and one in the outlet's own voice for each sentence without."""
    claims, report = [], made.report
    events = {event.span: event for claim in made.claims for event in deeds(claim)}
    for sentence in gold["sentences"]:
        at = article["sentences"][sentence["i"]]
        span = (at["start"], at["end"])
        for chain in [_chain(source) for source in sentence["sources"]] or [()]:
            name = claim_id(report.id, report.version, (span,), chain)
            certainty, text = Certainty(sentence["certainty"]), report.text[slice(*span)]
            told = tuple(event for event in events.values() if span[0] <= event.span[0] < span[1])
            claims.append(Claim(name, "body", (span,), text, Form.INDIRECT, certainty, chain, events=told))
    by = By("gold", None, "none")
    return Reading(replace(report, id=gold["id"]), by, tuple(claims), made.places, made.times)


def _chain(source: Row) -> tuple[Source, ...]:
    """A labelled source with its relays; without mentions, since the claim is the whole sentence, source and all."""
    unnamed = Unnamed.UNIDENTIFIED if source["anonymous"] else None
    kind, custody = SourceType(source["type"]), source["custody"]
    origin = Source(source["origin"], kind, unnamed=unnamed, custody=custody)
    return (*(Source(via, SourceType.AGENCY) for via in source["via"]), origin)
