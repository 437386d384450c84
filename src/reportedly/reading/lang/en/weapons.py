"""Weapons and carriers named in English, and the PLOVER mode of an assault made with them.

A longer phrase goes before a shorter one ("suicide car bomb" before "bomb"), and a mode is never read from a word
outside the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import Arm, event_words, instruments, person_kind
from reportedly.reading.language import Weapon
from reportedly.reading.parse import Parse, Token

BESIDE = (
    "advmod",
    "amod",
    "compound",
    "nsubj",
    "attr",
    "acomp",
    "dobj",
)  # what says of a word itself how it came about
TIES = ("prep", "agent")
BY, WHEN = ("by", "in", "through"), ("when", "as")
LONGEST = 4  # words of a phrase in the table
PEACEFUL, UNMEANT, MISHAPS = event_words("peaceful"), event_words("unmeant"), event_words("mishaps")


@cache
def _openers() -> frozenset[str]:
    return frozenset(words[0] for words in instruments())


def weapons(tokens: Sequence[Token]) -> Iterator[Weapon]:
    """The weapons named by neighbouring tokens, longest phrase first."""
    table, openers, at = instruments(), _openers(), 0
    while at < len(tokens):
        size = 1
        forms = {tokens[at].lemma, tokens[at].text.casefold()}
        after = tokens[at + 1].lemma if at + 1 < len(tokens) else ""
        if forms & openers and after not in PEACEFUL:
            for size in range(min(LONGEST, len(tokens) - at), 0, -1):
                arm = _arm(tokens[at : at + size], table)
                if arm is not None:
                    yield Weapon(tokens[at].i, tokens[at + size - 1].i, *arm)
                    break
        at += size


def by_mishap(parse: Parse, i: int) -> bool:
    """Whether the clause of the word at token i says that nobody meant what it tells of."""
    here = [parse.tokens[i], *grammar.below(parse, i, *BESIDE)]
    tied = (
        word for at in (i, *(t.i for t in grammar.below(parse, i, "dobj"))) for word in grammar.below(parse, at, *TIES)
    )
    here += (way for word in tied if word.text.casefold() in BY for way in _of_the_way(parse, word.i))
    clauses = (t.i for t in grammar.below(parse, i, "advcl") if _as_it_happened(parse, t))
    return any(_unmeant(t) for t in here) or any(by_mishap(parse, clause) for clause in clauses)


def _of_the_way(parse: Parse, i: int) -> Iterator[Token]:
    """The words below token i, without those of clauses of their own."""
    for token in grammar.below(parse, i):
        if token.dep not in ("relcl", "acl", "advcl"):
            yield token
            yield from _of_the_way(parse, token.i)


def _unmeant(token: Token) -> bool:
    return token.lemma in UNMEANT or token.text.casefold() in UNMEANT


def _as_it_happened(parse: Parse, verb: Token) -> bool:
    """Whether a clause tells how it came about: "when a rifle misfired"."""
    return any(t.text.casefold() in WHEN for t in grammar.below(parse, verb.i, "advmod", "mark"))


def goes_off(token: Token) -> bool:
    """Whether a word tells of what a weapon does by mishap too."""
    return token.lemma in MISHAPS


def _arm(tokens: Sequence[Token], table: dict[tuple[str, ...], Arm]) -> Arm | None:
    plain = tuple(token.text.casefold() for token in tokens)
    return table.get(plain) or table.get((*plain[:-1], tokens[-1].lemma))


def is_weapon(token: Token) -> bool:
    """Whether a single noun is a weapon or carrier ("warplanes", "shell")."""
    return (
        token.pos in ("NOUN", "PROPN")
        and person_kind(token) is None
        and ((token.lemma,) in instruments() or (token.text.casefold(),) in instruments())
    )
