"""A noun phrase that may be a source, and what its words say where they name nobody: how it goes unnamed, why, and whether it is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.knowledge import SourceWord
from reportedly.reading.held import holds_in
from reportedly.reading.lang.en import grammar, words
from reportedly.reading.parse import Parse, Token
from reportedly.records import Span, Unnamed

PERSONAL = {"person", "office", "group", "leader", "spokesperson", "staff", "detainee"}
NOBODY = {"source", "group"}
BODIES = {"body", "media", "agency"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may be a source: its head, and the row of knowledge for its noun (null where it has none)."""

    parse: Parse
    head: Token
    span: Span
    word: SourceWord | None

    @property
    def text(self) -> str:
        return self.parse.text[slice(*self.span)]

    @property
    def inside(self) -> Sequence[Token]:
        return self.parse.between(*self.span)

    @property
    def kind(self) -> str:
        return self.word.kind if self.word else ""

    @property
    def first(self) -> str:
        return self.inside[0].text.lower() if self.inside else ""

    @property
    def plural(self) -> bool:
        return grammar.plural(self.head) or grammar.child(self.parse, self.head.i, "conj") is not None

    @property
    def definite(self) -> bool:
        return self.first in words.DEFINITE

    @property
    def indefinite(self) -> bool:
        return self.first in words.INDEFINITE or (self.plural and not self.definite)

    def with_clauses(self, *deps: str) -> str:
        """The words of the phrase and of what hangs on its head by one of these relations, of all below it where none is given."""
        parts = grammar.below(self.parse, self.head.i, *deps) if deps else (self.head,)
        last = max((self.parse.reach(part.i)[1] for part in parts), default=self.head.i)
        return self.parse.text[self.span[0] : max(self.span[1], self.parse.tokens[last].end)]


def held(phrase: Phrase) -> bool:
    """Whether the words of a mention say that the speaker is held: its noun, or what is told with it and of nobody else in it."""
    word = phrase.word
    if word is not None and word.kind not in PERSONAL:
        return False
    below = [phrase.parse.tokens[k] for k in sorted(phrase.parse.subtree(phrase.head.i))]
    told = [hold.held for hold in holds_in(phrase.parse, below) if hold.own and hold.who == phrase.head.i]
    return told[-1] if told else word is not None and _is_held(word)


def may_be_held(parse: Parse, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether a report has any words by which a mention may be `held`: a word that says so of somebody, or a noun for the held."""
    if any(hold.own and hold.held for hold in holds_in(parse, parse.tokens)):
        return True
    ends = {noun.rpartition(" ")[2] for noun, word in nouns.items() if _is_held(word)}
    return any(not ends.isdisjoint((t.lemma, low := t.text.lower(), words.singular(low))) for t in parse.tokens)


def _is_held(word: SourceWord) -> bool:
    return word.kind == "detainee" and word.lemma not in ("suspect", "hostage")


def held_as(phrase: Phrase) -> str | None:
    """The word right behind a mention that says that they are held: "captured" of "two fighters captured last week"."""
    behind = phrase.parse.between(phrase.span[1], phrase.parse.sentences[phrase.head.sentence].end)[:1]
    holds = [hold for hold in holds_in(phrase.parse, behind) if hold.held and hold.who == phrase.head.i]
    return phrase.parse.tokens[holds[0].word].text if holds else None


def unnamed_as(phrase: Phrase, is_named: bool) -> tuple[Unnamed | None, str | None]:
    """Whether nobody who could be held to it is named, how, and the reason the report gives."""
    around = phrase.with_clauses()
    withheld = words.WITHHELD.search(around)
    if withheld and (not is_named or phrase.kind in NOBODY):
        reason = words.REASON.search(around, withheld.end())
        return Unnamed.WITHHELD, reason.group().strip(" ,") if reason else None
    if phrase.kind == "source":
        return Unnamed.UNIDENTIFIED, None
    if is_named or _says_which(phrase):
        return None, None
    return Unnamed.COLLECTIVE if phrase.plural else Unnamed.UNIDENTIFIED, None


def _says_which(phrase: Phrase) -> bool:
    """Whether a phrase without a name means one paper, office or body all the same ("the governor", "the ministry")."""
    if phrase.kind in BODIES:
        return not phrase.indefinite
    office = phrase.kind in ("office", "leader") and phrase.first not in words.INDEFINITE
    return office or phrase.kind in ("statement", "document")
