"""The cast of a report: which mentions are one source.

Mentions are met in the order of the text. A pronoun, a definite description ("the source", "the group") and a short form ("Barazi")
go back to the nearest earlier source that they fit; an unnamed source that the next sentences name takes that name.
Nothing is merged across reports here, and a shared description alone ("a military source", twice) is no identity.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.knowledge.loader import fold
from reportedly.reading.language import Pronoun
from reportedly.reading.layers import Mention, Voice, keys_of
from reportedly.reading.parse import Parse
from reportedly.records import SourceType

NEAR = 2  # sentences within which an unnamed source may still be named (rulebook 5.6)
LOOK_BACK = 12  # sentences a pronoun or description reaches back
OFFICES = {"office", "leader", "person"}  # kinds of a noun that a headline may use for a name ("Governor")
PEOPLE = {"person", "office", "group", "leader", "spokesperson", "staff", "detainee", "source", ""}
BODIES_OF = ("body", "agency", "media")
THINGS = ("source", "document", "statement", "reports")


def acronym_of(name: str) -> str | None:
    """The letters a long name is shortened to, or null for a name of fewer than three capitalised words."""
    capitals = [w for w in re.findall(r"\w+", name) if w[0].isupper()]
    return "".join(w[0] for w in capitals).lower() if len(capitals) > 2 else None


class Cast:
    """The sources of one report in the order met."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._words = parse.language.cast
        self._fuller: dict[str, str | None] = {}
        self.voices: list[Voice] = []

    def resolve(self, mention: Mention, sentence: int, *, relay: bool = False, known: Voice | None = None) -> Voice:
        """The voice this mention stands for; a new one where nothing earlier fits. A relay is never the name of somebody unnamed.

        `known` is who it stands for by other knowledge than its words: it decides for what is no name.
        """
        mention = self._filled_in(mention)
        voice = known if known is not None and not mention.named else self._earlier(mention, sentence)
        voice = voice or known
        if voice is None and not relay:
            voice = self._now_named(mention, sentence)
        if voice is None:
            voice = Voice(mention)
            self.voices.append(voice)
        voice.meet(mention, sentence)
        if better(mention, voice.best):
            voice.best = mention
        return voice

    def recalled(self, mention: Mention, sentence: int) -> Voice | None:
        """The source met before that a mention goes back to by its words; null where nothing fits."""
        return self._earlier(mention, sentence)

    def _filled_in(self, mention: Mention) -> Mention:
        """A bare body ("the army") with whose it is, as the report itself calls it elsewhere most often (rulebook 5.4)."""
        bare = (
            mention.kind in BODIES_OF
            and mention.body is None
            and mention.name.islower()
            and len(mention.name.split()) == 1
        )
        if not bare or mention.entity or mention.plural:
            return mention
        if mention.lemma not in self._fuller:
            self._fuller[mention.lemma] = self._fullest(mention.lemma)
        name = self._fuller[mention.lemma]
        return dataclasses.replace(mention, name=name, named=True) if name else mention

    def _fullest(self, lemma: str) -> str | None:
        """The commonest phrase of the report in which a capitalised word stands before this noun ("Orrin army"), or null."""
        found = Counter(
            self._parse.text[before.start : token.end]
            for before, token in pairwise(self._parse.tokens)
            if token.lemma == lemma and token.text.islower() and before.text[:1].isupper() and before.pos in ("PROPN", "ADJ")
            and before.sentence == token.sentence and not self._parse.language.grammar.dated(self._parse, before.i)
        )  # fmt: skip
        return min(found, key=lambda name: (-found[name], name)) if found else None

    def _earlier(self, mention: Mention, sentence: int) -> Voice | None:
        if mention.pronoun:
            return self._pronoun(mention, sentence)
        if mention.named:
            return self._named(mention)
        if mention.definite:
            return self._description(mention, sentence)
        return self._indefinite(mention, sentence)

    def _recent(self, sentence: int) -> Iterator[Voice]:
        """Actors by how lately they spoke."""
        near = [a for a in self.voices if sentence - a.sentences[-1] <= LOOK_BACK]
        yield from sorted(near, key=lambda a: (a.sentences[-1], a.mentions[-1].span), reverse=True)

    def _pronoun(self, mention: Mention, sentence: int) -> Voice | None:
        recent = list(self._recent(sentence))
        meant = self._words.pronouns.get(mention.lemma)
        return _first(recent, MEANT[meant]) if meant in MEANT else None

    def _named(self, mention: Mention) -> Voice | None:
        return _first(self.voices[::-1], (_same_name(mention), _same_row(mention), _longer_name(mention)))

    def _description(self, mention: Mention, sentence: int) -> Voice | None:
        """ "the source", "the governor", "the Britain-based group": same noun, or a kind of thing that the earlier one is."""
        recent = list(self._recent(sentence))
        if self._words.same.intersection(mention.text.lower().split()) or mention.lemma in self._words.somebody:
            return _first(recent, (lambda a: a.best.plural == mention.plural and _of_people(a.best),))
        wanted = self._words.kinds.get(mention.lemma, frozenset())
        anybody = mention.kind in ("spokesperson", "statement")
        return _first(
            recent,
            (
                lambda a: self._of_noun(mention.lemma, a),
                lambda a: a.best.type in wanted and not a.best.plural,
                lambda a: anybody,
            ),
        )

    def _of_noun(self, lemma: str, voice: Voice) -> bool:
        """Whether a source has been called by this noun, or by one of the same stem."""
        stem = self._words.stem
        return lemma in voice.lemmas or stem(lemma) in {stem(w) for w in voice.lemmas if len(w) > 3}

    def _indefinite(self, mention: Mention, sentence: int) -> Voice | None:
        """ "residents" again in one report are the same category; "a monitor" is the monitor the report has named."""
        if mention.kind == "body" and mention.type is SourceType.MONITOR:
            return next((a for a in self.voices if a.best.type is SourceType.MONITOR), None)
        key = fold(mention.name)
        for voice in self._recent(sentence):
            if mention.plural and not voice.best.named and fold(voice.best.name) == key:
                return voice
        return None

    def _now_named(self, mention: Mention, sentence: int) -> Voice | None:
        """An unnamed source of the last sentences that this mention names."""
        near = [a for a in self.voices[:-4:-1] if sentence - a.sentences[-1] <= NEAR]
        return _first(near, (lambda a: _may_name(mention, a.best),)) if mention.named else None


Fits = Callable[[Voice], bool]  # whether a source met before is the one that a mention means


def _first(voices: Sequence[Voice], ways: Iterable[Fits]) -> Voice | None:
    """The first source that fits in the first way that any fits; null where none does."""
    return next((voice for fits in ways for voice in voices if fits(voice)), None)


def _same_name(mention: Mention) -> Fits:
    """A source called by this name, or by one that it is the acronym of."""
    keys = set(keys_of(mention))
    short = mention.name.replace(".", "").lower() if mention.name.isupper() else None

    def fits(voice: Voice) -> bool:
        return bool(keys & voice.keys or (short and any(acronym_of(m.name) == short for m in voice.mentions)))

    return fits


def _same_row(mention: Mention) -> Fits:
    """A source that the same row of knowledge knows."""
    known = mention.entity.id if mention.entity else None
    return lambda voice: known is not None and voice.best.entity is not None and voice.best.entity.id == known


def _longer_name(mention: Mention) -> Fits:
    """A source whose longer name holds all words of this one."""
    tail = set(fold(mention.name).split())

    def fits(voice: Voice) -> bool:
        longer = any(tail < set(key.split()) for key in voice.keys)
        return bool(tail) and voice.best.named and longer and _kin(mention, voice)

    return fits


def _is_body(best: Mention) -> bool:
    return best.kind in BODIES_OF or best.body is not None or best.entity is not None


def _of_people(best: Mention) -> bool:
    return best.person or best.kind in PEOPLE


def _one_person(voice: Voice) -> bool:
    """Whether "he" or "she" may mean a source: a person; a body only where somebody has spoken for it."""
    best = voice.best
    one = best.person or (not best.plural and (best.kind in PEOPLE or voice.mentions[-1].person))
    return one and (not _is_body(best) or any(m.person or m.kind in PEOPLE - {""} for m in voice.mentions))


def _several(voice: Voice) -> bool:
    """Whether "they" may mean a source: several, somebody unnamed, or a body."""
    return voice.best.plural or voice.best.unnamed is not None or _is_body(voice.best)


def _thing(voice: Voice) -> bool:
    """Whether "it" may mean a source: a body, a paper, or what is named and no person."""
    best = voice.best
    return _is_body(best) or best.kind in THINGS or (best.named and not best.person)


def _bare_name(voice: Voice) -> bool:
    """A bare name that the parser took for a person's."""
    return voice.best.named and not voice.best.kind and not voice.best.plural


MEANT: Mapping[Pronoun | None, tuple[Fits, ...]] = {
    "person": (_one_person,),
    "plural": (_several,),
    "thing": (_thing, _bare_name),
}


def _may_name(mention: Mention, best: Mention) -> bool:
    """Whether a named mention may be the name of a source that has none so far: of the same kind of people, or the same body."""
    if best.named or best.plural or best.pronoun or best.kind == "source":
        return False
    same_body = mention.kind in BODIES_OF and mention.kind == best.kind and mention.type == best.type
    return same_body or (maybe_person(mention) and best.kind in PEOPLE and mention.kind in ("", best.kind))


def maybe_person(mention: Mention) -> bool:
    """A person by the parser's word, or a bare capitalised name that no noun and no row of knowledge says is anything else."""
    return mention.person or (
        mention.named and not mention.kind and mention.entity is None and not mention.text.isupper()
    )


def _kin(mention: Mention, voice: Voice) -> bool:
    return mention.person == voice.best.person or mention.kind in ("", voice.best.kind) or voice.best.body is not None


def better(new: Mention, old: Mention) -> bool:
    """Whether a mention names the source better than the best so far: a name beats a description, a longer name a short one."""
    if new.pronoun or (new.definite and not new.named):
        return False
    if old.pronoun or new.named != old.named:
        return old.pronoun or new.named
    return _holds_office(new, old) or (new.named and _says_more(new, old))


def _holds_office(new: Mention, old: Mention) -> bool:
    """Whether a person takes the place of the office that they hold."""
    return new.person and not old.person and old.kind in OFFICES and new.body is None and old.body is None


def _says_more(new: Mention, old: Mention) -> bool:
    """Whether a name is known where the other is not, or holds it."""
    known = new.entity is not None and old.entity is None
    return known or (len(new.name) > len(old.name) and fold(old.name) in fold(new.name))
