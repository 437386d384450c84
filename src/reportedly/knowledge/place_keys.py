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
_FINAL = re.compile(r"(?<=.)(?:a?h|a?t|a|i)$")
_ASCII = bytes(ord(chr(i).lower()) if i < 128 and chr(i).isalnum() else ord(" ") for i in range(256))
_ASCII_DROPPED = b"'`."
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]")
_FOREIGN = re.compile(
    "[\u0400-\u052f\u05d0-\u05ea\u0620-\u064a\u0904-\u0939\u10a0-\u10ff\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
)


def key(name: str) -> str:
    """The exact key of a name: lower-case ASCII words with single blanks. What has no Latin letters has no key."""
    name = name[:LONGEST]
    words = (_lower(name) if name.isascii() else _plain(name)).split()
    if "the" in words or not PLAIN.keys().isdisjoint(words):
        words = [PLAIN.get(word, word) for word in words if word != "the"]
    return " ".join(words)


def _lower(ascii_name: str) -> str:
    """An ASCII name in lower case, blanks for what is no letter or digit."""
    return ascii_name.encode("ascii").translate(_ASCII, _ASCII_DROPPED).decode("ascii")


def _plain(name: str) -> str:
    """A name with letters beyond ASCII in plain ones; empty where some have none."""
    if _FOREIGN.search(name):
        return ""
    spread = _MARKS.sub("", unicodedata.normalize("NFKD", name))
    if spread.isascii():
        return _lower(spread)
    plain = spread.translate(_DROPPED).casefold()
    plain = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    plain = plain if plain.isascii() else plain.translate(_LATIN)
    return plain if plain.isascii() else ""


_LATIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)


def bare(exact: str) -> str:
    """An exact key without its leading article ("al hasakah" is "hasakah"), or the key as it is."""
    first, _, rest = exact.partition(" ")
    return rest if rest and first in ARTICLES else exact


def loose(name: str) -> str:
    """The loose key of a name, or "" where too little of it is left to tell places apart."""
    return sound(key(name))


@lru_cache(maxsize=16_384)
def sound(exact: str) -> str:
    """The loose key of an exact key."""
    words = exact.split()
    if len(words) > 1 and words[-1] in ARTICLES:
        words = words[:-1]
    heard = "".join(word for i, word in enumerate(words) if not (word in ARTICLES and i < len(words) - 1))
    for old, new in _SOUNDS:
        heard = heard.replace(old, new)
    heard = _FINAL.sub("", _TWICE.sub(r"\1", heard))
    return heard if len(heard) >= SHORTEST_LOOSE else ""
