"""Mentions: stretches of a report that may name a place, before anyone decides whether they do and which.

Every mention lies in one sentence, begins and ends with whole tokens, and no two overlap. Found by looking every
capitalised stretch up in the gazetteer, the longest first; what the parser alone takes for a place comes after, with
nothing found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.knowledge.gazetteer import Entry, Found, Gazetteer
from reportedly.knowledge.place_keys import ARTICLES, LONGEST, bare, key
from reportedly.reading.language import PlaceWords
from reportedly.reading.parse import Parse, Token
from reportedly.reading.place_cues import NOTHING, after, before, dateline
from reportedly.records import Spans

LONGEST_NAME = 6  # words
LONGEST_SHORT = 6  # characters of a short form without its last point
PLACE_LABELS = ("GPE", "LOC", "FAC")
ONE_NAME = (*PLACE_LABELS, "PERSON")  # labels of the parser that make one name of several words
LARGE = 100_000  # people of a town whose name is whole, whatever goes on after it

Labels = dict[int, tuple[str, int, int]]  # by token: the parser's label, first and last token of its name


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch `start`..`end` of tokens `first`..`last` (included) that may name a place.

    `found` are the gazetteer's places of this name. `label` is how the parser sees it: its label and "=" (the same
    stretch), ">" (part of a longer name) or "<" (more than that name), else the part of speech. `cue` is the kind of
    place that the words beside it tell ("province of …"), `told` where: "before", "after", "name" (as part of it), ""
    nowhere; `short` marks a short form ("Ky."); `people` a word for a people, which names no place itself; `located`
    says that a locative preposition stands before it; `part` a part of the place found, told by a direction that
    belongs to the name ("West …").
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    found: tuple[Found, ...]
    label: str
    cue: str | None = None
    told: str = ""
    short: bool = False
    people: bool = False
    part: bool = False
    located: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first`..`last` (included) as a name, short form or word for a people of the gazetteer."""

    first: int
    last: int
    found: tuple[Found, ...]
    short: bool = False
    people: bool = False


def mentions(parse: Parse, gazetteer: Gazetteer, seen: Spans = ()) -> list[Mention]:
    """Every mention, in the order of the text; `seen` are words that a network takes for where something happened."""
    labels = _labels(parse)
    spotted = [m for s in parse.sentences for m in _spotted(parse, gazetteer, s.first, s.last, labels)]
    taken = {i for m in spotted for i in range(m.first, m.last + 1)}
    return sorted((*spotted, *_named(parse, taken, labels, seen)), key=lambda m: m.start)


def _labels(parse: Parse) -> Labels:
    over: Labels = {}
    for name in parse.names:
        if tokens := parse.between(name.start, name.end):
            over |= dict.fromkeys((t.i for t in tokens), (name.label, tokens[0].i, tokens[-1].i))
    return over


def _spotted(parse: Parse, gazetteer: Gazetteer, first: int, last: int, labels: Labels) -> Iterator[Mention]:
    at = first
    while at < last:
        match = _match(parse, gazetteer, at, last) if capital(parse.tokens[at]) else None
        if match is None:
            at += 1
            continue
        match = _completed(parse, gazetteer, match, last, labels)
        mention = _mention(parse, match, first, last, labels)
        yield mention
        at = mention.last + 1


def _match(parse: Parse, gazetteer: Gazetteer, at: int, last: int) -> Match | None:
    people, name = _people(parse, gazetteer, at, last), _longest(parse, gazetteer, at, last)
    if people and (name is None or people.last >= name.last):
        return people  # "Canadian" is a town, too
    return _short(parse, gazetteer, at) or name


def _completed(parse: Parse, gazetteer: Gazetteer, match: Match, limit: int, labels: Labels) -> Match:
    """The match, or the longer name that it only begins: "Ras al-Ostra", not its "Ras", which is a town elsewhere.

    The longer name counts where a place sounds like it; without one where an article or the parser joins it, and the
    beginning alone is no large place; in front of a common noun ("the Lime Tree school") no place that mainly has another name.
    """
    end = _joined(parse, match.last, limit)
    tokens = parse.tokens
    if end == match.last or _closed(parse.language.places, match, tokens[match.last]):
        return match
    rest = key(parse.text[tokens[match.last + 1].start : tokens[end].end])
    if gazetteer.find_loosely(parse.text[tokens[match.first].start : tokens[end].end]):
        return Match(match.first, end, ())
    large = [f for f in match.found if _large(f.entry)]
    if _of_a_noun(parse, match.last, end) and not any(f.main for f in large):
        return Match(match.first, end, ())
    named = end > match.last + 1 or labels.get(match.last) in [(label, match.first, end) for label in ONE_NAME]
    return match if not named or gazetteer.knows(rest) or large else Match(match.first, end, ())


def _of_a_noun(parse: Parse, last: int, end: int) -> bool:
    """Whether a name that goes on to token `end` only stands in front of a common noun ("the Lime Tree school")."""
    above = [parse.tokens[k] for k in parse.above(last)[1:]]
    return end in (t.i for t in above) and any(t.pos == "NOUN" and t.i > end and not capital(t) for t in above)


def _closed(words: PlaceWords, match: Match, last: Token) -> bool:
    """Whether nothing goes on the match, which ends with token `last`: a short form, a people, a kind of place."""
    return match.short or match.people or last.text.lower() in words.kinds


def _joined(parse: Parse, last: int, limit: int) -> int:
    """The last token of what may go on the name that ends with token `last`: an article and a name ("al-Ostra"), or one name."""
    more = parse.tokens[last + 1 : min(limit, last + 4)]
    if len(more) == 3 and more[0].text.lower() in ARTICLES and more[1].text == "-" and capital(more[2]):
        return last + 3
    alone = more and capital(more[0]) and more[0].pos == "PROPN" and not _set_apart(parse.language.places, more[0])
    return last + 1 if alone else last


def _set_apart(words: PlaceWords, token: Token) -> bool:
    """Whether a capitalised word behind a name does not belong to it."""
    low = token.text.lower().rstrip(".")
    return low in words.kinds or low in words.right_capital


def _large(entry: Entry) -> bool:
    return entry.kind in ("country", "admin1") or entry.population >= LARGE


def capital(token: Token) -> bool:
    """Whether a token begins with a capital, or with a letter and an apostrophe before one ("d'Arlan")."""
    text = token.text
    return text[0].isupper() or (len(text) > 2 and text[1] in "'’" and text[2].isupper())


def _longest(parse: Parse, gazetteer: Gazetteer, at: int, last: int) -> Match | None:
    """The longest capitalised stretch from token `at` on that is a name of the gazetteer."""
    tokens, words, start = parse.tokens, parse.language.places, _with_article(parse, at)
    head = key(tokens[at].text).partition(" ")[0]
    most = gazetteer.longest(head) if head else 0
    if start != at:
        most = max(most, gazetteer.longest(key(tokens[start].text)) - 1)
    for end in range(min(last, at + 2 * min(most, LONGEST_NAME)) - 1, at - 1, -1):
        stop = tokens[end]
        if not capital(stop) or stop.end - tokens[start].start > LONGEST or not _whole(parse, at, end):
            continue
        if end == at and (_no_name(words, tokens[at]) or _initials(tokens[at].text)):
            return None
        exact = key(parse.text[tokens[start].start : stop.end])
        articled = start != at or tokens[at].pos == "PROPN"  # articles may be words of the language, too
        for form in (exact, bare(exact)) if articled else (exact,):
            if form and gazetteer.knows(form):
                return Match(start, end, gazetteer.found(form))
    return _possessive(gazetteer, tokens[at], words.possessive)


def _no_name(words: PlaceWords, token: Token) -> bool:
    """Whether a word names no place when it stands alone."""
    low = token.text.lower()
    return low in words.not_alone or low in ARTICLES


def _possessive(gazetteer: Gazetteer, token: Token, ending: str) -> Match | None:
    """A country or a large town whose apostrophe got lost ("Lorvanias troops")."""
    text = token.text
    found = gazetteer.found(key(text.removesuffix(ending))) if len(text) > 4 and text.endswith(ending) else ()
    large = tuple(f for f in found if f.main and _large(f.entry))
    return Match(token.i, token.i, large) if large else None


def _initials(text: str) -> bool:
    """Whether a word is all capitals and so short that it is rather an abbreviation than a name set in capitals."""
    return text.isupper() and len(text.replace(".", "")) < 4


def _with_article(parse: Parse, at: int) -> int:
    """The first token of "al-Ostra" where `at` is "Ostra": an article of lower case joined to it by a hyphen."""
    if at < 2:
        return at
    article, hyphen, name = parse.tokens[at - 2 : at + 1]
    joined = hyphen.text == "-" and article.end == hyphen.start and hyphen.end == name.start
    return at - 2 if joined and article.text.lower() in ARTICLES and article.sentence == name.sentence else at


def _whole(parse: Parse, first: int, last: int) -> bool:
    """Whether the tokens may be one name: no comma, bracket, line break or verb between the first and the last."""
    words, inside = parse.language.places.inside, parse.tokens[first + 1 : last]
    if any(not (capital(t) or t.text in words or t.text.lower() in ARTICLES) for t in inside):
        return False
    return "\n" not in parse.text[parse.tokens[first].start : parse.tokens[last].end]


def _short(parse: Parse, gazetteer: Gazetteer, at: int) -> Match | None:
    """A short form: with its points, of three capitals or more, or of two capitals after a comma or for a country."""
    if len(parse.tokens[at].text) > LONGEST_SHORT:
        return None
    text, end = _with_point(parse, gazetteer, at)
    if "." not in text and not text.isupper():
        return None
    found = gazetteer.find_short(text)
    bold = "." in text or len(text) > 2 or any(f.entry.kind == "country" for f in found)
    after_comma = at > 0 and parse.tokens[at - 1].text == ","
    return Match(at, end, found, short=True) if found and (bold or after_comma) else None


def _with_point(parse: Parse, gazetteer: Gazetteer, at: int) -> tuple[str, int]:
    """A word with the point right behind it where it is a short form without it, and its last token."""
    token, point = parse.tokens[at], next(iter(parse.tokens[at + 1 : at + 2]), None)
    beside = point is not None and point.text == "." and point.start == token.end and not token.text.endswith(".")
    short = beside and (not token.text.isupper() or "." in token.text) and gazetteer.find_short(token.text)
    return (token.text + ".", at + 1) if short else (token.text, at)


def _people(parse: Parse, gazetteer: Gazetteer, at: int, last: int) -> Match | None:
    """A word for a people, of one or two words ("Sri Lankan")."""
    tokens = parse.tokens
    for end in (at + 1, at):
        if end < last and tokens[end].text[0].isupper() and len(tokens[end].text) > 3:
            text = parse.text[tokens[at].start : tokens[end].end]
            if found := gazetteer.find_people(text):
                return Match(at, end, found, people=True)
    return None


def _mention(parse: Parse, match: Match, begin: int, limit: int, labels: Labels) -> Mention:
    """The mention of a match with the kind that the words beside it tell; what belongs to its name becomes part of
    it.
    """
    first, last, found, telling, part = match.first, match.last, match.found, NOTHING, False
    if not match.short and not match.people:
        telling, last, found = after(parse, last, limit, found)
        telling = telling if telling[0] else before(parse, first)
        if not telling[0] and dateline(parse, first, last):
            telling = "city", "name"
        part = first > begin and _directed(parse, first)
        first -= part
    start, end = parse.tokens[first].start, parse.tokens[last].end
    return Mention(
        start, end, first, last, key(parse.text[start:end]), found, _label(parse, first, last, labels), *telling,
        match.short, match.people, part, located(parse, first),
    )  # fmt: skip


def located(parse: Parse, first: int) -> bool:
    """Whether a locative preposition stands before token `first`, perhaps with an article between."""
    words, at = parse.language.places, first - 1
    if at > 0 and parse.tokens[at].text.lower() in words.definite:
        at -= 1
    same = at >= 0 and parse.tokens[at].sentence == parse.tokens[first].sentence
    return same and parse.tokens[at].text.lower() in words.locative


def _directed(parse: Parse, first: int) -> bool:
    """Whether the capitalised word before a name makes another name of it ("West Arlan")."""
    word, name = parse.tokens[first - 1], parse.tokens[first]
    return (
        word.text[0].isupper() and word.text.lower() in parse.language.places.directions and name.start - word.end == 1
    )


def _label(parse: Parse, first: int, last: int, labels: Labels) -> str:
    over = labels.get(last) or labels.get(first)
    if over is None:
        return parse.tokens[last].pos
    label, begin, end = over
    if (begin, end) == (first, last):
        return label + "="
    return label + (">" if begin <= first and end >= last else "<")


def _named(parse: Parse, taken: set[int], labels: Labels, seen: Spans) -> Iterator[Mention]:
    """What the gazetteer does not know and the parser calls a place, a locative preposition introduces as one, or a network sees as one."""
    words = parse.language.places
    for first, last, label in (*_called(parse), *_introduced(parse, labels), *_seen(parse, seen, labels)):
        if not taken.isdisjoint(range(first, last + 1)) or not _nameable(words, parse.tokens[first : last + 1]):
            continue
        (cue, told), last, _ = after(parse, last, len(parse.tokens), ())
        if cue is None:
            cue, told = before(parse, first)
        if cue is None and last > first and (kind := words.kinds.get(parse.tokens[last].text.lower())):
            cue, told = kind, "name"
        start, end = parse.tokens[first].start, parse.tokens[last].end
        here = located(parse, first)
        yield Mention(start, end, first, last, key(parse.text[start:end]), (), label, cue, told, located=here)
        taken.update(range(first, last + 1))


def _called(parse: Parse) -> Iterator[tuple[int, int, str]]:
    words = parse.language.places
    for name in parse.names:
        tokens = list(parse.between(name.start, name.end)) if name.label in PLACE_LABELS else []
        while tokens and (not tokens[0].text[0].isalnum() or tokens[0].text.lower() in words.definite):
            tokens.pop(0)
        while tokens and tokens[-1].text in words.endings:
            tokens.pop()
        if tokens:
            yield _with_article(parse, tokens[0].i), _with_name(parse, tokens[-1].i), name.label + "="


def _with_name(parse: Parse, last: int) -> int:
    """The last token of "Deir al-Ostra" where the parser cut it off at the hyphen, token `last`."""
    cut = parse.tokens[last].text == "-" and last and parse.tokens[last - 1].text.lower() in ARTICLES
    return last + 1 if cut and last + 1 < len(parse.tokens) and capital(parse.tokens[last + 1]) else last


def _introduced(parse: Parse, labels: Labels) -> Iterator[tuple[int, int, str]]:
    """Runs of capitalised names after a locative preposition, "the town of", or all that "the towns of" lists."""
    words = parse.language.places
    for token in parse.tokens:
        told = token.text in words.genitive and before(parse, token.i + 1)[0]
        at = token.i + 1
        run = _run(parse, at, token.sentence) if told or token.text.lower() in words.locative else None
        while run is not None:
            first, end = run
            yield _with_article(parse, first), end - 1, _label(parse, first, end - 1, labels)
            lists = told and _several(parse, parse.tokens[token.i - 1]) and end < len(parse.tokens)
            run = _run(parse, end + 1, token.sentence) if lists and _joins(parse, end) else None


def _seen(parse: Parse, seen: Spans, labels: Labels) -> Iterator[tuple[int, int, str]]:
    """The first run of capitalised names among the words that a network takes for a place; whatever the parser takes a capital inside a
    sentence for.
    """
    for span in seen:
        tokens = parse.between(*span)
        named = (t for t in tokens if capital(t) and (t.pos == "PROPN" or _within_sentence(parse, t)))
        run = next((_capitals(parse, t.i, t.sentence) for t in named), None)
        if run is not None and run[1] - 1 <= tokens[-1].i:
            yield run[0], run[1] - 1, _label(parse, run[0], run[1] - 1, labels)


def _several(parse: Parse, token: Token) -> bool:
    """Whether a token is a plural noun and no name."""
    return token.pos != "PROPN" and parse.language.grammar.plural(token)


def _joins(parse: Parse, i: int) -> bool:
    """Whether the list of names goes on behind token i."""
    return parse.tokens[i].text == "," or parse.tokens[i].text in parse.language.places.joint


def _within_sentence(parse: Parse, token: Token) -> bool:
    return token.i > 0 and parse.tokens[token.i - 1].sentence == token.sentence


def _run(parse: Parse, at: int, sentence: int) -> tuple[int, int] | None:
    """The capitals that begin at token `at`, where the last of them is a name."""
    run = _capitals(parse, at, sentence)
    return run if run and parse.tokens[run[1] - 1].pos == "PROPN" else None


def _capitals(parse: Parse, at: int, sentence: int) -> tuple[int, int] | None:
    """The capitalised words that begin at token `at`, an article or "and" left out: first token and the one after the last; none where
    a title is among them.
    """
    tokens, words = parse.tokens, parse.language.places
    skipped = words.definite | words.joint | {"-"}
    while at < len(tokens) and (tokens[at].text in skipped or tokens[at].text in ARTICLES):
        at += 1
    end = at
    most = min(len(tokens), at + LONGEST_NAME + 1)
    while end < most and capital(tokens[end]) and tokens[end].sentence == sentence:
        end += 1
    run = tokens[at:end]
    named = run and not any(t.text.lower().rstrip(".") in words.titles for t in run)
    return (at, end) if named else None


def _nameable(words: PlaceWords, tokens: Sequence[Token]) -> bool:
    """Whether tokens look like a name: not too long, no code with digits in it ("H5N1"), no bare word of direction or
    kind.
    """
    short = len(tokens) <= LONGEST_NAME and tokens[-1].end - tokens[0].start <= LONGEST
    if len(tokens) == 1 and (any(c.isdigit() for c in tokens[0].text) or _no_name(words, tokens[0])):
        return False
    return short and any(capital(t) for t in tokens)
