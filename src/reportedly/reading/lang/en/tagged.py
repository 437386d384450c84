"""The rules of English with a tagger's outermost attributions beside them: what the rules miss, the tagger fills in.

The rules know the constructions of chains, acts and hedges; the tagger knows how people speak.  Where both tie the same cue the rules'
reading stands, and takes over the sentences that the tagger's content adds to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.knowledge import Knowledge
from reportedly.reading.lang.en import grammar, words
from reportedly.reading.lang.en.contents import UNSAID
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.lang.en.phrases import FINITE
from reportedly.reading.lang.en.rules import EnglishRules
from reportedly.reading.lang.en.verbs import clear
from reportedly.reading.layers import Attribution
from reportedly.reading.learned import SpanAttribution, Tagger
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import covered, hull, merged
from reportedly.records import Span, Spans

HELD = 0.5  # share of a tagged content that a rule must hold for the rule's reading to stand; set on the dev reports
FIGURES = sense("figures")
NO_SOURCE = sense("no_source")
# cues whose content may be a noun phrase
NOMINAL_KINDS = {"object", "judge", "call", "describe", "tally", "toll", "of", "show"}
FIRST_PERSON = {"i", "we"}
BY_RULE_ONLY = {"toll", "find"}  # "raised", "found": a report only with a figure, or of what shows something
NOT_SAYING = {"decline", "refuse", "approve", "decide", "want", "try"}  # acts and acts of will (rulebook 2.2)
VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "PRON")


class RulesWithTagger:
    """Attributions by rules, and by the tagger where the rules find none."""

    def __init__(self, tagger: Tagger, knowledge: Knowledge) -> None:
        self._rules = EnglishRules(knowledge)
        self.name = f"{tagger.name} + {self._rules.name}"
        self._tagger = tagger
        self._knowledge = knowledge

    def attribute(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        tagged = [_met(parse, a) for a in self._tagger.tag(parse.text, parse.blocks) if a.content]
        ruled = [_widened(parse, rule, tagged) for rule in self._rules.attribute(parse, quotations)]
        more = [a for a in tagged if not _held(a, ruled) and self._reports(parse, a, quotations)]
        found = [*ruled, *(replace(a, content=cleared(parse, a)) for a in more)]
        return sorted((a for a in found if a.content), key=lambda a: a.sort_key)

    def _reports(self, parse: Parse, found: Attribution, quotations: Sequence[Span]) -> bool:
        """Whether a tagged attribution is one by the rulebook: a cue of saying that is not negated, or words in quotation marks."""
        if found.head is None or found.speaker is None or asks_for_anonymity(parse, found):
            return False
        token, speaker = parse.tokens[found.head], parse.tokens[found.speaker]
        if _tells_nothing(parse, token) or _is_nobody(parse, speaker, quotations):
            return False
        cue, quoted = self._knowledge.cues.get((token.lemma, "VERB")), _quotes(found, quotations)
        kinds = set(cue.kind.split(",")) if cue is not None else set()
        if kinds and not kinds & NOMINAL_KINDS and _onto(parse, found):
            return quoted > 0  # "replied to an ambush" tells nothing
        if kinds & BY_RULE_ONLY:
            return quoted > 0 or _figured(parse, token, found)
        known = cue is not None or (token.lemma, "NOUN") in self._knowledge.cues
        return known or quoted > 0.5 or token.text.lower() in ("according", "per")


def _figured(parse: Parse, token: Token, found: Attribution) -> bool:
    """Whether a verb of counting has a figure ("put the toll at 30"), or is the idiom "as X put it"."""
    idiom = parse.tokens[min(token.i + 1, len(parse.tokens) - 1)].text.lower() == "it"
    return idiom or any(t.lemma in FIGURES for span in found.content for t in parse.between(*span))


def _tells_nothing(parse: Parse, cue: Token) -> bool:
    """Whether a cue says that nothing is said."""
    return grammar.negated(parse, cue.i) or (cue.pos == "VERB" and cue.lemma in NOT_SAYING)


def _is_nobody(parse: Parse, speaker: Token, quotations: Sequence[Span]) -> bool:
    """Whether a speaker is none: "no official", or the I of a quotation, who is whoever is quoted."""
    if speaker.lemma in NO_SOURCE or any(parse.tokens[c].text.lower() == "no" for c in parse.children[speaker.i]):
        return True
    return speaker.text.lower() in FIRST_PERSON and any(s <= speaker.start < e for s, e in quotations)


def _onto(parse: Parse, found: Attribution) -> bool:
    """Whether a cue leads on by a preposition to words without a finite verb."""
    leads = bool(found.cue) and any(t.pos == "ADP" for t in parse.between(*found.cue[-1]))
    return leads and not any(t.tag in FINITE for span in found.content for t in parse.between(*span))


def _quotes(found: Attribution, quotations: Sequence[Span]) -> float:
    """The largest share of a span of the content that stands in quotation marks."""
    return max((covered(span, quotations) / max(1, span[1] - span[0]) for span in found.content), default=0.0)


def _held(tagged: Attribution, ruled: Sequence[Attribution]) -> bool:
    """Whether the rules have read these words already: the same cue, or the content as somebody's own."""
    size = sum(e - s for s, e in tagged.content)
    for rule in ruled:
        cue = merged(rule.cue)
        if any(covered(span, cue) for span in tagged.cue):
            return True
        content = merged(rule.content)
        nested = all(covered(span, content) for span in tagged.cue)
        if not nested and sum(covered(span, content) for span in tagged.content) > HELD * size:
            return True
    return False


def _widened(parse: Parse, rule: Attribution, tagged: Sequence[Attribution]) -> Attribution:
    """A rule's attribution with the content that the tagger ties to the same cue and source besides."""
    for other in tagged:
        same = any(covered(span, merged(rule.cue)) for span in other.cue) and other.speaker == rule.speaker
        if same and sum(covered(span, merged(other.content)) for span in rule.content) > 0:
            low, high = hull(rule.content)
            beside = [span for span in other.content if span[1] <= low or span[0] >= high]
            more = [span for span in beside if not _silent(parse, span)]
            return replace(rule, content=merged([*rule.content, *more])) if more else rule
    return rule


def _silent(parse: Parse, span: Span) -> bool:
    """Whether words only tell what their source left unsaid ("It did not say where …")."""
    return any(t.dep == "ROOT" and t.lemma in UNSAID and grammar.negated(parse, t.i) for t in parse.between(*span))


def cleared(parse: Parse, found: Attribution) -> Spans:
    """The tagger's content as a claim's: without "that", quotation marks and stops at the ends."""
    return clear(parse, found.content, [*found.source, *found.cue])


def asks_for_anonymity(parse: Parse, found: Attribution) -> bool:
    """Whether what is "said" is only the wish not to be named."""
    return bool(found.cue) and words.WITHHELD.search(parse.text[found.cue[0][0] : found.content[-1][1]]) is not None


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
