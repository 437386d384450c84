"""Events as a network has seen them, with the words of their own sentence.

The network says what is told as an event, of which kind and status, and who takes part in it; the language gives the mode of a word that it
knows for the same kind, and where a noun phrase begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.reading.event_drafts import Draft
from reportedly.reading.event_settled import ATTACK, kind_of, status_of
from reportedly.reading.language import Kind, Part
from reportedly.reading.layers import Happened
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import overlap
from reportedly.records import Span, Spans, Status

PARTICIPANTS = ("actor", "target")
SURE = 0.85
"""What is said against people by a word that no list has asks for more belief."""
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
NAMING = frozenset({"NOUN", "PROPN"})
LEADING = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})


def seen(parse: Parse, happened: Sequence[Happened]) -> list[Draft]:
    """The drafts of a network's events."""
    found = (draft_of(parse, one) for one in happened if _enough(parse, one))
    drafts = [draft for draft in found if draft is not None]
    tie = parse.language.events.tie
    return [one for one in drafts if not any(tie(parse, other.token, one.token) == "carried" for other in drafts)]


def _enough(parse: Parse, one: Happened) -> bool:
    """Whether to believe in an event: an attack by a word of no list asks for more, and for whom it struck where it says who did it."""
    words = list(parse.between(*one.word))
    does = (parse.language.grammar.does(parse, word.i) for word in words)
    words += [parse.tokens[verb] for verb in does if verb is not None]
    if one.kind.upper() != ATTACK or any(parse.language.events.event(parse, word) is not None for word in words):
        return True
    struck = one.status is not Status.ACTUAL or one.counts or _told(one, "target") or not _told(one, "actor")
    return one.belief > SURE and bool(struck)


def draft_of(parse: Parse, one: Happened) -> Draft | None:
    """The draft of one event; null where its word is no token."""
    words = parse.between(*one.word)
    if not words:
        return None
    one = _within(parse, one, words[0])
    parts = list(_taking_part(parse, one, words[0]))
    also = [token.i for span in one.also for token in parse.between(*span)]
    status = status_of(parse, one, words[0].i)
    made = Draft(words[0].i, Kind(ATTACK, None, "act"), status, parts, also, [], _told(one, "place"), _told(one, "day"))
    kind, known = kind_of(parse, one, made), parse.language.events.event(parse, words[0])
    made.kind = Kind(kind, known.mode if known and known.type == kind else None, "act")
    return made


def _taking_part(parse: Parse, one: Happened, word: Token) -> Iterator[Part]:
    """The participants that the network sees, and of a role of which it sees nobody those that grammar ties to the event's own word."""
    known = parse.language.events.event(parse, word)
    told = parse.language.events.participants(parse, word.i, known) if known is not None else []
    given = list(_parts(parse, one))
    whole = [part for part in given if not any(_inside(part, other) or _numbers(parse, part, other) for other in given)]
    seen = [part for part in whole if not _misplaced(parse, part, told, word)]
    yield from seen
    roles = {part.role for part in seen}
    yield from (p for p in told if p.role not in roles and not any(_holds(parse, part, p) for part in seen))


def _inside(part: Part, other: Part) -> bool:
    """Whether a participant's words are only some of another one's."""
    mine, theirs = part.span, other.span
    return mine is not None and theirs is not None and mine != theirs and theirs[0] <= mine[0] and mine[1] <= theirs[1]


def _numbers(parse: Parse, part: Part, other: Part) -> bool:
    """Whether a participant is no more than the number of another one: "two" of "two gunmen"."""
    number = parse.tokens[part.head]
    return number.pos == "NUM" and number.head == other.head != number.i


def _misplaced(parse: Parse, part: Part, told: Sequence[Part], word: Token) -> bool:
    """Whether grammar speaks against a participant that the network sees: it names another doer of a verb, whose doer then stands in
    another clause; or it has a victim, and what the network takes for one does it.
    """
    doers = [one for one in told if one.role == "actor"]
    held = any(_holds(parse, part, doer) for doer in doers)
    if part.role == "actor":
        return bool(doers) and word.pos == "VERB" and not held
    return held and any(one.role == "target" for one in told)


def _holds(parse: Parse, part: Part, other: Part) -> bool:
    """Whether the words of a participant hold the head of another one."""
    at = parse.tokens[other.head].start
    return part.span is not None and part.span[0] <= at < part.span[1]


def _within(parse: Parse, one: Happened, word: Token) -> Happened:
    """An event with the participants of its own sentence; a sentence farther off tells of its own."""
    sentence = parse.sentences[word.sentence]
    inside = (sentence.start, sentence.end)
    return replace(one, roles=tuple(part for part in one.roles if overlap(part[1], inside)))


def _parts(parse: Parse, one: Happened) -> Iterator[Part]:
    """The participants, without words that only lead on or up to them ("terrorists of", "of nine farmers"); words that only do so are
    nobody.
    """
    beside = parse.language.events.standing_by(parse, parse.between(*one.word)[0].i)
    for name in PARTICIPANTS:
        for span in _whole(parse, _told(one, name)):
            words = _without_ends(parse, parse.between(*span))
            if words is not None and parse.head_of(words) not in beside:
                yield Part(name, parse.head_of(words), words)


def _whole(parse: Parse, spans: Spans) -> list[Span]:
    """The spans, the pieces of one noun phrase as one: "the gang [leader] Brand Osk"."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and _of_one(parse, whole[-1], span):
            whole[-1] = (whole[-1][0], span[1])
        else:
            whole.append(span)
    return whole


def _of_one(parse: Parse, first: Span, last: Span) -> bool:
    """Whether two pieces stand in one noun phrase, with nothing but words of it between them."""
    above = parse.above(parse.head_of(first))
    meeting = next((i for i in parse.above(parse.head_of(last)) if i in above), None)
    between = parse.between(first[1], last[0])
    inside = meeting is not None and first[0] <= parse.tokens[meeting].start < last[1]
    return inside and all(word.pos in NOMINAL for word in between)


def _without_ends(parse: Parse, named: Sequence[Token]) -> Span | None:
    """From the first to the last word that does not only lead on, an "of" in front and a pronoun behind left out; null where all do."""
    first = len(named) > 1 and named[0].text.casefold() in parse.language.places.genitive
    own = [token for token in named if token.pos not in LEADING]
    while len(own) > 1 and own[-1].pos == "PRON":
        own.pop()  # "the harbour themselves"
    return (named[first].start, _noun_of(parse, own[-1]).end) if own and own[-1].i >= named[first].i else None


def _noun_of(parse: Parse, word: Token) -> Token:
    """The noun that an adjective stands right in front of ("Kessalian" drone); any other word itself."""
    above = parse.tokens[word.head]
    return above if word.pos == "ADJ" and above.pos in NAMING and above.i == word.i + 1 else word


def _told(one: Happened, role: str) -> Spans:
    return tuple(span for name, span in one.roles if name == role)
