"""What the words beside a place name tell of its kind: "the province of …", "… gas field", "Lake …".

A cue is a kind of the gazetteer. A capitalised kind word after the name belongs to the name ("… County"); one that
makes another name of it ("… River") leaves nothing found.
"""

from __future__ import annotations

from reportedly.knowledge.gazetteer import Found
from reportedly.reading.parse import Parse

MOST_ADJECTIVES = 2
OTHER_NAME = frozenset(("water", "road", "mountain", "site", "sea"))  # kinds that make another name of a known one
OPENERS = frozenset("(,–—-")
Tellings = tuple[str | None, str]  # kind, and where it is told: "before", "after", "name" (as part of it) or ""
NOTHING: Tellings = (None, "")


def after(parse: Parse, last: int, limit: int, found: tuple[Found, ...]) -> tuple[Tellings, int, tuple[Found, ...]]:
    """The cue after a name that ends with token `last`, the last token of the name with it, and what is found then."""
    tokens, words, at = parse.tokens, parse.language.places, last + 1
    while at < min(limit, last + 1 + MOST_ADJECTIVES) and tokens[at].text.lower() in words.between:
        at += 1
    if at >= limit:
        return NOTHING, last, found
    word = tokens[at].text
    kind = words.kinds.get(word.lower().rstrip("."))
    tells_on = at + 1 < limit and tokens[at + 1].text.lower() in words.genitive  # "the Arlan town of …"
    if kind is None or tells_on or (kind == "road" and word[0].islower()):
        return NOTHING, last, found
    if word[0].islower():
        return (kind, "after"), last, found
    if at > last + 1:
        return (kind, "name"), last, found
    return (kind, "name"), at, () if kind in OTHER_NAME else found


def before(parse: Parse, first: int) -> Tellings:
    """The cue before a name that begins with token `first`, in the same sentence: a headline may end with "town"."""
    tokens, words = parse.tokens, parse.language.places
    if first < 1 or first >= len(tokens) or tokens[first - 1].sentence != tokens[first].sentence:
        return NOTHING
    word = tokens[first - 1].text
    if word[0].isupper() and word.lower() in words.kinds_before:
        return words.kinds_before[word.lower()], "name"
    if word in words.genitive and first >= 2:
        kind = words.kinds.get(tokens[first - 2].text.lower())
        return (kind, "before") if kind else NOTHING
    return (words.kinds[word], "before") if word in words.plain_kinds else NOTHING


def dateline(parse: Parse, first: int, last: int) -> bool:
    """Whether a name in capitals opens its paragraph and a bracket, comma or dash follows: where the report was filed."""
    tokens = parse.tokens
    opens = first == 0 or tokens[first - 1].sentence != tokens[first].sentence
    named = all(t.text.isupper() or not t.text.isalpha() for t in tokens[first : last + 1])
    return opens and named and last + 1 < len(tokens) and tokens[last + 1].text in OPENERS
