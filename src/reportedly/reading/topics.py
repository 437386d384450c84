"""Whom a pronoun of persons means where nobody cited before is meant: the people that the sentences before it name.

Who acts in a sentence is meant sooner than whoever else it names, a late sentence sooner than an early one; who is known to be of another
gender is not meant, nor a body.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.reading.cast import PEOPLE, Cast, maybe_person
from reportedly.reading.layers import Mention, Naming, Voice
from reportedly.reading.parse import Parse, Sentence

BACK = 4  # sentences that a pronoun reaches back to somebody who is only named
NEAR = 3  # words between a name and the noun that it explains ("her husband, Karel Morrow")
PERSONS = ("person", "office", "leader")  # kinds of a noun for one person ("the abbot of Marl")
BODIES = ("body", "media", "agency")


class Topics:
    """The people of a report whom its pronouns may mean."""

    def __init__(self, parse: Parse, naming: Naming, cast: Cast) -> None:
        self._parse, self._naming, self._cast = parse, naming, cast
        self._words = parse.language.cast
        self._genders: dict[int, str] = {}

    def meant(self, mention: Mention, sentence: int, known: Voice | None) -> Voice | None:
        """Whom a pronoun means: who opens the paragraph before, `known`, who spoke last, or else who is named last."""
        if self._words.pronouns.get(mention.lemma) != "person" or mention.lemma not in self._words.genders:
            return known
        gender = self._words.genders[mention.lemma]
        known = known if known is not None and self._fits(known, gender) else None
        newer = self._newer(sentence, gender) if known is None or known.sentences[-1] < sentence - 1 else None
        voice = newer or known or self._cast.recalled(mention, sentence)
        if voice is None or not self._fits(voice, gender):
            voice = self._earlier(sentence, gender)
        if voice is not None:
            self._genders.setdefault(id(voice), gender)
        return voice

    def _fits(self, voice: Voice, gender: str) -> bool:
        """Whether a source may be a person of this gender: it is no body, and no pronoun of the other has stood for it."""
        person = any(m.person or m.body is not None or m.kind in PEOPLE - {""} for m in voice.mentions)
        said = self._genders.get(id(voice)) or next(
            filter(None, (self._gender(m) for m in voice.mentions if m.person)), gender
        )
        return (person or voice.best.kind not in BODIES) and said == gender

    def _gender(self, mention: Mention) -> str | None:
        token = self._parse.tokens[mention.head]
        governor = self._parse.tokens[token.head] if 0 < token.i - token.head <= NEAR else token
        said = [governor.text.lower(), *mention.text.lower().replace(".", " ").split()]
        known = (w for w in reversed(said) if w in self._words.genders and w not in self._words.pronouns)
        return next((self._words.genders[w] for w in known), None)

    def _newer(self, sentence: int, gender: str) -> Voice | None:
        """Who acts in the sentence before, if that is a person whose name opens a paragraph."""
        before = self._parse.sentences[sentence - 1] if sentence else None
        actor = self._actor(before) if before is not None else None
        opens = actor is not None and actor.span[0] == self._parse.blocks[self._parse.block_at(actor.span[0])][0]
        return self._voice(actor, gender) if actor is not None and opens else None

    def _earlier(self, sentence: int, gender: str) -> Voice | None:
        for before in reversed(self._parse.sentences[max(0, sentence - BACK) : sentence]):
            actor = self._actor(before)
            for mention in (*([actor] if actor else ()), *self._named(before)):
                if (voice := self._voice(mention, gender)) is not None:
                    return voice
        return None

    def _actor(self, sentence: Sentence) -> Mention | None:
        head = self._parse.language.grammar.actor(self._parse, sentence)
        if head is None:
            return None
        mention = self._naming.mention(self._parse, head, self._parse.language.grammar.phrase(self._parse, head))
        return mention if maybe_person(mention) else None

    def _named(self, sentence: Sentence) -> Iterator[Mention]:
        for name in self._parse.names_at((sentence.start, sentence.end)):
            if sentence.start <= name.start:
                span = name.start, name.end
                mention = self._naming.mention(self._parse, self._parse.head_of(span), span)
                if mention.person:
                    yield mention

    def _voice(self, mention: Mention, gender: str) -> Voice | None:
        """The source that a named person is, where the gender fits."""
        if (self._gender(mention) or gender) != gender:
            return None
        voice = self._cast.resolve(mention, self._parse.tokens[mention.head].sentence)
        return voice if self._fits(voice, gender) else None
