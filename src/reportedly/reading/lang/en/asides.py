"""Attributions read from the words alone: "… , a field commander was quoted as saying, …", "… in the town a monitor said on Sunday".

A parser that loses its way, or a text that has lost its commas, still leaves these legible: a short noun phrase right before a
verb of saying, and after the verb a mark, a time, or the end of the sentence. Where the parser ties that verb to a clause behind
it, its word stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportedly.knowledge import SourceWord
from reportedly.reading.attribution import Attribution
from reportedly.reading.lang.en import grammar, verbs
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import trimmed, without
from reportedly.records import Span

LONGEST_NAME = 14  # words of the noun phrase
SHORTEST_CONTENT = 12  # characters
MARKS = {",", '"', "”", "“", "-", "–", "—", "''", "``", ";", ":"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
CUES = sense("cues")
LATER = sense("later")
JOINERS = {"for", "of"}
AT = {"in", "at", "from", "with", "inside"}
PARTS = {"NOUN", "PROPN", "ADJ", "NUM", "PART"}


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
        if token.lemma in CUES and token.tag in ("VBD", "VBZ", "VBP", "VBN"):
            found = _aside(parse, token, nouns)
            if found is not None:
                yield found


def _aside(parse: Parse, token: Token, nouns: Mapping[str, SourceWord]) -> Attribution | None:
    sentence = parse.sentences[token.sentence]
    start = _group_start(parse, token)
    last = _end(parse, token, sentence.last)
    if last is None or start <= sentence.first or (token.lemma == "quote") != (token.tag == "VBN"):
        return None
    first = _phrase_start(parse, start, sentence.first, nouns)
    if first is None or first == sentence.first:
        return None
    head = _head(parse, first, start)
    if (
        head is None
        or not verbs.can_speak(parse, head, nouns)
        or parse.tokens[head].text.lower() in verbs.NOT_SPEAKERS - {"it"}
    ):
        return None
    hole = (parse.tokens[first].start, parse.tokens[last].end)
    parts = _cut(parse, without((sentence.start, sentence.end), [hole]), hole)
    content = tuple(part for part in (trimmed(parse.text, p) for p in parts) if part[1] - part[0] > SHORTEST_CONTENT)
    if not content or content[0][0] > hole[0]:
        return None
    source = trimmed(parse.text, (parse.tokens[first].start, parse.tokens[start].start))
    return Attribution((source,), (grammar.verb_group(parse, token.i),), content, "aside", token.i, head)


def _head(parse: Parse, first: int, start: int) -> int | None:
    """The noun before "of", "in", "for" in the phrase, else its last noun."""
    for token in parse.tokens[first + 1 : start]:
        if token.pos == "ADP" and parse.tokens[token.i - 1].pos in ("NOUN", "PROPN"):
            return token.i - 1
    return next((t.i for t in reversed(parse.tokens[first:start]) if t.pos in ("NOUN", "PROPN", "PRON")), None)


def _group_start(parse: Parse, token: Token) -> int:
    i = token.i
    while i > 0 and parse.tokens[i - 1].pos in ("AUX", "ADV") and parse.tokens[i - 1].sentence == token.sentence:
        i -= 1
    return i


def _phrase_start(parse: Parse, start: int, lowest: int, nouns: Mapping[str, SourceWord]) -> int | None:
    """The first token of the noun phrase that ends before token `start`; null where none does.

    With a mark before it, the phrase is all that lies between, if no verb does; without one, it is read backwards noun by noun.
    """
    i = start
    while i > lowest and start - i < LONGEST_NAME and not _mark(parse, i - 1) and parse.tokens[i - 1].tag not in FINITE:
        i -= 1
    if lowest < i < start and _mark(parse, i - 1) and parse.tokens[i].pos not in ("ADP", "SCONJ", "CCONJ"):
        return i
    i = start
    while i > lowest:
        before = parse.tokens[i - 1]
        if before.pos == "DET" or (before.pos == "PRON" and i == start):
            return i - 1
        if _timed(parse, before):
            break
        hyphened = before.pos == "ADV" and parse.tokens[i].text == "-"
        if _timed(parse, before):
            break
        if (
            hyphened
            or before.pos in PARTS
            or before.tag == "HYPH"
            or before.text in ("(", ")", "-")
            or (before.pos == "ADP" and i < start and i - 2 >= lowest and _joins(parse, before, nouns))
        ):
            i -= 1
        else:
            break
    return i if i < start else None


def _timed(parse: Parse, token: Token) -> bool:
    """Whether the word belongs to a date or length of time ("for two days fire chief …")."""
    return any(n.start < token.end and token.start < n.end and n.label in ("DATE", "TIME") for n in parse.names)


def _mark(parse: Parse, i: int) -> bool:
    """Whether token i sets off an aside; a hyphen inside a word does not."""
    token = parse.tokens[i]
    inside_word = token.text == "-" and i > 0 and parse.tokens[i - 1].end == token.start
    return token.text in MARKS and not inside_word


def _joins(parse: Parse, token: Token, nouns: Mapping[str, SourceWord]) -> bool:
    """ "Observatory for …", "source in …": whether the preposition ties the phrase to a noun that is a source."""
    before = parse.tokens[token.i - 1]
    if token.text.lower() in JOINERS:
        return before.pos == "PROPN" or before.lemma in nouns
    return (
        token.text.lower() in AT
        and before.lemma in nouns
        and nouns[before.lemma].kind in ("source", "person", "group", "office")
    )


def _end(parse: Parse, token: Token, stop: int) -> int | None:
    """The last token of the aside: the verb and what of time, place or "as saying" follows it up to a mark or the end."""
    i = token.i
    while i + 1 < stop:
        after = parse.tokens[i + 1]
        if after.text in MARKS or after.text in (".", ":", "..."):
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
