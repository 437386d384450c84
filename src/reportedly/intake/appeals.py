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
LEGAL = ("Copyright", "©", "All rights reserved")  # openings of lines that say whose a page is
LONGEST = 320  # characters of such a line
QUOTES = re.compile("[\"“”„«»]|(?<!\\w)['‘]")
OPENED = re.compile(r"(?:^|[.!?]\s)")  # a sentence
REPORTED = re.compile(
    r"\b(?:said|says|told|according to|announced|wrote|posted|claimed|believes)\b"
    r"|,\s(?!(?:have|your)\b)(?:[\w'’-]+\s){1,4}(?:say|believe|claim|think|write)[.]?$"
)


def appeals(words: str) -> bool:
    """Whether a whole line calls upon the reader."""
    if len(words) > LONGEST or reports(words):
        return False
    plain = words.casefold().replace("’", "'")
    if _pattern("phrase").search(plain):
        return True
    if _ordered().match(plain):
        return True
    if not _pattern("trade").search(plain):
        return False
    ordered, read_by = _pattern("order").match(plain), _pattern("reader").search(plain)
    if ends_sentence(words):
        return bool(ordered and (read_by or _pattern("site").search(plain) or _beside().search(plain)))
    return bool(ordered or read_by or _beside().search(plain))


def reports(words: str) -> bool:
    """Whether words quote somebody or say who says so."""
    return bool(QUOTES.search(words) or REPORTED.search(words))


def calls(words: str) -> bool:
    """Whether the words of a link call upon the reader ("Sign up here")."""
    return any(f"{words.casefold()} ".startswith(f"{call} ") for call in words_for("call", DATA))


def asks_for_support(words: str, site: str | None) -> bool:
    """Whether a whole box names the site and those who pay for it, and speaks to the reader."""
    if not site or site not in words or len(words) > LONGEST or reports(words):
        return False
    plain = words.casefold()
    opened = (_pattern("order").match(plain, found.end()) for found in OPENED.finditer(plain))
    return bool(_pattern("payer").search(plain)) and (bool(_pattern("reader").search(plain)) or any(opened))


@cache
def _pattern(what: str) -> re.Pattern[str]:
    """The words of a kind, as whole words."""
    return re.compile(rf"(?<!\w)(?:{_either(what)})(?![\w-])")


@cache
def _beside() -> re.Pattern[str]:
    """A word for the site right before the word of its trade, or one that points to it right before or behind."""
    site, place, trade = map(_either, ("site", "place", "trade"))
    return re.compile(
        rf"(?<!\w)(?:(?:{site})\s(?:[\w-]+\s)?(?:{trade})|(?:{place})\s(?:to\s)?(?:{trade})|(?:{trade})\s(?:{place}))(?!\w)"
    )


@cache
def _ordered() -> re.Pattern[str]:
    """An order whose object is a thing of the site's trade ("Download the News 6 app")."""
    return re.compile(
        rf"(?:{_either('order')})\s(?:(?:the|our|this|an?)\s(?:[\w-]+\s){{0,2}})?(?:{_either('trade')}|{_either('object')})(?![\w-])"
    )


def _either(what: str) -> str:
    """The words of a kind as a pattern; `*` at the end of one stands for any ending, `…` for any words."""
    either = "|".join(map(re.escape, words_for(what, DATA)))
    return either.replace(r"\*", r"\w*").replace("…", ".{1,60}")
