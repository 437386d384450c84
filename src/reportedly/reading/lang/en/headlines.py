"""Attributions of headlines: "Eleven killed in raid - monitor", "State TV: saboteurs seized", "Minister: we will not leave".

Only a block without a final stop is read so, and only where one side of the mark is a short noun phrase without a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.knowledge import SourceWord
from reportedly.reading.lang.en.phrases import head_of
from reportedly.reading.layers import Attribution
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import EDGE, trimmed
from reportedly.records import Span

LONGEST_NAME = 7  # words on the source's side
DASH = re.compile(r"\s+[-–—]+\s+(?=[^-–—]*$)")
COLON = re.compile(r":\s+")
LONGEST_HEADLINE = 300  # characters
NO_SPEAKERS = {"document", "images", "statement"}  # kinds of nouns that a headline announces ("…: full text")


def by_headline(parse: Parse, quotations: Sequence[Span], nouns: Mapping[str, SourceWord]) -> Iterator[Attribution]:
    """The attribution of each headline-like block, and of each quotation with its speaker on the line below."""
    yield from _pulled(parse, quotations)
    for start, end in parse.blocks:
        text = parse.text[start:end].strip()
        if not text or len(text) > LONGEST_HEADLINE or text[-1] in '.!?"”' or "\n" in text.strip():
            continue
        offset = start + parse.text[start:end].index(text)
        found = _tail(parse, text, offset) or _lead(parse, text, offset) or _end(parse, text, offset, nouns)
        if found:
            yield found


def _tail(parse: Parse, text: str, offset: int) -> Attribution | None:
    mark = DASH.search(text)
    if not mark or text[: mark.start()].rstrip().endswith((".", "!", "?")):  # after a full stop it is a credit
        return None
    name = (offset + mark.end(), offset + len(text))
    cut = parse.text.find(",", *name)
    source = (name[0], cut) if cut > 0 else name
    return _made(
        parse, source, (offset + mark.start(), offset + mark.end()), (offset, offset + mark.start()), "headline-tail"
    )


def _pulled(parse: Parse, quotations: Sequence[Span]) -> Iterator[Attribution]:
    """A pulled quotation: a block in quotation marks, and a block "— Name, role" after it."""
    for (start, end), (after, last) in pairwise(parse.blocks):
        quote = next((q for q in quotations if q[0] <= start + 1 and q[1] >= end - 2), None)
        text = parse.text[after:last]
        if quote is None or text[:1] not in "-–—" or len(text.split()) > LONGEST_NAME + 6:
            continue
        cut = text.find(",")
        source = trimmed(parse.text, (after, after + cut if cut > 0 else last))
        tokens = parse.between(*source)
        if tokens and not any(_finite(t) for t in tokens):
            yield Attribution((source,), ((after, after + 1),), (quote,), "pull-quote", None, tokens[-1].i)


def _lead(parse: Parse, text: str, offset: int) -> Attribution | None:
    mark = COLON.search(text)
    if not mark:
        return None
    return _made(parse, (offset, offset + mark.start()), (offset + mark.start(), offset + mark.end()),
                 (offset + mark.end(), offset + len(text)), "headline-colon")  # fmt: skip


def _end(parse: Parse, text: str, offset: int, nouns: Mapping[str, SourceWord]) -> Attribution | None:
    """ "Shells hit market, killing nine: monitor": behind the last colon stands somebody who is known to speak, or a name."""
    marks = list(COLON.finditer(text))
    if not marks:
        return None
    at, after = offset + marks[-1].start(), offset + marks[-1].end()
    end = offset + len(text)
    found = _made(parse, (after, end), (at, after), trimmed(parse.text, (offset, at), EDGE + "‘’"), "headline-end")
    if found is None or found.speaker is None or not any(_finite(t) for t in parse.between(offset, at)):
        return None
    token = parse.tokens[found.speaker]
    known = nouns.get(token.lemma) or nouns.get(token.text.lower())
    named = any(
        n.label in ("PERSON", "ORG") and n.start <= token.start < n.end
        for n in parse.names_at((token.start, token.end))
    )
    quoted = parse.text[offset] in "‘'“\""
    return found if named or quoted or (known and known.kind not in NO_SPEAKERS) else None


def _made(parse: Parse, source: Span, cue: Span, content: Span, rule: str) -> Attribution | None:
    tokens = parse.between(*source)
    if not 0 < len(tokens) <= LONGEST_NAME or len(parse.between(*content)) < 3 or any(_finite(t) for t in tokens):
        return None
    noun = head_of(parse, tokens[0].i, tokens[-1].i + 1)
    head = next((t for t in reversed(tokens) if t.i == noun or (noun is None and t.pos in ("ADJ", "X"))), None)
    if head is None:
        return None
    mark = trimmed(parse.text, cue, " \t")
    return Attribution((trimmed(parse.text, source),), (mark,), (trimmed(parse.text, content),), rule, None, head.i)


def _finite(token: Token) -> bool:
    return token.tag in ("VBD", "VBZ", "VBP", "MD") or token.pos == "NUM"
