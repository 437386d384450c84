"""Noun phrases read from the words alone, backwards from where they end: for sentences that the parser has lost, or that lost their commas.

A phrase never crosses a mark, a finite verb or a time; "for", "of", "in" stay inside where they follow a noun that is a source.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.knowledge import SourceWord
from reportedly.reading.parse import Parse, Token

LONGEST_NAME = 14  # words of the noun phrase
MARKS = {",", '"', "”", "“", "-", "–", "—", "''", "``", ";", ":"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
JOINERS = {"for", "of"}
AT = {"in", "at", "from", "with", "inside"}
PARTS = {"NOUN", "PROPN", "ADJ", "NUM", "PART"}


def phrase_before(parse: Parse, start: int, lowest: int, nouns: Mapping[str, SourceWord]) -> int | None:
    """The first token of the noun phrase that ends before token `start`; null where none does.

    With a mark before it, the phrase is all that lies between, if no verb does; without one, it is read backwards noun by noun.
    """
    i = start
    while (
        i > lowest and start - i < LONGEST_NAME and not is_mark(parse, i - 1) and parse.tokens[i - 1].tag not in FINITE
    ):
        i -= 1
    if lowest < i < start and is_mark(parse, i - 1) and parse.tokens[i].pos not in ("ADP", "SCONJ", "CCONJ"):
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


def head_of(parse: Parse, first: int, start: int) -> int | None:
    """The noun before "of", "in", "for" in the phrase, else its last noun."""
    for token in parse.tokens[first + 1 : start]:
        if token.pos == "ADP" and parse.tokens[token.i - 1].pos in ("NOUN", "PROPN"):
            return token.i - 1
    return next((t.i for t in reversed(parse.tokens[first:start]) if t.pos in ("NOUN", "PROPN", "PRON")), None)


def group_start(parse: Parse, token: Token) -> int:
    i = token.i
    while i > 0 and parse.tokens[i - 1].pos in ("AUX", "ADV") and parse.tokens[i - 1].sentence == token.sentence:
        i -= 1
    return i


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


def is_mark(parse: Parse, i: int) -> bool:
    """Whether token i sets off an aside; a hyphen inside a word does not."""
    token = parse.tokens[i]
    inside_word = token.text == "-" and i > 0 and parse.tokens[i - 1].end == token.start
    return token.text in MARKS and not inside_word


def _timed(parse: Parse, token: Token) -> bool:
    """Whether the word belongs to a date or length of time ("for two days fire chief …")."""
    return any(name.label in ("DATE", "TIME") for name in parse.names_at((token.start, token.end)))
