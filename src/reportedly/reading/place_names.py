"""Mentions: stretches of a report that may name a place, before anyone decides whether they do and which.

Every mention lies in one sentence, begins and ends with whole tokens, and no two overlap. Found by looking every
capitalised stretch up in the gazetteer, the longest first; what the parser alone takes for a place comes after, with
nothing found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.knowledge.gazetteer import Found, Gazetteer
from reportedly.knowledge.place_keys import ARTICLES, LONGEST, bare, key
from reportedly.reading.lang.en.place_words import KIND_ADJECTIVES, KIND_BEFORE, KIND_WORDS, OTHER_NAME
from reportedly.reading.parse import Parse, Token

LONGEST_NAME = 6  # words
PLACE_LABELS = ("GPE", "LOC", "FAC")
MARKS = frozenset("-–'’")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch `start`..`end` of tokens `first`..`last` (included) that may name a place.

    `found` are the gazetteer's places of this name. `label` is how the parser sees it: its label and "=" (the same
    stretch), ">" (part of a longer name) or "<" (more than that name), else the part of speech. `cue` is the kind of
    place that the words beside it tell ("province of …"); `short` marks a short form ("Ky."); `people` a word for a
    people, which names no place itself.
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    found: tuple[Found, ...]
    label: str
    cue: str | None = None
    short: bool = False
    people: bool = False


def mentions(parse: Parse, gazetteer: Gazetteer) -> list[Mention]:
    """Every mention, in the order of the text."""
    labels = _labels(parse)
    spotted = [
        m for sentence in parse.sentences for m in _spotted(parse, gazetteer, sentence.first, sentence.last, labels)
    ]
    taken = {i for m in spotted for i in range(m.first, m.last + 1)}
    return sorted((*spotted, *_named(parse, gazetteer, taken)), key=lambda m: m.start)


def _labels(parse: Parse) -> dict[int, tuple[str, int, int]]:
    """The parser's name over each token: label, first and last token."""
    over: dict[int, tuple[str, int, int]] = {}
    for name in parse.names:
        tokens = parse.between(name.start, name.end)
        if tokens:
            over |= dict.fromkeys((t.i for t in tokens), (name.label, tokens[0].i, tokens[-1].i))
    return over


def _spotted(
    parse: Parse, gazetteer: Gazetteer, first: int, last: int, labels: dict[int, tuple[str, int, int]]
) -> Iterator[Mention]:
    at = first
    while at < last:
        token = parse.tokens[at]
        if not token.text[0].isupper():
            at += 1
            continue
        match = _longest(parse, gazetteer, at, last) or _short(gazetteer, parse, at) or _people(gazetteer, token)
        if match is None:
            at += 1
            continue
        start, end, found, flag = match
        mention = _with_cue(parse, start, end, last, found, flag, labels)
        yield mention
        at = mention.last + 1


Match = tuple[int, int, tuple[Found, ...], str]  # first and last token, what was found, "" | "short" | "people"


def _longest(parse: Parse, gazetteer: Gazetteer, at: int, last: int) -> Match | None:
    """The longest capitalised stretch from token `at` on that is a name of the gazetteer."""
    tokens, text = parse.tokens, parse.text
    head = key(tokens[at].text)
    if not head or (tokens[at].text.isupper() and len(head) < 4 and len(tokens[at].text) < 4):
        return None
    start = _with_article(parse, at)
    words = min(
        LONGEST_NAME, gazetteer.longest(key(text[tokens[start].start : tokens[at].end]) if start == at else head)
    )
    words = max(words, gazetteer.longest(tokens[start].text.lower()) - 1 if start != at else 1)
    limit = min(last, at + 2 * words)
    for end in range(limit - 1, at - 1, -1):
        stop = tokens[end]
        if not stop.text[0].isupper() or stop.end - tokens[start].start > LONGEST or _broken(parse, at, end):
            continue
        exact = key(text[tokens[start].start : stop.end])
        for form in dict.fromkeys((exact, bare(exact)) if start != at else (exact,)):
            if form and gazetteer.knows(form):
                return start, end, gazetteer.found(form), ""
    return None


def _with_article(parse: Parse, at: int) -> int:
    """The first token of "al-Ostra" where `at` is "Ostra": an article of lower case joined to it by a hyphen."""
    tokens = parse.tokens
    if at >= 2 and tokens[at - 1].text == "-" and tokens[at - 1].end == tokens[at].start:
        article = tokens[at - 2]
        if (
            article.text.lower() in ARTICLES
            and article.end == tokens[at - 1].start
            and article.sentence == tokens[at].sentence
        ):
            return at - 2
    return at


def _broken(parse: Parse, first: int, last: int) -> bool:
    """Whether something that no name holds stands between two tokens: a comma, a bracket, a line break, a verb."""
    for token in parse.tokens[first + 1 : last]:
        if (
            token.text in MARKS
            or token.text[0].isupper()
            or token.text.lower() in ARTICLES
            or token.text in ("of", "the", "de", "la", "and", "du", "del", "do", "da", "sur", "le")
        ):
            continue
        return True
    return "\n" in parse.text[parse.tokens[first].start : parse.tokens[last].end]


def _short(gazetteer: Gazetteer, parse: Parse, at: int) -> Match | None:
    """A short form: with its points, of three capitals or more, or two capitals after a comma ("Fargo, ND")."""
    tokens = parse.tokens
    text = tokens[at].text
    end = at
    if at + 1 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 1].start == tokens[at].end and len(text) < 6:
        text, end = text + ".", at + 1
    pointed = "." in text
    capitals = text.isupper() and len(text) <= 4
    if not (pointed or capitals) or len(text) > 8:
        return None
    found = gazetteer.find_short(text)
    after_comma = at > 0 and tokens[at - 1].text == "," and not pointed
    country = any(f.entry.kind == "country" for f in found)
    if not found or not (pointed or after_comma or len(text) > 2 or country):
        return None
    return at, end if "." in parse.text[tokens[at].start : tokens[end].end] else at, found, "short"


def _people(gazetteer: Gazetteer, token: Token) -> Match | None:
    found = gazetteer.find_people(token.text) if len(token.text) > 3 else ()
    return (token.i, token.i, found, "people") if found else None


def _with_cue(
    parse: Parse,
    first: int,
    last: int,
    limit: int,
    found: tuple[Found, ...],
    flag: str,
    labels: dict[int, tuple[str, int, int]],
) -> Mention:
    """The mention with the kind that the words beside it tell; a capitalised kind word becomes part of it."""
    tokens = parse.tokens
    cue = None
    if not flag:
        cue, last, found = _after(parse, last, limit, found)
        cue = cue or _before(parse, first)
    start, end = tokens[first].start, tokens[last].end
    return Mention(
        start,
        end,
        first,
        last,
        key(parse.text[start:end]),
        found,
        _label(parse, first, last, labels),
        cue,
        flag == "short",
        flag == "people",
    )


def _after(parse: Parse, last: int, limit: int, found: tuple[Found, ...]) -> tuple[str | None, int, tuple[Found, ...]]:
    tokens = parse.tokens
    at = last + 1
    while at < limit and at < last + 3 and tokens[at].text.lower() in KIND_ADJECTIVES:
        at += 1
    if at >= limit:
        return None, last, found
    word = tokens[at]
    kind = KIND_WORDS.get(word.text.lower().rstrip("."))
    if kind is None or (at + 1 < limit and tokens[at + 1].text.lower() == "of"):
        return None, last, found
    if word.text[0].isupper() and at == last + 1:
        return kind, at, () if kind in OTHER_NAME else found
    return (kind, last, found) if word.text[0].islower() or at > last + 1 else (None, last, found)


def _before(parse: Parse, first: int) -> str | None:
    tokens = parse.tokens
    if first >= 1 and tokens[first - 1].text.lower() in KIND_BEFORE and tokens[first - 1].text[0].isupper():
        return KIND_BEFORE[tokens[first - 1].text.lower()]
    if first >= 2 and tokens[first - 1].text == "of":
        return KIND_WORDS.get(tokens[first - 2].text.lower())
    if first >= 1:
        return (
            KIND_WORDS.get(tokens[first - 1].text)
            if tokens[first - 1].text in ("city", "town", "village", "province")
            else None
        )
    return None


def _label(parse: Parse, first: int, last: int, labels: dict[int, tuple[str, int, int]]) -> str:
    over = labels.get(last) or labels.get(first)
    if over is None:
        return parse.tokens[last].pos
    label, begin, end = over
    if (begin, end) == (first, last):
        return label + "="
    return label + (">" if begin <= first and end >= last else "<")


def _named(parse: Parse, gazetteer: Gazetteer, taken: set[int]) -> Iterator[Mention]:
    """What the parser alone calls a place."""
    for name in parse.names:
        tokens = parse.between(name.start, name.end)
        while tokens and (not tokens[0].text[0].isalnum() or tokens[0].text.lower() == "the"):
            tokens = tokens[1:]
        while tokens and tokens[-1].text in ("'s", "’s", "’", "'", ",", "."):
            tokens = tokens[:-1]
        if (
            not tokens
            or name.label not in PLACE_LABELS
            or any(t.i in taken for t in tokens)
            or not tokens[0].text[0].isupper()
        ):
            continue
        first, last = tokens[0].i, tokens[-1].i
        if last - first >= LONGEST_NAME or tokens[-1].end - tokens[0].start > LONGEST:
            continue
        cue, last, _ = _after(parse, last, len(parse.tokens), ())
        cue = cue or KIND_WORDS.get(parse.tokens[last].text.lower()) or _before(parse, first)
        start, end = parse.tokens[first].start, parse.tokens[last].end
        yield Mention(start, end, first, last, key(parse.text[start:end]), (), name.label + "=", cue)
