"""The outlet's own voice: what the rules find nobody cited for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.reading.laid import Laid
from reportedly.reading.lang.en.grammar import finite
from reportedly.reading.layers import Attribution, Mention, Told
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import merged, trimmed, without
from reportedly.records import Span

SHORTEST = 3  # words of what is left of a sentence
LEFT_OVER = " \t\r\n,;:–—-"  # marks left at the ends of what nobody is cited for
TIES = {"PUNCT", "ADP", "SCONJ", "CCONJ"}
LONGEST_TIE = 4  # words: "a few days after"
EMPTY = ("PUNCT", "SPACE", "ADP", "DET", "CCONJ", "SCONJ", "AUX")  # parts of speech that tell nothing by themselves
SMALLEST = 0.15  # share of its sentence that a part left over must be more than


def own_voice(parse: Parse, told: Sequence[Told]) -> Iterator[Told]:
    """What of each sentence nobody is cited for, as content without a chain."""
    taken = merged([s for one in told for s in (*one.content, *one.attribution.cue, *one.attribution.source)])
    extra = merged([described(parse, step.mention) for one in told for step in one.steps if step.mention])
    holes = Laid((hole, (hole,)) for hole in merged([*taken, *extra]))
    for number, sentence in enumerate(parse.sentences):
        whole = sentence.start, sentence.end
        left = [part for part in without(whole, holes.touching(whole)) if _tells(parse, part, whole)]
        trim = ((part, trimmed(parse.text, part, LEFT_OVER)) for part in left)
        parts = tuple(cut if part[1] == sentence.end else _without_tie(parse, cut) for part, cut in trim)
        if parts:
            yield Told(parts, (), Attribution((), (), parts, "own-voice"), number)


def _tells(parse: Parse, part: Span, whole: Span) -> bool:
    """Whether what is left of a sentence says something: all of it does, a part where it is long enough and a clause."""
    words = [t for t in parse.between(*part) if t.pos not in EMPTY]
    if part == whole or not words:
        return bool(words)
    long_enough = len(words) >= SHORTEST and part[1] - part[0] > SMALLEST * (whole[1] - whole[0])
    return long_enough and _own_clause(words)


def _without_tie(parse: Parse, part: Span) -> Span:
    """What is left over without the words that only tie it to what was taken out behind it ("…, a day after", "… despite")."""
    tokens = parse.between(*part)
    kept = list(tokens)
    while kept and ((kept[-1].pos in TIES and kept[-1].dep != "prt") or _leads_out(parse, kept[-1], tokens)):
        kept.pop()
    ties = [t for t in tokens[len(kept) :] if t.pos != "PUNCT"]
    told = any(map(finite, kept))
    return trimmed(parse.text, (part[0], ties[0].start), LEFT_OVER) if told and 0 < len(ties) <= LONGEST_TIE else part


def _leads_out(parse: Parse, token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word hangs, through others of these, on a word behind them."""
    while token.head != token.i and tokens[0].i <= token.head <= tokens[-1].i:
        token = parse.tokens[token.head]
    return token.head > tokens[-1].i


def described(parse: Parse, mention: Mention) -> Span:
    """A mention with what only describes the source: its apposition and relative clause."""
    end = mention.span[1]
    for c in parse.children[mention.head]:
        if parse.tokens[c].dep in ("relcl", "appos", "acl"):
            end = max(end, parse.tokens[parse.reach(c)[1]].end)
    return mention.span[0], end


def _own_clause(tokens: Sequence[Token]) -> bool:
    """Whether words left over tell something: a finite verb, and no relative pronoun in front."""
    return any(map(finite, tokens)) and tokens[0].tag not in ("WP", "WDT", "WP$", "WRB")
