"""Who is cited: what a mention calls a source, what kind of source that is, whether it is named, whether it speaks from custody.

A source's name is the report's own wording, without determiner, quantity and title; a spokesperson speaks for the body, whose
name it takes.
Everything here is read off one mention and its sentence; which mentions are the same source is the business of `cast`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.knowledge import Entity, Knowledge, SourceWord
from reportedly.reading.lang.en import grammar, named, words
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.layers import Mention
from reportedly.reading.parse import Parse, Token
from reportedly.records import SourceType, Span, Unnamed

PERSONAL = {"person", "office", "group", "leader", "spokesperson", "staff", "detainee"}
OFFICES = {SourceType.GOVERNMENT, SourceType.MILITARY, SourceType.OFFICIAL}
NAMED_BESIDE = {SourceType.AGENCY, SourceType.MEDIA, SourceType.ARMED_GROUP, SourceType.MONITOR}
CATEGORIES = {"source", "group", "reports"}  # nouns that name nobody, even with a capital
SOURCE_OF = (  # what "a … source" is, by the words before it
    ("militar|army|field commander", SourceType.MILITARY),
    ("medical|hospital|health", SourceType.MEDICAL),
    ("police|security|official|diplomat|government|judicial", SourceType.OFFICIAL),
    ("rebel|militant", SourceType.ARMED_GROUP),
)
BASED = re.compile(r"-(?:based|backed|linked|affiliated|run|led|controlled|aligned|owned)$")
UNSPECIFIED = {"source": "unnamed", "sources": "unnamed", "reports": "unspecified"}  # what a bare noun is called
PAPERS = {"document", "statement", "reports"}  # a body that is named as their author speaks through them
BODIES = {"body", "media", "agency"}
SPEAKS_FOR = {SourceType.MONITOR, SourceType.NGO, SourceType.MEDICAL, SourceType.ARMED_GROUP, SourceType.MILITARY}
ROLE_OF = {"of", "for", "at"}
SHOWN_BY = {"on", "by", "from"}
PARTS, PARTICLES, TIES = (sense(name, words.TABLE) for name in ("part", "particle", "tie"))


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
        return self._noun(
            parse,
            inner,
            span if inner == head or parse.tokens[inner].dep != "appos" else grammar.noun_phrase(parse, inner),
        )

    def _content_head(self, parse: Parse, head: int) -> int:
        """The noun that counts: "one of the detainees" is about detainees."""
        token = parse.tokens[head]
        apposed = grammar.child(parse, head, "appos")
        if token.lemma == "one" and apposed is not None and parse.tokens[apposed].pos == "PROPN":
            return apposed  # "one of them, Ivo Ban"
        if (name := named.one_of(parse, head)) is not None:
            return name
        if token.pos in ("NUM", "PRON", "DET", "ADJ") or token.lemma in PARTS:
            of = next((c for c in parse.children[head] if parse.tokens[c].text.lower() == "of"), None)
            inner = grammar.child(parse, of, "pobj") if of is not None else None
            plural = inner is not None and parse.tokens[inner].tag in ("NNS", "NNPS")
            if inner is not None and (plural or token.pos != "NOUN" or token.lemma == "copy"):
                return inner
        return head

    def _noun(self, parse: Parse, head: int, span: Span) -> Mention:
        token = parse.tokens[head]
        inside = parse.between(*span)
        text = parse.text[slice(*span)]
        word = self._word(parse, head, span)
        entity = None if word and word.kind in ("source", "group") else self._entity(parse, head, span)
        person = self._person(parse, head, span, word)
        custody = self._custody(parse, head, span, word)
        body = None if custody else self._body(parse, head, span)
        is_named = body is not None or entity is not None or person is not None or self._proper(inside, token, word)
        kind = word.kind if word else ""
        apposed = self._apposed_name(parse, head) if kind in BODIES and not is_named and not custody else None
        if apposed:
            is_named, text, entity = True, apposed, self._knowledge.find(apposed)
        source_type = self._type(word, entity, person is not None, body, text)
        if custody:
            source_type = SourceType.DETAINEE
        plain = self._plain_name(text) or text
        if is_named and kind in BODIES:
            plain = self._proper_name(plain)
        name = (self._proper_name(body) if body else None) or person or plain
        if name.lower() in UNSPECIFIED:
            name = f"{UNSPECIFIED[name.lower()]} {name.lower()}"
        first = inside[0].text.lower() if inside else ""
        plural = token.tag in ("NNS", "NNPS") or any(parse.tokens[c].dep == "conj" for c in parse.children[head])
        unnamed, reason = self._unnamed(parse, head, span, word, is_named, plural, first)
        definite = first in words.DEFINITE
        known = entity is not None and self._knowledge.find(text) is not None
        cites = named.cites(parse, head, span, word, known, self._knowledge.nouns)
        return Mention(span, head, text, name, token.lemma, source_type, kind, is_named, person is not None, plural, definite,
                       first in words.INDEFINITE or (plural and not definite), False, entity, body,
                       person if body else None, unnamed, reason, custody, cites)  # fmt: skip

    def _apposed_name(self, parse: Parse, head: int) -> str | None:
        """The name of a body that only its kind and an apposition tell: "a monitoring group, Tesk Watch"."""
        for c in parse.children[head]:
            token = parse.tokens[c]
            if c > head and token.dep == "appos" and token.pos == "PROPN" and not grammar.dated(parse, c):
                return self._plain_name(parse.text[slice(*grammar.noun_phrase(parse, c))])
        return None

    def _word(self, parse: Parse, head: int, span: Span) -> SourceWord | None:
        """The row for the noun: its head's, else that of a title or kind word in front of it, else of its apposition."""
        nouns = self._knowledge.nouns
        for token in (parse.tokens[head], *reversed(parse.between(span[0], parse.tokens[head].start))):
            found = self._pair(parse, token, span) or nouns.get(token.lemma) or nouns.get(_word_of(token))
            if found and found.kind in CATEGORIES and named.is_proper(parse.between(*span), token):
                return None  # "the Umbrel Post" is no post
            if found and found.kind == "staff" and named.opens_name(parse, token):
                return None  # "the Bureau of Fisheries" is nobody's bureau
            if found and not (found.kind == "body" and token.i != head and parse.tokens[head].pos == "NOUN"):
                return found
        for c in parse.children[head]:
            if parse.tokens[c].dep == "appos":
                found = nouns.get(parse.tokens[c].lemma) or nouns.get(parse.tokens[c].text.lower())
                if found:
                    return found
        for token in parse.between(parse.tokens[head].end, span[1]):
            found = nouns.get(words.singular(token.text.lower()))
            if found and token.pos == "PROPN":
                return found
        return None

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

    def _person(self, parse: Parse, head: int, span: Span, word: SourceWord | None) -> str | None:
        """The person's name without title, or null where the phrase names no person."""
        token = parse.tokens[head]
        if (told := named.described(parse, span)) is not None:
            return parse.text[slice(*told)]
        apposed = next(
            (c for c in parse.children[head] if parse.tokens[c].dep == "appos" and parse.tokens[c].pos == "PROPN"), None
        )
        if token.pos != "PROPN" and (beside := self._beside(parse, token, span, word)):
            return beside
        if token.pos != "PROPN" and not (word and word.kind in PERSONAL and apposed is not None):
            return None
        if token.pos != "PROPN" and apposed is not None:
            return parse.text[slice(*grammar.noun_phrase(parse, apposed))]
        labels = {name.label for name in parse.names_at((token.start, token.end))}
        titled = word is not None and word.kind in PERSONAL
        if not (titled and _word_of(token) not in self._knowledge.nouns) and (
            labels != {"PERSON"} or (word and word.kind in BODIES)
        ):
            return None
        return self._bare(parse, head, span) or None

    def _beside(self, parse: Parse, token: Token, span: Span, word: SourceWord | None) -> str | None:
        """The name of a person right behind the office, role or kind of people that a noun says; null where none is."""
        found = grammar.named_after(parse, span[1]) if word and word.kind in PERSONAL - {"group"} else None
        someone = word.kind in PERSONAL | {"staff"} if word else token.text.lower().endswith(named.PERSON_ENDINGS)
        if found is None and someone and token.tag == "NN":
            found = named.person_beside(parse, span[1]) or named.person_beside(parse, token.end)
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
            if not (token.text[:1].isupper() or token.text in PARTICLES):
                break
            if (
                _word_of(token) in self._knowledge.nouns
                or token.lemma in self._knowledge.nouns
                or token.text.endswith(("'s", "’s"))
            ):
                break
            start = token.start
        return parse.text[start : parse.tokens[head].end]

    def _body(self, parse: Parse, head: int, span: Span) -> str | None:
        """The body that a spokesperson, head or member speaks for, in the report's words."""
        nouns = self._knowledge.nouns
        for token in (
            *parse.between(*span),
            *(parse.tokens[c] for c in parse.children[head] if parse.tokens[c].dep == "appos"),
        ):
            word = self._pair(parse, token, span) or nouns.get(_word_of(token)) or nouns.get(token.lemma)
            paper = word is not None and (word.kind in PAPERS or word.type is SourceType.SOCIAL_MEDIA)
            if word is not None and paper and token.i == head:
                return self._author(parse, token)
            if word is None or word.kind not in ("spokesperson", "leader", "staff", "images"):
                continue
            found = self._body_beside(parse, token, span, SHOWN_BY if word.kind == "images" else ROLE_OF)
            if found is None:
                continue
            if word.kind == "leader" and self._body_type(found) not in SPEAKS_FOR:
                continue
            if (
                word.kind in ("staff", "images")
                and self._body_type(found) not in (SourceType.AGENCY, SourceType.MEDIA)
                and not (token.text.islower() and found[:1].isupper() and found.lower() not in self._knowledge.nouns)
            ):
                continue
            return found
        return None

    def _pair(self, parse: Parse, token: Token, span: Span) -> SourceWord | None:
        """The row for a noun with the word before it ("emergency service"); null where there is none."""
        before = parse.tokens[token.i - 1] if token.start > span[0] else None
        return self._knowledge.nouns.get(f"{before.text.lower()} {_word_of(token)}") if before else None

    def _author(self, parse: Parse, token: Token) -> str | None:
        """Whose paper it is, body or person: "a statement by the Front", "figures from the ministry"; null where none is named."""
        for c in parse.children[token.i]:
            noun = grammar.child(parse, c, "pobj") if parse.tokens[c].text.lower() in ("by", "from") else None
            if noun is None:
                continue
            span = grammar.noun_phrase(parse, noun)
            if person := self._person(parse, noun, span, self._word(parse, noun, span)):
                return person
            found = self._plain_name(parse.text[slice(*span)])
            capital = any(part[:1].isupper() for part in found.split())
            if capital and (parse.tokens[noun].pos == "PROPN" or self._body_type(found) is not None):
                return found
        return None

    def _body_beside(self, parse: Parse, token: Token, span: Span, preps: set[str]) -> str | None:
        for c in parse.children[token.i]:
            if parse.tokens[c].dep == "prep" and parse.tokens[c].text.lower() in preps:
                noun = grammar.child(parse, c, "pobj")
                if noun is not None:
                    return self._plain_name(parse.text[slice(*grammar.noun_phrase(parse, noun))])
        before = parse.between(span[0], token.start)
        kept = [t for t in before if t.dep not in ("det",) and t.tag not in ("CD",)]
        if not kept:
            return None
        text = self._plain_name(parse.text[kept[0].start : before[-1].end])
        text = re.sub(r"(?:'s|’s|')$", "", text).strip(" ,")
        return (
            text
            if any(t.pos in ("PROPN", "NOUN") or t.text[:1].isupper() for t in kept)
            and text.lower() not in words.PRONOUNS
            else None
        )

    def _body_type(self, name: str) -> SourceType | None:
        entity = self._knowledge.find(name)
        if entity:
            return entity.type
        for part in reversed(name.split()):
            word = self._knowledge.nouns.get(words.singular(part.lower().strip(",.()")))
            if word and word.kind in BODIES | {"group"}:
                return word.type
        return None

    def _type(
        self, word: SourceWord | None, entity: Entity | None, person: bool, body: str | None, text: str
    ) -> SourceType:
        if body:
            return self._body_type(body) or (word.type if word else SourceType.OTHER)
        if entity:
            return entity.type
        low = text.lower()
        if word and word.kind == "source":
            return self._source_type(low)
        if (
            word
            and word.type in (SourceType.MILITARY, SourceType.OFFICIAL)
            and re.search(r"rebel|militia|brigade|insurgent|militant|guerrilla|jihad|faction|\bFront\b", low + text)
        ):
            return SourceType.ARMED_GROUP
        if word:
            return word.type
        return SourceType.OTHER

    def _source_type(self, text: str) -> SourceType:
        for pattern, kind in SOURCE_OF:
            if re.search(pattern, text):
                return kind
        return SourceType.OTHER

    def _proper(self, inside: Sequence[Token], token: Token, word: SourceWord | None) -> bool:
        """Whether the phrase names somebody who could be held to it."""
        capital = token.text[:1].isupper()
        if capital and (token.pos == "PROPN" or (token.text.isupper() and len(token.text) > 1)):
            return not (word and word.kind in CATEGORIES and _word_of(token) == word.lemma)
        if (
            word
            and word.kind in BODIES
            and not (token.tag == "NNS" and not (inside and inside[0].text.lower() in words.DEFINITE))
        ):
            return _own_name(inside) or word.type in (
                SourceType.MILITARY,
                SourceType.GOVERNMENT,
                SourceType.OFFICIAL,
            )
        return False

    def _custody(self, parse: Parse, head: int, span: Span, word: SourceWord | None) -> bool:
        """Whether the speaker is held: the words of the mention, its relative clause, or a confession shown."""
        if word and word.kind in BODIES | {"source"}:
            return False
        if word and word.kind == "detainee" and word.lemma not in ("suspect", "hostage"):
            return True
        last = max(
            (
                parse.reach(c)[1]
                for c in parse.children[head]
                if parse.tokens[c].dep in ("relcl", "acl", "amod", "prep")
            ),
            default=head,
        )
        around = parse.text[span[0] : max(span[1], parse.tokens[last].end)]
        return bool(words.CUSTODY.search(around)) and bool(word is None or word.kind in PERSONAL)

    def _unnamed(self, parse: Parse, head: int, span: Span, word: SourceWord | None, named: bool, plural: bool, first: str
                 ) -> tuple[Unnamed | None, str | None]:  # fmt: skip
        """Whether nobody who could be held to it is named, how, and the reason the report gives."""
        token = parse.tokens[head]
        kind = word.kind if word else ""
        last = parse.reach(head)[1]
        around = parse.text[span[0] : max(parse.tokens[last].end, span[1])]
        withheld = words.WITHHELD.search(around)
        if withheld and not (named and kind not in ("source", "group")):
            reason = words.REASON.search(around, withheld.end())
            return Unnamed.WITHHELD, reason.group().strip(" ,") if reason else None
        if named and kind != "source":
            return None, None
        if kind == "source" or kind == "reports":
            return (Unnamed.COLLECTIVE if plural and kind == "reports" else Unnamed.UNIDENTIFIED), None
        if kind in ("statement", "document"):
            return None, None
        if kind in ("office", "leader") and first not in words.INDEFINITE:
            return None, None
        if kind in BODIES and (first in words.DEFINITE or not (plural or first in words.INDEFINITE)):
            return None, None
        if plural or (kind == "group" and first in words.DEFINITE and token.tag == "NNS"):
            return Unnamed.COLLECTIVE, None
        if kind == "leader" and first in words.DEFINITE:
            return None, None
        return Unnamed.UNIDENTIFIED, None

    def _proper_name(self, name: str) -> str:
        """The proper name in a body's description: "Iland's state news agency QNA" is "QNA"; no proper name, no change."""
        parts = name.split()
        owner = next((k for k, part in enumerate(parts) if part.endswith(("'s", "’s")) and k < 4), None)
        office = self._knowledge.nouns.get(words.singular(parts[-1].lower()))
        if office and office.kind == "body" and office.type in OFFICES:
            return " ".join(parts)  # "Iland's Defence Ministry" is Iland's
        if owner is not None and any(p[:1].isupper() for p in parts[owner + 1 :]):
            parts = parts[owner + 1 :]
        first = next((k for k, part in enumerate(parts) if part[:1].isupper() and not BASED.search(part)), 0)
        said = [p for p in parts[first:] if p[:1].isupper()]
        before = [p.lower() for p in parts[:first] if p.lower() != "the"]
        tied = bool(before) and before[-1] in TIES
        if tied or all(words.singular(p.lower()) in self._knowledge.nouns for p in said):
            based = any(BASED.search(part) for part in parts[:first]) and bool(said)
            return " ".join(parts[first:] if based and not tied else parts)
        return " ".join(parts[first:])

    @staticmethod
    def _plain_name(text: str) -> str:
        name = words.LEADING.sub("", text.strip()).strip(" ,;:\"“”'’")
        return re.sub(r"\s+", " ", name)


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
