"""Claims: each content with its chain and its firmness, and the outlet's own words with an empty chain.

A claim never crosses a sentence border: content that runs over several sentences becomes as many claims with one chain,
and only the sentence that holds a mention or cue shows it. What was quoted and by whom is kept in the trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.knowledge import Cue, Knowledge
from reportedly.knowledge.loader import CUE_FILE
from reportedly.reading.certainty import Firmness, judged
from reportedly.reading.layers import Mention, Step, Told
from reportedly.reading.parse import Parse, Sentence
from reportedly.reading.spans import closed, covered, hull, merged, overlap, trimmed
from reportedly.records import (
    Claim,
    Form,
    Hedge,
    Report,
    Source,
    SourceType,
    Span,
    Spans,
    Trace,
    Unnamed,
    claim_id,
    cut,
)

BODY = "body"  # kind of a mention
NOT_NAMED = "unnamed source"  # what a source is called whom the text gives only as a pronoun


def make(
    report: Report, parse: Parse, told: Sequence[Told], quotations: Sequence[Span], knowledge: Knowledge
) -> list[Claim]:
    """All claims of the report, in the order of the text."""
    made = [claim for one in told for claim in _claims(report, parse, one, quotations, knowledge)]
    return sorted(_distinct(made), key=lambda c: (c.spans[0], len(c.chain)))


def _distinct(made: Sequence[Claim]) -> Iterator[Claim]:
    seen = set()
    for claim in made:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def _claims(
    report: Report, parse: Parse, one: Told, quotations: Sequence[Span], knowledge: Knowledge
) -> Iterator[Claim]:
    left_over = not one.steps and one.verdict is None
    return _own(report, parse, one, knowledge) if left_over else _attributed(report, parse, one, quotations, knowledge)


def _own(report: Report, parse: Parse, one: Told, knowledge: Knowledge) -> Iterator[Claim]:
    """What rules find nobody cited for; it lies in one sentence, and quotation marks in it are nobody's."""
    firm = parse.language.speech.firmness(parse, one.content, None, None, 0, knowledge.nouns)
    trace = (Trace("voice", one.attribution.rule, one.content[0]), *_weighed(firm))
    yield _claim(report, one.content, (), firm, Form.INDIRECT, trace)


def _attributed(
    report: Report, parse: Parse, one: Told, quotations: Sequence[Span], knowledge: Knowledge
) -> Iterator[Claim]:
    speech, head = parse.language.speech, one.attribution.head
    cue = speech.cue(parse, head, knowledge.cues) if head is not None else None
    for sentence, spans in by_sentence(parse, one.content):
        here = one.sentence == sentence
        chain = tuple(_source(parse, step, sentence) for step in one.steps)
        cue_token = head if here else None
        firm = speech.firmness(parse, spans, cue, cue_token, len(chain), knowledge.nouns)
        if one.verdict:
            firm = judged(firm, one.verdict, len(chain), one.attribution.cue, spans)
        if one.attribution.doubted:
            firm = replace(firm, hedge=firm.hedge or Hedge(len(chain) - 1, one.attribution.cue[0]))
        form = _form(report.text, spans, quotations)
        yield _claim(report, spans, chain, firm, form, tuple(_trace(one, firm, cue)))


def by_sentence(parse: Parse, content: Spans) -> Iterator[tuple[int, Spans]]:
    """The content cut at sentence borders, trimmed: (sentence number, spans)."""
    for number in parse.sentences_at(hull(content)) if content else ():
        sentence = parse.sentences[number]
        parts = [
            trimmed(parse.text, (max(s, sentence.start), min(e, sentence.end)))
            for s, e in content
            if _shares((s, e), sentence)
        ]
        kept = [part for part in parts if part[0] < part[1] and any(c.isalnum() for c in parse.text[slice(*part)])]
        if kept:
            yield number, merged(kept)


def _shares(span: Span, sentence: Sentence) -> bool:
    return overlap(span, (sentence.start, sentence.end)) > 0


def _source(parse: Parse, step: Step, sentence: int) -> Source:
    """The record of a chain's link; a mention in another sentence is not repeated."""
    voice, best = step.voice, step.voice.best
    here = step.mention if step.mention and parse.tokens[step.mention.head].sentence == sentence else None
    unnamed = _unnamed(best)
    return Source(
        name=voice.name or NOT_NAMED,
        type=_type(best.type, step.custody),
        id=best.entity.id if best.entity else None,
        mention=here.span if here else None,
        cue=step.cue if here else None,
        unnamed=unnamed,
        unnamed_reason=best.reason if unnamed else None,
        custody=step.custody,
        body=best.kind == BODY and not any(m.person for m in voice.mentions),
    )


def _type(known: SourceType, custody: bool) -> SourceType:
    """What kind of source somebody is: who speaks in custody is a detainee, and nobody else is."""
    freely = SourceType.OTHER if known is SourceType.DETAINEE else known
    return SourceType.DETAINEE if custody else freely


def _unnamed(best: Mention) -> Unnamed | None:
    """How a source goes unnamed; whom only a pronoun tells is unidentified."""
    if (best.named or best.entity is not None) and best.kind != "source":
        return None
    return best.unnamed or (Unnamed.UNIDENTIFIED if best.pronoun else None)


def _form(text: str, spans: Spans, quotations: Sequence[Span]) -> Form:
    size = sum(e - s for s, e in spans)
    inside = sum(covered(span, list(quotations)) for span in spans)
    if inside >= 0.95 * size:
        return Form.DIRECT
    return Form.MIXED if inside else Form.INDIRECT


def _claim(
    report: Report, spans: Spans, chain: tuple[Source, ...], firm: Firmness, form: Form, trace: tuple[Trace, ...]
) -> Claim:
    spans = tuple(closed(report.text, span) for span in spans)
    where = "headline" if report.headline and overlap(spans[0], report.headline) else "body"
    return Claim(claim_id(report.id, report.version, spans, chain), where, spans, cut(report.text, spans), form, firm.certainty, chain,
                 firm.act, firm.polarity, firm.hedge, (), trace)  # fmt: skip


def _trace(one: Told, firm: Firmness, cue: Cue | None) -> Iterator[Trace]:
    attribution = one.attribution
    row = f"{CUE_FILE}: {cue.lemma}" if cue else None
    yield Trace("attribution", attribution.rule, attribution.cue[0] if attribution.cue else None, row)
    for step in one.steps:
        entity = step.voice.best.entity
        yield Trace("chain", step.rule, step.mention.span if step.mention else None, entity.id if entity else None)
    yield from _weighed(firm)


def _weighed(firm: Firmness) -> Iterator[Trace]:
    """The words that decided the certainty."""
    if firm.hedge:
        yield Trace("certainty", "hedge", firm.hedge.cue)
    if firm.plan:
        yield Trace("certainty", "plan", firm.plan)
    if firm.disowned:
        yield Trace("certainty", "disowned", firm.disowned)
