"""Of whom a report says that they are held, or free again: "the captured pilot", "Ana Vo was detained", "freed in May".

It must be told as having happened, to people, and not as over ("briefly detained").  A captor is not held, nor is whoever stands beside
the held ("the pilot's brother").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from reportedly.reading.language import Kind
from reportedly.reading.parse import NOMINAL, VERBAL, Parse, Token
from reportedly.records import Status

DETAINED = "detained"  # what a harm word says happens
TAKING = Kind("COERCE", "arrest", "act")
YEAR = 4  # digits
DEEDS = (*VERBAL, "ADJ")
HYPHENS = ("-", "‐", "‑")


@dataclass(frozen=True, slots=True)
class Hold:
    """That somebody, by the head of their noun phrase, is held or is free again, and the word that says so.

    `own`: it is part of the words for them ("the captured pilot"), not told as what happens ("the pilot was captured").
    """

    who: int
    word: int
    held: bool
    own: bool


def holds_in(parse: Parse, tokens: Iterable[Token]) -> Iterator[Hold]:
    """Of whom these words say so, in their order."""
    for token in tokens:
        yield from parse.once((Hold, token.i), partial(_of, parse, token))


def _of(parse: Parse, token: Token) -> tuple[Hold, ...]:
    """Of whom one word says so."""
    return (*_as_noun(parse, token), *_as_state(parse, token), *_as_deed(parse, token))


def said_before(parse: Parse, cue: int) -> bool:
    """Whether the verb of a cue tells of what was said before what is told around it: "had told us", "said before his arrest"."""
    words = parse.language.custody
    below = [parse.tokens[c] for c in parse.children[cue]]
    embedded = any(parse.tokens[k].pos in VERBAL for k in parse.above(cue)[1:])
    if any(_word(t) in words.had for t in below) and not embedded:
        return True
    opens = (t for t in below if _word(t) in words.before or any(_word(c) in words.before for c in _below(parse, t)))
    return any(_takes(parse, parse.tokens[k]) for t in opens for k in parse.subtree(t.i))


def _as_noun(parse: Parse, token: Token) -> Iterator[Hold]:
    """ "two prisoners", not "former prisoners"."""
    words = parse.language.custody
    if token.lemma in words.prisoners:
        below = [_word(t) for t in _below(parse, token)]
        front = [_word(t) for t in parse.tokens[max(0, token.i - 2) : token.i]] if _bound(parse, token) else []
        held = words.former.isdisjoint([*below, *front]) and words.freeing.isdisjoint(below)
        yield from _each(parse, token.i, token.i, held, own=True)


def _as_state(parse: Parse, token: Token) -> Iterator[Hold]:
    """ "is in custody", "was taken into custody", "said from his cell"."""
    words = parse.language.custody
    at = parse.language.grammar.preposition(parse, token.i)
    if at is None:
        return
    tie, above = parse.tokens[at], parse.tokens[parse.tokens[at].head]
    state = f"{_word(tie)} {_word(token)}" in words.states
    if not state and token.lemma not in words.places:
        return
    if above.pos in NOMINAL and state and _word(tie) not in words.outof:
        yield from _each(parse, above.i, token.i, held=True, own=True)
    elif above.pos in VERBAL and _puts(parse, state, tie, above) and _happened(parse, above):
        for who in _people(parse, above, "target") or _people(parse, above, "actor"):
            yield from _each(parse, who, token.i, held=True, own=_describes(parse, above, who))


def _puts(parse: Parse, state: bool, tie: Token, verb: Token) -> bool:
    """Whether somebody comes or is where the held are, or speaks from there; a prison, which is no state, has visitors, too."""
    words = parse.language.custody
    if _word(tie) in words.outof:
        return verb.lemma in words.calling
    stays = verb.lemma in words.staying or _takes(parse, verb) or state
    return stays and (state or _word(tie) in words.into) and not _frees(parse, verb)


def _as_deed(parse: Parse, token: Token) -> Iterator[Hold]:
    """ "the captured pilot", "the pilot was captured", "who was freed in May"."""
    if token.pos not in DEEDS or _bound(parse, token):
        return
    freed = _frees(parse, token)
    if not freed and not _takes(parse, token):
        return
    people = _people(parse, token, "target") or (_people(parse, token, "actor") if freed else [])
    if not people or not _happened(parse, token):
        return
    own = not any(_word(t) in parse.language.custody.later for t in _below(parse, token))
    held = not freed and not _over(parse, token)
    for who in people:
        yield from _each(parse, who, token.i, held, own and _describes(parse, token, who))


def _bound(parse: Parse, token: Token) -> bool:
    """Whether a word is the end of a longer one: what is "rebel-held" is ground."""
    return parse.text[max(0, token.start - 1) : token.start] in HYPHENS


def _frees(parse: Parse, token: Token) -> bool:
    return not parse.language.custody.freeing.isdisjoint((_word(token), token.lemma))


def _takes(parse: Parse, token: Token) -> bool:
    """Whether a word tells that people are taken or held."""
    words = parse.language.custody
    captive = token.lemma in words.seizing and any(t.lemma in words.captives for t in _below(parse, token))
    listed = not words.taking.isdisjoint((_word(token), token.lemma))
    known = listed or parse.language.counts.harm_word(token) == DETAINED
    return captive or (known and token.lemma not in words.prisoners)


def _people(parse: Parse, word: Token, role: str) -> list[int]:
    """Whom a word of taking or freeing is said of; what an adjective stands with; of a second verb, those of the first."""
    if word.pos == "ADJ":
        return [word.head] if word.head != word.i else []
    found, above = parse.language.events.participants(parse, word.i, TAKING), parse.tokens[word.head]
    if not found and above.pos in VERBAL and _takes(parse, above):  # "held for years and freed in May"
        found = parse.language.events.participants(parse, above.i, TAKING)
    return [part.head for part in found if part.role == role]


def _happened(parse: Parse, word: Token) -> bool:
    """Whether it is told as having happened, and not of old ("was jailed in 2011") or of something else ("was held responsible")."""
    words = parse.language.custody
    year = any(t.text.isdigit() and len(t.text) == YEAR for t in _behind(parse, word))
    adjectives = {t.lemma for t in _below(parse, word) if t.pos == "ADJ"} if word.lemma in words.lasting else set()
    return not year and adjectives <= words.captives and parse.language.events.status(parse, word.i) is Status.ACTUAL


def _over(parse: Parse, word: Token) -> bool:
    """Whether nobody is held any more, or ever was: "briefly detained", "was held for three days", "captured on camera"."""
    words = parse.language.custody
    near = {w for t in _below(parse, word) for w in (_word(t), t.lemma)}
    behind = {t.lemma for t in _behind(parse, word)}
    lasted = word.lemma in words.lasting and not near.isdisjoint(words.was) and not behind.isdisjoint(words.durations)
    return lasted or not near.isdisjoint(words.over) or not (near | behind).isdisjoint(words.pictures)


def _behind(parse: Parse, word: Token) -> list[Token]:
    """What stands behind the prepositions of a word."""
    return [noun for tie in _below(parse, word) if tie.pos == "ADP" for noun in _below(parse, tie)]


def _describes(parse: Parse, word: Token, who: int) -> bool:
    """Whether a word stands with somebody, no verb of theirs."""
    return who in parse.above(word.i)


def _each(parse: Parse, who: int, word: int, held: bool, own: bool) -> Iterator[Hold]:
    """The same of a noun and of those that explain it; of the plural in front of a captive: "took two engineers hostage"."""
    several = [t.i for t in _below(parse, parse.tokens[who]) if parse.language.grammar.plural(t) and t.i < who]
    if parse.tokens[who].lemma in parse.language.custody.captives and several:
        who = several[0]
    for noun in parse.language.grammar.explained(parse, who):
        yield Hold(noun, word, held, own)


def _below(parse: Parse, token: Token) -> list[Token]:
    return [parse.tokens[c] for c in parse.children[token.i]]


def _word(token: Token) -> str:
    return token.text.casefold()
