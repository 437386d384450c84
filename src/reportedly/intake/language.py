"""Which language a text is in, as far as its letters show; null where there are too few of them to say.

The model comes inside the package py3langid (97 languages); it is loaded at the first question.
"""

from __future__ import annotations

FEWEST_LETTERS = 25  # below this py3langid answers at random on headlines
SAMPLE = 4_000  # characters looked at


def identify(text: str) -> str | None:
    """The two-letter code of the language of most of the text, or null."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    import py3langid

    return str(py3langid.classify(sample.replace("\0", " "))[0])


def code_of(language: str | None) -> str | None:
    """A two- or three-letter language code, else null: "English" is left to be found."""
    code = (language or "").split("-")[0].split("_")[0].lower()
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None
