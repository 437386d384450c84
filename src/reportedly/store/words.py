"""Text to the words that search knows: one tokeniser for both engines, for what is stored and for what is asked.

A token is a run of letters and digits, folded: no case, no accents or vowel marks. A sign of a script that is written
without spaces is a token of its own, so a phrase finds it. Tokens hold letters and digits only, so no engine parts them
anew. Whoever changes what comes out raises `VERSION`: stored words are then made again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

VERSION = "1"
MOST = 16_000  # words of one text that can be searched
SIGNS = 250_000  # signs of these words, spaces included: PostgreSQL holds a megabyte of them
LONGEST = 100  # signs of a word; what is longer is no word but a key or a picture in letters

STRETCHED = "\u0640"  # the Arabic sign that only makes a word longer
_ALONE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # kana, Han, Hangul
_MARKED = range(0x300, 0x12000)  # where combining marks of living scripts lie


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as search knows it, and where it stands: code points, `end` excluded."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order, no more than `MOST` with no more than `SIGNS`."""
    left = SIGNS
    for token in islice(_tokens(text), MOST):
        left -= len(token.word) + 1
        if left < 0:
            return
        yield token


def words(text: str) -> str:
    """The tokens' words as an engine stores them, parted by spaces."""
    found = (fold(word)[:LONGEST] for word in _pattern().findall(text))
    whole = " ".join(islice(filter(None, found), MOST)) + " "
    return whole[:SIGNS].rpartition(" ")[0]


def _tokens(text: str) -> Iterator[Token]:
    for match in _pattern().finditer(text):
        if folded := fold(match.group())[:LONGEST]:
            yield Token(folded, match.start(), match.end())


def fold(word: str) -> str:
    """A word without case, accents and vowel marks; only its letters and digits."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if sign.isalnum() and sign != STRETCHED).casefold()


@cache
def _pattern() -> re.Pattern[str]:
    """A sign that stands alone, or a run of letters and digits with the marks on them."""
    marks = "".join(chr(code) for code in _MARKED if unicodedata.category(chr(code)).startswith("M"))
    return re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}](?:[^\\W_{_ALONE}]|[{marks}])*")
