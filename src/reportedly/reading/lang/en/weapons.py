"""Weapons and carriers named in English, and the PLOVER mode of an assault made with them.

A longer phrase goes before a shorter one ("suicide car bomb" before "bomb"), and a mode is never read from a word
outside the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reportedly.reading.lang.en.lexicon import Arm, event_words, instruments, person_kind
from reportedly.reading.language import Weapon
from reportedly.reading.parse import Parse, Token

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
    clause = (parse.tokens[k] for k in parse.subtree(i))
    return any(t.lemma in UNMEANT or t.text.casefold() in UNMEANT for t in clause)


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
