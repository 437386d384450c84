"""The Reader protocol, and the English reader: the steps in their order, in one place.

parse → quotations → attributions (tagger, or rules) → chains → claims (certainty, own voice) → places, times, counts, events
→ notices → ground.
A step takes the parse and what earlier steps found and returns its own layer; reading touches no file and no network.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from reportedly.knowledge import Knowledge, gazetteer
from reportedly.knowledge import loader as knowledge_files
from reportedly.knowledge.gazetteer import Gazetteer
from reportedly.reading import claims
from reportedly.reading.attribution import Attribution, Attributor
from reportedly.reading.cast import Cast
from reportedly.reading.chains import build
from reportedly.reading.coding import coded
from reportedly.reading.ground import ground
from reportedly.reading.lang.en.rules import EnglishRules
from reportedly.reading.notices import noticed
from reportedly.reading.parse import Parse, Parser, SpacyParser
from reportedly.reading.places import find_places
from reportedly.reading.quotations import find_quotations
from reportedly.reading.sources import Naming
from reportedly.reading.spans import without
from reportedly.reading.tagged import RulesWithTagger, Tagger, load_tagger
from reportedly.records import By, Place, Reading, Report, Span


class Reader(Protocol):
    """Anything that makes a reading of a report."""

    name: str

    def read(self, report: Report) -> Reading: ...


class EnglishReader:
    """Reads English reports: with a tagger where one is given, by rules otherwise."""

    def __init__(
        self, knowledge: Knowledge, parser: Parser, attributor: Attributor, gazetteer: Gazetteer | None = None
    ) -> None:
        self.name = "reportedly-en@1"
        self._knowledge = knowledge
        self._parser = parser
        self._attributor = attributor
        self._gazetteer = gazetteer
        self._naming = Naming(knowledge)

    def parse(self, report: Report) -> Parse:
        """The grammar of the report's body and headline; furniture is not parsed."""
        return self._parser.parse(report.text, blocks_of(report))

    def attributions(self, report: Report) -> list[Attribution]:
        """Source, cue and content as an annotator would mark them, before chains are made of them."""
        parse = self.parse(report)
        return self._attributor.annotate(parse, find_quotations(report.text, parse.blocks))

    def read(self, report: Report) -> Reading:
        parse = self.parse(report)
        quotations = find_quotations(report.text, parse.blocks)
        attributions = self._attributor.attribute(parse, quotations)
        told = build(parse, attributions, self._naming, Cast(parse), report.outlet)
        made = claims.make(report, parse, told, quotations, self._knowledge)
        by = By(self.name, self._attributor.tagger, self._knowledge.version)
        reading = Reading(report, by, tuple(made))
        places = [p for p in find_places(parse, self._gazetteer) if not self._is_body(p)] if self._gazetteer else []
        return ground(noticed(coded(reading, parse, places, known=self._known)))

    def _is_body(self, place: Place) -> bool:
        """Whether what fits no gazetteer is the noun of a body ("the Front"), no place."""
        return place.no_match and place.name.split()[-1].lower() in self._knowledge.nouns

    def _known(self, name: str) -> str | None:
        entity = self._knowledge.find(name)
        return entity.id if entity else None


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


@lru_cache(maxsize=1)
def shared_parser() -> Parser:
    """The parser, loaded once a process."""
    return SpacyParser()


@lru_cache(maxsize=1)
def shared_tagger() -> Tagger | None:
    """The installed tagger, loaded once a process; null where none is installed."""
    return load_tagger("en")


def english(knowledge: Knowledge | None = None, tagger: Tagger | None = None) -> EnglishReader:
    """The English reader with the given knowledge (ours by default) and the given tagger (the installed one by default)."""
    known = knowledge or knowledge_files.default()
    rules = EnglishRules(known)
    found = tagger or shared_tagger()
    return EnglishReader(
        known, shared_parser(), RulesWithTagger(found, rules, known) if found else rules, gazetteer.default()
    )


def by_rules(knowledge: Knowledge | None = None) -> EnglishReader:
    """The English reader without a tagger."""
    known = knowledge or knowledge_files.default()
    return EnglishReader(known, shared_parser(), EnglishRules(known), gazetteer.default())
