"""Place names as keys: the same place name, however it is transliterated or typed, meets itself.

`key` forgets case, accents, points, hyphens and apostrophes. `loose` also forgets what transliterations from other
scripts disagree about: the article (al-, ash-, ez-), doubled letters, the choice of vowels, q/k/c, a final h or t.
Both are pure and give ASCII or the empty string, which is nobody's key.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SHORTEST_LOOSE = 3  # letters; shorter loose keys meet by chance
LONGEST = 60  # characters of a name that are read
ARTICLES = frozenset(
    ["al", "el", "ar", "as", "ash", "ad", "at", "ath", "az", "an", "adh", "ed", "er", "es", "ez", "ul", "et"]
)
PLAIN = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

_DROPPED = dict.fromkeys(map(ord, "'’‘`´ʻʼʽʾʿˈˊˌ."), None)
_SAME = """kh>x gh>g dh>d th>t sch>s sh>s ch>s ph>f ou>u oo>u ee>i aw>u au>u ow>u ay>i ai>i ey>i ei>i iy>i
    q>k c>k w>u v>u o>u e>i y>i z>s p>b dj>j"""
_SOUNDS = tuple(pair.split(">") for pair in _SAME.split())
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """The exact key of a name: lower-case ASCII words with single blanks. What has no Latin letters has no key."""
    plain = unicodedata.normalize("NFKD", name[:LONGEST]).translate(_DROPPED).casefold()
    plain = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    if not plain.isascii():
        plain = plain.translate(_LATIN)
        if not plain.isascii():
            return ""
    return " ".join(PLAIN.get(word, word) for word in plain.split() if word != "the")


_LATIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)


def bare(exact: str) -> str:
    """An exact key without its leading article ("al hasakah" is "hasakah"), or the key as it is."""
    first, _, rest = exact.partition(" ")
    return rest if rest and first in ARTICLES else exact


@lru_cache(maxsize=16_384)
def loose(name: str) -> str:
    """The loose key of a name, or "" where too little of it is left to tell places apart."""
    words = key(name).split()
    if len(words) > 1 and words[-1] in ARTICLES:
        words = words[:-1]
    sound = "".join(word for i, word in enumerate(words) if not (word in ARTICLES and i < len(words) - 1))
    for old, new in _SOUNDS:
        sound = sound.replace(old, new)
    sound = _TWICE.sub(r"\1", sound)
    sound = re.sub(r"(?<=.)(?:a?h|a?t|a|i)$", "", sound)
    return sound if len(sound) >= SHORTEST_LOOSE else ""
