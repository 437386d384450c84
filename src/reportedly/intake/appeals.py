"""What calls upon the reader: offers, forms, players, requests to subscribe or to share.

A line does where it speaks to the reader and names a thing of the site's trade ("Get it in your inbox"), quotes and
reports nobody, and is short. The words are data (appeals.en.tsv).
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.intake.vocabulary import words_for

DATA = "appeals.en.tsv"
LONGEST = 320  # characters of such a line
QUOTES = re.compile("[\"“”„«»]|(?<!\\w)['‘]")
REPORTED = re.compile(
    r"\b(?:said|says|told|according to|announced|wrote|posted|claimed|believes)\b"
    r"|,\s(?!(?:have|your)\b)(?:[\w'’-]+\s){1,4}(?:say|believe|claim|think|write)[.]?$"
)


def appeals(words: str) -> bool:
    """Whether a whole line calls upon the reader."""
    if len(words) > LONGEST or QUOTES.search(words) or REPORTED.search(words):
        return False
    plain = words.casefold().replace("’", "'")
    if _pattern("phrase").search(plain):
        return True
    if not _pattern("trade").search(plain):
        return False
    return bool(_pattern("reader").search(plain) or _pattern("order").match(plain) or _beside().search(plain))


@cache
def _pattern(what: str) -> re.Pattern[str]:
    """The words of a kind, as whole words."""
    return re.compile(rf"(?<!\w)(?:{_either(what)})(?!\w)")


@cache
def _beside() -> re.Pattern[str]:
    """A word for the site right before the word of its trade, or one that points to it right before or behind."""
    site, place, trade = _either("site"), _either("place"), _either("trade")
    return re.compile(
        rf"(?<!\w)(?:(?:{site})\s(?:[\w-]+\s)?(?:{trade})|(?:{place})\s(?:to\s)?(?:{trade})|(?:{trade})\s(?:{place}))(?!\w)"
    )


def _either(what: str) -> str:
    """The words of a kind as a pattern; `*` at the end of one stands for any ending, `…` for any words."""
    either = "|".join(map(re.escape, words_for(what, DATA)))
    return either.replace(r"\*", r"\w*").replace("…", ".{1,60}")
