"""What reads English: the parser, and who finds who says what."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from reportedly.knowledge import Knowledge, gazetteer
from reportedly.knowledge import loader as knowledge_files
from reportedly.reading.carried import carried
from reportedly.reading.cast import Cast
from reportedly.reading.lang.en import ENGLISH
from reportedly.reading.lang.en.chains import build, may_speak_held
from reportedly.reading.lang.en.naming import EnglishNaming
from reportedly.reading.lang.en.own_voice import own_voice
from reportedly.reading.lang.en.rules import EnglishRules
from reportedly.reading.lang.en.tagged import RulesWithTagger
from reportedly.reading.layers import Attribution, Attributor, Heard
from reportedly.reading.learned import Learned, Tagger, load_tagger
from reportedly.reading.parse import Parse, Parser, SpacyParser
from reportedly.reading.reader import StepwiseReader
from reportedly.reading.settled import Settled
from reportedly.reading.weighed import Weighed
from reportedly.records import Outlet, Span


class Rules(Protocol):
    """Attributions in the order of the text: by rules alone, or with a tagger's beside them."""

    name: str

    def attribute(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]: ...


class Ruled:
    """Finds who says what by the rules of English; what they leave is the outlet's own voice."""

    def __init__(self, knowledge: Knowledge, rules: Rules | None = None) -> None:
        self._rules = rules or EnglishRules(knowledge)
        self._naming = EnglishNaming(knowledge)
        self.name = self._rules.name
        self.tagger: str | None = None

    def annotate(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        return self._rules.attribute(parse, quotations)

    def heard(self, parse: Parse, quotations: Sequence[Span], outlet: Outlet | None) -> Heard:
        """Every attributed content in the order of the text, then the outlet's own voice sentence by sentence."""
        found = carried(build(parse, self._rules.attribute(parse, quotations), self._naming, Cast(parse), outlet))
        return Heard((*found, *own_voice(parse, found)))


@lru_cache(maxsize=1)
def shared_parser() -> Parser:
    """The parser, loaded once a process.

    It and the knowledge loaded before it stay for good: they are not searched for cycles again at every report (a fourteenth of the time).
    """
    parser = SpacyParser(ENGLISH)
    gc.freeze()
    return parser


@lru_cache(maxsize=1)
def shared_tagger() -> Tagger | None:
    """The installed tagger, loaded once a process; null where none is installed."""
    return load_tagger("en")


def english(knowledge: Knowledge | None = None, tagger: Tagger | None = None) -> StepwiseReader:
    """The reader with the given knowledge (ours by default) and the given tagger (the installed one by default)."""
    known = knowledge or knowledge_files.default()
    return StepwiseReader(known, shared_parser(), attributor(known, tagger), gazetteer.default())


def attributor(known: Knowledge, tagger: Tagger | None = None) -> Attributor:
    """The network where there is one, with the rules beside it; else the rules."""
    found, ruled = tagger or shared_tagger(), Ruled(known)
    naming = EnglishNaming(known)
    if found is None:
        return Settled(ruled, naming)
    worn = Ruled(known, RulesWithTagger(found, known))
    weighed = Weighed(Learned(found, naming), ruled, worn, lambda parse: may_speak_held(parse, known.nouns))
    return Settled(weighed, naming)


def by_rules(knowledge: Knowledge | None = None) -> StepwiseReader:
    """The reader without a tagger."""
    known = knowledge or knowledge_files.default()
    return StepwiseReader(known, shared_parser(), Settled(Ruled(known), EnglishNaming(known)), gazetteer.default())
