"""Attributions from a tagger, and the rules that stand beside it.

A tagger is an installed distribution that registers itself under `reportedly.taggers`; it sees text and blocks and returns spans.
Here its spans meet the parse: the token that heads the cue and the one that heads the source. What the rules find and the tagger does
not know (headlines, asides without commas, acts) is kept where the tagger left the words free.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import entry_points
from typing import Protocol

from reportedly.reading.attribution import Attribution, Attributor
from reportedly.reading.lang.en import grammar
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import covered, hull, merged
from reportedly.records import Span, Spans

TAGGERS = "reportedly.taggers"  # entry point group: a language code to a function that loads its tagger
FREE = 0.3  # share of a rule's content that the tagger may already hold before the rule is dropped
VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "PRON")


class SpanAttribution(Protocol):
    """What a tagger returns: the spans of source, cue and content."""

    @property
    def source(self) -> Spans: ...
    @property
    def cue(self) -> Spans: ...
    @property
    def content(self) -> Spans: ...


class Tagger(Protocol):
    """Finds source, cue and content in the given blocks of a text."""

    name: str

    def tag(self, text: str, blocks: Sequence[Span]) -> Sequence[SpanAttribution]: ...


def load_tagger(language: str = "en") -> Tagger | None:
    """The installed tagger of a language, or null where none is installed."""
    found = entry_points(group=TAGGERS, name=language)
    for entry in found:
        load: Callable[[], Tagger] = entry.load()
        return load()
    return None


class TaggerWithRules:
    """The attributor that asks the tagger first and the rules for what it left."""

    def __init__(self, tagger: Tagger, rules: Attributor) -> None:
        self.name = f"{tagger.name} + {rules.name}"
        self.tagger: str | None = tagger.name
        self._tagger = tagger
        self._rules = rules

    def tagged(self, parse: Parse) -> list[Attribution]:
        """The tagger's attributions alone, as tokens and spans of the parse."""
        return [_met(parse, a) for a in self._tagger.tag(parse.text, parse.blocks)]

    def attribute(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        tagged = self.tagged(parse)
        kept = [a for a in tagged if a.content]
        for rule in self._rules.attribute(parse, quotations):
            if rule.content and _free(rule, kept):
                kept.append(rule)
        return sorted(kept, key=lambda a: a.sort_key)


def _free(rule: Attribution, tagged: Sequence[Attribution]) -> bool:
    """Whether the tagger left the rule's cue and most of its content alone."""
    if any(covered(cue, merged(a.cue)) for cue in rule.cue for a in tagged):
        return False
    size = sum(e - s for s, e in rule.content)
    return all(sum(covered(span, merged(a.content)) for span in rule.content) <= FREE * size for a in tagged)


def _met(parse: Parse, found: SpanAttribution) -> Attribution:
    """A tagger's attribution with the tokens that head its cue and source."""
    head = _head(_inside(parse, found.cue), VERBAL)
    speaker = _head(_inside(parse, found.source[:1]), NOMINAL)
    met = Attribution(found.source, found.cue, found.content, "tagger", head, speaker)
    if speaker is None:
        return met
    return replace(met, mention=_mention(parse, speaker, found.source))


def _inside(parse: Parse, spans: Spans) -> list[Token]:
    return [t for s, e in spans for t in parse.between(s, e)]


def _head(tokens: Sequence[Token], wanted: tuple[str, ...]) -> int | None:
    """The token of the span that hangs on something outside it; one of the wanted parts of speech if there is one."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head == t.i or t.head not in inside]
    good = [t for t in tops if t.pos in wanted] or [t for t in tokens if t.pos in wanted] or tops
    return good[0].i if good else None


def _mention(parse: Parse, speaker: int, source: Spans) -> Span:
    """The noun phrase of the source without apposition and relative clause, inside what was tagged."""
    start, end = grammar.noun_phrase(parse, speaker)
    low, high = hull(source[:1])
    return (max(start, low), min(end, high)) if start < high and low < end else (low, high)
