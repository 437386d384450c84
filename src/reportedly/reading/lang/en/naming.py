"""Who is cited: what a mention calls a source, what kind of source that is, whether it is named, whether it speaks from custody.

A source's name is the report's own wording, without determiner, quantity and title; a spokesperson speaks for the body, whose
name it takes.
Everything here is read off one mention and its sentence; which mentions are the same source is the business of `cast`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import NamedTuple

from reportedly.knowledge import Entity, Knowledge, SourceWord
from reportedly.reading.lang.en import bounds, grammar, named, words
from reportedly.reading.lang.en.lexicon import person_kind, sense
from reportedly.reading.lang.en.unnamed import BODIES, NOBODY, PERSONAL, Phrase, held, held_as, unnamed_as
from reportedly.reading.layers import Mention
from reportedly.reading.parse import Parse, Token
from reportedly.records import SourceType, Span, Unnamed

ARMED = {SourceType.MILITARY, SourceType.OFFICIAL}
NAMED_BESIDE = {SourceType.AGENCY, SourceType.MEDIA, SourceType.ARMED_GROUP, SourceType.MONITOR}
CATEGORIES = {"source", "group", "reports"}  # nouns that name nobody, even with a capital
COUNTING = {"NUM", "PRON", "DET", "ADJ"}  # parts of speech of a word that counts the noun behind its "of"
SOURCE_OF = (  # what "a … source" is, by the words before it
    ("militar|army|field commander", SourceType.MILITARY),
    ("medical|hospital|health", SourceType.MEDICAL),
    ("police|security|official|diplomat|government|judicial", SourceType.OFFICIAL),
    ("rebel|militant", SourceType.ARMED_GROUP),
)
UNSPECIFIED = {"source": "unnamed", "sources": "unnamed", "reports": "unspecified"}  # what a bare noun is called
PAPERS = {"document", "statement", "reports"}  # a body that is named as their author speaks through them
FIGHTERS = re.compile(r"rebel|militia|brigade|insurgent|militant|guerrilla|jihad|faction|\bFront\b")
PARTS = sense("part", words.TABLE)


class Speaking(NamedTuple):
    """Behind which prepositions the body stands that nouns of a kind speak for, and of which types it is (none: of any).

    With `any_name`, a body that knowledge does not know may be of any type where it has a name.
    """

    behind: frozenset[str]
    types: frozenset[SourceType]
    any_name: bool = False


OF, FROM = frozenset({"of", "for", "at"}), frozenset({"on", "by", "from"})
PRESS = frozenset({SourceType.AGENCY, SourceType.MEDIA})
LED = frozenset({SourceType.MONITOR, SourceType.NGO, SourceType.MEDICAL, SourceType.ARMED_GROUP, SourceType.MILITARY})
SPEAKING = {
    "spokesperson": Speaking(OF, frozenset()),
    "leader": Speaking(OF, LED),
    "staff": Speaking(OF, PRESS, any_name=True),
    "images": Speaking(FROM, PRESS, any_name=True),
}


@dataclass(frozen=True, slots=True)
class Called:
    """What a phrase calls a source: its words, and the row of knowledge, the person and the body that they name."""

    text: str
    entity: Entity | None
    person: str | None
    body: str | None
    named: bool


def _of(parse: Parse, preposition: int, span: Span) -> bool:
    """Whether a preposition is an "of" inside the phrase."""
    token = parse.tokens[preposition]
    return token.text.lower() == "of" and span[0] < token.start < span[1]


class EnglishNaming:
    """Reads mentions with the help of knowledge; knows no report beyond the parse it is handed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._bounds = bounds.Bounds(knowledge.nouns)

    def mention(self, parse: Parse, head: int, span: Span) -> Mention:
        """What the noun phrase at `span`, headed by token `head`, says of a source."""
        return parse.once((self._knowledge, head, span), lambda: self._mention(parse, head, span))

    def _mention(self, parse: Parse, head: int, span: Span) -> Mention:
        token = parse.tokens[head]
        text = parse.text[slice(*span)]
        acronym = token.text in ("US", "IT", "WHO") and not parse.text[slice(*_sentence(parse, token))].isupper()
        if token.text.lower() in words.PRONOUNS and len(text.split()) < 3 and not acronym:
            plural = token.text.lower() in words.THEY
            return Mention(
                span, head, text, "", token.text.lower(), SourceType.OTHER, "pronoun", plural=plural, pronoun=True
            )
        if token.text.lower() in ("one", "ones") and text.split()[0].lower() in words.DEFINITE:
            return _nobody(span, head, text)
        if (name := named.behind_doing(parse, token, span)) is not None:
            return self._noun(parse, name.i, (name.start, name.end))
        inner = self._content_head(parse, head)
        governor = grammar.preposition(parse, inner)
        if parse.tokens[inner].text.lower() in words.PRONOUNS and governor is not None and _of(parse, governor, span):
            return self._part_of(parse, inner, head, span)
        return self._noun(
            parse,
            inner,
            span if inner == head or parse.tokens[inner].dep != "appos" else grammar.noun_phrase(parse, inner),
        )

    def _part_of(self, parse: Parse, pronoun: int, head: int, span: Span) -> Mention:
        """Who "one of them" is: one of the people that acted last before it."""
        first = parse.between(*span)[0].i
        noun = grammar.acted_before(parse, first, lambda token: self._people(parse, token))
        text = parse.text[slice(*span)]
        if noun is None:
            return _nobody(span, head, text)
        among = self._noun(parse, noun, grammar.noun_phrase(parse, noun))
        return replace(among, span=span, head=head, text=text, unnamed=Unnamed.UNIDENTIFIED, named=False)

    def _people(self, parse: Parse, token: Token) -> bool:
        """Whether a plural is one of people, by its noun or as a nation."""
        row = self._knowledge.nouns.get(token.lemma)
        people = person_kind(token) is not None or (row is not None and row.kind in PERSONAL | NOBODY)
        nation = any(name.label == "NORP" for name in parse.names_at((token.start, token.end)))
        return grammar.plural(token) and (nation if token.pos == "PROPN" else people)

    def _content_head(self, parse: Parse, head: int) -> int:
        """The noun that counts: "one of the detainees" is about detainees."""
        token = parse.tokens[head]
        apposed = grammar.child(parse, head, "appos")
        if token.lemma == "one" and apposed is not None and parse.tokens[apposed].pos == "PROPN":
            return apposed  # "one of them, Ivo Ban"
        if (name := named.one_of(parse, head)) is not None:
            return name
        if token.pos not in COUNTING and token.lemma not in PARTS:
            return head
        inner = next(grammar.objects(parse, head, ("of",)), head)
        counted = token.pos != "NOUN" or token.lemma == "copy" or grammar.plural(parse.tokens[inner])
        return inner if counted else head

    def _noun(self, parse: Parse, head: int, whole: Span) -> Mention:
        span = named.ended(parse, head, whole)
        phrase = Phrase(parse, parse.tokens[head], span, self._word(parse, head, span))
        custody = held(phrase)
        called = self._called(phrase, custody)
        unnamed, reason = unnamed_as(phrase, called.named)
        known = called.entity is not None and self._knowledge.find(called.text) is not None
        return Mention(
            span,
            head,
            called.text,
            self._name(phrase, called),
            phrase.head.lemma,
            SourceType.DETAINEE if custody else self._type(phrase.word, called),
            phrase.kind,
            called.named,
            called.person is not None,
            phrase.plural,
            phrase.definite,
            phrase.indefinite,
            entity=called.entity,
            body=called.body,
            speaker=called.person if called.body else None,
            unnamed=unnamed,
            reason=reason,
            custody=custody,
            cites=named.cites(parse, head, span, phrase.word, known, self._knowledge.nouns),
        )

    def _called(self, phrase: Phrase, custody: bool) -> Called:
        """Whom a phrase names; who is held speaks for no body."""
        entity = None if phrase.kind in NOBODY else self._entity(phrase.parse, phrase.head.i, phrase.span)
        person = self._person(phrase)
        body = None if custody else self._body(phrase)
        if entity or person is not None or body is not None or _proper(phrase):
            return Called(phrase.text, entity, person, body, True)
        if beside := self._bounds.beside_kind(phrase.text, named.begins_with_place(phrase.parse, phrase.span)):
            return Called(beside, self._knowledge.find(beside), None, None, True)
        if phrase.kind in BODIES and not custody and (apposed := self._apposed_name(phrase)):
            return Called(apposed, self._knowledge.find(apposed), None, None, True)
        return Called(phrase.text, None, None, None, False)

    def _name(self, phrase: Phrase, called: Called) -> str:
        """What the source is called from here on: the body it speaks for, else the person, else its own words."""
        body = self._bounds.body(called.body, _of_a_place(phrase, called.body)) if called.body else None
        name = body or called.person or self._plain_words(phrase, called)
        if not called.named and (behind := held_as(phrase)):
            name = f"{name} {behind}"
        bare = UNSPECIFIED.get(name.lower())
        return f"{bare} {name.lower()}" if bare else name

    def _plain_words(self, phrase: Phrase, called: Called) -> str:
        if called.text != phrase.text:
            return called.text
        plain = bounds.plain(called.text) or called.text
        return self._bounds.body(plain, named.begins_with_place(phrase.parse, phrase.span)) if called.named else plain

    def _apposed_name(self, phrase: Phrase) -> str | None:
        """The name of a body that only its kind and an apposition tell: "a monitoring group, Tesk Watch"."""
        parse, head = phrase.parse, phrase.head.i
        for token in grammar.below(parse, head, "appos"):
            if token.i > head and token.pos == "PROPN" and not grammar.dated(parse, token.i):
                return bounds.plain(parse.text[slice(*grammar.noun_phrase(parse, token.i))])
        return None

    def _word(self, parse: Parse, head: int, span: Span) -> SourceWord | None:
        """The row for the noun: its head's, else that of a title or kind word in front of it, else of its apposition."""
        nouns, noun = self._knowledge.nouns, parse.tokens[head]
        before = (t for t in reversed(parse.between(span[0], noun.start)) if not _of_a_name(parse, t, noun))
        for token in (noun, *before):
            found = self._row(parse, token, span)
            if found is None or (found.kind == "body" and token is not noun and noun.pos == "NOUN"):
                continue
            return None if _in_a_name(parse, span, token, found.kind) else found
        apposed = (nouns.get(t.lemma) or nouns.get(t.text.lower()) for t in grammar.below(parse, head, "appos"))
        tail = takewhile(lambda t: t.pos != "ADP", parse.between(noun.end, span[1]))
        behind = (nouns.get(_word_of(t)) for t in tail if t.pos == "PROPN")
        return next(filter(None, chain(apposed, behind)), None)

    def _entity(self, parse: Parse, head: int, span: Span) -> Entity | None:
        """The row of knowledge for the phrase: the whole of it, or the proper name inside that holds its head."""
        find = self._knowledge.find
        whole = find(parse.text[slice(*span)])
        if whole:
            return whole
        inside = parse.between(*span)
        at = next((k for k, t in enumerate(inside) if t.i == head), None)
        if at is None:
            return None
        met = [
            (last, last - first, found)
            for first in range(len(inside))
            if _begins_name(inside[first]) and not _torn(inside, first)
            for last in range(first, len(inside))
            if (found := find(parse.text[inside[first].start : inside[last].end]))
            and _named_by(inside, first, at, last, found)
        ]
        return max(met, key=lambda m: m[:2])[2] if met else None  # what stands last names it: "state agency QNA" is QNA

    def _person(self, phrase: Phrase) -> str | None:
        """The person's name without title, or null where the phrase names no person."""
        parse, token = phrase.parse, phrase.head
        if (told := named.described(parse, phrase.span)) is not None:
            return parse.text[slice(*told)]
        names = named.people_in(parse, phrase.span)
        several = phrase.kind in BODIES | NOBODY and phrase.plural
        if not several and (titled := self._bounds.person(phrase.text, names)) is not None:
            return titled
        if token.pos != "PROPN":
            beside = self._beside(phrase) or _apposed_person(phrase)
            return self._bounds.person(beside, [beside]) or beside if beside else None
        if (not several and self._told_beside(phrase)) or (
            phrase.kind not in BODIES and any(token.text in name for name in names)
        ):
            return self._bounds.untitled(phrase.text)
        return None

    def _told_beside(self, phrase: Phrase) -> bool:
        """Whether an apposition alone says that a name is a person's ("Ana Ruk, a father of four")."""
        return phrase.kind in PERSONAL and all(_word_of(word) not in self._knowledge.nouns for word in phrase.inside)

    def _beside(self, phrase: Phrase) -> str | None:
        """The name of a person right behind the office, role or kind of people that a noun says; null where none is."""
        parse, token, end = phrase.parse, phrase.head, phrase.span[1]
        found = grammar.named_after(parse, end) if phrase.kind in PERSONAL - {"group"} else None
        if found is None and token.tag == "NN" and _says_someone(phrase):
            found = named.person_beside(parse, end) or named.person_beside(parse, token.end)
        if found is None or named.is_subject(parse, found, token):
            return None
        name = parse.text[slice(*found)]
        return None if self._kind_word(name) else name

    def _kind_word(self, name: str) -> bool:
        """Whether a name holds a word for a kind of source ("Radio Orrin"): then it is no person's."""
        return any(words.singular(part.lower()) in self._knowledge.nouns for part in name.split())

    def _body(self, phrase: Phrase) -> str | None:
        """The body that a spokesperson, head or member speaks for, in the report's words."""
        parse = phrase.parse
        if author := self._bounds.author(phrase.text, named.begins_with_place(parse, phrase.span)):
            return self._bounds.person(author, named.people_in(parse, phrase.span)) or author
        for token in (*phrase.inside, *grammar.below(parse, phrase.head.i, "appos")):
            word = self._row(parse, token, phrase.span)
            if word is None:
                continue
            if token is phrase.head and (word.kind in PAPERS or word.type is SourceType.SOCIAL_MEDIA):
                return self._author(parse, token)
            way = SPEAKING.get(word.kind)
            found = self._body_beside(parse, token, phrase.span, way.behind) if way else None
            if way and found is not None and self._speaks_for(way, token, found):
                return found
        return None

    def _speaks_for(self, way: Speaking, token: Token, body: str) -> bool:
        """Whether what stands beside a noun is a body that it speaks for."""
        if not way.types or self._body_type(body) in way.types:
            return True
        is_name = token.text.islower() and body[:1].isupper() and body.lower() not in self._knowledge.nouns
        return way.any_name and is_name

    def _row(self, parse: Parse, token: Token, span: Span) -> SourceWord | None:
        """The row for a noun: that for it and the word before it ("emergency service") where there is one."""
        nouns = self._knowledge.nouns
        before = parse.tokens[token.i - 1] if token.start > span[0] else None
        pair = nouns.get(f"{before.text.lower()} {_word_of(token)}") if before else None
        return pair or nouns.get(token.lemma) or nouns.get(_word_of(token))

    def _author(self, parse: Parse, token: Token) -> str | None:
        """Whose paper it is, body or person: "a statement by the Front", "figures from the ministry"; null where none is named."""
        for noun in grammar.objects(parse, token.i, ("by", "from")):
            span = grammar.noun_phrase(parse, noun)
            if person := self._person(Phrase(parse, parse.tokens[noun], span, self._word(parse, noun, span))):
                return person
            found = bounds.plain(parse.text[slice(*span)])
            capital = any(part[:1].isupper() for part in found.split())
            if capital and (parse.tokens[noun].pos == "PROPN" or self._body_type(found) is not None):
                return found
        return None

    def _body_beside(self, parse: Parse, token: Token, span: Span, behind: Container[str]) -> str | None:
        """The words behind a noun's preposition ("head of the Front"), else those in front of it ("the Front's head")."""
        noun = next(grammar.objects(parse, token.i, behind, "prep"), None)
        if noun is not None:
            return bounds.plain(parse.text[slice(*grammar.noun_phrase(parse, noun))])
        before = parse.between(span[0], token.start)
        kept = [t for t in before if t.dep != "det" and t.tag != "CD"]
        if not any(t.pos in ("PROPN", "NOUN") or t.text[:1].isupper() for t in kept):
            return None
        text = bounds.plain(parse.text[kept[0].start : before[-1].end])
        text = re.sub(r"(?:'s|’s|')$", "", text).strip(" ,")
        return None if text.lower() in words.PRONOUNS else text

    def _body_type(self, name: str) -> SourceType | None:
        entity = self._knowledge.find(name)
        if entity:
            return entity.type
        for part in reversed(name.split()):
            word = self._knowledge.nouns.get(words.singular(part.lower().strip(",.()")))
            if word and word.kind in BODIES | {"group"}:
                return word.type
        return None

    def _type(self, word: SourceWord | None, called: Called) -> SourceType:
        if called.body:
            by_word = word is not None and word.kind not in PAPERS
            return self._body_type(called.body) or (word.type if word and by_word else SourceType.OTHER)
        if called.entity:
            return called.entity.type
        if word is None:
            return SourceType.OTHER
        low = called.text.lower()
        if word.kind == "source":
            return self._source_type(low)
        in_arms = word.type in ARMED and re.search(FIGHTERS, low + called.text)
        return SourceType.ARMED_GROUP if in_arms else word.type

    def _source_type(self, text: str) -> SourceType:
        for pattern, kind in SOURCE_OF:
            if re.search(pattern, text):
                return kind
        return SourceType.OTHER


def _nobody(span: Span, head: int, text: str) -> Mention:
    """A mention that only counts somebody, so that it names and describes nobody."""
    return Mention(
        span, head, text, "unnamed source", "source", SourceType.OTHER, "source", unnamed=Unnamed.UNIDENTIFIED
    )


def _of_a_place(phrase: Phrase, body: str) -> bool:
    """Whether the name of a body inside a phrase begins with that of a place or nation."""
    at = phrase.parse.text.find(body, *phrase.span)
    return at >= 0 and named.begins_with_place(phrase.parse, (at, at + len(body)))


def _proper(phrase: Phrase) -> bool:
    """Whether the phrase names somebody who could be held to it."""
    token, word = phrase.head, phrase.word
    if token.text[:1].isupper() and _begins_name(token):
        return not (word and word.kind in CATEGORIES and _word_of(token) == word.lemma)
    if word is None and token.tag == "NN" and _in_capitals(phrase):
        return True
    one = phrase.definite or token.tag != "NNS"
    return (
        word is not None and word.kind in BODIES and one and (_own_name(phrase.inside) or word.type in bounds.OFFICES)
    )


def _in_a_name(parse: Parse, span: Span, token: Token, kind: str) -> bool:
    """Whether a noun of a kind is only a word of a name: "the Umbrel Post" is no post, "the Bureau of Fisheries" nobody's bureau."""
    if kind in CATEGORIES:
        return named.is_proper(parse.between(*span), token)
    return kind == "staff" and named.opens_name(parse, token)


def _in_capitals(phrase: Phrase) -> bool:
    """Whether all words of a phrase but the small ones that tie them have capitals ("Aid to the Shore")."""
    said = [t for t in phrase.inside if t.text[:1].isalpha() and t.pos not in ("ADP", "DET", "CCONJ")]
    return len(said) > 1 and all(t.text[:1].isupper() for t in said)


def _of_a_name(parse: Parse, token: Token, noun: Token) -> bool:
    """Whether a word in front of a name is part of it, as people and owners are: "Field Surgeons International", "Women's Wing"."""
    owner = parse.tokens[token.i + 1].tag == "POS"
    return noun.pos == "PROPN" and token.text[:1].isupper() and (owner or grammar.plural(token))


def _says_someone(phrase: Phrase) -> bool:
    """Whether a noun is one for a person, by its row or else by its ending."""
    if phrase.word is None:
        return phrase.head.text.lower().endswith(named.PERSON_ENDINGS)
    return phrase.kind in PERSONAL | {"staff"}


def _apposed_person(phrase: Phrase) -> str | None:
    """The name that an apposition gives a noun for people: "the mayor, Ana Ruk"."""
    parse = phrase.parse
    names = (t.i for t in grammar.below(parse, phrase.head.i, "appos") if t.pos == "PROPN")
    apposed = next(names, None) if phrase.kind in PERSONAL else None
    return None if apposed is None else parse.text[slice(*grammar.noun_phrase(parse, apposed))]


def _sentence(parse: Parse, token: Token) -> Span:
    sentence = parse.sentences[token.sentence]
    return sentence.start, sentence.end


def _begins_name(token: Token) -> bool:
    """A proper noun, or letters in capitals, whatever the parser took them for."""
    return token.pos == "PROPN" or (token.text.isupper() and len(token.text) > 1)


def _torn(inside: Sequence[Token], first: int) -> bool:
    """Whether a name would begin inside another: "Dawnport Times" is not "Times"."""
    return first > 0 and inside[first - 1].pos == "PROPN" and inside[first - 1].i + 1 == inside[first].i


def _named_by(inside: Sequence[Token], first: int, at: int, last: int, found: Entity) -> bool:
    """Whether a known name inside a phrase names its head (token `at`): it holds it, or stands before or behind a generic noun."""
    if first <= at <= last:
        return True
    before = last < at and all(t.dep in ("compound", "punct", "nmod") for t in inside[first : last + 1])
    behind = inside[first].dep == "appos" or (first == at + 1 and inside[first].text.isupper())
    return found.type in NAMED_BESIDE and inside[at].pos == "NOUN" and (before or behind)


def _own_name(inside: Sequence[Token]) -> bool:
    """Whether a body's phrase holds a proper name that is more than the place of "X-based"."""
    return any(
        t.pos == "PROPN" and not (k + 1 < len(inside) and inside[k + 1].text == "-") for k, t in enumerate(inside)
    )


def _word_of(token: Token) -> str:
    return words.singular(token.text.lower())
