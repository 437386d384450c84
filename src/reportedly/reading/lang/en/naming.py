"""Who is cited: what a mention calls a source, what kind of source that is, whether it is named, whether it speaks from custody.

A source's name is the report's own wording, without determiner, quantity and title; a spokesperson speaks for the body, whose
name it takes.
Everything here is read off one mention and its sentence; which mentions are the same source is the business of `cast`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from reportedly.knowledge import Entity, Knowledge, SourceWord
from reportedly.reading.lang.en import grammar, named, words
from reportedly.reading.lang.en.lexicon import person_kind, sense
from reportedly.reading.lang.en.unnamed import BODIES, NOBODY, PERSONAL, Phrase, held, unnamed_as
from reportedly.reading.layers import Mention
from reportedly.reading.parse import Parse, Token
from reportedly.records import SourceType, Span, Unnamed

OFFICES = {SourceType.GOVERNMENT, SourceType.MILITARY, SourceType.OFFICIAL}
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
BASED = re.compile(r"-(?:based|backed|linked|affiliated|run|led|controlled|aligned|owned)$")
UNSPECIFIED = {"source": "unnamed", "sources": "unnamed", "reports": "unspecified"}  # what a bare noun is called
PAPERS = {"document", "statement", "reports"}  # a body that is named as their author speaks through them
FIGHTERS = re.compile(r"rebel|militia|brigade|insurgent|militant|guerrilla|jihad|faction|\bFront\b")
PARTS, PARTICLES, TIES = (sense(name, words.TABLE) for name in ("part", "particle", "tie"))


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

    def mention(self, parse: Parse, head: int, span: Span) -> Mention:
        """What the noun phrase at `span`, headed by token `head`, says of a source."""
        token = parse.tokens[head]
        text = parse.text[slice(*span)]
        acronym = token.text in ("US", "IT", "WHO") and not parse.text[slice(*_sentence(parse, token))].isupper()
        if token.text.lower() in words.PRONOUNS and len(text.split()) < 3 and not acronym:
            plural = token.text.lower() in words.THEY
            return Mention(
                span, head, text, "", token.text.lower(), SourceType.OTHER, "pronoun", plural=plural, pronoun=True
            )
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
            nobody = "unnamed source"
            return Mention(span, head, text, nobody, "source", SourceType.OTHER, "source", unnamed=Unnamed.UNIDENTIFIED)
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

    def _noun(self, parse: Parse, head: int, span: Span) -> Mention:
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
        if phrase.kind in BODIES and not custody and (apposed := self._apposed_name(phrase)):
            return Called(apposed, self._knowledge.find(apposed), None, None, True)
        return Called(phrase.text, None, None, None, False)

    def _name(self, phrase: Phrase, called: Called) -> str:
        """What the source is called from here on: the body it speaks for, else the person, else its own words."""
        body = self._proper_name(called.body) if called.body else None
        name = body or called.person or self._plain_words(phrase, called)
        bare = UNSPECIFIED.get(name.lower())
        return f"{bare} {name.lower()}" if bare else name

    def _plain_words(self, phrase: Phrase, called: Called) -> str:
        plain = self._plain_name(called.text) or called.text
        return self._proper_name(plain) if called.named and phrase.kind in BODIES else plain

    def _apposed_name(self, phrase: Phrase) -> str | None:
        """The name of a body that only its kind and an apposition tell: "a monitoring group, Tesk Watch"."""
        parse, head = phrase.parse, phrase.head.i
        for token in grammar.below(parse, head, "appos"):
            if token.i > head and token.pos == "PROPN" and not grammar.dated(parse, token.i):
                return self._plain_name(parse.text[slice(*grammar.noun_phrase(parse, token.i))])
        return None

    def _word(self, parse: Parse, head: int, span: Span) -> SourceWord | None:
        """The row for the noun: its head's, else that of a title or kind word in front of it, else of its apposition."""
        nouns, noun = self._knowledge.nouns, parse.tokens[head]
        for token in (noun, *reversed(parse.between(span[0], noun.start))):
            found = self._row(parse, token, span)
            if found is None or (found.kind == "body" and token is not noun and noun.pos == "NOUN"):
                continue
            return None if _in_a_name(parse, span, token, found.kind) else found
        apposed = (nouns.get(t.lemma) or nouns.get(t.text.lower()) for t in grammar.below(parse, head, "appos"))
        behind = (nouns.get(_word_of(t)) for t in parse.between(noun.end, span[1]) if t.pos == "PROPN")
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
        if token.pos != "PROPN":
            return self._beside(phrase) or _apposed_person(phrase)
        titled = phrase.kind in PERSONAL and _word_of(token) not in self._knowledge.nouns
        labels = {name.label for name in parse.names_at((token.start, token.end))}
        if titled or (labels == {"PERSON"} and phrase.kind not in BODIES):
            return self._bare(parse, token.i, phrase.span) or None
        return None

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

    def _bare(self, parse: Parse, head: int, span: Span) -> str:
        """The trailing run of capitalised words that are no title: "Ostra Governor Ilan Veska" is "Ilan Veska"."""
        start = parse.tokens[head].start
        for token in reversed(parse.between(span[0], parse.tokens[head].start)):
            title = _word_of(token) in self._knowledge.nouns or token.lemma in self._knowledge.nouns
            if title or token.text.endswith(("'s", "’s")) or not (token.text[:1].isupper() or token.text in PARTICLES):
                break
            start = token.start
        return parse.text[start : parse.tokens[head].end]

    def _body(self, phrase: Phrase) -> str | None:
        """The body that a spokesperson, head or member speaks for, in the report's words."""
        parse = phrase.parse
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
            found = self._plain_name(parse.text[slice(*span)])
            capital = any(part[:1].isupper() for part in found.split())
            if capital and (parse.tokens[noun].pos == "PROPN" or self._body_type(found) is not None):
                return found
        return None

    def _body_beside(self, parse: Parse, token: Token, span: Span, behind: Container[str]) -> str | None:
        """The words behind a noun's preposition ("head of the Front"), else those in front of it ("the Front's head")."""
        noun = next(grammar.objects(parse, token.i, behind, "prep"), None)
        if noun is not None:
            return self._plain_name(parse.text[slice(*grammar.noun_phrase(parse, noun))])
        before = parse.between(span[0], token.start)
        kept = [t for t in before if t.dep != "det" and t.tag != "CD"]
        if not any(t.pos in ("PROPN", "NOUN") or t.text[:1].isupper() for t in kept):
            return None
        text = self._plain_name(parse.text[kept[0].start : before[-1].end])
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
            return self._body_type(called.body) or (word.type if word else SourceType.OTHER)
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

    def _proper_name(self, name: str) -> str:
        """The proper name in a body's description: "Iland's state news agency QNA" is "QNA"; no proper name, no change."""
        parts = name.split()
        if self._is_office(parts[-1]):
            return " ".join(parts)  # "Iland's Defence Ministry" is Iland's
        parts = _without_owner(parts)
        first = next((k for k, part in enumerate(parts) if part[:1].isupper() and not BASED.search(part)), 0)
        based = any(BASED.search(part) for part in parts[:first])
        before = [part.lower() for part in parts[:first] if part.lower() != "the"]
        tied = bool(before) and before[-1] in TIES
        whole = tied or (not based and self._only_kinds(parts[first:]))
        return " ".join(parts if whole else parts[first:])

    def _is_office(self, noun: str) -> bool:
        """Whether a noun is one for a body of a state."""
        row = self._knowledge.nouns.get(words.singular(noun.lower()))
        return row is not None and row.kind == "body" and row.type in OFFICES

    def _only_kinds(self, parts: Sequence[str]) -> bool:
        """Whether all capitalised words are ones for a kind of source ("News Agency")."""
        return all(words.singular(part.lower()) in self._knowledge.nouns for part in parts if part[:1].isupper())

    @staticmethod
    def _plain_name(text: str) -> str:
        name = words.LEADING.sub("", text.strip()).strip(" ,;:\"“”'’")
        return re.sub(r"\s+", " ", name)


def _proper(phrase: Phrase) -> bool:
    """Whether the phrase names somebody who could be held to it."""
    token, word = phrase.head, phrase.word
    if token.text[:1].isupper() and _begins_name(token):
        return not (word and word.kind in CATEGORIES and _word_of(token) == word.lemma)
    one = phrase.definite or token.tag != "NNS"
    return word is not None and word.kind in BODIES and one and (_own_name(phrase.inside) or word.type in OFFICES)


def _in_a_name(parse: Parse, span: Span, token: Token, kind: str) -> bool:
    """Whether a noun of a kind is only a word of a name: "the Umbrel Post" is no post, "the Bureau of Fisheries" nobody's bureau."""
    if kind in CATEGORIES:
        return named.is_proper(parse.between(*span), token)
    return kind == "staff" and named.opens_name(parse, token)


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


def _without_owner(parts: list[str]) -> list[str]:
    """The words behind a possessive, where a capitalised one is among them."""
    owner = next((k for k, part in enumerate(parts[:4]) if part.endswith(("'s", "’s"))), -1)
    rest = parts[owner + 1 :]
    return rest if any(part[:1].isupper() for part in rest) else parts


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
