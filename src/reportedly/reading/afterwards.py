"""Sources told behind the words: in a sentence of their own ("The figures come from the ministry"), or in brackets that end a line.

Only what nobody else is cited for is theirs.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from reportedly.reading.layers import Mention, Naming, Step, Told, Voice
from reportedly.reading.parse import Parse
from reportedly.reading.spans import clipped
from reportedly.records import Span

BULLET = re.compile(r"\s*[-–—•*▪·]\s")
BRACKET = re.compile(r"\(([^()\n]{2,60})\)\s*\.?\s*$")
LONGEST = 6  # words of a source in brackets


def sourced(parse: Parse, told: Sequence[Told], naming: Naming) -> list[Told]:
    """What is told, with the sources that are told behind it."""
    out = list(told)
    for place, behind, mention in (*_pointed(parse, naming), *_bracketed(parse, naming)):
        voice = Voice(mention)
        voice.meet(mention, parse.tokens[mention.head].sentence)
        for k, one in enumerate(out):
            if not clipped(one.content, [place]):
                continue
            named = [s.mention.span for s in one.steps if s.mention]
            if not one.steps or (behind and not clipped(named, [(place[0], behind)])):
                out[k] = dataclasses.replace(one, steps=(Step(voice, mention, None, "afterwards"),))
    return out


def _pointed(parse: Parse, naming: Naming) -> Iterator[tuple[Span, None, Mention]]:
    """A sentence, and whom the next one says it comes from."""
    for before, sentence in zip(parse.sentences, parse.sentences[1:], strict=False):
        noun = parse.language.grammar.credited(parse, sentence)
        mention = naming.mention(parse, noun, parse.language.grammar.phrase(parse, noun)) if noun is not None else None
        if mention is not None and mention.cites and not mention.pronoun:
            yield (before.start, before.end), None, mention


def _bracketed(parse: Parse, naming: Naming) -> Iterator[tuple[Span, int, Mention]]:
    """A line of a list, its end, and the source in brackets there."""
    for start, end in parse.blocks:
        found = BRACKET.search(parse.text, start, end) if BULLET.match(parse.text, start, end) else None
        if found is None or len(found[1].split()) > LONGEST or any(c.isdigit() for c in found[1]):
            continue
        span = found.span(1)
        mention = naming.mention(parse, parse.head_of(span), span)
        if mention.cites and not mention.pronoun and (mention.named or mention.kind):
            yield (start, found.start()), end, mention
