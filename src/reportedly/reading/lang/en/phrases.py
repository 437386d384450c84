"""Noun phrases read from the words alone, backwards from where they end: for sentences that the parser has lost, or that lost their commas.

A phrase never crosses a mark, a finite verb or a time; "for", "of", "in" stay inside where they follow a noun that is a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportedly.knowledge import SourceWord
from reportedly.reading.lang.en import grammar
from reportedly.reading.parse import Parse, Token

LONGEST_NAME = 14  # words of the noun phrase
MARKS = {",", '"', "”", "“", "-", "–", "—", "''", "``", ";", ":"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
JOINERS = {"for", "of"}
AT = {"in", "at", "from", "with", "inside"}
PARTS = {"NOUN", "PROPN", "ADJ", "NUM", "PART"}


OPENERS = ("ADP", "SCONJ", "CCONJ")  # what opens no phrase


def phrase_before(parse: Parse, start: int, lowest: int, nouns: Mapping[str, SourceWord]) -> int | None:
    """The first token of the noun phrase that ends before token `start`; null where none does.

    With a mark before it, the phrase is all that lies between, if no verb does; without one, it is read backwards noun by noun.
    """
    first, floor = start, max(lowest, start - LONGEST_NAME)
    while first > floor and not is_mark(parse, first - 1) and parse.tokens[first - 1].tag not in FINITE:
        first -= 1
    if lowest < first < start and is_mark(parse, first - 1) and parse.tokens[first].pos not in OPENERS:
        return first
    return _noun_by_noun(parse, start, lowest, nouns)


def _noun_by_noun(parse: Parse, start: int, lowest: int, nouns: Mapping[str, SourceWord]) -> int | None:
    """The first token of a phrase that no mark opens: its determiner or pronoun, else the last word that may stand inside it."""
    i = start
    while i > lowest:
        before = parse.tokens[i - 1]
        if before.pos == "DET" or (before.pos == "PRON" and i == start):
            return i - 1
        tied = lowest < i - 1 and i < start and before.pos == "ADP" and _joins(parse, before, nouns)
        if _timed(parse, before) or not (tied or _in_phrase(parse, before)):
            break
        i -= 1
    return i if i < start else None


def _in_phrase(parse: Parse, token: Token) -> bool:
    """Whether a word may stand inside a noun phrase, by itself or by the hyphen behind it."""
    if token.pos == "ADV":
        return parse.tokens[token.i + 1].text == "-"
    return token.pos in PARTS or token.tag == "HYPH" or token.text in ("(", ")", "-")


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


def explained(parse: Parse, i: int) -> Iterator[int]:
    """A noun, and what it explains or what explains it: "captured gunner Ilo Tarn"; not "the lawyer of the detained editor, Ana Vo"."""
    yield i
    while parse.tokens[i].dep in ("compound", "appos", "amod"):
        i = parse.tokens[i].head
        yield i
    if not any(parse.tokens[k].dep in ("pobj", "relcl", "acl") for k in parse.above(i)):
        yield from (t.i for t in grammar.below(parse, i, "appos"))
