"""Which language a text is in, as far as its words and letters show; null where there are too few of them to say.

The model comes inside the package py3langid (97 languages); it is loaded at the first question. On a headline it answers almost at
random (English ones are Pidgin to it), so a short text is first asked for the common words of the languages that have a table of them.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.intake.vocabulary import rows_of
from reportedly.knowledge.common_words import languages, shares

FEWEST_LETTERS = 25  # below this py3langid answers at random
SHORT = 300  # letters; from here on it is sure
SAMPLE = 4_000  # characters looked at
COMMON = (
    1 / 3
)  # of the words of a short text; English headlines hold .4 and more, those of the nine others that the tests try .2 at most
_WORD = re.compile(r"[^\W\d_]{3,}")


def identify(text: str) -> str | None:
    """The two-letter code of the language of most of the text, or null."""
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < SHORT and (spoken := _by_common_words(sample)):
        return spoken
    if letters < FEWEST_LETTERS:
        return None
    import py3langid

    return str(py3langid.classify(sample.replace("\0", " "))[0])


def _by_common_words(text: str) -> str | None:
    """The language whose common words make up enough of the words that are no names; null where none has enough of them."""
    words = _WORD.findall(text)
    plain = [word for word in words if word.islower()] or [word.lower() for word in words]
    held = {language: sum(word in shares(language) for word in plain) for language in languages()}
    most = max(held, key=held.__getitem__, default=None)
    return most if most and plain and held[most] >= COMMON * len(plain) else None


@cache
def _two_letters() -> dict[str, str]:
    return dict(rows_of("language_codes.tsv"))


def code_of(language: str | None) -> str | None:
    """A language code of two letters, or of three where the language has none of two; else null: "English" is left to be found."""
    code = (language or "").split("-")[0].split("_")[0].lower()
    return _two_letters().get(code, code) if code.isascii() and code.isalpha() and len(code) in (2, 3) else None
