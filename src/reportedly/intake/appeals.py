"""What calls upon the reader: offers, forms, players, requests to subscribe or to share.

A line does where it speaks to the reader and names a thing of the site's trade ("Get it in your inbox"), quotes and
reports nobody, and is short; one that ends a sentence has to open with an order besides, since an article may well
speak of subscribers. The words are data (appeals.en.tsv).
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.intake.lines import ends_sentence
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
    ordered, spoken_to = _pattern("order").match(plain), _pattern("reader").search(plain) or _beside().search(plain)
    return bool(ordered and spoken_to) if ends_sentence(words) else bool(ordered or spoken_to)


@cache
def _pattern(what: str) -> re.Pattern[str]:
    """The words of a kind, as whole words."""
    return re.compile(rf"(?<!\w)(?:{_either(what)})(?![\w-])")


@cache
def _beside() -> re.Pattern[str]:
    """A word for the site right before the word of its trade, or an order, or one that points to it right before or behind."""
    site, place, trade, order = map(_either, ("site", "place", "trade", "order"))
    return re.compile(
        rf"(?<!\w)(?:(?:{order})\s(?:the\s|an?\s)?(?:{trade})|(?:{site})\s(?:[\w-]+\s)?(?:{trade})|(?:{place})\s(?:to\s)?(?:{trade})|(?:{trade})\s(?:{place}))(?!\w)"
    )


def _either(what: str) -> str:
    """The words of a kind as a pattern; `*` at the end of one stands for any ending, `…` for any words."""
    either = "|".join(map(re.escape, words_for(what, DATA)))
    return either.replace(r"\*", r"\w*").replace("…", ".{1,60}")
