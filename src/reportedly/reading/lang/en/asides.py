"""Attributions read from the words alone: "… , a field commander was quoted as saying, …", "… in the town a monitor said on Sunday".

A parser that loses its way, or a text that has lost its commas, still leaves these legible: a short noun phrase right before a
verb of saying, and after the verb a mark, a time, or the end of the sentence. Where the parser ties that verb to a clause behind
it, its word stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportedly.knowledge import SourceWord
from reportedly.reading.lang.en import grammar, verbs
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.lang.en.phrases import FINITE, group_start, head_of, is_mark, phrase_before
from reportedly.reading.layers import Attribution
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import trimmed, without
from reportedly.records import Span

SHORTEST_CONTENT = 12  # characters
CUES = sense("cues")
CITING = sense("citing")
LATER = sense("later")


def with_asides(parse: Parse, found: Sequence[Attribution], nouns: Mapping[str, SourceWord]) -> list[Attribution]:
    """The attributions, those of asides in place of what the parser made of the same cue."""
    asides = {a.head: a for a in by_aside(parse, nouns)}
    kept = []
    for attribution in found:
        aside = asides.get(attribution.head)
        if aside is None or _follows(attribution):
            kept.append(attribution)
            asides.pop(attribution.head, None)
    return [*kept, *asides.values()]


def _follows(attribution: Attribution) -> bool:
    """Whether the content begins right behind the cue, or the source is a list of several: then the parser read it well."""
    after = attribution.content and attribution.content[0][0] >= attribution.cue[0][1]
    return bool(after) or attribution.rule in ("according-to", "noun-that")


def by_aside(parse: Parse, nouns: Mapping[str, SourceWord]) -> Iterator[Attribution]:
    """The attribution of every cue that stands in an aside."""
    for token in parse.tokens:
        if token.lemma in CUES and token.tag in ("VBD", "VBZ", "VBP", "VBN") and not _of_who(parse, token):
            found = _aside(parse, token, nouns)
            if found is not None:
                yield found


def _of_who(parse: Parse, token: Token) -> bool:
    """Whether the verb only describes somebody: "a nurse, who spoke from her ward, put …"."""
    subject = grammar.child(parse, token.i, *grammar.SUBJECTS)
    return token.dep == "relcl" and subject is not None and grammar.relative(parse.tokens[subject])


def _aside(parse: Parse, token: Token, nouns: Mapping[str, SourceWord]) -> Attribution | None:
    sentence = parse.sentences[token.sentence]
    start = group_start(parse, token)
    last = _end(parse, token, sentence.last)
    if last is None or start <= sentence.first or (token.lemma == "quote") != (token.tag == "VBN"):
        return None
    first = phrase_before(parse, start, sentence.first, nouns)
    if first is None or first == sentence.first:
        return None
    head = head_of(parse, first, start)
    if (
        head is None
        or not verbs.can_speak(parse, head, nouns)
        or parse.tokens[head].text.lower() in verbs.NOT_SPEAKERS - {"it"}
    ):
        return None
    hole = (parse.tokens[first].start, parse.tokens[carried(parse, last, sentence.last)].end)
    parts = _cut(parse, without((sentence.start, sentence.end), [hole]), hole)
    content = tuple(part for part in (trimmed(parse.text, p) for p in parts) if part[1] - part[0] > SHORTEST_CONTENT)
    if not content or content[0][0] > hole[0]:
        return None
    source = trimmed(parse.text, (parse.tokens[first].start, parse.tokens[start].start))
    return Attribution((source,), (grammar.verb_group(parse, token.i),), content, "aside", token.i, head)


def _end(parse: Parse, token: Token, stop: int) -> int | None:
    """The last token of the aside: the verb and what of time, place or "as saying" follows it up to a mark or the end."""
    i = token.i
    while i + 1 < stop:
        after = parse.tokens[i + 1]
        if is_mark(parse, i + 1) or after.text in (".", ":", "..."):
            return i
        told = token.lemma == "tell" and i == token.i and after.pos in ("PROPN", "DET")
        if (
            i == token.i
            and after.text.lower() not in LATER
            and after.pos != "ADV"
            and not told
            and not grammar.dated(parse, i + 1)
        ):
            return None
        if after.tag in FINITE or after.text.lower() == "that" or i - token.i > 12:
            return None
        i += 1
    return i


def carried(parse: Parse, last: int, stop: int) -> int:
    """The last token of what follows an aside and only says whom it cites or who carries it: ", citing a clerk", ", as quoted by A"."""
    ahead = parse.tokens[last + 1 : min(last + 4, stop)]
    if len(ahead) < 3 or ahead[0].text != ",":
        return last
    cites = ahead[1] if ahead[1].lemma in CITING and ahead[1].tag == "VBG" else None
    carried = ahead[2] if ahead[1].text.lower() == "as" and ahead[2].tag == "VBN" else None
    verb = cites or carried
    return max(last, parse.reach(verb.i)[1]) if verb is not None else last


def _cut(parse: Parse, parts: Sequence[Span], hole: Span) -> list[Span]:
    """The parts on either side of the aside, cut at a semicolon."""
    out = []
    for start, end in parts:
        text = parse.text[start:end]
        if end <= hole[0] and ";" in text:
            start = start + text.rindex(";") + 1
        elif start >= hole[1] and ";" in text:
            end = start + text.index(";")
        out.append((start, end))
    return out
