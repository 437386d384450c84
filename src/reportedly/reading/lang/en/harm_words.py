"""What a word by itself says happened to somebody: the table of harm words, asked by token."""

from __future__ import annotations

from functools import lru_cache

from reportedly.reading.lang.en.lexicon import Harm, harm_signs, harms
from reportedly.reading.language import Said
from reportedly.reading.parse import Token

INFLECTED = frozenset(
    ["VBN", "VBD", "VBZ", "VB", "VBP", "VBG", "JJ", "NNS", "NN", "NNP", "NNPS"]
)  # tags a verb may be mistaken under
LATELY = 16_384  # words that are remembered


def harm_of(token: Token, *uses: str) -> Harm | None:
    """The harm word a token is, whatever part of speech the parser gave it, if it takes its victims in one of these
    ways.
    """
    return _harm(token.text.casefold(), token.lemma, token.pos, token.tag in INFLECTED, uses)


@lru_cache(maxsize=LATELY)
def _harm(word: str, lemma: str, own: str, inflected: bool, uses: tuple[str, ...]) -> Harm | None:
    forms = (lemma, word, verb_of(word))
    for pos in (own, "VERB", "ADJ", "NOUN"):
        if pos == "VERB" != own and not inflected:
            continue
        for form in forms:
            harm = harms().get((form, pos))
            if harm is not None and harm.use in uses:
                return harm
    return None


def said_by(token: Token, *uses: str) -> Said | None:
    """What a token says happened to its victims, if it takes them in one of these ways."""
    harm = harm_of(token, *uses)
    return Said(harm.what, token.i) if harm else None


def harm_word(token: Token) -> str | None:
    """What a word by itself says happened to somebody, also one that tells of other things as well ("losses")."""
    harm = harm_of(token, "object", "of", "state", "subject", "also")
    return harm.what if harm else None


def harm_sign(token: Token, what: str) -> bool:
    """Whether a word may tell that this befell somebody; of what no sign is listed every word may."""
    signs = harm_signs().get(what)
    return signs is None or token.lemma.casefold() in signs or harm_word(token) == what


def verb_of(word: str) -> str:
    """The verb of a participle or third person that the parser took for a noun or adjective: "killed", "injures"."""
    for ending, other in (("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("s", "")):
        if word.endswith(ending) and (word.removesuffix(ending) + other, "VERB") in harms():
            return word.removesuffix(ending) + other
    return word
