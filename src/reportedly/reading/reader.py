"""A reader of one language: the steps in their order, in one place.

parse → quotations → contents with their chains (tagger, or rules) → places → claims (certainty) → times, counts, events → private
people → notices → ground.
A step takes the parse and what earlier steps found and returns its own layer; reading touches no file and no network. A step that fails
costs its layer and is named in a notice (`steps`); the rest of the reading stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportedly.knowledge import Knowledge
from reportedly.knowledge.gazetteer import Gazetteer
from reportedly.reading import claims
from reportedly.reading.coding import coded
from reportedly.reading.event_speakers import with_speakers
from reportedly.reading.ground import ground
from reportedly.reading.layers import Attribution, Attributor, Happened, Heard
from reportedly.reading.notices import noticed
from reportedly.reading.parse import Parse, Parser
from reportedly.reading.people import private_marked
from reportedly.reading.place_labels import without_labels
from reportedly.reading.places import find_places
from reportedly.reading.quotations import find_quotations
from reportedly.reading.rules_digest import rules_digest
from reportedly.reading.spans import without
from reportedly.reading.steps import Steps
from reportedly.records import By, Place, Reading, Report, Span, Spans


class StepwiseReader:
    """Reads reports in the language of its parser; who says what, its attributor finds: a network or the rules of the language."""

    def __init__(
        self,
        knowledge: Knowledge,
        parser: Parser,
        attributor: Attributor,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        self.name = f"reportedly-{parser.language.code}@{rules_digest()}+{parser.name}"
        self._knowledge = knowledge
        self._parser = parser
        self._attributor = attributor
        self._gazetteer = gazetteer
        self._naming = parser.language.naming(knowledge)

    @property
    def by(self) -> By:
        """What its readings are made with: rules and parser, tagger, knowledge and gazetteer."""
        places = f"+places@{self._gazetteer.version}" if self._gazetteer else ""
        return By(self.name, self._attributor.tagger, self._knowledge.version + places)

    def parse(self, report: Report) -> Parse:
        """The grammar of the report's body and headline; furniture is not parsed."""
        return self._parser.parse(report.text, blocks_of(report))

    def attributions(self, report: Report) -> list[Attribution]:
        """Source, cue and content as an annotator would mark them, before chains are made of them."""
        parse = self.parse(report)
        return self._attributor.annotate(parse, find_quotations(report.text, parse.blocks))

    def read(self, report: Report) -> Reading:
        steps = Steps(report.input)
        parse = steps.take(
            "parse", lambda: self.parse(report), Parse(report.text, (), (), (), (), self._parser.language)
        )
        none: tuple[Any, ...] = ()
        quotations = steps.take("quotations", lambda: tuple(find_quotations(report.text, parse.blocks)), none)
        heard = steps.take("attribution", lambda: self._attributor.heard(parse, quotations, report.outlet), Heard())
        places = steps.take("places", lambda: tuple(self._places(parse, _where(heard.happened or ()))), none)
        told = steps.take("labels", lambda: without_labels(parse, heard.told, places, self._naming), heard.told)
        made = steps.take("claims", lambda: tuple(claims.make(report, parse, told, quotations, self._knowledge)), none)
        reading = Reading(report, self.by, made, places=places)
        reading = steps.take("events", lambda: coded(reading, parse, places, heard.happened, self._known), reading)
        reading = steps.take("speakers", lambda: with_speakers(reading, parse), reading)
        reading = steps.take("private", lambda: private_marked(reading, parse, self._naming), reading)
        reading = steps.take("notices", lambda: noticed(reading, parse.language), reading)
        return ground(replace(reading, notices=(*reading.notices, *steps.notices)))

    def _places(self, parse: Parse, seen: Spans) -> list[Place]:
        if self._gazetteer is None:
            return []
        return [place for place in find_places(parse, self._gazetteer, seen) if not self._is_body(place)]

    def _is_body(self, place: Place) -> bool:
        """Whether what fits no gazetteer is the noun of a body ("the Front"), no place."""
        return place.no_match and place.name.split()[-1].lower() in self._knowledge.nouns

    def _known(self, name: str) -> str | None:
        entity = self._knowledge.find(name)
        return entity.id if entity else None


def _where(happened: Sequence[Happened]) -> Spans:
    """The words that a network takes for where something happened."""
    return tuple(span for one in happened for role, span in one.roles if role == "place")


def blocks_of(report: Report) -> list[Span]:
    """The paragraphs of the report that are not furniture, in order: what lies between line breaks."""
    blocks: list[Span] = []
    start = 0
    for line in report.text.splitlines(keepends=True):
        end = start + len(line)
        for piece in without((start, end), report.furniture):
            text = report.text[slice(*piece)]
            if text.strip():
                left = piece[0] + len(text) - len(text.lstrip())
                blocks.append((left, left + len(text.strip())))
        start = end
    return blocks
