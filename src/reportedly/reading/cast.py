"""The cast of a report: which mentions are one source.

Mentions are met in the order of the text. A pronoun, a definite description ("the source", "the group") and a short form ("Barazi")
go back to the nearest earlier source that they fit; an unnamed source that the next sentences name takes that name.
Nothing is merged across reports here, and a shared description alone ("a military source", twice) is no identity.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from reportedly.knowledge.loader import fold
from reportedly.reading.lang.en import grammar, words
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.parse import Parse
from reportedly.reading.sources import Mention
from reportedly.records import SourceType

NEAR = 2  # sentences within which an unnamed source may still be named (rulebook 5.6)
LOOK_BACK = 12  # sentences a pronoun or description reaches back
PEOPLE = {"person", "office", "group", "leader", "spokesperson", "staff", "detainee", "source", ""}
SOMEBODY = sense("somebody")
HYPERNYMS = {
    "group": {SourceType.MONITOR, SourceType.NGO, SourceType.ARMED_GROUP, SourceType.ACTIVIST},
    "organisation": {SourceType.NGO, SourceType.MONITOR, SourceType.OFFICIAL, SourceType.ARMED_GROUP},
    "organization": {SourceType.NGO, SourceType.MONITOR, SourceType.OFFICIAL, SourceType.ARMED_GROUP},
    "monitor": {SourceType.MONITOR}, "watchdog": {SourceType.MONITOR}, "observatory": {SourceType.MONITOR},
    "agency": {SourceType.AGENCY}, "channel": {SourceType.MEDIA}, "newspaper": {SourceType.MEDIA}, "paper": {SourceType.MEDIA},
    "broadcaster": {SourceType.MEDIA}, "outlet": {SourceType.MEDIA, SourceType.AGENCY}, "station": {SourceType.MEDIA},
    "ministry": {SourceType.MILITARY, SourceType.GOVERNMENT}, "body": {SourceType.OFFICIAL, SourceType.NGO},
    "movement": {SourceType.ARMED_GROUP},
    "reporter": {SourceType.AGENCY, SourceType.MEDIA}, "correspondent": {SourceType.AGENCY, SourceType.MEDIA},
    "charity": {SourceType.NGO}, "coalition": {SourceType.MILITARY, SourceType.OTHER}, "country": {SourceType.GOVERNMENT},
}  # fmt: skip


@dataclass(slots=True)
class Actor:
    """One source of the report and the mentions met so far; `best` is the mention that names it best."""

    best: Mention
    mentions: list[Mention] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.best.name

    def meet(self, mention: Mention, sentence: int) -> None:
        self.mentions.append(mention)
        self.sentences.append(sentence)
        self.lemmas |= {w.lower() for w in re.findall(r"\w+", mention.text)} | {mention.lemma}
        if mention.named:
            self.keys |= set(keys_of(mention))


def keys_of(mention: Mention) -> Iterator[str]:
    """What a named mention may be called by later: its whole name, the words of it, a bracketed or built acronym."""
    for name in filter(None, (mention.name, mention.speaker, mention.entity.name if mention.entity else None)):
        yield fold(re.sub(r"\([^)]*\)", " ", name))
    yield from (fold(a) for a in re.findall(r"[(\[]([A-Z]{2,})[)\]]", mention.text))


def acronym_of(name: str) -> str | None:
    """The letters a long name is shortened to, or null for a name of fewer than three capitalised words."""
    capitals = [w for w in re.findall(r"\w+", name) if w[0].isupper()]
    return "".join(w[0] for w in capitals).lower() if len(capitals) > 2 else None


class Cast:
    """The sources of one report in the order met."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._fuller: dict[str, str | None] = {}
        self.actors: list[Actor] = []

    def resolve(self, mention: Mention, sentence: int, *, relay: bool = False) -> Actor:
        """The actor this mention stands for; a new one where nothing earlier fits. A relay is never the name of somebody unnamed."""
        mention = self._filled_in(mention)
        actor = self._earlier(mention, sentence)
        if actor is None and not relay:
            actor = self._now_named(mention, sentence)
        if actor is None:
            actor = Actor(mention)
            self.actors.append(actor)
        actor.meet(mention, sentence)
        if _better(mention, actor.best):
            actor.best = dataclasses.replace(mention, custody=mention.custody or actor.best.custody)
        return actor

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
            and before.sentence == token.sentence and not grammar.dated(self._parse, before.i)
        )  # fmt: skip
        return min(found, key=lambda name: (-found[name], name)) if found else None

    def _earlier(self, mention: Mention, sentence: int) -> Actor | None:
        if mention.pronoun:
            return self._pronoun(mention, sentence)
        if mention.named:
            return self._named(mention)
        if mention.definite:
            return self._description(mention, sentence)
        return self._indefinite(mention, sentence)

    def _recent(self, sentence: int) -> Iterator[Actor]:
        """Actors by how lately they spoke."""
        near = [a for a in self.actors if sentence - a.sentences[-1] <= LOOK_BACK]
        yield from sorted(near, key=lambda a: (a.sentences[-1], a.mentions[-1].span), reverse=True)

    def _pronoun(self, mention: Mention, sentence: int) -> Actor | None:
        word = mention.lemma
        for actor in self._recent(sentence):
            best = actor.best
            body = best.kind in ("body", "media", "agency") or best.body is not None or best.entity is not None
            if word in words.HE and (best.person or (not best.plural and (best.kind in PEOPLE or actor.mentions[-1].person))) and not (
                body and not any(m.person or m.kind in PEOPLE - {""} for m in actor.mentions)
            ):  # fmt: skip
                return actor
            if word in words.THEY and (best.plural or best.unnamed or body):
                return actor
            if word in words.IT and (
                body or best.kind in ("source", "document", "statement", "reports") or (not best.person and best.named)
            ):
                return actor
        if word in words.IT:  # a bare name that the parser took for a person's
            named = (a for a in self._recent(sentence) if a.best.named and not a.best.kind and not a.best.plural)
            return next(named, None)
        return None

    def _named(self, mention: Mention) -> Actor | None:
        keys = set(keys_of(mention))
        short = mention.name.replace(".", "").lower() if mention.name.isupper() else None
        for actor in reversed(self.actors):
            if keys & actor.keys or (short and any(acronym_of(m.name) == short for m in actor.mentions)):
                return actor
        if mention.entity:
            same = [a for a in self.actors if a.best.entity and a.best.entity.id == mention.entity.id]
            if same:
                return same[-1]
        tail = set(fold(mention.name).split())
        for actor in reversed(self.actors):
            if (
                tail
                and actor.best.named
                and any(tail < set(key.split()) for key in actor.keys)
                and _kin(mention, actor)
            ):
                return actor
        return None

    def _description(self, mention: Mention, sentence: int) -> Actor | None:
        """ "the source", "the governor", "the Britain-based group": same noun, or a kind of thing that the earlier one is."""
        wanted = HYPERNYMS.get(mention.lemma, set())
        recent = list(self._recent(sentence))
        if "same" in mention.text.lower().split() or mention.lemma in SOMEBODY:
            plural = [a for a in recent if a.best.plural == mention.plural and (a.best.kind in PEOPLE or a.best.person)]
            return next(iter(plural), None)
        for actor in recent:
            if mention.lemma in actor.lemmas or _stem(mention.lemma) in {_stem(w) for w in actor.lemmas if len(w) > 3}:
                return actor
        for actor in recent:
            if wanted and actor.best.type in wanted and not actor.best.plural:
                return actor
        if mention.kind in ("spokesperson", "statement"):
            return next(iter(recent), None)
        return None

    def _indefinite(self, mention: Mention, sentence: int) -> Actor | None:
        """ "residents" again in one report are the same category; "a monitor" is the monitor the report has named."""
        if mention.kind == "body" and mention.type is SourceType.MONITOR:
            return next((a for a in self.actors if a.best.type is SourceType.MONITOR), None)
        key = fold(mention.name)
        for actor in self._recent(sentence):
            if mention.plural and not actor.best.named and fold(actor.best.name) == key:
                return actor
        return None

    def _now_named(self, mention: Mention, sentence: int) -> Actor | None:
        """An unnamed source of the last sentences that this mention names."""
        if not mention.named or not self.actors:
            return None
        for actor in reversed(self.actors[-3:]):
            best = actor.best
            if (
                best.named
                or best.plural
                or best.pronoun
                or best.kind == "source"
                or sentence - actor.sentences[-1] > NEAR
            ):
                continue
            same_kind = mention.type == best.type and mention.kind in BODIES_OF
            if (_maybe_person(mention) and best.kind in PEOPLE and mention.kind in ("", best.kind)) or (
                same_kind and best.kind == mention.kind
            ):
                return actor
        return None


BODIES_OF = ("body", "agency", "media")


def _maybe_person(mention: Mention) -> bool:
    """A person by the parser's word, or a bare capitalised name that no noun and no row of knowledge says is anything else."""
    return mention.person or (
        mention.named and not mention.kind and mention.entity is None and not mention.text.isupper()
    )


def _kin(mention: Mention, actor: Actor) -> bool:
    return mention.person == actor.best.person or mention.kind in ("", actor.best.kind) or actor.best.body is not None


def _better(new: Mention, old: Mention) -> bool:
    """Whether a mention names the source better than the best so far: a name beats a description, a longer name a short one."""
    if new.pronoun or (new.definite and not new.named):
        return False
    if old.pronoun or new.named != old.named:
        return old.pronoun or new.named
    return new.named and len(new.name) > len(old.name) and fold(old.name) in fold(new.name)


def _stem(word: str) -> str:
    return re.sub(r"(?:ers?|ors?|ing|s)$", "", word)
